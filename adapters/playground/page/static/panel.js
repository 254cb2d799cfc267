// The side panel: what happens behind a question. Why this person, its history, its state.

import { written } from "./dates.js";
import { h, refill } from "./dom.js";
import { draws, state } from "./store.js";

const TABS = [
  ["why", "Why this person", why],
  ["history", "History", history],
  ["state", "State", states],
];
const MOMENT = { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" };

let current = "why";
let drawn = "";

/** Build the panel once. */
export function panel() {
  const about = h("div", { class: "subject" });
  const tabs = TABS.map(([name, words]) => tab(name, words));
  const list = h("div", { class: "tablist", role: "tablist", "aria-label": "What happens behind" }, tabs);
  const page = h("div", { id: "panel-page", class: "page", role: "tabpanel", tabindex: 0 });
  list.addEventListener("keydown", (event) => arrows(event, tabs));
  const title = h("h2", { id: "panel-title", tabindex: -1 }, "What happens behind");
  document.getElementById("panel").append(title, about, list, page);
  const draw = () => {
    const look = JSON.stringify([state.subject, state.panel, current]);
    if (look === drawn) return;
    drawn = look;
    for (const each of tabs) chosen(each, each.dataset.tab === current);
    page.setAttribute("aria-labelledby", `tab-${current}`);
    refill(about, subject());
    refill(page, known() ? TABS.find(([name]) => name === current)[2](state.panel) : [], page);
    list.hidden = page.hidden = !known();
  };
  draws(draw);
  list.addEventListener("click", (event) => {
    const name = event.target.closest("[role=tab]")?.dataset.tab;
    if (!name) return;
    current = name;
    draw();
  });
}

function known() {
  return Boolean(state.panel?.title);
}

function tab(name, words) {
  const about = { id: `tab-${name}`, type: "button", role: "tab", "data-tab": name, "aria-controls": "panel-page" };
  return h("button", about, words);
}

function chosen(each, now) {
  each.setAttribute("aria-selected", String(now));
  each.tabIndex = now ? 0 : -1;
}

function arrows(event, tabs) {
  const at = tabs.indexOf(document.activeElement);
  const steps = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 };
  if (at < 0 || !(event.key in steps)) return;
  event.preventDefault();
  const next = tabs[steps[event.key] % tabs.length];
  next.focus();
  next.click();
}

function subject() {
  const { panel: told } = state;
  if (!known()) {
    const words = state.subject
      ? `Nothing is known about ${state.subject} yet.`
      : "Ask a question, and you see here who gets it and why. Press the number of any question to look behind it.";
    return [h("p", { class: "hint" }, words)];
  }
  return [
    h("p", { class: "title", dir: "auto" }, told.title),
    told.next_move ? h("p", { class: "next", dir: "auto" }, told.next_move) : null,
  ];
}

function why(told) {
  const most = Math.max(1, ...(told.ranked || []).map((each) => each.score || 0));
  const rows = (told.ranked || []).map((each) => ranked(each, most));
  return [
    h("p", { class: told.why ? "because" : "hint", dir: "auto" }, begun(told.why || "No reason is stored.")),
    rows.length ? h("h3", {}, "Everybody who was looked at") : null,
    rows.length ? h("ol", { class: "ranked" }, rows) : null,
  ];
}

function ranked(each, most) {
  const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("span", {}));
  bar.firstElementChild.style.width = `${Math.max(0, Math.min(100, ((each.score || 0) / most) * 100))}%`;
  const reasons = Array.isArray(each.reasons) ? each.reasons.join(", ") : each.reasons;
  const score = h("span", { class: "score" }, `${each.score} points`);
  return h(
    "li",
    { class: each.fits === false ? "unfit" : null },
    h("p", { class: "line" }, h("b", { dir: "auto" }, each.name), score),
    bar,
    h("p", { class: "hint", dir: "auto" }, each.fits === false ? "Does not fit: " : "", reasons || ""),
  );
}

function history(told) {
  const rows = (told.history || []).map((each) =>
    h(
      "li",
      {},
      h("p", { class: "line" }, h("b", {}, begun(each.what)), h("time", { datetime: each.when }, moment(each.when))),
      h("p", { dir: "auto" }, each.who),
      each.from && each.to && each.from !== each.to && h("p", { class: "hint" }, `From ${each.from} to ${each.to}`),
      each.note ? h("p", { class: "hint", dir: "auto" }, each.note) : null,
    ),
  );
  return [rows.length ? h("ol", { class: "history" }, rows) : h("p", { class: "hint" }, "Nothing has happened yet.")];
}

function begun(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function moment(when) {
  const seconds = Date.parse(when) / 1000;
  return Number.isNaN(seconds) ? String(when) : written(seconds, MOMENT, { zone: state.clock.zone, locale: "en-US" });
}

function states(told) {
  const rows = (told.states || []).map((each) =>
    h(
      "li",
      { "aria-current": each.now ? "step" : null },
      h("span", { class: "knot", "aria-hidden": "true" }),
      begun(each.name),
      each.now ? h("span", { class: "badge" }, "now") : null,
    ),
  );
  return [
    told.state ? h("p", { class: "because", dir: "auto" }, begun(told.state)) : null,
    h("ol", { class: "states" }, rows),
  ];
}
