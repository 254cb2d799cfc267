// Doing things as the person whose seat was taken, and saying what came of it.

import { refresh, state } from "./store.js";
import { toast } from "./toasts.js";
import { post } from "./wire.js";

const ASKING = new Set(["suggest", "complete"]); // they change nothing that anybody sees

/** What does gestures on a platform. `why(gesture, refused)` words what the platform itself refused; none for what it
 * tells the person in its own way. A gesture gives what came of it, or null where it could not be done. */
export function acts(platform, why) {
  return async (gesture, more = {}) => {
    let done = null;
    try {
      done = await post("/play/do", { user: state.user, platform, gesture, ...more });
    } catch (error) {
      toast(error.message);
    }
    if (done?.refused) toast(why(gesture, done.refused));
    if (!ASKING.has(gesture)) await refresh().catch((error) => toast(error.message));
    return done;
  };
}
