import { drawing } from './dom.js';
import { ms, percent } from './format.js';

const BOX = { width: 176, height: 54 };
const GAP = { x: 84, y: 18 };
const LONGEST = { name: 19, note: 24 };

/** The plan of an aggregate as a graph, from left to right. A line carries the median time of what it comes from. */
export function planGraph(aggregate) {
  const nodes = placed(layers(aggregate));
  const edges = edgesOf(aggregate);
  const width = Math.max(...nodes.map(({ x }) => x)) + BOX.width + 2;
  const height = Math.max(...nodes.map(({ y }) => y)) + BOX.height + 2;
  const at = new Map(nodes.map((node) => [node.id, node]));
  return drawing('svg', { class: 'plan', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': inWords(aggregate) },
    edges.map(({ from, to }) => line(at.get(from), at.get(to))),
    edges.map(({ from, to, median }) => label(at.get(from), at.get(to), median)),
    nodes.map(box));
}

/** What a part waits for: those that it needs, and those that must fail before it is called. */
const before = ({ needs, fallbackOf }) => [...needs, ...fallbackOf];

/** Each part comes one layer after the last part that it waits for. */
function layers({ parts, transform, transformP50, deadlineMs, p50 }) {
  const depth = new Map();
  const depthOf = (part) => {
    if (!depth.has(part.name)) {
      depth.set(part.name, 0); // a plan has no cycles; a wrong one must not hang the page
      depth.set(part.name, 1 + Math.max(0, ...parts.filter(({ name }) => before(part).includes(name)).map(depthOf)));
    }
    return depth.get(part.name);
  };
  const columns = [[{ id: '(request)', name: 'request', note: `deadline ${ms(deadlineMs)}`, kind: 'end' }]];
  for (const part of parts) {
    const decides = part.decided > 0 ? `decides ${percent(part.decided)}` : part.required ? 'required' : part.fallbackOf.length > 0 ? 'fallback' : 'optional';
    (columns[depthOf(part)] ??= []).push({ id: part.name, name: part.name, note: `${part.backend} · ${decides}`, kind: part.required ? 'required' : 'part', decided: part.decided });
  }
  if (transform) columns.push([{ id: '(transform)', name: 'transform', note: `p50 ${ms(transformP50)}`, kind: 'part' }]);
  return [...columns, [{ id: '(response)', name: 'response', note: `p50 ${ms(p50)}`, kind: 'end' }]];
}

function placed(columns) {
  const tallest = Math.max(...columns.map(({ length }) => length));
  return columns.flatMap((column, layer) =>
    column.map((node, index) => ({
      ...node,
      x: 1 + layer * (BOX.width + GAP.x),
      y: 1 + (index + (tallest - column.length) / 2) * (BOX.height + GAP.y),
    })));
}

/** Parts that no other part waits for lead to the transform, or to the response. */
function edgesOf({ parts, transform, transformP50 }) {
  const needed = new Set(parts.flatMap(before));
  const median = new Map(parts.map(({ name, p50 }) => [name, p50]));
  const end = transform ? '(transform)' : '(response)';
  return [
    ...parts.filter((part) => before(part).length === 0).map(({ name }) => ({ from: '(request)', to: name })),
    ...parts.flatMap((part) => before(part).map((other) => ({ from: other, to: part.name, median: median.get(other) }))),
    ...parts.filter(({ name }) => !needed.has(name)).map(({ name, p50 }) => ({ from: name, to: end, median: p50 })),
    ...(transform ? [{ from: '(transform)', to: '(response)', median: transformP50 }] : []),
  ];
}

function ends(from, to) {
  return { x1: from.x + BOX.width, y1: from.y + BOX.height / 2, x2: to.x, y2: to.y + BOX.height / 2 };
}

/** A line runs level until the last gap, so that it does not cross the boxes of layers between. */
function line(from, to) {
  const { x1, y1, x2, y2 } = ends(from, to);
  const bend = x2 - GAP.x;
  const level = bend > x1 ? `H${bend}` : '';
  const start = Math.max(bend, x1);
  const middle = (start + x2) / 2;
  return drawing('path', { class: 'edge', d: `M${x1} ${y1}${level}C${middle} ${y1} ${middle} ${y2} ${x2 - 5} ${y2}m-5 -4l5 4l-5 4` });
}

function label(from, to, median) {
  if (median === undefined || median === null) return undefined;
  const { x1, y1, y2 } = ends(from, to);
  return drawing('text', { class: 'median', x: x1 + 6, y: y2 < y1 ? y1 + 15 : y1 - 6 }, ms(median));
}

function box({ x, y, name, note, kind, decided = 0 }) {
  return drawing('g', { class: kind },
    drawing('title', {}, `${name}: ${note}`),
    drawing('rect', { x, y, width: BOX.width, height: BOX.height, rx: 6 }),
    decided > 0 && drawing('rect', { class: 'decided', x: x + 11, y: y + BOX.height - 10, width: decided * (BOX.width - 22), height: 4, rx: 2 }),
    drawing('text', { class: 'name', x: x + 11, y: y + 21 }, short(name, LONGEST.name)),
    drawing('text', { class: 'note', x: x + 11, y: y + 37 }, short(note, LONGEST.note)));
}

function short(text, longest) {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function inWords({ parts, transform }) {
  const words = parts.map(({ name, needs, fallbackOf, p50 }) => {
    const after = needs.length === 0 ? 'at once' : `after ${needs.join(' and ')}`;
    return `${name} ${fallbackOf.length === 0 ? after : `if ${fallbackOf.join(' or ')} fails`}, median ${ms(p50)}`;
  });
  return `Plan: ${words.join('; ')}${transform ? '; then the transform' : ''}`;
}
