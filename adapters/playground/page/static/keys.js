// Keys that go to the parts of the page, and the list of all of them.

import { freshId, h } from "./dom.js";

const GOES = {
  KeyP: () => document.querySelector("#people input:checked"),
  KeyC: () => document.querySelector("#places [aria-current]"),
  KeyL: () => document.querySelector(".messages article[tabindex='0']"),
  KeyM: () => document.getElementById("message-box"),
  KeyB: () => document.getElementById("panel-title"),
  KeyT: () => document.querySelector("#clock button"),
};
const LIST = [
  ["Alt + Shift + P", "People: whose seat you take (arrows choose)"],
  ["Alt + Shift + C", "Channels"],
  ["Alt + Shift + L", "Last message (arrows go to the others)"],
  ["Alt + Shift + M", "Message box"],
  ["Alt + Shift + B", "What happens behind"],
  ["Alt + Shift + T", "Clock"],
  ["/", "In the message box: commands"],
  ["@", "In the message box: people, and the app"],
  ["Arrows, Enter or Tab, Escape", "In suggestions: choose, take, leave"],
  ["Shift + Enter", "In the message box: a new line"],
  ["Ctrl + Enter", "In a form: send it"],
  ["Escape", "Close a form or a menu"],
];

/** Listen for the keys; gives the button that lists them. */
export function keysButton() {
  document.addEventListener("keydown", (event) => {
    const target = event.altKey && event.shiftKey && GOES[event.code]?.();
    if (!target || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    target.focus();
  });
  return h("button", { type: "button", class: "small", on: { click: show } }, "Keys");
}

function show() {
  const id = freshId("keys");
  const rows = LIST.map(([keys, does]) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, does)]);
  const done = h("button", { class: "button primary" }, "Close");
  const dialog = h(
    "dialog",
    { class: "dialog", "aria-labelledby": id },
    h(
      "form",
      { method: "dialog" },
      h("h2", { id }, "Keys"),
      h("dl", { class: "inside keys" }, rows.flat()),
      h("div", { class: "foot" }, done),
    ),
  );
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.getElementById("dialogs").append(dialog);
  dialog.showModal();
}
