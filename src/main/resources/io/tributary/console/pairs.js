import { element } from './dom.js';

/** Names with their values; those without a value are left out. @param {[string, *][]} known */
export function pairs(known, kind = '') {
  const shown = known.filter(([, value]) => value !== undefined && value !== null && value !== '');
  return element('dl', { class: `pairs ${kind}` },
    shown.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}
