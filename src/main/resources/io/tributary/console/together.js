import { element } from './dom.js';
import { ms, share } from './format.js';
import { axisEnd, pieces } from './waterfall.js';

/** What is shorter, as a share of the scale, would be a stroke. */
const SHORT = 0.01;

/**
 * The same work twice on one scale: as it was done, and one piece after another. Time in which nothing ran counts in
 * both.
 */
export function together(request) {
  const all = pieces(request).filter(({ from, to }) => to > from);
  const end = axisEnd(request);
  const idle = end - covered(all);
  const apart = idle + all.reduce((sum, piece) => sum + alone(piece), 0);
  const scale = Math.max(end, apart);
  let at = 0;
  const after = all.map((piece) => ({ name: piece.name, from: at, to: (at += alone(piece)) }));
  return element('section', { class: 'together', 'aria-label': 'Together and one after another' },
    element('h3', {}, sentence(end, apart)),
    picture('together', all, end, scale, saved(end, apart)),
    picture('one after another', after, apart, scale));
}

/** What a piece takes if its calls are made one after another. */
function alone({ from, to, calls = [], more }) {
  const took = calls.filter(({ phases }) => phases.length > 0).map(({ phases }) => phases.at(-1).to - phases[0].from);
  return Math.max(to - from, took.reduce((sum, one) => sum + one, more?.ms ?? 0));
}

/** The time that nobody had to wait. */
function saved(end, apart) {
  const room = (apart - end) / apart > 0.3;
  return element('span', { class: 'saved', place: { left: share(end, apart) } }, room && element('span', {}, `${ms(apart - end)} less`));
}

/** What the picture says. @param {number} end milliseconds @param {number} apart milliseconds */
function sentence(end, apart) {
  return `${ms(end)} together, ${ms(apart)} one after another`;
}

/** The time in which at least one piece ran. */
function covered(all) {
  let until = 0;
  let total = 0;
  for (const { from, to } of [...all].sort((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return total;
}

function picture(name, all, end, scale, ...children) {
  const label = `${name}: ${all.map((piece) => `${piece.name} ${ms(piece.from)} to ${ms(piece.to)}`).join(', ')}; ${ms(end)} in all`;
  return element('figure', {},
    element('figcaption', {}, name),
    element('div', { class: 'lanes', role: 'img', 'aria-label': label },
      all.filter(({ from, to }) => to - from >= SHORT * scale).map((piece) => element('div', { class: 'lane' }, bar(piece, scale))),
      children,
      element('span', { class: 'end', place: { left: share(end, scale) } }, element('span', {}, ms(end)))));
}

/** A bar with its name inside where it has room, else beside it. */
function bar({ name, from, to }, scale) {
  const wide = (to - from) / scale > 0.16;
  const late = to / scale > 0.7;
  const side = wide ? 'inside' : late ? 'before' : 'after';
  return element('span', { class: `piece ${side}`, place: { left: share(from, scale), width: share(to - from, scale) } },
    element('span', {}, name));
}
