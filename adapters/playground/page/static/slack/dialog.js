// The modal on top of the person's stack, as a real dialog: focus stays inside, Escape closes it.

import { freshId, h } from "../dom.js";
import { remember } from "../focus.js";
import { draws } from "../store.js";
import { blocks } from "./blocks.js";
import { act, sees } from "./where.js";

let shown = null; // {id, hash, dialog, inputs, trouble}
let back = null; // gives the focus back to what had it when the first one opened

draws(() => {
  const top = sees()?.modals.at(-1) || null;
  if (!top) return leave();
  if (shown?.id !== top.id) return enter(top);
  if (shown.hash !== top.hash) return enter(top, kept());
  return told(top);
});

function leave() {
  if (!shown) return;
  shown.dialog.remove();
  shown = null;
  back();
}

// What was typed stays when the app changes the modal, as in Slack: the same block, action and kind.
function kept() {
  const values = {};
  for (const [id, input] of shown.inputs) {
    const { type, action_id: action } = input.block.element;
    values[`${id}/${action}`] = { type, given: input.value() };
  }
  return values;
}

function enter(view, typed = {}) {
  if (!shown) back = remember("slack-box");
  shown?.dialog.remove();
  const inputs = new Map();
  const does = { inputs, view: view.id, entered: enteredIn(view, typed), touch: touching(view, inputs) };
  const title = freshId("title");
  const body = h("div", { class: "inside" }, blocks(view.blocks, does));
  const trouble = h("p", { class: "trouble", role: "alert" });
  const form = h(
    "form",
    { novalidate: true },
    h("h2", { id: title, dir: "auto" }, view.title.text),
    trouble,
    body,
    foot(view),
  );
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": title, "data-view": view.id }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(view, inputs, form);
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    act("close", { view: view.id });
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.requestSubmit();
  });
  document.getElementById("dialogs").append(dialog);
  shown = { id: view.id, hash: view.hash, dialog, inputs, trouble };
  dialog.showModal();
  told(view);
  [...inputs.values()][0]?.focus();
}

function foot(view) {
  const closing = () => act("close", { view: view.id });
  return h(
    "div",
    { class: "foot" },
    h("button", { type: "button", class: "button", on: { click: closing } }, view.close?.text || "Cancel"),
    view.submit ? h("button", { type: "submit", class: "button primary" }, view.submit.text) : null,
  );
}

function enteredIn(view, typed) {
  return (block, action) => {
    const known = view.state.values[block]?.[action];
    const own = typed[`${block}/${action}`];
    if (!own || own.type !== known?.type) return known;
    if (typeof own.given === "string" && "value" in known) return { ...known, value: own.given };
    if (own.given && typeof own.given === "object") return { ...known, selected_option: own.given };
    if (typeof own.given === "string" && "selected_option" in known) {
      return { ...known, selected_option: { value: own.given } };
    }
    return known;
  };
}

function touching(view, inputs) {
  return (block, element, selected = null) => {
    const more = { view: view.id, action: element.action_id, block: block.block_id, selected };
    return inputs.has(block.block_id) ? null : act("press_in_view", more);
  };
}

async function send(view, inputs, form) {
  if (form.getAttribute("aria-busy") === "true") return;
  for (const input of inputs.values()) input.wrong(input.trouble());
  if ([...inputs.values()].some((input) => input.trouble())) {
    firstWrong();
    return;
  }
  form.setAttribute("aria-busy", "true");
  const values = Object.fromEntries([...inputs].map(([id, input]) => [id, input.value()]));
  await act("submit", { view: view.id, values });
  form.removeAttribute("aria-busy");
  firstWrong();
}

function firstWrong() {
  const wrong = shown?.dialog.querySelector("[aria-invalid=true]");
  (wrong?.matches("input, textarea, select") ? wrong : wrong?.querySelector("input"))?.focus();
}

function told(view) {
  const said = JSON.stringify([view.errors, view.trouble]);
  if (said === shown.said) return;
  shown.said = said;
  shown.trouble.textContent = view.trouble;
  for (const [id, input] of shown.inputs) input.wrong(view.errors[id] || "");
}
