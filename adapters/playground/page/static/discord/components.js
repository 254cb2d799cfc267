// Discord's message components as elements (Component Reference). One of a kind that is not known says so: nothing is
// ever left out in silence. `does(component, selected)` is told of a touch.

import { h } from "../dom.js";
import { link } from "../links.js";
import { markdown } from "./markdown.js";
import { picture, file } from "./media.js";
import { choices, options } from "./selects.js";

const STYLES = { 1: "primary", 3: "primary", 4: "danger" };

/** All components. */
export function components(all, does) {
  return all.map((each) => component(each, does));
}

function component(each, does) {
  switch (each.type) {
    case 1:
      return h("div", { class: "block actions" }, components(each.components, does));
    case 2:
      return button(each, does);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return select(each, does);
    case 9:
      return section(each, does);
    case 10:
      return h("div", { class: "block" }, markdown(each.content));
    case 11:
      return picture(each.media, each.description);
    case 12:
      return h("div", { class: "block" }, each.items.map((one) => picture(one.media, one.description)));
    case 13:
      return file(each.file.url, each.name || "A file");
    case 14:
      return each.divider === false ? h("div", { class: "gap" }) : h("hr", { class: "block" });
    case 17:
      return h("div", { class: "block container" }, components(each.components, does));
    default:
      return h("p", { class: "block hint" }, `(A component of the kind ${each.type} is not shown here.)`);
  }
}

function section(each, does) {
  const beside = each.accessory ? h("div", { class: "beside" }, component(each.accessory, does)) : null;
  return h("div", { class: "block section" }, h("div", { class: "grow" }, components(each.components, does)), beside);
}

function button(one, does) {
  const sign = one.emoji?.id ? `:${one.emoji.name}:` : one.emoji?.name;
  const words = [sign && h("span", { "aria-hidden": one.label ? "true" : null }, `${sign} `), one.label || ""];
  const inside = h("span", { dir: "auto" }, words);
  if (one.style === 5) {
    const made = link(one.url, inside);
    made.classList.add("button");
    return made;
  }
  const kind = STYLES[one.style] || "";
  const about = { type: "button", class: `button ${kind}`.trim(), "data-focus": one.custom_id, disabled: one.disabled };
  return h("button", { ...about, on: { click: (event) => touched(event.currentTarget, one, does) } }, inside);
}

/** Tell of a touch, once at a time. */
async function touched(node, one, does, selected = null) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  try {
    await does(one, selected);
  } finally {
    node.removeAttribute("aria-busy");
  }
}

function select(one, does) {
  const label = one.placeholder || "Choose";
  if ((one.max_values ?? 1) > 1) return several(one, label, does);
  const all = [h("option", { value: "", disabled: true, selected: true }, label), ...options(one)];
  const told = (event) => touched(event.currentTarget, one, does, [event.currentTarget.value]);
  const about = { "data-focus": one.custom_id, "aria-label": label, disabled: one.disabled, on: { change: told } };
  return h("select", about, all);
}

function several(one, label, does) {
  const group = choices(one, { label });
  const told = (event) => touched(event.currentTarget, one, does, group.value());
  const about = { type: "button", class: "button", "data-focus": one.custom_id, on: { click: told } };
  const words = h("p", { class: "hint", dir: "auto" }, label);
  return h("div", { class: "block" }, words, group.node, h("button", about, "Done"));
}
