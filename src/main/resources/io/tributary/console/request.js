import { copyButton } from './copy.js';
import { curl } from './curl.js';
import { element } from './dom.js';
import { bytes, date, exactClock, ms } from './format.js';
import { pairs } from './pairs.js';
import { together } from './together.js';
import { waterfall } from './waterfall.js';
import { OUTCOMES } from './words.js';

/** All that is known of one request. @param {Element} close the button that closes it */
export function requestDetail(request, { traceLink }, close) {
  const [sign, word] = OUTCOMES[request.outcome] ?? ['?', request.outcome];
  return element('article', { 'data-key': request.seq },
    element('header', {},
      element('h2', {}, element('span', { class: 'method' }, request.method), ' ', request.url),
      close),
    element('div', { class: 'actions' },
      element('span', { class: `pill ${request.outcome}` }, `${sign} ${word}, ${request.status || 'no response'}`),
      element('b', { class: 'total' }, ms(request.ms)),
      copyButton('Copy as curl', () => curl(request)),
      trace(request, traceLink)),
    request.detail && element('p', { class: 'problem' }, request.detail),
    waterfall(request),
    together(request),
    facts(request));
}

function facts(request) {
  return pairs([
    ['Arrived', element('time', { title: date(request.time) }, exactClock(request.time))],
    ['Route', request.route],
    ['Client', request.client],
    ['Response', bytes(request.bytes)],
    ['Request id', request.requestId],
    ['Trace id', request.traceId && `${request.traceId}${request.sampled ? '' : ', not sampled'}`],
    ['Generation', request.generation],
    ['Kept', { recent: 'as a recent one', slow: 'longer, as a slow one', failed: 'longer, as a failed one' }[request.kept]],
  ]);
}

/** A link to the trace, if the template makes a link of the web and the trace was kept. */
function trace({ traceId, sampled }, template) {
  if (!template || !traceId || !sampled) return undefined;
  const href = template.replaceAll('{traceId}', encodeURIComponent(traceId));
  if (!/^https?:\/\//i.test(href)) return undefined;
  return element('a', { class: 'button', href, target: '_blank', rel: 'noreferrer' }, 'Open the trace ↗');
}
