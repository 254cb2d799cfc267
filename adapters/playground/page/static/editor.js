// Changing one's own message, in its place.

import { act } from "./actions.js";
import { h } from "./dom.js";
import { decoded } from "./mrkdwn.js";
import { changed, handle, state } from "./store.js";

/** A small form over the message's words: Enter saves, Escape leaves it as it was. */
export function editor(message, channel) {
  const area = h("textarea", { "aria-label": "Change your message", rows: 2, dir: "auto" });
  area.value = decoded(message.text.replace(/<(https?:[^>|]+)>/g, "$1"));
  const done = () => {
    state.editing = "";
    changed();
  };
  const save = async () => {
    const text = area.value.trim();
    if (text) await act("edit", { channel: handle(channel), ts: message.ts, text });
    done();
  };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") done();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      save();
    }
  });
  queueMicrotask(() => area.focus());
  const buttons = h(
    "div",
    { class: "actions" },
    h("button", { type: "button", class: "button primary", on: { click: save } }, "Save"),
    h("button", { type: "button", class: "button", on: { click: done } }, "Cancel"),
  );
  return h("div", { class: "editor" }, area, buttons);
}
