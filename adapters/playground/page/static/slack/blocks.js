// Block Kit as elements. A block of a kind that is not known says so: nothing is ever left out in silence.

import { h } from "../dom.js";
import { element } from "./elements.js";
import { field } from "./fields.js";
import { mrkdwn } from "./mrkdwn.js";
import { richText } from "./richtext.js";

/** All blocks. `does` says what touching an element means: see message.js and dialog.js. */
export function blocks(all, does) {
  return all.map((each) => block(each, does));
}

function block(each, does) {
  switch (each.type) {
    case "rich_text":
      return h("div", { class: "block" }, richText(each));
    case "section":
      return section(each, does);
    case "header":
      return h("p", { class: "block heading", role: "heading", "aria-level": 4, dir: "auto" }, each.text.text);
    case "context":
      return h("div", { class: "block context" }, each.elements.map(small));
    case "divider":
      return h("hr", { class: "block" });
    case "actions":
      return h("div", { class: "block actions" }, each.elements.map((one) => element(one, each, does)));
    case "image":
      return picture(each);
    case "input":
      return field(each, does);
    default:
      return h("p", { class: "block hint" }, `(A block of the kind “${each.type}” is not shown here.)`);
  }
}

function section(each, does) {
  const words = each.text ? textObject(each.text) : [];
  const fields = (each.fields || []).map((one) => h("div", { class: "cell" }, textObject(one)));
  const beside = each.accessory ? accessory(each, does) : null;
  const inside = h("div", { class: "grow" }, words, fields.length ? h("div", { class: "cells" }, fields) : null);
  return h("div", { class: "block section" }, inside, beside);
}

function accessory(each, does) {
  if (each.accessory.type === "image") return picture(each.accessory);
  return h("div", { class: "beside" }, element(each.accessory, each, does));
}

/** A text object as paragraphs: plain_text is literal, mrkdwn is not. */
export function textObject(text) {
  if (text.type === "mrkdwn") return mrkdwn(text.text);
  return [h("p", { class: "words", dir: "auto" }, text.text)];
}

function small(one) {
  if (one.type === "image") return picture(one);
  return h("div", {}, textObject(one));
}

// Only pictures of this machine are shown: practice fetches nothing from elsewhere. The words for it always are.
function picture(one) {
  const file = one.slack_file?.id;
  const kept = file ? `${location.origin}/play/picture/slack/${encodeURIComponent(file)}` : "";
  const address = kept || one.image_url || one.slack_file?.url || "";
  const own = address.startsWith(`${location.origin}/`);
  const title = one.title?.text || "";
  return h(
    "figure",
    { class: "block picture" },
    own ? h("img", { src: address, alt: one.alt_text }) : h("p", { class: "hint" }, `Picture: ${one.alt_text}`),
    title ? h("figcaption", { dir: "auto" }, title) : null,
  );
}
