// Where the person is on Discord, and what they do there.

import { acts } from "../actions.js";
import { changed, joins, markRead, on, state } from "../store.js";

export const DIRECT = "@direct"; // the direct messages with the app, also before anybody wrote there

export const local = {
  places: {}, // person → channel, thread or post they look at
  editing: "", // the own message that is being changed
  replying: {}, // person and place → the message that the next one answers
  posting: {}, // person and forum → whether the form for a new post stands open
};

// What Discord itself writes under the message, in the channel or in the form.
const WRITTEN_THERE = new Set([
  "This interaction failed",
  "The application did not respond",
  "Something went wrong. Try again.",
  "incomplete",
]);

/** One gesture on Discord. */
export const act = acts("discord", (gesture, refused) => (WRITTEN_THERE.has(refused) ? "" : refused));

/** What the person sees on Discord. */
export function sees() {
  return on("discord");
}

/** The app on Discord. */
export function bot() {
  return state.about.bots.discord;
}

/** The threads of a channel or the posts of a forum. */
export function inside(channel) {
  return channel.posts || channel.threads || [];
}

/** The channel, thread or post with an id, with `kind` and, inside another, its `parent`; undefined for none. */
export function found(id) {
  for (const channel of [...sees().channels, ...sees().dms]) {
    if (channel.id === id) return channel;
    const within = inside(channel).find((each) => each.id === id);
    if (within) return { ...within, kind: channel.kind === "forum" ? "post" : "thread", parent: channel, notices: [] };
  }
  return undefined;
}

/** What the person looks at; empty direct messages where nobody has begun them. */
export function place() {
  const wanted = local.places[state.user];
  const there = wanted && found(wanted === DIRECT ? sees().dms[0]?.id : wanted);
  if (there) return there;
  if (wanted === DIRECT) return { id: DIRECT, kind: "dm", messages: [], notices: [] };
  return sees().channels.find((each) => each.kind === "text") || sees().channels[0];
}

/** Go to a channel, a thread or a post. */
export function go(id) {
  local.places[state.user] = id;
  markRead();
  changed();
}

/** The name under which the hands know a place. */
export function handle(where) {
  return where.id === DIRECT ? `@${bot().name}` : where.id;
}

joins("discord", {
  place,
  texts: () => {
    const all = [...sees().channels, ...sees().dms];
    const messages = all.flatMap((each) => [...each.messages, ...inside(each).flatMap((one) => one.messages)]);
    return messages.filter((each) => each.author.is_bot).map((each) => each.text);
  },
});
