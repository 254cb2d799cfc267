// Changing one's own message, in its place.

import { h } from "./dom.js";

/** A small form over the message's words: Enter saves, Escape leaves it as it was. `save(text)`, then `done()`. */
export function editor(words, { save, done }) {
  const area = h("textarea", { "aria-label": "Change your message", rows: 2, dir: "auto" });
  area.value = words;
  const saved = async () => {
    const text = area.value.trim();
    if (text) await save(text);
    done();
  };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") done();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      saved();
    }
  });
  queueMicrotask(() => area.focus());
  const buttons = h(
    "div",
    { class: "actions" },
    h("button", { type: "button", class: "button primary", on: { click: saved } }, "Save"),
    h("button", { type: "button", class: "button", on: { click: done } }, "Cancel"),
  );
  return h("div", { class: "editor" }, area, buttons);
}
