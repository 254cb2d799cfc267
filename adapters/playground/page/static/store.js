// What the page knows. Everything that is drawn is drawn from here; parts say what changed, and all are drawn again.

import { get } from "./wire.js";

export const PLATFORMS = { slack: "Slack", discord: "Discord" };

export const state = {
  about: null, // who can be played, which commands there are
  user: "", // whose seat was taken
  sees: null, // what that person sees on each platform, as the server tells it
  read: {}, // person → platform → channel → moment of the last message they have looked at
  drafts: {}, // platform, person and channel → what is half written
  pane: "slack", // the platform in whose pane one works
  subject: "", // the question in the side panel
  newest: 0, // the highest question number seen so far
  panel: null,
  clock: { ahead: 0, offset: 0, zone: "UTC" },
  started: 0, // when the page was opened, by the playground's clock, in seconds
};

const parts = [];
const joined = {};
let drawing = false;

/** Draw this part whenever something changed. */
export function draws(part) {
  parts.push(part);
}

/** A platform takes part: `place()` is the channel one looks at there, `texts()` is all that the app said. */
export function joins(platform, does) {
  joined[platform] = does;
}

/** Say that something changed; all changes of one moment are drawn together. */
export function changed() {
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    if (state.sees?.user !== state.user) return; // somebody else's seat was taken: what they see is on its way
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
  if (!account(state.pane)) state.pane = Object.keys(seat().accounts)[0];
  sessionStorage.setItem("seat", user);
  again = true;
  await refresh();
}

/** The seat that one sits in. */
export function seat() {
  return state.about.seats.find((each) => each.id === state.user);
}

/** What the person sees on a platform; null where they have no account. */
export function on(platform) {
  return state.sees?.on[platform] ?? null;
}

/** Who the person is on a platform; empty where they have no account. */
export function account(platform) {
  return seat().accounts[platform] || "";
}

/** Whether somebody has something new in a channel, on a platform, or anywhere. */
export function hasNews(user, platform = "", channel = "") {
  const heard = state.sees.latest[user] || {};
  const there = platform ? [platform] : Object.keys(heard);
  return there.some((name) => {
    const read = state.read[user]?.[name] || {};
    const fresh = (id) => {
      const at = Number(heard[name]?.[id] || 0);
      return id in read ? at > Number(read[id]) : at >= state.started;
    };
    return channel ? fresh(channel) : Object.keys(heard[name] || {}).some(fresh);
  });
}

/** Remember that the person has looked at what stands before them. */
export function markRead() {
  for (const [platform, does] of Object.entries(joined)) {
    if (!on(platform)) continue;
    const { id } = does.place();
    const heard = state.sees.latest[state.user]?.[platform]?.[id];
    if (heard) ((state.read[state.user] ||= {})[platform] ||= {})[id] = heard;
  }
}

/** The question that some words are about: the first number in them. */
export function questionIn(words) {
  return /\bQ-\d{1,9}\b/.exec(words)?.[0] || "";
}

function newestQuestion() {
  const texts = Object.entries(joined).flatMap(([platform, does]) => (on(platform) ? does.texts() : []));
  return Math.max(0, ...texts.map((each) => Number(questionIn(each).slice(2))));
}
