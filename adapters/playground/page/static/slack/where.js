// Where the person is on Slack, and what they do there.

import { acts } from "../actions.js";
import { changed, joins, markRead, on, state } from "../store.js";

export const DIRECT = "@direct"; // the direct messages with the app, also before anybody wrote there

export const local = {
  places: {}, // person → channel they look at
  tabs: {}, // person → of the direct messages: messages or home
  editing: "", // the time stamp of the own message that is being changed
  threads: {}, // person and message → whether its thread stands open
  replying: {}, // person and message → whether its reply box stands open
};

const REFUSALS = {
  dispatch_failed: "The app is not connected. Is the bot running?",
  operation_timeout: "The app did not answer within three seconds.",
  incomplete: "",
};
const TOLD_BY_SLACK = new Set(["slash", "press", "say", "edit", "delete"]); // Slackbot tells the person itself

/** One gesture on Slack. */
export const act = acts("slack", (gesture, refused) =>
  TOLD_BY_SLACK.has(gesture) ? "" : (REFUSALS[refused] ?? refused),
);

/** What the person sees on Slack. */
export function sees() {
  return on("slack");
}

/** The app on Slack. */
export function bot() {
  return state.about.bots.slack;
}

/** The channel that the person looks at; an empty one for direct messages that nobody has begun. */
export function place() {
  const wanted = local.places[state.user];
  const found = sees().channels.find((each) => each.id === wanted);
  if (found) return found;
  const direct = sees().channels.find(isDirect);
  if (wanted === DIRECT) return direct || { id: DIRECT, kind: "im", messages: [] };
  return sees().channels[0] || { id: DIRECT, kind: "im", messages: [] };
}

/** Go to a channel. */
export function go(channel) {
  local.places[state.user] = channel;
  local.tabs[state.user] = "messages";
  markRead();
  changed();
}

/** The name under which the hands know a channel. */
export function handle(channel) {
  return channel.id === DIRECT ? `@${bot().name}` : channel.id;
}

/** Whether a channel is the direct messages with the app. */
export function isDirect(channel) {
  return channel.kind === "im" && (!channel.user || channel.user === bot().id);
}

joins("slack", {
  place,
  texts: () => {
    const messages = sees().channels.flatMap((each) => each.messages);
    return messages.filter((each) => each.is_bot).map((each) => each.text || "");
  },
});
