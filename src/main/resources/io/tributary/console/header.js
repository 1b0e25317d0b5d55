import { element, updateChildren } from './dom.js';
import { bytes, clock, count, ms, span } from './format.js';
import { meter } from './meter.js';
import { sparkline } from './sparkline.js';
import { pause } from './stream.js';

/** The top of the page: is the service well, and what does it do. */
export function showHeader(shown, state) {
  updateChildren(shown, [bar(state), element('section', { class: 'tiles', 'aria-label': 'Now' }, tiles(state.status))]);
  document.title = `${titleState(state)} · Tributary`;
}

function titleState({ connection, status }) {
  if (connection === 'lost') return 'Connection lost';
  return status === null ? 'Connecting' : sentence(status.readiness);
}

function bar(state) {
  return element(
    'div',
    { class: 'bar' },
    element('h1', {}, element('img', { src: 'console/icon.svg', alt: '', width: 20, height: 20 }), 'Tributary'),
    element('p', { class: 'health', role: 'status' }, health(state)),
    element('p', { class: 'facts' }, facts(state.status).map((fact) => element('span', {}, fact))),
    pauseButton(state),
  );
}

/** Ready or why not, and whether this page still hears of it. */
function health({ connection, status }) {
  if (connection === 'lost') {
    const asOf = status === null ? '' : ` This is as of ${clock(status.time)}.`;
    return element('span', { class: 'pill failed' }, `✕ Connection lost, trying again.${asOf}`);
  }
  if (status === null) return element('span', { class: 'pill cancelled' }, 'Connecting…');
  const well = status.readiness === 'ready';
  const kind = well ? 'complete' : status.ready ? 'partial' : 'failed';
  return element('span', { class: `pill ${kind}` }, `${well ? '●' : '▲'} ${sentence(status.readiness)}`);
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function facts(status) {
  if (status === null) return [];
  return [
    `version ${status.version}`,
    `Java ${status.java}`,
    `up ${span(status.time - status.startedAt)}`,
    `generation ${status.generation}, for ${span(status.time - status.generationSince)}`,
  ];
}

function pauseButton({ paused, held }) {
  const label = paused ? `Resume${held.length > 0 ? ` (${held.length} new)` : ''}` : 'Pause';
  return element(
    'button',
    { type: 'button', class: paused ? 'primary' : '', id: 'pause', onclick: () => pause(!paused) },
    element('span', { 'aria-hidden': 'true' }, paused ? '▶' : '❚❚'),
    label,
  );
}

function tiles(status) {
  const seconds = status?.seconds ?? [];
  const last = seconds.at(-1);
  const of = (name) => seconds.map((second) => second[name]);
  const minutes = 'over the last five minutes';
  const peak = Math.max(0, ...of('requests'));
  return [
    tile('Requests a second', count(last?.requests), last && `${count(last.failed)} failed, peak ${count(peak)}`,
      sparkline(`Requests a second ${minutes}: now ${count(last?.requests)}, of which ${count(last?.failed)} failed; at most ${count(peak)}`, [
        { values: of('requests'), kind: 'rate' },
        { values: of('failed'), kind: 'bad' },
      ])),
    tile('Latency p50', ms(last?.p50), last?.p50 > 0 && 'half are faster',
      sparkline(`Median latency ${minutes}: now ${ms(last?.p50)}`, [{ values: of('p50'), kind: 'median' }])),
    tile('Latency p99', ms(last?.p99), last?.p99 > 0 && '99 of 100 are faster',
      sparkline(`99th percentile of latency ${minutes}: now ${ms(last?.p99)}`, [{ values: of('p99'), kind: 'tail' }])),
    tile('In flight', count(status?.inFlight), status && `limit ${count(status.limit)}, at most ${count(status.maxInFlight)}`,
      meter('In flight', status?.inFlight, status?.limit)),
    element(
      'dl',
      { class: 'tile small' },
      level('Connections', status?.connections, status?.maxConnections, count),
      level('Buffered', status?.bytes, status?.maxBytes, bytes),
      level('Heap', status?.heap, status?.maxHeap, bytes),
    ),
  ];
}

function tile(name, value, note, picture) {
  return element(
    'dl',
    { class: 'tile' },
    element('dt', {}, name),
    element('dd', {}, element('b', {}, value), ' ', element('small', {}, note), picture),
  );
}

function level(name, value, most, unit) {
  const text = value === undefined ? '–' : `${unit(value)} of ${unit(most)}`;
  return element('div', {}, element('dt', {}, name), element('dd', {}, meter(name, value, most), element('small', {}, text)));
}
