import { say, section, service } from "./views.js";

async function ask() {
  const response = await fetch(`${service}/aggregate`);
  const body = await response.json();
  if (!response.ok) {
    throw new Error(`${body.title}: ${body.detail}`);
  }
  const errors = new Map(body.errors.map(error => [error.part, error]));
  document.querySelector("#parts").replaceChildren(
    ...Object.entries(body.data).map(([name, value]) => section(name, value, errors.get(name))));
  say(body.complete ? "Everything is here." : `Missing: ${[...errors.keys()].join(", ")}.`, !body.complete);
}

function refresh() {
  ask().catch(failure => say(`The service did not answer: ${failure.message}`, true));
}

document.querySelector("#again").addEventListener("click", refresh);
refresh();
