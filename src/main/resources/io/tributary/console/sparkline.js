import { drawing } from './dom.js';

const WIDTH = 300;
const HEIGHT = 28;

/**
 * A small chart of the last seconds. Seconds without a value leave a gap.
 *
 * @param {string} label what it shows, in words
 * @param {{values: (?number)[], kind: string}[]} series drawn on one scale, the last one on top
 * @param {number} length how many seconds the width stands for
 */
export function sparkline(label, series, length = WIDTH) {
  const top = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return drawing(
    'svg',
    { class: 'sparkline', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    series.map(({ values, kind }) => drawing('path', { class: kind, d: path(values, top, length) })),
  );
}

function path(values, top, length) {
  const step = WIDTH / Math.max(1, length - 1);
  const start = WIDTH - (values.length - 1) * step;
  let pen = 'M';
  return values
    .map((value, index) => {
      if (value === null || value === undefined) {
        pen = 'M';
        return '';
      }
      const point = `${pen}${(start + index * step).toFixed(1)} ${(HEIGHT - 1 - (value / top) * (HEIGHT - 2)).toFixed(1)}`;
      pen = 'L';
      return point;
    })
    .join('');
}
