// A modal on Discord, as a real dialog: focus stays inside, Escape closes it.

import { counter } from "../counter.js";
import { freshId, h } from "../dom.js";
import { remember } from "../focus.js";
import { draws } from "../store.js";
import { markdown } from "./markdown.js";
import { choices, options } from "./selects.js";
import { act, sees } from "./where.js";

const [ROW, TEXT_INPUT, TEXT, LABEL, RADIO, CHECKBOXES, CHECKBOX] = [1, 4, 10, 18, 21, 22, 23];
const LONG = 2; // the style of a text input for paragraphs
const SELECTS = [3, 5, 6, 7, 8];

let shown = null; // {id, dialog, inputs, trouble, said}
let back = null; // gives the focus back to what had it before

draws(() => {
  const modal = sees()?.modals.at(-1) || null;
  if (!modal) return leave();
  if (shown?.id !== modal.id) enter(modal);
  return told(modal);
});

function leave() {
  if (!shown) return;
  shown.dialog.remove();
  shown = null;
  back();
}

function enter(modal) {
  if (!shown) back = remember("discord-box");
  shown?.dialog.remove();
  const inputs = new Map();
  const title = freshId("title");
  const trouble = h("p", { class: "trouble", role: "alert" });
  const form = h(
    "form",
    { novalidate: true },
    h("h2", { id: title, dir: "auto" }, modal.title),
    trouble,
    h("div", { class: "inside" }, modal.components.map((each) => part(each, modal, inputs))),
    foot(modal),
  );
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": title, "data-modal": modal.id }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(modal, inputs, form);
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    act("close", { modal: modal.id });
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.requestSubmit();
  });
  document.getElementById("dialogs").append(dialog);
  shown = { id: modal.id, dialog, inputs, trouble, said: "" };
  dialog.showModal();
  [...inputs.values()][0]?.focus();
}

function foot(modal) {
  const closing = () => act("close", { modal: modal.id });
  return h(
    "div",
    { class: "foot" },
    h("button", { type: "button", class: "button", on: { click: closing } }, "Cancel"),
    h("button", { type: "submit", class: "button primary" }, "Submit"),
  );
}

async function send(modal, inputs, form) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  const values = Object.fromEntries([...inputs].map(([name, input]) => [name, input.value()]));
  await act("submit", { modal: modal.id, values });
  form.removeAttribute("aria-busy");
  shown?.dialog.querySelector("[aria-invalid=true]")?.focus();
}

function told(modal) {
  const said = JSON.stringify([modal.errors, modal.trouble]);
  if (said === shown.said) return;
  shown.said = said;
  shown.trouble.textContent = modal.trouble;
  for (const [name, input] of shown.inputs) input.wrong(modal.errors[name] || "");
}

function part(each, modal, inputs) {
  if (each.type === TEXT) return h("div", { class: "block" }, markdown(each.content));
  if (each.type === LABEL) return field(each, each.component, modal, inputs);
  if (each.type === ROW) return h("div", {}, each.components.map((one) => field(one, one, modal, inputs)));
  return h("p", { class: "hint" }, `(A component of the kind ${each.type} is not shown here.)`);
}

function field({ label, description }, component, modal, inputs) {
  const ids = { label: freshId("label"), input: freshId("input"), hint: freshId("hint"), error: freshId("error") };
  const known = modal.fields.find((each) => each.custom_id === component.custom_id);
  const made = input(component, { ids, value: known?.value, label });
  if (!made) return h("p", { class: "hint" }, `(${label}: an input of the kind ${component.type} is not shown here.)`);
  const needed = component.required ?? component.type !== CHECKBOX;
  const error = h("p", { class: "error", id: ids.error });
  const grouped = made.control.matches("[role=group], [role=radiogroup]");
  const name = h(grouped ? "span" : "label", { id: ids.label, class: "label", for: grouped ? null : ids.input });
  name.append(h("span", { dir: "auto" }, label), needed ? "" : h("span", { class: "hint" }, " (optional)"));
  const hint = description ? h("p", { class: "hint", id: ids.hint, dir: "auto" }, description) : null;
  made.control.setAttribute("aria-describedby", [hint ? ids.hint : "", ids.error].filter(Boolean).join(" "));
  if (!grouped) made.control.setAttribute("aria-required", String(needed));
  const wrong = (sentence) => {
    error.textContent = sentence;
    made.control.setAttribute("aria-invalid", String(Boolean(sentence)));
  };
  inputs.set(component.custom_id, { value: made.value, wrong, focus: () => made.focus() });
  const below = component.type === TEXT_INPUT ? counter(made.control, component.max_length) : null;
  return h("div", { class: "block field" }, name, hint, made.control, below, error);
}

function input(component, { ids, value, label }) {
  const { type, max_values: most = 1 } = component;
  if (type === TEXT_INPUT) return words(component, ids, value);
  if (type === CHECKBOX) return tick(ids, value);
  if (type === RADIO) return ticks(component, { ids, chosen: [value], single: true, label });
  const many = type === CHECKBOXES || (SELECTS.includes(type) && most > 1);
  if (many) return ticks(component, { ids, chosen: value, label });
  return SELECTS.includes(type) ? select(component, ids, value || []) : null;
}

function words({ style, placeholder }, ids, value) {
  const about = { id: ids.input, placeholder, dir: "auto", autocomplete: "off" };
  const control = style === LONG ? h("textarea", { ...about, rows: 5 }) : h("input", { ...about, type: "text" });
  control.value = value || "";
  return { control, value: () => control.value, focus: () => control.focus() };
}

function select(component, ids, chosen) {
  const none = h("option", { value: "", selected: !chosen.length }, component.placeholder || "Choose one");
  const control = h("select", { id: ids.input }, none, options(component, chosen));
  return { control, value: () => (control.value ? [control.value] : []), focus: () => control.focus() };
}

function ticks(component, { ids, chosen, single = false, label }) {
  const made = choices(component, { label, id: ids.input, chosen: chosen || [], single });
  const value = () => (single ? (made.value()[0] ?? null) : made.value());
  return { control: made.node, value, focus: () => made.node.querySelector("input")?.focus() };
}

function tick(ids, value) {
  const control = h("input", { id: ids.input, type: "checkbox", checked: Boolean(value) });
  return { control, value: () => control.checked, focus: () => control.focus() };
}
