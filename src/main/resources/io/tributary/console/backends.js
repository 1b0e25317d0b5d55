import { element, updateChildren } from './dom.js';
import { clock, count, ms, share } from './format.js';
import { meter } from './meter.js';
import { pairs } from './pairs.js';
import { link } from './route.js';
import { sparkline } from './sparkline.js';
import { partOutcome } from './words.js';

const BREAKER = {
  none: undefined,
  closed: ['complete', '● breaker closed'],
  open: ['failed', '▲ breaker open'],
};

/** A card for each backend; latencies are drawn on one scale, so that the slow one stands out. */
export function backendsView() {
  const root = element('section', { class: 'cards', 'aria-label': 'Backends' });
  return { root, show: ({ backends }) => updateChildren(root, cards(backends)) };
}

function cards(backends) {
  if (backends.length === 0) return [element('p', { class: 'empty' }, 'No backend is known yet.')];
  const slowest = Math.max(...backends.map(({ p99 }) => p99 ?? 0));
  return backends.map((backend) => card(backend, slowest, backends.length > 1 && slowest > 0 && backend.p99 === slowest));
}

function card(backend, scale, isSlowest) {
  const breaker = BREAKER[backend.breaker];
  return element('article', { class: 'card', 'data-key': backend.name },
    element('header', {},
      element('h2', {}, backend.name),
      isSlowest && element('span', { class: 'pill partial' }, '▲ slowest'),
      breaker && element('span', { class: `pill ${breaker[0]}` }, breaker[1])),
    element('p', { class: 'url' }, backend.url),
    latency(backend, scale),
    calls(backend),
    facts(backend),
    failures(backend));
}

function latency({ name, p50, p95, p99 }, scale) {
  const label = `Latency of ${name}: p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}`;
  const known = p50 !== null && p50 !== undefined;
  return element('div', { class: 'latency' },
    pairs([['p50', ms(p50)], ['p95', ms(p95)], ['p99', ms(p99)]]),
    element('div', { class: 'range', role: 'img', 'aria-label': label },
      known && element('span', { class: 'p99', place: { width: share(p99, scale) } }),
      known && element('span', { class: 'p95', place: { width: share(p95, scale) } }),
      known && element('span', { class: 'p50', place: { width: share(p50, scale) } })));
}

function calls({ name, seconds }) {
  const last = seconds.at(-1);
  return element('div', { class: 'calls' },
    element('p', {}, element('b', {}, count(last?.calls)), ' calls a second', last?.failed > 0 && element('span', { class: 'bad' }, `, ✕ ${count(last.failed)} failed`)),
    sparkline(`Calls of ${name} in the last minute: now ${count(last?.calls)} a second, ${count(last?.failed)} failed`, [
      { values: seconds.map((second) => second.calls), kind: 'rate' },
      { values: seconds.map((second) => second.failed), kind: 'bad' },
    ]));
}

function facts(backend) {
  const streams = backend.streams > 0 ? `, ${count(backend.streams)} streams` : '';
  return pairs([
    ['In progress', [`${count(backend.calls)} of ${count(backend.maxConcurrent)} calls`, meter(`Calls of ${backend.name}`, backend.calls, backend.maxConcurrent)]],
    ['Connections', `${count(backend.connections)}${streams}`],
    ['Transport', `${backend.transport}, ${backend.protocol}`],
    ['Timeout', ms(backend.timeoutMs)],
    ['Addresses', backend.addresses.join(', ') || 'none yet'],
  ]);
}

function failures({ failures: all }) {
  if (all.length === 0) return element('p', { class: 'fine' }, 'No failure yet.');
  const item = ({ time, reason, message, requestId, part, route, count: times }) =>
    element('li', {},
      element('b', {}, partOutcome(reason)), times > 1 && ` ${count(times)} times, last`, ` at ${clock(time)}`,
      element('span', { class: 'reason' }, message),
      element('span', { class: 'remark' }, `part ${part} of ${route} `,
        requestId && element('a', { href: link('requests', '', new URLSearchParams({ id: requestId })) }, requestId)));
  return [element('h3', {}, 'Last failures'), element('ul', { class: 'failures' }, all.map(item))];
}
