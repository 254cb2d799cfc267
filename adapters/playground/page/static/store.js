// What the page knows. Everything that is drawn is drawn from here; parts say what changed, and all are drawn again.

import { get } from "./wire.js";

export const DIRECT = "@direct"; // the direct messages with the app, also before anybody wrote there

export const state = {
  about: null, // who can be played, which commands there are
  user: "",
  sees: null, // what that person sees, as the server tells it
  places: {}, // person → channel they look at
  tab: "messages", // of the direct messages: messages or home
  read: {}, // person → channel → time stamp of the last message they have looked at
  drafts: {}, // person and channel → what is half written
  editing: "", // the time stamp of the own message that is being changed
  threads: {}, // channel and message → whether its thread stands open
  replying: {}, // channel and message → whether its reply box stands open
  subject: "", // the question in the side panel
  newest: 0, // the highest question number seen so far
  panel: null,
  clock: { ahead: 0, offset: 0, zone: "UTC" },
  started: 0, // when the page was opened, by the playground's clock, in seconds
};

const parts = [];
let drawing = false;

/** Draw this part whenever something changed. */
export function draws(part) {
  parts.push(part);
}

/** Say that something changed; all changes of one moment are drawn together. */
export function changed() {
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    if (state.sees?.user.id !== state.user) return; // somebody else's seat was taken: what they see is on its way
    for (const part of parts) part();
  });
}

let asking = null;
let again = false;

/** Read anew what the person sees. Many calls at once become one or two. */
export function refresh() {
  if (asking) {
    again = true;
    return asking;
  }
  asking = reading().finally(() => {
    asking = null;
  });
  return asking;
}

async function reading() {
  do {
    again = false;
    const user = state.user;
    const sees = await get("/play/sees", { user });
    if (user !== state.user) {
      again = true;
      continue;
    }
    state.sees = sees;
    markRead();
    await followQuestion();
    changed();
  } while (again);
}

async function followQuestion() {
  const newest = newestQuestion();
  if (newest > state.newest) {
    state.newest = newest;
    state.subject = `Q-${newest}`;
  }
  const subject = state.subject;
  state.panel = subject ? await get("/play/panel", { subject }).catch(() => null) : null;
}

/** Show another question in the side panel. */
export async function select(subject) {
  if (!subject || state.subject === subject) return;
  state.subject = subject;
  const panel = await get("/play/panel", { subject }).catch(() => null);
  if (state.subject !== subject) return;
  state.panel = panel;
  changed();
}

/** Take somebody's seat. */
export async function takeSeat(user) {
  if (state.user === user) return;
  state.user = user;
  sessionStorage.setItem("seat", user);
  state.tab = "messages";
  again = true;
  await refresh();
}

/** Go to a channel. */
export function go(channel) {
  state.places[state.user] = channel;
  state.tab = "messages";
  markRead();
  changed();
}

/** The channel that the person looks at; an empty one for direct messages that nobody has begun. */
export function place() {
  const wanted = state.places[state.user];
  const found = state.sees.channels.find((each) => each.id === wanted);
  if (found) return found;
  const direct = state.sees.channels.find(isDirect);
  if (wanted === DIRECT) return direct || { id: DIRECT, kind: "im", messages: [] };
  return state.sees.channels[0] || { id: DIRECT, kind: "im", messages: [] };
}

/** The name under which the hands know a channel. */
export function handle(channel) {
  return channel.id === DIRECT ? `@${state.about.bot.name}` : channel.id;
}

/** Whether a channel is the direct messages with the app. */
export function isDirect(channel) {
  return channel.kind === "im" && (!channel.user || channel.user === state.about.bot.id);
}

/** Whether somebody has something new in a channel, or in any. */
export function hasNews(user, channel = "") {
  const heard = state.sees.latest[user] || {};
  const read = state.read[user] || {};
  const fresh = (id) => (id in read ? Number(heard[id]) > Number(read[id]) : Number(heard[id]) >= state.started);
  return channel ? fresh(channel) : Object.keys(heard).some(fresh);
}

function markRead() {
  const { id } = place();
  const heard = (state.sees.latest[state.user] || {})[id];
  if (heard) (state.read[state.user] ||= {})[id] = heard;
}

/** The question that a card is about: the first number in it. */
export function questionOf(message) {
  const found = message.is_bot ? /\bQ-\d{1,9}\b/.exec(message.text || "") : null;
  return found ? found[0] : "";
}

function newestQuestion() {
  const all = state.sees.channels.flatMap((each) => each.messages);
  const numbers = all.map((each) => Number(questionOf(each).slice(2) || 0));
  return Math.max(0, ...numbers);
}
