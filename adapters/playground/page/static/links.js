// Links that lie open.

import { h } from "./dom.js";

/** A link, where the address is one of the web's or of mail; else only its words. */
export function link(address, words) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return words;
  }
  if (!["http:", "https:", "mailto:"].includes(url.protocol)) return words;
  return h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, words);
}
