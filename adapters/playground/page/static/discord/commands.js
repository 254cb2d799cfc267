// Slash commands: found by what was typed, and filled in like Discord's own option fields.

import { combobox } from "../combobox.js";
import { counter } from "../counter.js";
import { freshId, h } from "../dom.js";
import { options } from "./selects.js";
import { act, handle, place, sees } from "./where.js";

const SUBCOMMAND = 1;
const GROUP = 2;
const [STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE] = [3, 4, 5, 6, 7, 8, 9, 10, 11];
const MOST_WORDS = 6000; // what an option takes where the app names no limit
const AS_SELECT = { [USER]: 5, [ROLE]: 6, [MENTIONABLE]: 7, [CHANNEL]: 8 }; // option type → type of select

/** Every command that can be sent, as `{line, description, options}`. */
export function allCommands() {
  return sees().commands.flatMap((each) => leaves(each, "/"));
}

function leaves(node, before) {
  const nested = node.options.filter((each) => each.type === SUBCOMMAND || each.type === GROUP);
  const line = `${before}${node.name}`;
  if (node.type === GROUP || nested.length) return nested.flatMap((each) => leaves(each, `${line} `));
  return [{ line, description: node.description, options: node.options }];
}

/** The command that a text begins with, the longest one, and what stands behind it. */
export function commandIn(text) {
  const fitting = allCommands().filter((each) => text === each.line || text.startsWith(`${each.line} `));
  const command = fitting.sort((one, other) => other.line.length - one.line.length)[0];
  return command ? { command, rest: text.slice(command.line.length).trim() } : null;
}

/** Whether what stands behind a command names an option: then it is sent as it was typed. */
export function namesOption(command, rest) {
  return command.options.some((each) => rest.startsWith(`${each.name}:`) || rest.startsWith(`${each.key}:`));
}

/** The fields of a command, to be filled in. `done(sent)` is called when it was sent or given up. */
export function commandForm(command, rest, done) {
  const first = foremost(command.options);
  const ordered = [first, ...command.options.filter((each) => each !== first)].filter(Boolean);
  const inputs = ordered.map((each) => field(command, each, each === first ? rest : "", () => inputs));
  const trouble = h("p", { class: "trouble", role: "alert" });
  const title = freshId("command");
  const cancel = h("button", { type: "button", class: "button", on: { click: () => done(false) } }, "Cancel");
  const form = h(
    "form",
    { class: "composer command", novalidate: true, "aria-labelledby": title },
    h("p", { id: title, class: "command-title" }, h("b", {}, command.line), ` ${command.description}`),
    h("div", { class: "options" }, inputs.map((each) => each.node)),
    trouble,
    h("div", { class: "foot" }, cancel, h("button", { type: "submit", class: "button primary" }, "Send command")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, command, inputs, { trouble, done });
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    done(false);
  });
  form.begin = () => inputs[0]?.focus();
  return form;
}

// The option that one most likely wants: the first one required, else the one that takes the most words.
function foremost(options) {
  const needed = options.find((each) => each.required);
  const open = options.filter((each) => each.type === STRING && !each.autocomplete && !each.choices.length);
  const room = (each) => each.max_length ?? MOST_WORDS;
  return needed || open.sort((one, other) => room(other) - room(one))[0] || options[0];
}

async function send(form, command, inputs, { trouble, done }) {
  if (form.getAttribute("aria-busy") === "true") return;
  const missing = inputs.find((each) => each.option.required && !each.value());
  for (const each of inputs) each.wrong(each === missing ? "This option is required." : "");
  if (missing) {
    missing.focus();
    return;
  }
  form.setAttribute("aria-busy", "true");
  const given = await act("slash", { channel: handle(place()), line: command.line, options: filled(inputs) });
  form.removeAttribute("aria-busy");
  trouble.textContent = given?.refused || "";
  if (given && !given.refused) done(true);
}

function filled(inputs) {
  const given = inputs.map((each) => [each.option.key, each.value()]).filter(([, value]) => value);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function field(command, option, words, inputs) {
  const ids = { label: freshId("label"), input: freshId("input"), hint: freshId("hint"), error: freshId("error") };
  const made = input(command, option, { ids, words, inputs });
  const error = h("p", { class: "error", id: ids.error });
  const needed = option.required ? "" : " (optional)";
  const label = h("label", { id: ids.label, for: ids.input, class: "label" }, option.name);
  made.control.setAttribute("aria-describedby", `${ids.hint} ${ids.error}`);
  made.control.setAttribute("aria-required", String(option.required));
  const hint = h("p", { class: "hint", id: ids.hint, dir: "auto" }, `${option.description}${needed}`);
  const wrong = (sentence) => {
    error.textContent = sentence;
    made.control.setAttribute("aria-invalid", String(Boolean(sentence)));
  };
  const node = h("div", { class: "field" }, label, made.node, counter(made.control, option.max_length), hint, error);
  return { node, option, wrong, value: made.value, focus: () => made.control.focus() };
}

function input(command, option, { ids, words, inputs }) {
  if (option.autocomplete) return completed(command, option, { ids, words, inputs });
  if (option.choices.length) return select(ids, option.choices.map((each) => [each.value, each.name]));
  if (option.type === BOOLEAN) return select(ids, [["true", "True"], ["false", "False"]]);
  if (option.type in AS_SELECT) {
    return plain(h("select", { id: ids.input }, none(), options({ type: AS_SELECT[option.type] })));
  }
  const about = { id: ids.input, type: "text", dir: "auto", autocomplete: "off", value: words };
  if (option.type === FILE) return plain(h("input", { ...about, disabled: true, placeholder: "No files here" }));
  const mode = option.type === INTEGER || option.type === NUMBER ? "numeric" : null;
  return plain(h("input", { ...about, inputmode: mode }));
}

function plain(control) {
  return { node: control, control, value: () => control.value.trim() };
}

function none() {
  return h("option", { value: "" }, "Leave out");
}

function select(ids, all) {
  return plain(h("select", { id: ids.input }, none(), all.map(([value, words]) => h("option", { value }, words))));
}

// The app hears what stands in the other fields as well, as on Discord.
function completed(command, option, { ids, words, inputs }) {
  const search = async (typed) => {
    const others = inputs().filter((each) => each.option !== option && each.value());
    const line = [command.line, ...others.map((each) => `${each.option.key}: ${each.value()}`)].join(" ");
    const done = await act("complete", { channel: handle(place()), line, option: option.key, typed });
    return (done?.options || []).map((each) => ({ words: each.name, value: String(each.value) }));
  };
  return combobox({ ids, free: true, initial: words ? { words, value: words } : null, search });
}
