// The plan without its rules: regions, window, search, crew, notices and rules of thumb. Each is a sentence
// that opens into fields.
import { known, place, reading, shortDate, stamp, time as timeOf, weekday } from './clock.js';
import { codesField } from './codes.js';
import { button, el } from './dom.js';
import { field, fold, forgetFolds, openFold } from './fields.js';
import * as kinds from './kinds.js';
import { zonesFor } from './lists.js';
import { at, change, listOf, remove, set } from './plan.js';
import { count, entered, lengthOf, list, plural } from './words.js';

const weekends = [['', 'as usual there'], ['Sat,Sun', 'Saturday and Sunday'], ['Fri,Sat', 'Friday and Saturday'], ['Thu,Fri', 'Thursday and Friday'], ['Fri', 'Friday'], ['Sun', 'Sunday'], ['(none)', 'none']];
const builtIn = [['', 'business: office hours'], ['consumer', 'consumer: evenings too'], ['always', 'always the same']];
const activities = () => [...builtIn, ...Object.keys(at('/activities') ?? {}).map((name) => [name, name])];
const now = (zone) => (known(zone) ? `now ${weekday(reading(Date.now(), zone).date)} ${timeOf(reading(Date.now(), zone))}` : '');

// removal is the button that takes an entry away. Undo brings it back.
export function removal(pointer, i, what) {
  return button('✕', () => {
    forgetFolds(pointer);
    change(`remove ${what}`, () => remove(pointer, i));
  }, { class: 'small remove', 'aria-label': `Remove ${what}` });
}

// adding is a button for one more entry, which opens for its fields.
export function addition(label, pointer, make) {
  return button(label, () => {
    const i = listOf(pointer).length;
    openFold(pointer.replace(/\/[^/]*$/, '') || pointer);
    openFold(pointer);
    openFold(`${pointer}/${i}`);
    change(label.replace(/^\+ /, ''), () => set(pointer, [...listOf(pointer), make()]));
    document.querySelector(`[data-pointer^="${pointer}/${i}/"]`)?.focus();
  }, { class: 'small' });
}

// unique makes a name that no entry of a list has.
export function unique(name, pointer) {
  const taken = new Set(listOf(pointer).map((e) => e?.name));
  for (let i = 1; ; i++) {
    const candidate = i === 1 ? name : `${name} ${i}`;
    if (!taken.has(candidate)) return candidate;
  }
}

const mostRegions = 200;

function region(r, i) {
  const p = `/regions/${i}`;
  const who = () => at(`${p}/name`) || `region ${i + 1}`;
  const asked = () => (at(`${p}/time_zone`) ? place(at(`${p}/time_zone`)) : 'which clock?');
  const counts = () => ((at(`${p}/weight`) ?? 1) === 1 ? '' : `, each counts ${at(`${p}/weight`)}`);
  const zoneHint = () => {
    const zone = at(`${p}/time_zone`);
    if (zone) return now(zone);
    const near = zonesFor(listOf(`${p}/holidays`)[0] ?? '').slice(0, 6);
    return near.length ? `such as ${near.join(', ')}` : 'the clock its customers live by';
  };
  return el('div', { class: 'entry' }, fold(p, () => `${who()}: ${count(at(`${p}/customers`) ?? '?')}, ${asked()}${counts()}`, () => [
    field(`${p}/name`, 'Name', kinds.text, { name: `Name of region ${i + 1}` }),
    field(`${p}/customers`, 'Customers', kinds.customers, { name: `Customers of region ${i + 1}`, hint: () => 'active in the busiest usual hour' }),
    field(`${p}/time_zone`, 'Time zone', kinds.zone, { name: `Time zone of region ${i + 1}`, hint: zoneHint, placeholder: 'Europe/Berlin' }),
    codesField(`${p}/holidays`, `Holidays of region ${i + 1}`),
    field(`${p}/weekend`, 'Weekend', kinds.choice(weekends), { name: `Weekend of region ${i + 1}` }),
    field(`${p}/activity`, 'Activity', kinds.choice(activities), { name: `Activity of region ${i + 1}` }),
    field(`${p}/weight`, 'Weight', kinds.number, { name: `Weight of region ${i + 1}`, placeholder: '1', hint: () => 'how much a customer counts in what is lost' }),
  ]), removal('/regions', i, r?.name || `region ${i + 1}`));
}

