// Whose seat one sits in. Radio buttons underneath, so that arrows and screen readers work as everywhere.

import { h, keyed } from "./dom.js";
import { avatar } from "./faces.js";
import { draws, hasNews, PLATFORMS, state, takeSeat } from "./store.js";
import { announce, toast } from "./toasts.js";

/** Build the switcher once. */
export function switcher() {
  const title = h("h2", { id: "people-title" }, "Whose seat?");
  const cards = h("div", { role: "radiogroup", class: "cards", "aria-labelledby": "people-title" });
  const about = h("p", { id: "seat-about", class: "about" });
  document.getElementById("people").append(title, cards, about);
  draws(() => {
    keyed(cards, state.about.seats, (each) => each.id, card);
    const seat = state.about.seats.find((each) => each.id === state.user);
    about.textContent = seat ? `${restOf(seat.role)}${seat.can} ${whereabouts(seat)}` : "";
  });
}

/** Sit down in somebody's seat, and say so. */
export async function sit(seat) {
  await takeSeat(seat.id).catch((error) => toast(error.message));
  announce(`You are ${seat.name}. ${seat.role}.`);
}

function card(seat) {
  const radio = h("input", { type: "radio", name: "seat", value: seat.id, on: { change: () => sit(seat) } });
  const news = h("span", { class: "unseen" });
  const [short] = seat.role.split(",");
  const role = h("span", { class: "role" }, short);
  const words = h("span", { class: "who" }, h("b", { dir: "auto" }, seat.name), news, role);
  const label = h("label", { class: "card" }, radio, avatar(seat.name), words, h("span", { class: "dot" }));
  label.refresh = () => {
    const mine = seat.id === state.user;
    const fresh = !mine && hasNews(seat.id);
    radio.checked = mine;
    label.classList.toggle("mine", mine);
    label.classList.toggle("news", fresh);
    news.textContent = fresh ? " (new)" : "";
  };
  return label;
}

function whereabouts(seat) {
  const there = Object.keys(PLATFORMS).filter((each) => seat.accounts[each]);
  return `Is on ${there.map((each) => PLATFORMS[each]).join(" and ")}.`;
}

function restOf(role) {
  const rest = role.split(",").slice(1).join(",").trim();
  return rest ? `${rest[0].toUpperCase()}${rest.slice(1)}. ` : "";
}
