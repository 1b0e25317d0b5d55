/** What codes mean, in words. Colours and patterns only repeat what these say. */

/** The phases of a part, in the order in which they happen. */
export const PHASES = {
  inputs: 'waiting for its inputs',
  worker: 'waiting for a worker',
  computing: 'computing',
  connection: 'waiting for a connection',
  connecting: 'connecting, TLS',
  response: 'waiting for the first byte',
  body: 'reading the body',
  check: 'checking the JSON',
  writing: 'writing the response',
};

/** How a request ended: a sign, and the word. */
export const OUTCOMES = {
  complete: ['✓', 'complete'],
  partial: ['◐', 'partial'],
  failed: ['✕', 'failed'],
  cancelled: ['⊘', 'cancelled'],
};

/** How a part ended. */
const PARTS = {
  success: 'answered',
  skipped: 'not called, its inputs are empty',
  timeout: 'timed out',
  unreachable: 'unreachable',
  bad_status: 'bad status',
  bad_body: 'bad body',
  too_large: 'too large',
  rejected: 'rejected by a limit',
  circuit_open: 'circuit breaker open',
  too_many: 'too many items',
  dependency: 'a part that it needs failed',
  internal: 'internal error',
  cancelled: 'cancelled',
};

export function phase(name) {
  return PHASES[name] ?? name;
}

export function partOutcome(name) {
  return PARTS[name] ?? name;
}

/** What kind of outcome a part had, for its sign and its colour. */
export function partKind(name) {
  if (name === 'success') return 'complete';
  return name === 'skipped' || name === 'cancelled' ? 'cancelled' : 'failed';
}