function regions() {
  const all = listOf('/regions');
  const sum = () => all.reduce((n, r) => n + (Number(r?.customers) || 0), 0);
  return fold('/regions', () => `${plural(listOf('/regions').length, 'region')}, ${count(sum())} customers`, () => [
    ...all.slice(0, mostRegions).map(region),
    all.length > mostRegions ? el('p', { class: 'hint' }, `and ${all.length - mostRegions} more, in the plan file below`) : null,
    addition('+ Add a region', '/regions', () => ({ name: '' })),
  ]);
}

const stages = () => listOf('/window/overrun').map((s) => `${entered(Number(s?.probability) || 0)} until ${lengthOf(s?.until ?? '?')}`);

const window_ = () => fold('/window', () => `Window of ${lengthOf(at('/window/duration') ?? '?')}${stages().length ? `; may take longer: ${list(stages())}` : ''}`, () => [
  field('/window/duration', 'Length', kinds.time, { placeholder: '1 h 30 min' }),
  field('/window/keep_clear', 'Keep clear', kinds.time, { placeholder: 'as long as the window', hint: () => 'from the start, no rule may block' }),
  field('/window/rollback', 'A rollback takes', kinds.time, { placeholder: 'none planned' }),
  ...listOf('/window/overrun').map((_, i) => el('div', { class: 'row' },
    field(`/window/overrun/${i}/probability`, 'Chance', kinds.share, { name: `Chance of stage ${i + 1}`, placeholder: '25 %' }),
    field(`/window/overrun/${i}/until`, 'of lasting until', kinds.time, { name: `Stage ${i + 1} lasts until, counted from the start`, placeholder: '3 h' }), removal('/window/overrun', i, `stage ${i + 1}`))),
  addition('+ It may take longer', '/window/overrun', () => ({ until: '', probability: 0.1 })),
]);

const dateIn = (text) => (Number.isNaN(Date.parse(text)) ? '?' : reading(Date.parse(text), kinds.clockOf()).date);

const search = () => fold('/search', () => `Search ${shortDateOf('/search/from')} to ${shortDateOf('/search/to')}, clocks of ${place(at('/search/time_zone') || 'UTC')}`, () => [
  field('/search/from', 'From', kinds.moment, { hint: () => momentHint('/search/from') }),
  field('/search/to', 'To', kinds.moment, { hint: () => momentHint('/search/to') }),
  field('/search/time_zone', 'Clocks of', kinds.zone, { placeholder: 'UTC', renewing: true, hint: () => now(at('/search/time_zone') || 'UTC') }),
  field('/search/step', 'Starts every', kinds.time, { placeholder: '15 min' }),
  field('/search/count', 'How many', kinds.number, { placeholder: '5' }),
  field('/search/spacing', 'Apart by', kinds.time, { placeholder: '0 min' }),
]);

const rhythms = [['', 'no: one window'], ['week', 'every week'], ['2 weeks', 'every 2 weeks'], ['4 weeks', 'every 4 weeks'], ['month', 'on a weekday of every month']];
// A plan recurs once it says how often; the key is taken away with that.
const rhythm = {
  make: (value, own) => kinds.choice(rhythms).make(value?.every, own),
  read: (select) => (select.value === '' ? undefined : { ...at('/recurring'), every: select.value }),
};
const recurs = () => (at('/recurring/every') ? `Comes back ${(rhythms.find(([v]) => v === at('/recurring/every')) ?? ['', at('/recurring/every')])[1]}, on the clock of ${place(at('/recurring/time_zone') || 'UTC')}` : 'Comes back: no, one window');

