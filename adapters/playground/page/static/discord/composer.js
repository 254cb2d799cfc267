// Where one writes on Discord. A slash command opens its fields in place of the box.

import { h } from "../dom.js";
import { mentions, nothing } from "../hints.js";
import { changed, state } from "../store.js";
import { writing } from "../writing.js";
import { allCommands, commandForm, commandIn, namesOption } from "./commands.js";
import { act, bot, handle, local, place, sees } from "./where.js";

/** The message box, with the line that says which message is answered. */
export function composer() {
  const answering = h("p", { class: "answering", hidden: true });
  const fields = h("div", {});
  const node = h("div", {}, answering, fields);
  const box = { node, fields, answering, where: "" };
  box.form = writing({
    id: "discord-box",
    key: () => `discord ${state.user} ${place().id}`,
    words,
    hints: (text) => hintsFor(text, (command) => open(box, command, "")),
    send: (text) => send(text, (command, rest) => open(box, command, rest)),
  });
  node.append(box.form);
  node.refresh = () => refreshed(box);
  return node;
}

function words() {
  const here = place();
  const where = { dm: bot().name, post: "this post", thread: "this thread" }[here.kind] || `#${here.name}`;
  return { label: `Message ${where} on Discord`, placeholder: `Message ${where}, or type /` };
}

function refreshed(box) {
  const here = `${state.user} ${place().id}`;
  if (here !== box.where) close(box);
  box.where = here;
  const answered = place().messages.find((each) => each.id === local.replying[here]);
  box.answering.hidden = !answered;
  const leave = () => {
    delete local.replying[here];
    changed();
  };
  const button = h("button", { type: "button", class: "quiet", on: { click: leave } }, "Do not reply");
  box.answering.replaceChildren(...(answered ? [`Replying to ${answered.author.name} `, button] : []));
  box.form.refresh();
}

function hintsFor(text, opened) {
  if (!text.startsWith("/")) return mentions(text, sees().people);
  const begun = commandIn(text);
  if (begun && text !== begun.command.line) return noted(begun.command);
  const fitting = allCommands().filter((each) => each.line.startsWith(text.toLowerCase()));
  const options = fitting.map((each) => ({
    label: each.line,
    hint: each.options.map((one) => one.name).join(", "),
    summary: each.description,
    ...(each.options.length ? { does: () => opened(each) } : { insert: each.line }),
  }));
  return { options, note: "", sure: text.length > 1 && !begun };
}

function noted({ line, description, options }) {
  if (!options.length) return nothing();
  const names = options.map((each) => `${each.name}:`).join(" ");
  return { options: [], note: `${line} ${names}`, more: description, sure: false };
}

// What names its options, or needs none, goes as it is; all else is filled in first.
async function send(text, opened) {
  const channel = handle(place());
  if (!text.startsWith("/")) return say(channel, text);
  const begun = commandIn(text);
  if (!begun) return act("slash", { channel, line: text }).then((done) => (done?.refused ? null : done));
  const { command, rest } = begun;
  const ready = rest ? namesOption(command, rest) : !command.options.some((each) => each.required);
  if (!ready) {
    opened(command, rest);
    return {};
  }
  const done = await act("slash", { channel, line: text });
  return done?.refused ? null : done;
}

async function say(channel, text) {
  const here = `${state.user} ${place().id}`;
  const reply = local.replying[here] || "";
  delete local.replying[here];
  return act("say", { channel, text, reply_to: reply });
}

function open(box, command, rest) {
  const area = box.form.querySelector("textarea");
  area.value = "";
  area.dispatchEvent(new Event("input"));
  const form = commandForm(command, rest, () => {
    close(box);
    area.focus();
  });
  box.fields.replaceChildren(form);
  box.form.hidden = true;
  form.begin();
}

function close(box) {
  box.fields.replaceChildren();
  box.form.hidden = false;
}
