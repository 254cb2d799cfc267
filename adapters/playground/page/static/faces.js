// Initials in a coloured square, in place of a picture.

import { h } from "./dom.js";

const COLOURS = 6;

/** The face of somebody; `ours` where it is our app. It is decoration: their name always stands beside it. */
export function avatar(name, ours = false) {
  if (ours) return h("img", { class: "avatar", src: "/page/mark.svg", alt: "" });
  const initials = name.split(/\s+/).map((word) => [...word][0] || "").slice(0, 2).join("").toUpperCase();
  const colour = [...name].reduce((sum, sign) => sum + sign.codePointAt(0), 0) % COLOURS;
  return h("span", { class: `avatar colour-${colour}`, "aria-hidden": "true" }, initials || "?");
}
