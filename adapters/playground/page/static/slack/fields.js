// The inputs of a modal, each with its label, its hint and its error where a screen reader finds them.

import { combobox } from "../combobox.js";
import { counter } from "../counter.js";
import { freshId, h } from "../dom.js";
import { option } from "./elements.js";
import { act } from "./where.js";

const TYPES = { email_text_input: "email", url_text_input: "url", number_input: "number" };
const DEFAULT_LEAST = 3; // Slack's min_query_length where the app names none

/** An input block. `does.inputs` gets `{block, value(), wrong(sentence), focus()}` under the block's id. */
export function field(block, does) {
  const ids = { label: freshId("label"), input: freshId("input"), hint: freshId("hint"), error: freshId("error") };
  const error = h("p", { class: "error", id: ids.error });
  const entered = does.entered(block.block_id, block.element.action_id);
  const made = input(block, { ids, entered, does });
  const optional = block.optional ? h("span", { class: "hint" }, " (optional)") : null;
  const grouped = made.node.matches("[role=group], [role=radiogroup]");
  const label = h(grouped ? "span" : "label", { id: ids.label, for: grouped ? null : ids.input, class: "label" });
  label.append(h("span", { dir: "auto" }, block.label.text), ...(optional ? [optional] : []));
  const wrong = (sentence) => {
    error.textContent = sentence;
    made.control.setAttribute("aria-invalid", String(Boolean(sentence)));
  };
  const hint = block.hint ? h("p", { class: "hint", id: ids.hint, dir: "auto" }, block.hint.text) : null;
  made.control.setAttribute("aria-describedby", [hint ? ids.hint : "", ids.error].filter(Boolean).join(" "));
  if (grouped) made.node.setAttribute("aria-labelledby", ids.label);
  else made.control.setAttribute("aria-required", String(!block.optional));
  does.inputs.set(block.block_id, { block, wrong, value: made.value, trouble: made.trouble, focus: made.focus });
  return h("div", { class: "block field" }, label, made.node, made.below || null, hint, error);
}

function input(block, context) {
  const { element } = block;
  switch (element.type) {
    case "static_select":
      return selection(element, context);
    case "external_select":
      return searched(element, context);
    case "checkboxes":
    case "radio_buttons":
      return ticks(element, context);
    case "multi_static_select":
      return ticks({ ...element, options: element.options || [], type: "checkboxes" }, context);
    case "datepicker":
      return line(element, context, "date", "selected_date", element.initial_date);
    default:
      return words(element, context);
  }
}

function simple(control) {
  return { node: control, control, value: () => control.value, trouble: () => "", focus: () => control.focus() };
}

function line({ placeholder }, { ids, entered }, type, name, initial) {
  const given = entered?.[name] ?? initial ?? "";
  return simple(h("input", { id: ids.input, type, value: given, placeholder: placeholder?.text, dir: "auto" }));
}

function words(element, context) {
  if (!element.multiline) {
    const made = line(element, context, TYPES[element.type] || "text", "value", element.initial_value);
    return { ...made, below: counter(made.control, element.max_length) };
  }
  const area = h("textarea", { id: context.ids.input, rows: 5, placeholder: element.placeholder?.text, dir: "auto" });
  area.value = context.entered?.value ?? element.initial_value ?? "";
  return { ...simple(area), below: counter(area, element.max_length) };
}

function searched(element, { ids, entered, does }) {
  const option = (each) => each && { words: each.text.text, value: each };
  const search = async (query) => {
    const done = await act("suggest", { view: does.view, action: element.action_id, query });
    return (done?.options || []).map(option);
  };
  const least = element.min_query_length ?? DEFAULT_LEAST;
  const initial = option(entered?.selected_option ?? element.initial_option ?? null);
  return combobox({ ids, placeholder: element.placeholder?.text, least, initial, search });
}

function selection(element, { ids, entered }) {
  const given = (entered?.selected_option ?? element.initial_option)?.value ?? "";
  const groups = element.option_groups || [];
  const all = [
    h("option", { value: "", selected: !given }, element.placeholder?.text || "Choose one"),
    ...(element.options || []).map((each) => option(each, given)),
    ...groups.map((each) => h("optgroup", { label: each.label.text }, each.options.map((o) => option(o, given)))),
  ];
  const select = h("select", { id: ids.input }, all);
  return { ...simple(select), value: () => select.value || null };
}

function ticks(element, { ids, entered }) {
  const single = element.type === "radio_buttons";
  const before = entered || { selected_option: element.initial_option, selected_options: element.initial_options };
  const given = [before.selected_option, ...(before.selected_options || [])].filter(Boolean).map((each) => each.value);
  const items = element.options.map((each) => {
    const about = { type: single ? "radio" : "checkbox", name: ids.input, value: each.value };
    return h("label", {}, h("input", { ...about, checked: given.includes(each.value) }), " ", each.text.text);
  });
  const group = h("div", { class: "ticks", role: single ? "radiogroup" : "group" }, items);
  const chosen = () => [...group.querySelectorAll("input:checked")].map((each) => each.value);
  const value = () => (single ? (chosen()[0] ?? null) : chosen());
  return { node: group, control: group, value, trouble: () => "", focus: () => group.querySelector("input")?.focus() };
}
