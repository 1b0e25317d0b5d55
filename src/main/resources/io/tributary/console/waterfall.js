import { drawing, element } from './dom.js';
import { ms, share } from './format.js';
import { OUTCOMES, partKind, partOutcome, phase, PHASES } from './words.js';

const LANE = 4;
const MOST = 24;

/** Shorter phases, as a share of the axis, are drawn and read out, but not listed. */
const SHORT = 0.005;

/** All that takes time in a request, in the order of the drawing: parts, then the transform, then the response. */
export function pieces(request) {
  const { parts, transform, writing } = request;
  return [
    ...parts,
    ...(transform ? [{ ...transform, name: 'transform' }] : []),
    ...(writing ? [{ ...writing, name: 'response', phases: [{ ...writing, phase: 'writing', try: 0 }] }] : []),
  ];
}

/** The end of the time axis, in milliseconds. */
export function axisEnd(request) {
  return Math.max(request.ms, ...pieces(request).map(({ to }) => to), 0.1);
}

/** The waterfall of a row: a lane for each part. */
export function smallWaterfall(request) {
  const all = pieces(request).filter(({ name }) => name !== 'response');
  const end = axisEnd(request);
  const height = Math.min(LANE, MOST / all.length);
  const lane = (piece, index) =>
    drawing('rect', {
      class: `${partKind(piece.outcome)}${piece.critical ? ' critical' : ''}`,
      x: share(piece.from, end),
      width: share(Math.max(piece.to - piece.from, end / 100), end),
      y: index * height,
      height: 0.75 * height,
    });
  const label = all.map((piece) => `${piece.name} ${ms(piece.from)} to ${ms(piece.to)}`).join(', ');
  return drawing('svg', { class: 'small-waterfall', height: all.length * height, role: 'img', 'aria-label': label }, all.map(lane));
}

/** The waterfall of one request, on one time axis. */
export function waterfall(request) {
  const end = axisEnd(request);
  const step = tickStep(end);
  const all = pieces(request);
  const rows = all.flatMap((piece) => [row(piece, end), ...tries(piece, end), ...calls(piece, end), ...more(piece)]);
  return element('div', { class: 'waterfall', place: { '--tick': share(step, end) } },
    axis(end, step), element('ol', {}, rows), legend(all));
}

function tickStep(end) {
  const decade = 10 ** Math.floor(Math.log10(end / 5));
  return [1, 2, 5, 10].map((factor) => factor * decade).find((step) => end / step <= 6);
}

/** The times above the bars; a screen reader hears them with each bar. */
function axis(end, step) {
  const times = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
  const tick = (time) => element('span', { place: { left: share(time, end) } }, time === 0 ? '0' : ms(time));
  return element('div', { class: 'axis', 'aria-hidden': 'true' }, element('div', {}, times.map(tick)));
}

function row(piece, end) {
  const kind = piece.outcome === undefined ? 'complete' : partKind(piece.outcome);
  const called = piece.to > piece.from;
  return element('li', { class: piece.critical ? `${kind} critical` : kind },
    element('div', { class: 'what' },
      element('strong', {}, piece.name),
      piece.critical && element('span', { class: 'mark', title: 'on the critical path' }, '◆ critical'),
      piece.outcome && element('span', { class: 'state' }, state(piece))),
    element('div', { class: 'when' },
      track(piece.name, piece.phases, end, piece.critical),
      piece.message && element('p', { class: 'reason' }, piece.message),
      element('p', { class: 'phases' }, piece.phases.filter(({ from, to }) => to - from >= SHORT * end).map(timed)),
      piece.tries?.length === 1 && element('p', { class: 'try' }, address(piece.tries[0]))),
    element('div', { class: 'took' }, called ? ms(piece.to - piece.from) : '–'));
}

