import { element, updateChildren } from './dom.js';
import { ms } from './format.js';
import { link } from './route.js';

/** The inputs of an aggregate as a form: to explain what a request would do, and to send it if that is allowed. */
export function askForm({ route, inputs, method = 'GET' }, mayAsk) {
  const fields = inputs.map((input) => ({ input, field: fieldOf(input) }));
  const url = element('code');
  const result = element('div', { class: 'result', 'aria-live': 'polite' });
  const sent = method === 'POST' && element('textarea', { name: 'body', rows: 4, 'aria-label': 'JSON to send' }, '{}');
  const target = () => ({ method, ...targetOf(route, fields), ...(sent && { body: sent.value }) });
  const shown = () => (url.textContent = `${method} ${target().url}`);
  const run = (question) => async () => {
    if (!form.reportValidity()) return;
    updateChildren(result, [element('p', { class: 'fine' }, 'Waiting…')]);
    try {
      updateChildren(result, await question(target()));
    } catch (problem) {
      updateChildren(result, [element('p', { class: 'problem' }, `✕ ${problem.message}`)]);
    }
  };
  const form = element('form', { class: 'ask card', 'aria-label': `Ask ${route}`, oninput: shown, onsubmit: () => false },
    element('header', {}, element('h2', {}, mayAsk ? 'Ask it' : 'Explain it')),
    element('div', { class: 'fields' }, fields.map(({ input, field }) => element('label', {}, element('span', {}, input.name, input.required && ' (required)'), field, element('small', {}, rules(input)))), sent && element('label', {}, element('span', {}, 'JSON to send'), sent)),
    element('p', {}, url),
    element('div', { class: 'actions' },
      mayAsk && element('button', { type: 'button', class: 'primary', onclick: run(ask) }, 'Send'),
      element('button', { type: 'button', onclick: run(explain) }, 'Explain, send nothing')),
    result);
  shown();
  return form;
}

function fieldOf({ name, type, required, default: value, enum: values }) {
  const attributes = { name, required, 'aria-label': name };
  const choices = values ?? (type === 'boolean' ? ['true', 'false'] : null);
  if (choices) {
    const offered = required ? choices : ['', ...choices];
    return element('select', attributes, offered.map((choice) => element('option', { value: choice, selected: String(choice) === value }, String(choice))));
  }
  if (type === 'array') return element('textarea', { ...attributes, rows: 2, placeholder: 'one value a line' });
  const isNumber = type === 'integer' || type === 'number';
  return element('input', { ...attributes, type: isNumber ? 'number' : 'text', step: type === 'number' && 'any', placeholder: value, autocomplete: 'off' });
}

function rules({ in: place, key, type, rules: all }) {
  return [`${place}${place === 'path' ? '' : ` ${key}`}`, type, ...(all.length > 0 ? [`must ${all.join(' and ')}`] : [])].join(', ');
}

/** What the fields ask for. Fields that are left empty are not sent. */
function targetOf(route, fields) {
  const query = new URLSearchParams();
  const headers = {};
  let path = route;
  for (const { input, field } of fields) {
    const value = field.value;
    if (input.in === 'path') path = path.replace(`{${input.key}}`, () => encodeURIComponent(value) || `{${input.key}}`);
    else if (value === '') continue;
    else if (input.in === 'header') headers[input.key] = value;
    else (input.type === 'array' ? value.split('\n').filter(Boolean) : [value]).forEach((one) => query.append(input.key, one));
  }
  return { url: query.size > 0 ? `${path}?${query}` : path, headers };
}

async function explain({ method, url, headers }) {
  const query = new URLSearchParams({ method, url });
  Object.entries(headers).forEach(([name, value]) => query.append('header', `${name}: ${value}`));
  const text = await read(await fetch(`console/explain?${query}`));
  return [element('pre', { tabindex: '0', 'aria-label': 'Explanation' }, text)];
}

async function ask(target) {
  const start = performance.now();
  const response = await fetch('console/ask', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(target) });
  const { status, headers, body, truncated, seq } = JSON.parse(await read(response));
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  return [
    element('p', {}, element('b', {}, `${status}`), ` in ${ms(performance.now() - start)}`, seq !== undefined && [', ', element('a', { href: link('requests', String(seq)) }, 'its waterfall')]),
    element('pre', { tabindex: '0', 'aria-label': 'Response' }, lines, '\n', body, truncated && '\n… the rest is not shown'),
  ];
}

async function read(response) {
  const text = await response.text();
  if (!response.ok) throw new Error(detail(text) || `The console answered ${response.status}.`);
  return text;
}

/** What a problem says. A proxy may answer with something else. */
function detail(text) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return text;
  }
}
