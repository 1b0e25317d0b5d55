import { copyButton } from './copy.js';
import { element, updateChildren } from './dom.js';
import { date } from './format.js';
import { pairs } from './pairs.js';

/** The configuration in force, and what the last reload did. */
export function configurationView() {
  const root = element('section', { class: 'configuration', 'aria-label': 'Configuration' });
  let shown = null;
  return {
    root,
    show({ configuration }) {
      if (configuration === null || configuration === shown) return;
      shown = configuration;
      updateChildren(root, content(configuration));
    },
  };
}

function content(configuration) {
  return [refused(configuration.refused), element('div', { class: 'about-it' }, summary(configuration), changes(configuration)), text(configuration)].filter(Boolean);
}

function refused(refusal) {
  return refusal && element('div', { class: 'problem', 'data-key': 'refused' },
    element('h2', {}, `✕ The reload at ${date(refusal.at)} was refused. What follows is still in force.`),
    element('ul', {}, refusal.problems.map((problem) => element('li', {}, problem))));
}

function summary({ file, loadedAt, generation }) {
  return pairs([['File', file], ['Loaded', date(loadedAt)], ['Generation', generation]], 'card');
}

function changes({ changes: all, restart, generation }) {
  const nothing = generation > 1 ? 'The last reload changed nothing.' : 'It has not been reloaded since the start.';
  return element('section', { class: 'card' },
    element('h2', {}, 'What the last reload changed'),
    all.length === 0 ? element('p', { class: 'fine' }, nothing) : table(all),
    restart.length > 0 && element('p', { class: 'warning' }, `▲ In force only after a restart: ${restart.join(', ')}`));
}

function table(all) {
  return element('table', { class: 'plain' },
    element('thead', {}, element('tr', {}, ['Key', 'Before', 'After'].map((title) => element('th', { scope: 'col' }, title)))),
    element('tbody', {}, all.map(({ path, before, after }) =>
      element('tr', {}, element('th', { scope: 'row' }, path),
        element('td', {}, before === null ? 'not there' : element('del', {}, before)),
        element('td', {}, after === null ? 'removed' : element('ins', {}, after))))));
}

function text({ text: yaml }) {
  return element('section', { class: 'card' },
    element('header', {}, element('h2', {}, 'In force, secrets hidden'), copyButton('Copy', () => yaml)),
    element('pre', { class: 'yaml', tabindex: '0', 'aria-label': 'Configuration in force' }, yaml.trimEnd().split('\n').map(line)));
}

/** Comments and keys stand back and forward a little. */
function line(source) {
  const [, key, rest] = /^(\s*(?:- )?[^\s#:'"{][^:#]*:)(?=\s|$)(.*)$/.exec(source) ?? [null, '', source];
  const shown = /^\s*#/.test(source) ? element('i', {}, source) : [key && element('b', {}, key), rest];
  return element('span', { class: 'line' }, shown, '\n');
}
