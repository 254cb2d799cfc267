// The only file that talks to the server, which is the one this page came from.

const STOPPED = "The playground has stopped. Start it again with: make demo";

async function answered(asking) {
  let response;
  try {
    response = await asking;
  } catch {
    throw new Error(STOPPED);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.sentence || "Something went wrong in the playground. Load the page again.");
  return body;
}

/** Read something; throws an Error whose message can be shown to people. */
export function get(path, query = {}) {
  const asked = new URLSearchParams(query).toString();
  return answered(fetch(asked ? `${path}?${asked}` : path));
}

/** Do something; throws likewise. */
export function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answered(fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** Hear of every change, without asking. The browser connects again by itself. */
export function listen({ changed, lost, back }) {
  const stream = new EventSource("/play/changes");
  let away = false;
  stream.addEventListener("message", (event) => changed(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    if (!away) lost(STOPPED); // said once, not at every attempt to connect again
    away = true;
  });
  stream.addEventListener("open", () => {
    away = false;
    back();
  });
  window.addEventListener("pagehide", () => stream.close());
}
