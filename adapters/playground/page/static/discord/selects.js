// What one can choose from on Discord: an app's own options, people, roles, channels.

import { freshId, h } from "../dom.js";
import { sees } from "./where.js";

/** The options of a select as `{value, label, description, default}`. */
function offered(one) {
  const people = Object.entries(sees().people).map(([value, each]) => ({ value, label: each.real_name }));
  const roles = Object.entries(sees().roles).map(([value, label]) => ({ value, label }));
  const channels = sees().channels.map((each) => ({ value: each.id, label: `#${each.name}` }));
  const ready = new Set((one.default_values || []).map((each) => String(each.id)));
  const all = { 5: people, 6: roles, 7: [...people, ...roles], 8: channels }[one.type] || one.options || [];
  return all.map((each) => ({ ...each, default: each.default || ready.has(each.value) }));
}

/** They, for a native select; `chosen` are values that stand in it. */
export function options(one, chosen = null) {
  return offered(one).map(({ value, label, description, default: ready }) => {
    const words = description ? `${label}: ${description}` : label;
    return h("option", { value, selected: chosen ? chosen.includes(value) : ready }, words);
  });
}

/** They, to tick; `value()` is a list. `single` makes it radio buttons. */
export function choices(one, { label, id = freshId("choice"), chosen = null, single = false }) {
  const items = offered(one).map((each) => {
    const checked = chosen ? chosen.includes(each.value) : each.default;
    const input = h("input", { type: single ? "radio" : "checkbox", name: id, value: each.value, checked });
    const more = each.description ? h("span", { class: "hint" }, ` ${each.description}`) : null;
    return h("label", {}, input, " ", each.label, more);
  });
  const node = h("div", { class: "ticks", role: single ? "radiogroup" : "group", "aria-label": label }, items);
  return { node, value: () => [...node.querySelectorAll("input:checked")].map((each) => each.value) };
}
