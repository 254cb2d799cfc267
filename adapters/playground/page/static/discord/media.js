// Pictures and files of a message. Only those that the practice Discord keeps are shown: nothing is fetched elsewhere.

import { h } from "../dom.js";

const KEPT = /^http:\/\/127\.0\.0\.1:\d+\/files\/(.+)$/;

/** A picture with its words; the words alone where it does not lie here. */
export function picture(media, alt) {
  const path = KEPT.exec(media?.url || "")?.[1];
  const said = alt || "a picture without words";
  const words = h("p", { class: "hint" }, `Picture: ${said}`);
  return h("figure", { class: "block picture" }, path ? h("img", { src: `/play/picture/${path}`, alt: said }) : words);
}

/** A file, by its name. */
export function file(address, name) {
  return h("p", { class: "block hint", dir: "auto" }, `File: ${name || address}`);
}

/** What was sent along with a message. */
export function attachment(each) {
  if (/^image\//.test(each.content_type || "")) return picture(each, each.description || each.filename);
  return file(each.url, each.description ? `${each.filename}, ${each.description}` : each.filename);
}

/** A card that a link or the app put under a message. */
export function embed(each) {
  const fields = (each.fields || []).map((one) => h("p", { class: "words" }, h("b", {}, one.name), `: ${one.value}`));
  return h(
    "div",
    { class: "block container" },
    each.title ? h("p", { class: "words", dir: "auto" }, h("b", {}, each.title)) : null,
    each.description ? h("p", { class: "words", dir: "auto" }, each.description) : null,
    fields,
    each.footer ? h("p", { class: "hint", dir: "auto" }, each.footer.text) : null,
  );
}
