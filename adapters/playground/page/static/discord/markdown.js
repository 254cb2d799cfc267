// Discord's Markdown as elements ("Markdown Text 101", "Message Formatting"), as far as a message can bear it here:
// headings, small print, lists, quotes, code, bold, italic, underlined, struck out, hidden, links, mentions, moments.

import { ago, written } from "../dates.js";
import { h } from "../dom.js";
import { link } from "../links.js";
import { found, sees } from "./where.js";

const LONGEST = 4000; // a message's text displays together; nobody marks up more than that
const LINES = [
  [/^#{1,3} (.+)$/, (match) => h("p", { class: "words heading", role: "heading", "aria-level": 4 }, inline(match[1]))],
  [/^-# (.+)$/, (match) => h("p", { class: "words context", dir: "auto" }, inline(match[1]))],
];
const SPANS = [
  [/\\([^\sA-Za-z0-9])/, (match) => match[1]],
  [/```(?:[\w+-]+\n)?([\s\S]+?)```/, (match) => h("code", {}, match[1].trim())],
  [/(`+)([\s\S]*?[^`])\1(?!`)/, (match) => h("code", {}, match[2])],
  [/<@!?(\d+)>/, (match) => mention(`@${sees().people[match[1]]?.real_name || "somebody"}`)],
  [/<@&(\d+)>/, (match) => mention(`@${sees().roles[match[1]] || "a role"}`)],
  [/<#(\d+)>/, (match) => mention(`#${found(match[1])?.name || "a channel"}`)],
  [/@(everyone|here)\b/, (match) => mention(match[0])],
  [/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/, (match) => moment(Number(match[1]), match[2] || "f")],
  [/\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/, (match) => link(match[2], inline(match[1]))],
  [/<(https?:\/\/[^\s<>]+)>/, (match) => link(match[1], match[1])],
  [/https?:\/\/[^\s<>]*[^\s<>.,:;"'\])]/, (match) => link(match[0], match[0])],
  [/\*\*([\s\S]+?)\*\*(?!\*)/, (match) => h("strong", {}, inline(match[1]))],
  [/__([\s\S]+?)__(?!_)/, (match) => h("u", {}, inline(match[1]))],
  [/~~([\s\S]+?)~~/, (match) => h("s", {}, inline(match[1]))],
  [/\|\|([\s\S]+?)\|\|/, (match) => h("span", { class: "spoiler" }, inline(match[1]))],
  [/\*(?!\s)([^*]*[^*\s])\*(?!\*)/, (match) => h("em", {}, inline(match[1]))],
  [/\b_([^_]+)_\b/, (match) => h("em", {}, inline(match[1]))],
];
const ANY = new RegExp(SPANS.map(([pattern]) => `(?:${unnamed(pattern)})`).join("|"));
const MOMENTS = {
  t: { hour: "numeric", minute: "2-digit" },
  T: { hour: "numeric", minute: "2-digit", second: "2-digit" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { day: "numeric", month: "long", year: "numeric" },
  f: { day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" },
  F: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" },
};

/** Paragraphs of a text. */
export function markdown(text) {
  if (text.length > LONGEST) return [h("p", { class: "words", dir: "auto" }, text)];
  const paragraphs = [];
  let open = null; // the paragraph, quote or list that the next line may go on
  let rest = text;
  while (rest) {
    const code = /^```(?:[\w+-]+\n)?([\s\S]+?)```\n?/.exec(rest);
    if (code) {
      paragraphs.push(h("pre", { class: "words", dir: "auto" }, code[1].trim()));
      [open, rest] = [null, rest.slice(code[0].length)];
      continue;
    }
    const quote = /^>>> ([\s\S]*)$/.exec(rest);
    const line = quote ? quote[0] : rest.split("\n", 1)[0];
    open = quote ? aside(paragraphs, quote[1]) : lineOf(paragraphs, open, line);
    rest = rest.slice(line.length + 1);
  }
  return paragraphs;
}

function aside(paragraphs, text) {
  paragraphs.push(h("blockquote", { class: "words", dir: "auto" }, inline(text)));
  return null;
}

function lineOf(paragraphs, open, line) {
  for (const [pattern, made] of LINES) {
    const match = pattern.exec(line);
    if (match) {
      paragraphs.push(made(match));
      return null;
    }
  }
  const quote = /^> ?(.*)$/.exec(line);
  if (quote) return goOn(paragraphs, open, "blockquote", inline(quote[1]));
  const item = /^( *)(?:[-*]|(\d{1,3})\.) (.+)$/.exec(line);
  if (item) return listed(paragraphs, open, item);
  return goOn(paragraphs, open, "p", inline(line));
}

function goOn(paragraphs, open, tag, content) {
  if (open?.localName === tag) {
    open.append("\n", ...content);
    return open;
  }
  paragraphs.push(h(tag, { class: "words", dir: "auto" }, content));
  return paragraphs.at(-1);
}

function listed(paragraphs, open, [, indent, number, words]) {
  const tag = number ? "ol" : "ul";
  const list = open?.localName === tag ? open : h(tag, { class: "words", start: number || null });
  if (list !== open) paragraphs.push(list);
  list.append(h("li", { class: indent.length > 1 ? "indent-1" : null, dir: "auto" }, inline(words)));
  return list;
}

/** The pieces of one line: strings and elements. Whatever is not understood stays as it was written. */
function inline(text) {
  const pieces = [];
  let rest = text;
  while (rest) {
    const at = ANY.exec(rest)?.index ?? -1;
    const match = at < 0 ? null : first(rest.slice(at));
    if (!match) {
      pieces.push(rest);
      break;
    }
    pieces.push(rest.slice(0, at), match.made);
    rest = rest.slice(at + match.length);
  }
  return pieces.filter((piece) => piece !== "");
}

function first(text) {
  for (const [pattern, made] of SPANS) {
    const match = new RegExp(`^(?:${pattern.source})`).exec(text);
    if (match) return { made: made(match), length: match[0].length };
  }
  return { made: text[0], length: 1 };
}

// All patterns in one, only to find where the next may begin: backward references would count wrongly in there.
function unnamed({ source }) {
  return source.includes("\\1") ? "`" : source;
}

function mention(words) {
  return h("span", { class: "mention", dir: "auto" }, words);
}

function moment(seconds, style) {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return "";
  const words = style === "R" ? ago(seconds) : written(seconds, MOMENTS[style]);
  return h("time", { datetime: at.toISOString(), title: written(seconds, MOMENTS.F) }, words);
}
