// How much room is left in a field. It is said only when it becomes scarce.

import { h } from "./dom.js";

const NEARLY_FULL = 0.8;

/** A line under a field that takes at most so many characters; null where there is no limit. */
export function counter(control, most) {
  if (!most) return null;
  const left = h("p", { class: "hint counter" });
  const told = () => {
    const used = control.value.length;
    left.textContent = used > most * NEARLY_FULL ? `${used} of ${most} characters` : "";
    left.classList.toggle("over", used > most);
  };
  control.addEventListener("input", told);
  told();
  return left;
}
