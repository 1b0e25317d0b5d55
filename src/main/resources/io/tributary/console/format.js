/** Numbers, times and sizes for people. Everything unknown is a dash. */

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const NONE = '–';

/** @param {?number} value milliseconds */
export function ms(value) {
  if (value === null || value === undefined) return NONE;
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  return value > 0 && value < 10 ? `${value.toFixed(1)} ms` : `${WHOLE.format(value)} ms`;
}

export function count(value) {
  return value === null || value === undefined ? NONE : WHOLE.format(value);
}

export function bytes(value) {
  if (value < 1024) return `${value} B`;
  const kib = value / 1024;
  if (kib < 1024) return `${kib < 10 ? kib.toFixed(1) : WHOLE.format(kib)} KiB`;
  return kib < 1024 * 1024 ? `${WHOLE.format(kib / 1024)} MiB` : `${(kib / 1024 / 1024).toFixed(1)} GiB`;
}

export function percent(share) {
  return share === null || share === undefined ? NONE : `${WHOLE.format(share * 100)} %`;
}

/** The time of day, to the second. @param {number} time epoch milliseconds */
export function clock(time) {
  return new Date(time).toLocaleTimeString('en-GB');
}

/** The time of day, to the millisecond. */
export function exactClock(time) {
  return `${clock(time)}.${String(Math.floor(time % 1000)).padStart(3, '0')}`;
}

/** The day and the time of day. */
export function date(time) {
  return `${new Date(time).toLocaleDateString('en-CA')} ${clock(time)}`;
}

/** The two largest units of a span. @param {number} millis */
export function span(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const units = [
    [Math.floor(seconds / 86400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = units.findIndex(([value]) => value > 0);
  if (first < 0) return '0 s';
  return units.slice(first, first + 2).filter(([value]) => value > 0).map(([value, unit]) => `${value} ${unit}`).join(' ');
}

/** A share of a scale as a length in CSS. */
export function share(value, scale) {
  return `${(100 * Math.min(1, Math.max(0, scale > 0 ? value / scale : 0))).toFixed(3)}%`;
}
