// Doing things as the person whose seat was taken, and saying what came of it.

import { refresh, state } from "./store.js";
import { toast } from "./toasts.js";
import { post } from "./wire.js";

const REFUSALS = {
  dispatch_failed: "The app is not connected. Is the bot running?",
  operation_timeout: "The app did not answer within three seconds.",
  incomplete: "",
};
const TOLD_BY_SLACK = new Set(["slash", "press", "say", "edit", "delete"]); // Slackbot tells the person itself

/** One gesture. Gives what came of it, or null where it could not be done; people are told why. */
export async function act(gesture, more = {}) {
  let done = null;
  try {
    done = await post("/play/do", { user: state.user, gesture, ...more });
  } catch (error) {
    toast(error.message);
  }
  if (done?.refused && !TOLD_BY_SLACK.has(gesture)) toast(REFUSALS[done.refused] ?? done.refused);
  if (gesture !== "suggest") await refresh().catch((error) => toast(error.message));
  return done;
}
