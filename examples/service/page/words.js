// Texts from times and numbers. Times come as RFC 3339 on the clocks they are to be shown on, so
// they are read as text: a Date would show the clocks of this browser.
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export const dayOf = (date) => days[new Date(date + 'T00:00:00Z').getUTCDay()];
export const clock = (t) => t.slice(11, 16);
export const stamp = (t) => `${dayOf(t.slice(0, 10))} ${t.slice(0, 10)} ${clock(t)}`;
export const offset = (t) => (t.endsWith('Z') ? 'UTC' : 'UTC' + t.slice(19));

export function span(interval) {
  const end = interval.end.slice(0, 10) === interval.start.slice(0, 10) ? clock(interval.end) : stamp(interval.end);
  return `${stamp(interval.start)} to ${end}`;
}

export const amount = (n) => n.toLocaleString('en', { maximumFractionDigits: n < 100 ? 2 : 0 });

// compact fits into a cell.
export function compact(n) {
  if (n >= 1e6) return (n / 1e6).toFixed(n < 1e7 ? 1 : 0) + 'M';
  if (n >= 1e4) return Math.round(n / 1e3) + 'k';
  if (n >= 1e3) return (n / 1e3).toFixed(1) + 'k';
  return n < 10 ? String(Math.round(n * 10) / 10) : String(Math.round(n));
}
