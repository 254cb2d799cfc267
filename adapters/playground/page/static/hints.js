// What may come next while one types a command or a mention: a list of options that Enter or Tab takes.

import { freshId, h } from "./dom.js";
import { state } from "./store.js";
import { announce } from "./toasts.js";


/** What fits `text`: `{options: [{insert, label, hint, summary}], note, sure}`; if `sure`, Enter takes the first. */
export function hintsFor(text) {
  if (text.startsWith("/")) return slash(text);
  const bot = `@${state.about.bot.name} `;
  if (text.toLowerCase().startsWith(bot)) return verbs(bot, text.slice(bot.length), allVerbs());
  return people(text);
}

function slash(text) {
  const [root] = text.split(" ", 1);
  const command = state.about.commands.find((each) => each.command === root.toLowerCase());
  if (text.includes(" ")) return command ? verbs(`${root} `, text.slice(root.length + 1), command.verbs) : nothing();
  const fitting = state.about.commands.filter((each) => each.command.startsWith(text.toLowerCase()));
  const options = fitting.map((each) => ({
    insert: `${each.command} `,
    label: each.command,
    hint: each.usage_hint,
    summary: each.description,
  }));
  return { options, note: "", sure: !command };
}

function verbs(before, typed, known) {
  const words = typed.toLowerCase();
  const fitting = known.filter((each) => each.verb.startsWith(words));
  const whole = known.find((each) => words === each.verb || words.startsWith(`${each.verb} `));
  const options = fitting.map((each) => ({
    insert: `${before}${each.verb} `,
    label: each.verb,
    hint: each.hint,
    summary: each.summary,
  }));
  if (whole && (words !== whole.verb || options.length === 1)) {
    return { options: [], note: `${before}${whole.verb} ${whole.hint}`.trim(), more: whole.summary, sure: false };
  }
  return { options, note: "", sure: !whole && Boolean(words) };
}

function allVerbs() {
  const all = state.about.commands.flatMap((each) => each.verbs);
  return [...new Map(all.map((each) => [each.verb, each])).values()];
}

function people(text) {
  const found = /(?:^|\s)@([\w.-]*)$/.exec(text);
  if (!found) return nothing();
  const begun = found[1].toLowerCase();
  const all = Object.values(state.sees.people).filter((each) => each.name.startsWith(begun) || fits(each, begun));
  const before = text.slice(0, text.length - begun.length);
  const options = all.map((each) => ({
    insert: `${before}${each.name} `,
    label: `@${each.name}`,
    hint: "",
    summary: each.real_name,
  }));
  return { options, note: "", sure: true };
}

function fits(person, begun) {
  return person.real_name.toLowerCase().includes(begun);
}

function nothing() {
  return { options: [], note: "", sure: false };
}

/** The list over a message box. `typed()` after every change; `key(event)` is true where the list took the key. */
export function hintBox(area, id) {
  const list = h("ul", { id, class: "hints", role: "listbox", "aria-label": "Suggestions" });
  const note = h("p", { class: "note" });
  const node = h("div", { class: "hint-box", hidden: true }, list, note);
  const box = { area, list, note, node, options: [], at: -1 };
  area.addEventListener("blur", () => close(box));
  area.addEventListener("focus", () => area.value && typed(box));
  return { node, typed: () => typed(box), close: () => close(box), key: (event) => key(event, box) };
}

function close(box) {
  box.options = [];
  box.node.hidden = true;
  point(box, -1);
}

function typed(box) {
  const before = box.options.length;
  const end = box.area.selectionEnd === box.area.value.length;
  const found = end ? hintsFor(box.area.value) : nothing();
  box.options = found.options;
  box.node.hidden = !box.options.length && !found.note;
  box.note.replaceChildren(...(found.note ? [h("b", {}, found.note), ` ${found.more || ""}`] : []));
  box.note.hidden = !found.note;
  box.list.hidden = !box.options.length;
  box.list.replaceChildren(...box.options.map((each, at) => row(box, each, at)));
  point(box, found.sure && box.options.length ? 0 : -1);
  if (box.options.length && box.options.length !== before) announce(`${box.options.length} suggestions`);
}

function row(box, option, at) {
  const pressed = (event) => {
    event.preventDefault(); // the focus stays in the message box
    take(box, at);
  };
  return h(
    "li",
    { id: freshId("hint"), role: "option", "aria-selected": "false", on: { mousedown: pressed } },
    h("b", {}, option.label),
    option.summary ? h("span", { class: "summary" }, ` ${option.summary}`) : null,
    option.hint ? h("span", { class: "usage" }, ` ${option.hint}`) : null,
  );
}

function point(box, at) {
  box.at = at;
  [...box.list.children].forEach((each, n) => each.setAttribute("aria-selected", String(n === at)));
  const active = box.list.children[at];
  active?.scrollIntoView({ block: "nearest" });
  if (active) box.area.setAttribute("aria-activedescendant", active.id);
  else box.area.removeAttribute("aria-activedescendant");
}

function take(box, at) {
  box.area.value = box.options[at].insert;
  box.area.dispatchEvent(new Event("input"));
}

function key(event, box) {
  if (box.node.hidden || event.isComposing) return false;
  if (event.key === "Escape") close(box);
  else if (!box.options.length) return false;
  else if (event.key === "ArrowDown") point(box, (box.at + 1) % box.options.length);
  else if (event.key === "ArrowUp") point(box, (box.at - 1 + box.options.length) % box.options.length);
  else if ((event.key === "Enter" || event.key === "Tab") && box.at >= 0 && !event.shiftKey) take(box, box.at);
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}
