// What may come next while one types on Slack: commands with their verbs, and people.

import { mentions, nothing } from "../hints.js";
import { state } from "../store.js";
import { bot, sees } from "./where.js";

/** What fits `text`: `{options: [{insert, label, hint, summary}], note, sure}`; if `sure`, Enter takes the first. */
export function hintsFor(text) {
  if (text.startsWith("/")) return slash(text);
  const app = `@${bot().name} `;
  if (text.toLowerCase().startsWith(app)) return verbs(app, text.slice(app.length), allVerbs());
  return mentions(text, sees().people);
}

function slash(text) {
  const [root] = text.split(" ", 1);
  const command = state.about.commands.find((each) => each.command === root.toLowerCase());
  if (text.includes(" ")) return command ? verbs(`${root} `, text.slice(root.length + 1), command.verbs) : nothing();
  const fitting = state.about.commands.filter((each) => each.command.startsWith(text.toLowerCase()));
  const options = fitting.map((each) => ({
    insert: `${each.command} `,
    label: each.command,
    hint: each.usage_hint,
    summary: each.description,
  }));
  return { options, note: "", sure: !command };
}

function verbs(before, typed, known) {
  const words = typed.toLowerCase();
  const fitting = known.filter((each) => each.verb.startsWith(words));
  const whole = known.find((each) => words === each.verb || words.startsWith(`${each.verb} `));
  const options = fitting.map((each) => ({
    insert: `${before}${each.verb} `,
    label: each.verb,
    hint: each.hint,
    summary: each.summary,
  }));
  if (whole && (words !== whole.verb || options.length === 1)) {
    return { options: [], note: `${before}${whole.verb} ${whole.hint}`.trim(), more: whole.summary, sure: false };
  }
  return { options, note: "", sure: !whole && Boolean(words) };
}

function allVerbs() {
  const all = state.about.commands.flatMap((each) => each.verbs);
  return [...new Map(all.map((each) => [each.verb, each])).values()];
}
