import { say, section, service } from "./views.js";

const url = `${service}/aggregate`;
let began;
let events;
let aborted;

/** Empties the page, and stops what fills it. */
function begin() {
  events?.close();
  aborted?.abort();
  document.querySelector("#parts").replaceChildren();
  say("Waiting ..", false);
  began = performance.now();
}

function part({ part, value, error }) {
  const after = Math.round(performance.now() - began);
  const copy = section(part, value, error);
  copy.querySelector("section").dataset.after = after;
  copy.querySelector("p").textContent += ` After ${after} ms.`;
  document.querySelector("#parts").append(copy);
}

function done({ complete, errors, problem }) {
  say(problem?.detail ?? (complete ? "Everything is here." : `Missing: ${errors.map(error => error.part).join(", ")}.`),
    !complete);
}

/** One JSON object a line, by fetch. */
async function byFetch() {
  begin();
  aborted = new AbortController();
  const response = await fetch(url, { headers: { Accept: "application/x-ndjson" }, signal: aborted.signal });
  if (!response.ok) {
    const problem = await response.json();
    throw new Error(`${problem.title}: ${problem.detail}`);
  }
  let ended = false;
  let rest = "";
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const event of lines.map(line => JSON.parse(line))) {
      ended = event.type === "done";
      (ended ? done : part)(event);
    }
  }
  if (!ended) {
    throw new Error("the response was cut off");
  }
}

/** Server-sent events, by EventSource. It would ask again after the end if it were not closed. */
function byEvents() {
  begin();
  events = new EventSource(url);
  events.addEventListener("part", event => part(JSON.parse(event.data)));
  events.addEventListener("done", event => {
    events.close();
    done(JSON.parse(event.data));
  });
  events.addEventListener("error", () => {
    events.close();
    say("The service did not answer.", true);
  });
}

function refresh() {
  byFetch().catch(failure => {
    if (failure.name !== "AbortError") {
      say(`The service did not answer: ${failure.message}`, true);
    }
  });
}

document.querySelector("#fetch").addEventListener("click", refresh);
document.querySelector("#events").addEventListener("click", byEvents);
refresh();
