import { askForm } from './ask.js';
import { element, updateChildren } from './dom.js';
import { ms, percent } from './format.js';
import { planGraph } from './graph.js';
import { pairs } from './pairs.js';
import { link } from './route.js';

/** The list of aggregates, and beside it the opened one, at first the first. */
export function aggregatesView() {
  const list = element('nav', { class: 'list routes', 'aria-label': 'Aggregates' });
  const about = element('div', { class: 'about' });
  const opened = element('section', { class: 'opened', 'aria-label': 'Opened aggregate' }, about);
  const root = element('div', { class: 'split aggregates' }, list, opened);
  let form = null;

  function show(state, { item }) {
    const aggregate = state.aggregates.find(({ route }) => route === item) ?? state.aggregates[0];
    updateChildren(list, state.aggregates.map((one) => entry(one, one === aggregate)));
    updateChildren(about, aggregate ? [detail(aggregate)] : [element('p', { class: 'empty' }, 'No aggregate is known yet.')]);
    // What the reader has typed stays until another aggregate, or another configuration of it, is shown.
    const key = aggregate && JSON.stringify([aggregate.route, aggregate.method, aggregate.inputs, state.ask]);
    if (form?.key === key) return;
    form?.root.remove();
    form = aggregate ? { key, root: askForm(aggregate, state.ask) } : null;
    if (form) opened.append(form.root);
  }

  return { root, show };
}

function entry({ route, p50, p99 }, isOpened) {
  return element('a', { href: link('aggregates', route), 'data-key': route, 'aria-current': isOpened && 'true' },
    element('span', {}, route), element('small', {}, `p50 ${ms(p50)} · p99 ${ms(p99)}`));
}

function detail(aggregate) {
  const { route, transform, deadlineMs, p50, p99, parts } = aggregate;
  return element('article', { 'data-key': route },
    element('header', {}, element('h2', {}, route),
      element('a', { class: 'button', href: link('requests', '', new URLSearchParams({ aggregate: route })) }, 'Its requests')),
    pairs([['Median', ms(p50)], ['p99', ms(p99)], ['Deadline', ms(deadlineMs)], ['Transform', transform]]),
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Plan' }, planGraph(aggregate)),
    partTable(parts));
}

function partTable(parts) {
  const titles = [['Part', ''], ['Backend', 'wide'], ['Path', 'wide'], ['Needs', 'wide'], ['Timeout', 'number wide'], ['p50', 'number'], ['p99', 'number'], ['Decided', 'number']];
  return element('table', { class: 'plain' },
    element('thead', {}, element('tr', {}, titles.map(([title, kind]) => element('th', { scope: 'col', class: kind }, title)))),
    element('tbody', {}, parts.map((part) => element('tr', {},
      element('th', { scope: 'row' }, part.name, part.required && element('span', { class: 'remark' }, ' required'),
        part.fallbackOf.length > 0 && element('span', { class: 'remark' }, ` if ${part.fallbackOf.join(' or ')} fails`)),
      element('td', { class: 'wide' }, part.backend),
      element('td', { class: 'wide' }, part.path),
      element('td', { class: 'wide' }, part.needs.join(', ') || '–'),
      element('td', { class: 'number wide' }, ms(part.timeoutMs)),
      element('td', { class: 'number' }, ms(part.p50)),
      element('td', { class: 'number' }, ms(part.p99)),
      element('td', { class: 'number', title: 'the share of responses whose time this part decided' }, percent(part.decided))))));
}