const recurring = () => fold('/recurring', recurs, () => [
  field('/recurring', 'Comes back', rhythm, { name: 'How often the window comes back', redrawing: true }),
  at('/recurring') && field('/recurring/time_zone', 'Clock of', kinds.zone, { name: 'Clock on which the window comes back', placeholder: 'UTC', hint: () => 'weekday and time stay the same there' }),
]);

const shortDateOf = (p) => {
  const d = dateIn(at(p));
  return d === '?' ? '?' : `${shortDate(d)} ${d.slice(0, 4)}`;
};
export const momentHint = (p) => {
  const t = Date.parse(at(p));
  return Number.isNaN(t) ? '' : `${stamp(reading(t, kinds.clockOf()))} ${kinds.clockOf() === 'UTC' ? 'UTC' : `in ${place(kinds.clockOf())}`}`;
};

function crew(c, i) {
  const p = `/crew/${i}`;
  return el('div', { class: 'entry' }, fold(p, () => `${at(`${p}/name`) || `crew ${i + 1}`}: ${count(at(`${p}/people`) ?? '?')} in ${place(at(`${p}/time_zone`) ?? '?')}, ${at(`${p}/hours`) ?? '?'}`, () => [
    field(`${p}/name`, 'Name', kinds.text, { name: `Name of crew ${i + 1}` }),
    field(`${p}/people`, 'People', kinds.customers, { name: `People of crew ${i + 1}` }),
    field(`${p}/time_zone`, 'Time zone', kinds.zone, { name: `Time zone of crew ${i + 1}`, hint: () => now(at(`${p}/time_zone`)) }),
    field(`${p}/hours`, 'Hours', kinds.hours, { name: `Hours of crew ${i + 1}` }),
    codesField(`${p}/holidays`, `Holidays of crew ${i + 1}`),
    field(`${p}/weekend`, 'Weekend', kinds.choice(weekends), { name: `Weekend of crew ${i + 1}` }),
    field(`${p}/hard`, 'Only within their hours', kinds.check(false), { name: `Only within the hours of crew ${i + 1}` }),
  ]), removal('/crew', i, c?.name || `crew ${i + 1}`));
}

const crews = () => fold('/crew', () => (listOf('/crew').length ? `Crew: ${list(listOf('/crew').map((c) => c?.name || 'no name'))}` : 'No crew named'), () => [
  ...listOf('/crew').map(crew),
  addition('+ Add a crew', '/crew', () => ({ name: unique('Operations', '/crew'), people: 2, time_zone: at('/search/time_zone') || 'UTC', hours: '08:00-18:00' })),
]);

const told = () => (at('/notice/at_least') ? `Customers are told ${lengthOf(at('/notice/at_least'))} before` : 'Notices to customers');

const notices = () => fold('/notice', told, () => [
  field('/notice/service', 'What is maintained', kinds.text, { placeholder: 'our service' }),
  field('/notice/at_least', 'Told at least', kinds.time, { placeholder: 'no minimum', hint: () => 'before the start, such as 3 days' }),
  field('/announced', 'Announced on', kinds.moment, { hint: () => momentHint('/announced') || 'starts too soon after it are left out' }),
  field('/notice/reminders', 'Reminders before', kinds.times, { placeholder: '3 days, 24 h' }),
  field('/notice/updates', 'Updates every', kinds.time, { placeholder: 'none' }),
  field('/notice/business_hours', 'Business hours', kinds.hours),
  field('/notice/link', 'Status page', kinds.text),
  field('/notice/contact', 'Contact', kinds.text),
  field('/notice/data_at_risk', 'What customers enter may be lost by a rollback', kinds.check(false)),
]);

const thumb = () => fold('/headquarters', () => `Rules of thumb: clock of ${at('/headquarters') ? place(at('/headquarters')) : 'the largest region'}`, () => [
  field('/headquarters', 'Headquarters', kinds.zone, { placeholder: 'the largest region', hint: () => 'whose Sunday 02:00 results are compared with' }),
]);

export const sections = () => [regions(), window_(), search(), ...(at('/campaign') ? [] : [recurring()])];
export const lateSections = () => [crews(), notices(), thumb()];