function state(piece) {
  const status = piece.status === undefined ? '' : ` ${piece.status}`;
  const backend = piece.backend === undefined || piece.backend === piece.name ? '' : ` · ${piece.backend}`;
  const [sign] = OUTCOMES[partKind(piece.outcome)];
  return `${sign} ${partOutcome(piece.outcome)}${status}${backend}`;
}

/** Of several tries, each has a bar of its own. */
function tries(piece, end) {
  if (!(piece.tries?.length > 1)) return [];
  return piece.tries.map((one, index) => {
    const phases = piece.phases.filter(({ try: number, phase: name }) => number === index && isOfATry(name));
    return innerRow(piece, `try ${index + 1}`, phases, address(one), end);
  });
}

/** Of several calls, each has a bar of its own. */
function calls(piece, end) {
  return (piece.calls ?? []).map(({ phases, tries: all, error }, index) => {
    const words = [error && `failed: ${error}`, ...all.map(address)].filter(Boolean).join(' · ');
    return innerRow(piece, `${piece.items ? 'item' : 'call'} ${index + 1}`, phases, words, end);
  });
}

/** Of the calls after these, only the number and the time are known. */
function more({ more: rest }) {
  if (!(rest?.calls > 0)) return [];
  return [element('li', { class: 'of-try' },
    element('div', { class: 'what' }, `and ${rest.calls} more`),
    element('div', { class: 'when' }, element('p', { class: 'try' }, 'their time together')),
    element('div', { class: 'took' }, ms(rest.ms)))];
}

function innerRow(piece, name, phases, words, end) {
  const took = phases.length > 0 ? phases.at(-1).to - phases[0].from : 0;
  return element('li', { class: 'of-try' },
    element('div', { class: 'what' }, name),
    element('div', { class: 'when' },
      track(`${piece.name}, ${name}`, phases, end),
      element('p', { class: 'try' }, words)),
    element('div', { class: 'took' }, ms(took)));
}

function isOfATry(name) {
  return !['inputs', 'worker', 'computing'].includes(name);
}

function address({ address: at, protocol, reused, status }) {
  const words = [at, protocol, reused ? 'reused connection' : 'new connection', status ? `status ${status}` : 'no response'];
  return words.filter(Boolean).join(' · ');
}

function track(name, phases, end, critical) {
  const words = phases.map(({ phase: code, from, to }) => `${phase(code)} ${ms(to - from)}`);
  const label = `${name}${critical ? ', on the critical path' : ''}: ${words.join(', ') || 'not called'}`;
  const own = phases.filter(({ phase: code }) => code !== 'inputs');
  const first = Math.min(...own.map(({ from }) => from));
  const last = Math.max(...own.map(({ to }) => to));
  return element('div', { class: 'track', role: 'img', 'aria-label': label },
    phases.map(({ phase: code, from, to }) =>
      element('span', {
        class: `phase ${code}`,
        title: `${phase(code)}: ${ms(from)} to ${ms(to)}`,
        place: { left: share(from, end), width: share(to - from, end) },
      })),
    critical && element('span', { class: 'path', place: { left: share(first, end), width: share(last - first, end) } }));
}

function timed({ phase: code, from, to }) {
  return element('span', { class: 'timed' }, swatch(code), `${phase(code)} `, element('b', {}, ms(to - from)));
}

function swatch(code) {
  return element('i', { class: `phase ${code}`, 'aria-hidden': 'true' });
}

function legend(all) {
  const bars = all.flatMap(({ phases, calls: several = [] }) => [phases, ...several.map((call) => call.phases)]);
  const seen = new Set(bars.flat().map(({ phase: code }) => code));
  const shown = Object.keys(PHASES).filter((code) => seen.has(code));
  return element('ul', { class: 'legend', 'aria-label': 'Phases' },
    shown.map((code) => element('li', {}, swatch(code), phase(code))),
    element('li', {}, element('span', { class: 'mark' }, '◆'), 'on the critical path: faster here is a faster response'));
}
