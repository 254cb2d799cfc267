// Light, dark, or as the device says.

import { h } from "./dom.js";

const LOOKS = ["auto", "light", "dark"];
const WORDS = { auto: "Look: device", light: "Look: light", dark: "Look: dark" };

/** A button that goes from one look to the next. */
export function lookButton() {
  let look = document.documentElement.dataset.look || "auto";
  const button = h("button", { type: "button", class: "small" }, WORDS[look]);
  button.addEventListener("click", () => {
    look = LOOKS[(LOOKS.indexOf(look) + 1) % LOOKS.length];
    button.textContent = WORDS[look];
    if (look === "auto") delete document.documentElement.dataset.look;
    else document.documentElement.dataset.look = look;
    localStorage.setItem("look", look);
  });
  return button;
}
