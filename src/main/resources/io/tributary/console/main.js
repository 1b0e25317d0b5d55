import { aggregatesView } from './aggregates.js';
import { backendsView } from './backends.js';
import { configurationView } from './configuration.js';
import { element, updateChildren } from './dom.js';
import { showHeader } from './header.js';
import { requestsView } from './requests.js';
import { currentRoute } from './route.js';
import { follow, state } from './stream.js';

/** Four times a second are enough for eyes. */
const INTERVAL = 250;

const VIEWS = {
  requests: ['Requests', requestsView()],
  backends: ['Backends', backendsView()],
  aggregates: ['Aggregates', aggregatesView()],
  configuration: ['Configuration', configurationView()],
};

const header = document.getElementById('header');
const tabs = document.getElementById('tabs');
const main = document.getElementById('main');
let due = 0;
let last = -INTERVAL;

function show() {
  last = performance.now();
  const route = currentRoute();
  const [, view] = VIEWS[Object.hasOwn(VIEWS, route.view) ? route.view : 'requests'];
  showHeader(header, state);
  updateChildren(tabs, Object.entries(VIEWS).map(([name, [title, one]]) => tab(name, title, one === view)));
  if (main.firstElementChild !== view.root) main.replaceChildren(view.root);
  view.show(state, route);
  document.body.dataset.connection = state.connection;
}

function tab(name, title, isCurrent) {
  return element('a', { href: `#${name}`, 'aria-current': isCurrent && 'page' }, title);
}

function showSoon() {
  if (due !== 0) return;
  due = setTimeout(() => {
    due = 0;
    show();
  }, last + INTERVAL - performance.now());
}

function skip(event) {
  event.preventDefault();
  main.focus();
}

document.querySelector('.skip').onclick = skip;
addEventListener('hashchange', show);
follow(showSoon);
show();
