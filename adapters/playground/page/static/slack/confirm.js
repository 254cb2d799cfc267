// "Are you sure?", where the app asks for it (Block Kit reference, "Confirmation dialog object").

import { freshId, h } from "../dom.js";
import { textObject } from "./blocks.js";

/** Whether the person says yes. */
export function ask(confirm) {
  const title = freshId("confirm");
  const yes = h("button", { class: `button ${confirm.style || "primary"}`, value: "yes" }, confirm.confirm.text);
  const no = h("button", { class: "button", value: "no", autofocus: true }, confirm.deny.text);
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { id: title, dir: "auto" }, confirm.title.text),
    textObject(confirm.text),
    h("div", { class: "foot" }, no, yes),
  );
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": title }, form);
  document.getElementById("dialogs").append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.close(event.submitter?.value || "no");
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
