import { element, updateChildren } from './dom.js';
import { OUTCOMES } from './words.js';

const SINCE = [['', 'any time'], ['60', 'last minute'], ['300', 'last 5 minutes'], ['900', 'last 15 minutes']];
const ORDER = [['', 'newest first'], ['slowest', 'slowest first']];

/** The fields above the requests. @param {(filters: URLSearchParams) => void} onChange */
export function filterForm(onChange) {
  const fields = {
    aggregate: choice('aggregate', 'Aggregate'),
    outcome: choice('outcome', 'Outcome'),
    since: choice('since', 'Arrived'),
    order: choice('order', 'Order'),
    slower: element('input', { name: 'slower', type: 'number', min: 0, step: 'any', placeholder: 'ms', 'aria-label': 'Took at least, in milliseconds' }),
    id: element('input', { name: 'id', type: 'search', placeholder: 'request or trace id', 'aria-label': 'Request or trace id', maxlength: 128 }),
  };
  const root = element('form', { class: 'filter', role: 'search', 'aria-label': 'Filter', onsubmit: () => false },
    labelled('Aggregate', fields.aggregate), labelled('Outcome', fields.outcome), labelled('Arrived', fields.since),
    labelled('At least', fields.slower), labelled('Id', fields.id), labelled('Order', fields.order),
    element('button', { type: 'button', class: 'clear', onclick: () => onChange(new URLSearchParams()) }, 'Clear'));
  root.oninput = () => {
    const set = Object.entries(fields).filter(([, field]) => field.value !== '');
    onChange(new URLSearchParams(set.map(([name, field]) => [name, field.value.trim()])));
  };
  return { root, show: (state, filters) => show(root, fields, state, filters) };
}

function choice(name, label) {
  return element('select', { name, 'aria-label': label });
}

function labelled(text, field) {
  return element('label', {}, element('span', {}, text), field);
}

function show(root, fields, state, filters) {
  const routes = state.aggregates.map(({ route }) => [route, route]);
  const outcomes = Object.entries(OUTCOMES).map(([code, [sign, word]]) => [code, `${sign} ${word}`]);
  offer(fields.aggregate, [['', 'all'], ...routes], filters.get('aggregate'));
  offer(fields.outcome, [['', 'all'], ...outcomes, ['slow', 'slow, kept longer']], filters.get('outcome'));
  offer(fields.since, SINCE, filters.get('since'));
  offer(fields.order, ORDER, filters.get('order'));
  for (const field of [fields.slower, fields.id]) {
    if (field !== document.activeElement || filters.size === 0) field.value = filters.get(field.name) ?? '';
  }
  root.classList.toggle('set', filters.size > 0);
}

/** A value that is not offered, of a link that somebody shared, is shown all the same. */
function offer(select, options, value) {
  const chosen = value ?? '';
  const all = options.some(([code]) => code === chosen) ? options : [...options, [chosen, chosen]];
  updateChildren(select, all.map(([code, text]) => element('option', { value: code }, text)));
  select.value = chosen;
}

/** The requests that pass the filters, in the order they ask for. */
export function chosen({ requests, status }, filters) {
  const tests = Object.entries(TESTS)
    .filter(([name]) => filters.get(name))
    .map(([name, test]) => (request) => test(request, filters.get(name), status?.time ?? 0));
  const found = requests.filter((request) => tests.every((test) => test(request)));
  return filters.get('order') === 'slowest' ? found.sort((a, b) => b.ms - a.ms) : found;
}

const TESTS = {
  aggregate: ({ route }, wanted) => route === wanted,
  outcome: ({ outcome, kept }, wanted) => (wanted === 'slow' ? kept === 'slow' : outcome === wanted),
  since: ({ time }, seconds, now) => time >= now - 1000 * Number(seconds),
  slower: ({ ms }, least) => ms >= Number(least),
  id: ({ requestId, traceId }, part) => Boolean(requestId?.includes(part)) || Boolean(traceId?.includes(part)),
};
