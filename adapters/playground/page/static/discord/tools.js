// What one can do with a message on Discord: answer it, use the app's commands on it, change one's own.

import { timeOf } from "../dates.js";
import { h } from "../dom.js";
import { menuButton } from "../menu.js";
import { account, changed, state } from "../store.js";
import { act, found, go, handle, local, place, sees } from "./where.js";

/** The buttons beside a message. */
export function toolsOf(message) {
  const who = `${message.author.name}, ${timeOf(Date.parse(message.at) / 1000)}`;
  const items = [...appItems(message), ...ownItems(message)];
  const label = `More for the message from ${who}`;
  const menu = { label, words: "⋯", focus: `more ${message.id}`, items, quiet: true };
  const answer = message.only_you ? null : reply(message, who);
  return h("div", { class: "tool-row" }, answer, items.length ? menuButton(menu) : null);
}

function reply(message, who) {
  const begun = () => {
    local.replying[`${state.user} ${place().id}`] = message.id;
    changed();
    document.getElementById("discord-box")?.focus();
  };
  const about = { type: "button", class: "quiet", "aria-label": `Reply to ${who}`, title: "Reply" };
  return h("button", { ...about, "data-focus": `reply ${message.id}`, on: { click: begun } }, "Reply");
}

// The app's commands on messages and on people; none on messages that only one person sees.
function appItems(message) {
  if (message.only_you) return [];
  const channel = handle(place());
  const onMessage = sees().message_commands.map(({ name, key }) => ({
    words: name,
    does: () => act("message_command", { channel, ts: message.id, name: key }),
  }));
  if (message.author.is_bot) return onMessage;
  const onPerson = sees().user_commands.map(({ name, key }) => ({
    words: `${name}: ${message.author.name}`,
    does: () => act("user_command", { channel, name: key, target: message.author.id }),
  }));
  return [...onMessage, ...onPerson];
}

function ownItems(message) {
  const channel = handle(place());
  const items = [];
  if (mayHaveThread(message)) items.push({ words: "Open a thread", does: () => opened(message) });
  if (message.author.id !== account("discord")) return items;
  const edited = () => {
    local.editing = message.id;
    changed();
  };
  items.push({ words: "Edit message", does: edited });
  items.push({ words: "Delete message", danger: true, does: () => act("delete", { channel, ts: message.id }) });
  return items;
}

function mayHaveThread(message) {
  return ["text", "private"].includes(place().kind) && !message.only_you && !found(message.id);
}

async function opened(message) {
  const name = message.text.replace(/\s+/g, " ").trim().slice(0, 60) || "A thread";
  const done = await act("open_thread", { channel: handle(place()), ts: message.id, name });
  if (done?.thread) go(done.thread);
}
