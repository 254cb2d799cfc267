// Moments, as the person reads them: in their own time zone and the way their language writes dates.

import { seat, state } from "./store.js";

/** A moment in seconds since 1970, with options of Intl.DateTimeFormat, as this person reads it. */
export function written(seconds, options, { zone = "", locale = "" } = {}) {
  const timeZone = zone || seat().tz;
  const language = locale || seat().locale;
  return new Intl.DateTimeFormat(language, { timeZone, ...options }).format(new Date(seconds * 1000));
}

/** The time of day of a message. */
export function timeOf(ts) {
  return written(Number(ts), { hour: "numeric", minute: "2-digit" });
}

/** The day of a message, in words; also the key under which its day is known. */
export function dayOf(ts) {
  return written(Number(ts), { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** Now, by the playground's clock, in seconds. */
export function now() {
  return (Date.now() + state.clock.offset) / 1000;
}

const PARTS = {
  date: { day: "numeric", month: "long", year: "numeric" },
  date_pretty: { day: "numeric", month: "long", year: "numeric" },
  date_short: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  date_short_pretty: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  date_long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  date_long_pretty: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  date_num: { day: "2-digit", month: "2-digit", year: "numeric" },
  date_slash: { day: "2-digit", month: "2-digit", year: "numeric" },
  day_divider_pretty: { weekday: "long", day: "numeric", month: "long" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

/** A moment in one of Slack's formats, such as `{date_short}, {time}` (Block Kit reference, date element). */
export function inFormat(seconds, format) {
  return format.replace(/\{(\w+)\}/g, (all, name) => {
    if (name === "ago") return ago(seconds);
    return PARTS[name] ? written(seconds, PARTS[name]) : all;
  });
}

/** How far a moment lies from now, in words. */
export function ago(seconds) {
  const minutes = Math.round((seconds - now()) / 60);
  const relative = new Intl.RelativeTimeFormat(seat().locale, { numeric: "auto" });
  if (Math.abs(minutes) < 90) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 36 * 60) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 1440), "day");
}
