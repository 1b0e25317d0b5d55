import { element } from './dom.js';
import { share } from './format.js';

/** A level against its limit; full is marked by more than its length. */
export function meter(name, value = 0, most = 1) {
  const width = share(value, most);
  const label = `${name}: ${Math.round(Number.parseFloat(width))} % of the limit`;
  const high = value > 0.9 * most;
  return element('div', { class: `meter${high ? ' high' : ''}`, role: 'img', 'aria-label': label },
    element('span', { place: { width } }));
}
