import { drawing } from './dom.js';

const WIDTH = 300;
const HEIGHT = 28;

/** A chart of fewer seconds than that would look as if it were of many. */
const SHORTEST = 60;

/**
 * A small chart of the last seconds. Seconds without a value leave a gap. Where nothing went wrong no line says so.
 *
 * @param {string} label what it shows, in words
 * @param {{values: (?number)[], kind: string}[]} series drawn on one scale, the last one on top
 */
export function sparkline(label, series) {
  const length = Math.max(SHORTEST, ...series.map(({ values }) => values.length));
  const top = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return drawing(
    'svg',
    { class: 'sparkline', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    series.filter(({ kind, values }) => kind !== 'bad' || values.some(Boolean)).map((one) => chart(one, top, length)),
  );
}

/** Runs of seconds that have a value: each a line, and the area under it. */
function runs(values, top, length) {
  const step = WIDTH / Math.max(1, length - 1);
  const start = WIDTH - (values.length - 1) * step;
  const found = [[]];
  values.forEach((value, index) => {
    const y = HEIGHT - 1 - ((value ?? 0) / top) * (HEIGHT - 2);
    if (value === null || value === undefined) found.push([]);
    else found.at(-1).push([(start + index * step).toFixed(1), y.toFixed(1)]);
  });
  return found.filter((run) => run.length > 0);
}

function chart({ values, kind }, top, length) {
  const all = runs(values, top, length);
  const line = (run) => `M${run.map((point) => point.join(' ')).join('L')}`;
  const area = (run) => `${line(run)}V${HEIGHT}H${run[0][0]}Z`;
  return drawing('g', { class: kind },
    drawing('path', { class: 'area', d: all.map(area).join('') }), drawing('path', { d: all.map(line).join('') }));
}
