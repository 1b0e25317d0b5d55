/** What the server says: one state, then events. Nothing runs while the page is hidden. */

const ROWS = 500;
const SECONDS = 300;
const FIRST_DELAY = 1000;
const LONGEST_DELAY = 15_000;

/**
 * What is known. `connection` is `connecting`, `live` or `lost`; `held` are the requests that arrived while paused.
 */
export const state = {
  connection: 'connecting',
  paused: false,
  held: [],
  status: null,
  requests: [],
  backends: [],
  aggregates: [],
  configuration: null,
  ask: false,
  traceLink: undefined,
};

let source = null;
let timer = 0;
let delay = FIRST_DELAY;
let changed = () => {};

const EVENTS = {
  status(status) {
    const known = state.status?.seconds ?? [];
    const last = known.at(-1)?.t ?? 0;
    const seconds = [...known, ...status.seconds.filter(({ t }) => t > last)];
    state.status = { ...status, seconds: seconds.slice(-SECONDS) };
  },
  requests(requests) {
    if (state.paused) state.held = merged(notShown(requests), state.held);
    else state.requests = merged(requests, state.requests);
  },
  backends(backends) {
    state.backends = backends;
  },
  aggregates(aggregates) {
    state.aggregates = aggregates;
  },
  configuration(configuration) {
    state.configuration = configuration;
  },
};

/** Starts to follow the server. @param {() => void} onChange called after every change of the state */
export function follow(onChange) {
  changed = onChange;
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  if (!document.hidden) open();
}

/** Holds new requests back, so that rows stay where they are, or lets those held back in. */
export function pause(paused) {
  state.paused = paused;
  if (!paused) {
    state.requests = merged(state.held, state.requests);
    state.held = [];
  }
  changed();
}

function notShown(requests) {
  const shown = new Set(state.requests.map(({ seq }) => seq));
  return requests.filter(({ seq }) => !shown.has(seq));
}

function open() {
  close();
  const opened = new EventSource('console/events');
  source = opened;
  opened.onopen = () => load(opened);
  opened.onerror = () => lost(opened);
  for (const [name, apply] of Object.entries(EVENTS)) {
    opened.addEventListener(name, (event) => {
      apply(JSON.parse(event.data));
      changed();
    });
  }
}

/** Reads the whole state. The events are open before that, so nothing is missed in between. */
async function load(opened) {
  try {
    const response = await fetch('console/state', { cache: 'no-store' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { requests, ...rest } = await response.json();
    if (opened !== source) return;
    // The numbers of requests begin again when the service does.
    if (state.status?.startedAt !== rest.status.startedAt) state.requests = state.held = [];
    Object.assign(state, { traceLink: undefined }, rest, { connection: 'live' });
    EVENTS.requests(requests);
    delay = FIRST_DELAY;
    changed();
  } catch {
    lost(opened);
  }
}

function lost(opened) {
  if (opened !== source) return;
  close();
  state.connection = 'lost';
  timer = setTimeout(open, delay);
  delay = Math.min(2 * delay, LONGEST_DELAY);
  changed();
}

function close() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

/** Newest first. Of too many, the oldest go first that are not kept for being slow or failed. */
function merged(fresh, known) {
  const bySeq = new Map([...known, ...fresh].map((request) => [request.seq, request]));
  const all = [...bySeq.values()].sort((a, b) => b.seq - a.seq);
  let surplus = all.length - ROWS;
  for (let index = all.length - 1; index >= 0 && surplus > 0; index--) {
    if (all[index].kept === 'recent') {
      all.splice(index, 1);
      surplus--;
    }
  }
  return all.slice(0, ROWS);
}
