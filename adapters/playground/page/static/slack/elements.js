// What one can press or choose in a message, a modal or the Home tab. `does.touch(block, element, selected)` is told.
// The focus finds its way back by the action id: a block's own id may be new each time the app changes a card.

import { h } from "../dom.js";
import { menuButton } from "../menu.js";
import { ask } from "./confirm.js";

/** One element of an actions block or the accessory of a section. */
export function element(one, block, does) {
  switch (one.type) {
    case "button":
      return button(one, block, does);
    case "overflow":
      return overflow(one, block, does);
    case "static_select":
      return choice(one, block, does);
    case "radio_buttons":
    case "checkboxes":
      return ticks(one, block, does);
    case "datepicker":
      return date(one, block, does);
    default:
      return h("span", { class: "hint" }, `(An element of the kind “${one.type}” is not shown here.)`);
  }
}

/** Tell of a touch, once at a time, with the confirmation that the app may have asked for. */
async function touched(node, one, block, does, selected) {
  if (node.getAttribute("aria-busy") === "true") return;
  if (one.confirm && !(await ask(one.confirm))) return;
  node.setAttribute("aria-busy", "true");
  try {
    await does.touch(block, one, selected);
  } finally {
    node.removeAttribute("aria-busy");
  }
}

function button(one, block, does) {
  const about = {
    class: `button ${one.style || ""}`.trim(),
    "data-focus": one.action_id,
    "aria-label": one.accessibility_label || null,
    on: { click: (event) => touched(event.currentTarget, one, block, does) },
  };
  const words = h("span", { dir: "auto" }, one.text.text);
  if (!one.url) return h("button", { type: "button", ...about }, words);
  return h("a", { ...about, href: safe(one.url), target: "_blank", rel: "noopener noreferrer" }, words);
}

function safe(address) {
  return /^https?:\/\//i.test(address) ? address : null;
}

function overflow(one, block, does) {
  const items = one.options.map((each) => ({
    words: each.text.text,
    does: () => does.touch(block, one, each.value),
  }));
  return menuButton({ label: "More", words: "More", focus: one.action_id, items });
}

function choice(one, block, does) {
  const groups = one.option_groups || [];
  const given = one.initial_option?.value;
  const all = [
    h("option", { value: "", disabled: true, selected: !given }, one.placeholder?.text || "Choose"),
    ...(one.options || []).map((each) => option(each, given)),
    ...groups.map((each) => h("optgroup", { label: each.label.text }, each.options.map((o) => option(o, given)))),
  ];
  const told = (event) => touched(event.currentTarget, one, block, does, event.currentTarget.value);
  const label = one.placeholder?.text || block.text?.text || "Choose";
  return h("select", { "data-focus": one.action_id, "aria-label": label, on: { change: told } }, all);
}

/** One option of a native select. */
export function option(each, given) {
  return h("option", { value: each.value, selected: each.value === given }, each.text.text);
}

function ticks(one, block, does) {
  const single = one.type === "radio_buttons";
  const given = new Set([one.initial_option, ...(one.initial_options || [])].filter(Boolean).map((each) => each.value));
  const group = h("div", { class: "ticks", role: single ? "radiogroup" : "group" });
  const chosen = () => [...group.querySelectorAll("input:checked")].map((each) => each.value);
  const told = () => touched(group, one, block, does, single ? chosen()[0] : chosen());
  const type = single ? "radio" : "checkbox";
  const items = one.options.map((each, at) => {
    const about = { type, name: `${block.block_id}/${one.action_id}`, value: each.value };
    const more = { checked: given.has(each.value), "data-focus": `${one.action_id}/${at}` };
    const input = h("input", { ...about, ...more, on: { change: told } });
    return h("label", {}, input, " ", each.text.text);
  });
  group.append(...items);
  return group;
}

function date(one, block, does) {
  const told = (event) => touched(event.currentTarget, one, block, does, event.currentTarget.value);
  const about = { type: "date", value: one.initial_date || "", "data-focus": one.action_id, on: { change: told } };
  return h("input", { ...about, "aria-label": one.placeholder?.text || "Date" });
}
