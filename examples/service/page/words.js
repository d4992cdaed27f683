// Numbers and lengths of time in words that people use, and back.
export const count = (n) => (typeof n === 'number' ? n.toLocaleString('en', { maximumFractionDigits: 0 }) : String(n));
export const amount = (n) => (n > 0 && n < 0.005 ? 'under 0.01' : n.toLocaleString('en', { maximumFractionDigits: n < 100 ? 2 : 0 }));

// percent tells a share of a result: with one decimal wherever it stands, as in reports, so that one share never
// reads in two ways. entered tells a share of the plan, as exactly as it was given.
export const percent = (share) => (share > 0 && share < 0.0005 ? 'under 0.1 %' : `${(share * 100).toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1, roundingMode: 'halfEven' })} %`);
export const entered = (share) => `${(share * 100).toLocaleString('en', { maximumFractionDigits: 4 })} %`;

export const plural = (n, one) => `${count(n)} ${n === 1 ? one : `${one}s`}`;
// lostHours is what the costs of a plan are counted in: some customers may count more or less than 1.
export const lostHours = (plan) => ((plan.regions ?? []).some((r) => (r?.weight ?? 1) !== 1) ? 'weighted customer-hours' : 'customer-hours');

export const capital = (text) => text.replace(/^./, (c) => c.toUpperCase());
export const list = (words) => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

// times says how much more something costs than another: "42.0 % more", "3.3 times as much".
export function times(factor) {
  if (factor < 1.0005 && factor > 0.9995) return factor === 1 ? 'as much' : 'nearly as much';
  return factor < 2 ? `${percent(Math.abs(factor - 1))} ${factor < 1 ? 'less' : 'more'}` : `${factor.toFixed(factor < 10 ? 1 : 0)} times as much`;
}

// compact fits into a cell.
export function compact(n) {
  if (n >= 1e6) return `${(n / 1e6).toFixed(n < 1e7 ? 1 : 0)}M`;
  if (n >= 1e4) return `${Math.round(n / 1e3)}k`;
  if (n >= 1e3) return `${(n / 1e3).toFixed(1)}k`;
  return n < 10 ? String(Math.round(n * 10) / 10) : String(Math.round(n));
}

const units = { d: 86400, day: 86400, days: 86400, h: 3600, hr: 3600, hrs: 3600, hour: 3600, hours: 3600, m: 60, min: 60, mins: 60, minute: 60, minutes: 60, s: 1, sec: 1, second: 1, seconds: 1 };

// seconds reads a length of time: 1h30m, PT1H30M, 90 minutes, 1:30, 2 days; null where it is none.
export function seconds(text) {
  const t = String(text).trim().toLowerCase().replace(/^pt/, '');
  if (/^\d+:[0-5]\d$/.test(t)) return Number(t.split(':')[0]) * 3600 + Number(t.split(':')[1]) * 60;
  if (t === '0') return 0;
  if (!/^(\d+(\.\d+)?\s*[a-z]+[\s,]*)+$/.test(t)) return null;
  let sum = 0;
  for (const [, n, unit] of t.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    if (!(unit in units)) return null;
    sum += Number(n) * units[unit];
  }
  return Number.isInteger(sum) ? sum : null;
}

const parts = (s) => [[Math.floor(s / 3600), 'h'], [Math.floor(s / 60) % 60, 'm'], [s % 60, 's']].filter(([n]) => n > 0);

// duration writes seconds as a plan does, length as people read them.
export const duration = (s) => parts(s).map(([n, unit]) => n + unit).join('') || '0s';
// Days are told as days, from two on.
export const length = (s) => (s < 172800 ? inUnits(s) : [plural(Math.floor(s / 86400), 'day'), s % 86400 ? inUnits(s % 86400) : ''].join(' ').trim());
const inUnits = (s) => parts(s).map(([n, unit]) => `${n} ${unit === 'm' ? 'min' : unit}`).join(' ') || '0 min';
export const lengthOf = (text) => (seconds(text) === null ? String(text) : length(seconds(text)));

// whole reads 4,200 and 4 200 as people write whole numbers; what is none stays as it is, for the service to
// say what is wrong with it. decimal does the same for 0.25.
export function whole(text) {
  const t = text.trim().replace(/(?<=\d)[,. '\u00a0\u202f](?=\d{3}(\D|$))/g, '');
  return /^-?\d+(\.\d+)?$/.test(t) ? Number(t) : text.trim();
}

export function decimal(text) {
  const t = text.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(t) ? Number(t) : text.trim();
}
