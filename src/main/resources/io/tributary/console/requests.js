import { element, updateChildren } from './dom.js';
import { bytes, clock, count, exactClock, ms } from './format.js';
import { chosen, filterForm } from './filter.js';
import { requestDetail } from './request.js';
import { currentRoute, link, replaceFilters } from './route.js';
import { smallWaterfall } from './waterfall.js';
import { OUTCOMES, partKind, partOutcome } from './words.js';

const MOST_LISTED = 80;
const COLUMNS = [['time', 'Arrived'], ['outcome', 'Outcome'], ['request', 'Request'], ['took', 'Took'], ['fall', 'Waterfall'], ['size', 'Size'], ['id', 'Id']];

/** The list of requests, and beside it the one that is opened. */
export function requestsView() {
  const form = filterForm((filters) => replaceFilters(currentRoute(), filters));
  const counted = element('p', { class: 'counted' });
  const body = element('tbody', { onkeydown: moveBetweenRows, onclick: openRow });
  const empty = element('p', { class: 'empty' });
  const list = element('section', { class: 'list', 'aria-label': 'Requests' }, form.root, counted,
    element('table', { class: 'requests' },
      element('thead', {}, element('tr', {}, COLUMNS.map(([name, title]) => element('th', { scope: 'col', class: name }, title)))),
      body),
    empty);
  const opened = element('section', { class: 'opened', 'aria-label': 'Opened request', tabindex: '-1' });
  const root = element('div', { class: 'split' }, list, opened);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && root.isConnected && close());
  const rows = new Map();
  let detail = null;

  function show(state, { item, filters }) {
    const found = chosen(state, filters);
    form.show(state, filters);
    updateChildren(counted, [counts(state, found)]);
    updateChildren(empty, found.length > 0 ? [] : [nothing(state)]);
    showRows(rows, body, found, item, filters);
    showOpened(state, item);
  }

  /** The opened request stays, also when the list has let it go. */
  function showOpened(state, item) {
    root.classList.toggle('has-opened', item !== '');
    if (state.status === null) return;
    const request = state.requests.find(({ seq }) => String(seq) === item);
    if (detail?.item === item && (request === undefined || request === detail.request)) return;
    const isNew = detail?.item !== item;
    detail = { item, request };
    const back = element('button', { type: 'button', class: 'close', title: 'Close (Escape)', 'aria-label': 'Close', onclick: close }, '✕');
    if (item === '') updateChildren(opened, []);
    else if (request === undefined) updateChildren(opened, [element('p', { class: 'empty' }, 'This request is no longer kept. ', back)]);
    else updateChildren(opened, [requestDetail(request, state, back)]);
    if (!isNew || item === '') return;
    opened.scrollTop = 0;
    opened.focus();
  }

  function close() {
    const { item, filters } = currentRoute();
    if (item === '') return;
    location.hash = link('requests', '', filters);
    rows.get(Number(item))?.querySelector('a').focus();
  }

  return { root, show };
}

function counts({ requests, status }, found) {
  const rate = status?.seconds.at(-1)?.requests ?? 0;
  const sampled = rate > MOST_LISTED ? `. Of ${count(rate)} a second, only some are listed` : '';
  return `${count(found.length)} of ${count(requests.length)} requests${sampled}`;
}

function nothing({ requests, status }) {
  if (status === null) return 'Waiting for the service…';
  return requests.length === 0 ? 'No request has arrived yet.' : 'No request matches the filter.';
}

/** Requests do not change, so each row is made once and stays while its request is listed. */
function showRows(rows, body, found, item, filters) {
  const wanted = new Set(found.map(({ seq }) => seq));
  for (const [seq, row] of rows) {
    if (!wanted.has(seq)) {
      row.remove();
      rows.delete(seq);
    }
  }
  let place = body.firstElementChild;
  for (const request of found) {
    const row = rows.get(request.seq) ?? rowOf(request);
    rows.set(request.seq, row);
    if (row === place) place = place.nextElementSibling;
    else body.insertBefore(row, place);
    mark(row, link('requests', String(request.seq), filters), String(request.seq) === item);
  }
  oneTabStop(body);
}

function mark(row, href, isOpened) {
  const anchor = row.querySelector('a');
  if (anchor.getAttribute('href') !== href) anchor.setAttribute('href', href);
  row.classList.toggle('current', isOpened);
  if (isOpened) anchor.setAttribute('aria-current', 'true');
  else anchor.removeAttribute('aria-current');
}

/** The list is one stop for the Tab key; the arrows move within it. */
function oneTabStop(body) {
  const stop = body.querySelector('a[aria-current], a:focus') ?? body.querySelector('a');
  body.querySelectorAll('a[tabindex="0"]').forEach((anchor) => anchor !== stop && (anchor.tabIndex = -1));
  if (stop) stop.tabIndex = 0;
}

function moveBetweenRows(event) {
  const row = event.target.closest('tr');
  const body = event.currentTarget;
  const next = {
    ArrowDown: row.nextElementSibling,
    ArrowUp: row.previousElementSibling,
    Home: body.firstElementChild,
    End: body.lastElementChild,
  }[event.key];
  if (!next) return;
  event.preventDefault();
  next.querySelector('a').focus();
  oneTabStop(body);
}

function openRow(event) {
  if (!event.target.closest('a') && getSelection().isCollapsed) event.target.closest('tr').querySelector('a').click();
}

function rowOf(request) {
  const [sign, word] = OUTCOMES[request.outcome] ?? ['?', request.outcome];
  const cell = (name, ...children) => element('td', { class: name }, ...children);
  return element('tr', { class: request.outcome },
    cell('time', element('time', { title: exactClock(request.time) }, clock(request.time))),
    cell('outcome', element('span', { 'aria-hidden': 'true', class: 'sign' }, sign), ' ', element('span', { class: 'word' }, word)),
    cell('request', element('a', { tabindex: '-1', title: request.url }, `${request.method} ${request.url}`), request.kept === 'slow' && element('span', { class: 'slow' }, ' slow'), remark(request)),
    cell('took', ms(request.ms)),
    cell('fall', smallWaterfall(request)),
    cell('size', bytes(request.bytes)),
    cell('id', request.requestId));
}

/** Why the response is not complete. */
function remark({ status, detail, parts }) {
  const failed = parts.filter(({ outcome }) => partKind(outcome) === 'failed');
  const words = failed.map(({ name, outcome, status: code }) => `${name}: ${partOutcome(outcome)}${code ? ` ${code}` : ''}`).join(', ');
  const text = words || detail;
  return (text || status >= 400) && element('span', { class: 'remark' }, ` ${status >= 400 ? `${status} ` : ''}${text}`);
}
