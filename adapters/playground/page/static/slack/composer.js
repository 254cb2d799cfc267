// Where one writes on Slack: in the channel, or in the thread under a message.

import { menuButton } from "../menu.js";
import { state } from "../store.js";
import { writing } from "../writing.js";
import { hintsFor } from "./hints.js";
import { act, bot, handle, isDirect, place } from "./where.js";

/** A message box: for the channel or, with `thread`, for the thread under that message. */
export function composer({ thread = "", id = "" } = {}) {
  const form = writing({
    id,
    key: () => `slack ${state.user} ${place().id} ${thread}`,
    words: () => words(thread),
    hints: hintsFor,
    send: (text) => send(text, thread),
    before: thread ? null : shortcuts(),
  });
  return form;
}

function words(thread) {
  const channel = place();
  const where = isDirect(channel) ? bot().name : `#${channel.name}`;
  if (thread) return { label: "Reply in this thread", placeholder: `Reply, or call @${bot().name}` };
  return { label: `Message ${where} on Slack`, placeholder: `Message ${where}, or type /` };
}

function send(text, thread) {
  const channel = handle(place());
  if (text.startsWith("/")) return act("slash", { channel, line: text, thread });
  return act("say", { channel, text, thread });
}

function shortcuts() {
  const all = state.about.shortcuts.filter((each) => each.kind === "global");
  if (!all.length) return null;
  const items = all.map((each) => ({ words: each.name, does: () => act("shortcut", { callback: each.callback_id }) }));
  return menuButton({ label: "Shortcuts of the app", words: "+", focus: "shortcuts", items, quiet: true });
}
