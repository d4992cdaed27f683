// Instants and the clocks of places. An instant is a number of milliseconds, as in Date; what the clock
// of a zone reads then is a reading, {date: '2026-12-05', hour, minute}. Months and weekdays are in the
// page's English; whether a day has 24 hours or twice 12 is as the browser's language has it.
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const twelve = new Intl.DateTimeFormat(navigator.language, { hour: 'numeric' }).resolvedOptions().hour12 === true;

export const hour = 3600 * 1000;
// Browsers name some zones as they were called once; the database, and people, as they are called now.
const renamed = {
  'Africa/Asmera': 'Africa/Asmara', 'America/Godthab': 'America/Nuuk', 'Asia/Calcutta': 'Asia/Kolkata', 'Asia/Katmandu': 'Asia/Kathmandu', 'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh', 'Atlantic/Faeroe': 'Atlantic/Faroe', 'Europe/Kiev': 'Europe/Kyiv', 'Pacific/Enderbury': 'Pacific/Kanton', 'Pacific/Ponape': 'Pacific/Pohnpei', 'Pacific/Truk': 'Pacific/Chuuk',
};
const named = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
export const here = renamed[named] ?? named;

const formats = new Map();

// formatOf returns the format of a zone; null where this browser does not know the zone.
function formatOf(zone) {
  if (!formats.has(zone)) {
    let format = null;
    try {
      format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    } catch { /* a name that is newer than the browser, or none */ }
    formats.set(zone, format);
  }
  return formats.get(zone);
}

export const known = (zone) => typeof zone === 'string' && zone !== '' && formatOf(zone) !== null;

// ahead is how far the clock of a zone is ahead of UTC at an instant, in milliseconds.
function ahead(instant, zone) {
  const p = Object.fromEntries(formatOf(zone).formatToParts(instant).map((x) => [x.type, x.value]));
  return asUTC({ date: `${p.year}-${p.month}-${p.day}`, hour: Number(p.hour), minute: Number(p.minute) }) - Math.floor(instant / 60000) * 60000;
}

const offsets = new Map();

// offset is ahead, remembered for days on which it stays the same: a map of a year asks for every hour.
export function offset(instant, zone) {
  const day = Math.floor(instant / (24 * hour));
  const key = `${zone} ${day}`;
  if (!offsets.has(key)) {
    const [first, last] = [ahead(day * 24 * hour, zone), ahead((day + 1) * 24 * hour - 1, zone)];
    offsets.set(key, first === last ? first : null);
  }
  return offsets.get(key) ?? ahead(instant, zone);
}

// reading is what the clock of a zone reads at an instant. The zone must be known.
export function reading(instant, zone) {
  const text = new Date(Math.floor(instant / 60000) * 60000 + offset(instant, zone)).toISOString();
  return written(text);
}

// written reads a time of the service as it is written: on the clocks of its own offset.
export const written = (text) => ({ date: text.slice(0, 10), hour: Number(text.slice(11, 13)), minute: Number(text.slice(14, 16)) });

const asUTC = (r) => Date.parse(`${r.date}T00:00:00Z`) + (r.hour * 60 + r.minute) * 60000;

// instant finds when the clock of a zone reads so: the first time of two, and where clocks pass over the
// reading the same time after the change.
export function instant(r, zone) {
  const utc = asUTC(r);
  const options = [utc - offset(utc - 24 * hour, zone), utc - offset(utc + 24 * hour, zone)].sort((a, b) => a - b);
  return options.find((t) => asUTC(reading(t, zone)) === utc) ?? options[1];
}

// snap returns the nearest start of a grid: readings that are a multiple of the step past midnight.
export function snap(at, step, zone) {
  const off = offset(at, zone);
  return Math.round((at + off) / step) * step - off;
}

const two = (n) => String(n).padStart(2, '0');

export const place = (zone) => (zone === 'UTC' ? 'UTC' : zone.split('/').at(-1).replaceAll('_', ' '));
export const inPlace = (zone) => (zone === 'UTC' ? 'UTC' : `in ${place(zone)}`);
export const weekday = (date) => days[new Date(`${date}T00:00:00Z`).getUTCDay()];

export function time(r) {
  if (!twelve) return `${two(r.hour)}:${two(r.minute)}`;
  return `${r.hour % 12 || 12}:${two(r.minute)} ${r.hour < 12 ? 'am' : 'pm'}`;
}

// shortTime has room in a narrow cell.
export function shortTime(r) {
  const minutes = r.minute ? `:${two(r.minute)}` : '';
  return twelve ? `${r.hour % 12 || 12}${minutes}${r.hour < 12 ? 'a' : 'p'}` : two(r.hour) + minutes;
}

export const shortDate = (date) => `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]}`;
export const fullDate = (date) => `${weekday(date)} ${shortDate(date)} ${date.slice(0, 4)}`;
export const stamp = (r) => `${fullDate(r.date)}, ${time(r)}`;
export const field = (r) => `${r.date}T${two(r.hour)}:${two(r.minute)}`;
export const fromField = (text) => written(`${text}:00`);

// span tells an interval; its day once where it has one.
export function span(from, to) {
  return `${stamp(from)} to ${to.date === from.date ? time(to) : `${weekday(to.date)} ${shortDate(to.date)}, ${time(to)}`}`;
}
