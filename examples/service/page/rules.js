// The rules, each with what it costs: how much less the best window would cost without it.
import { fullDate, place, shortDate, stamp, reading } from './clock.js';
import { el, find } from './dom.js';
import { field, fold, openFold } from './fields.js';
import * as kinds from './kinds.js';
import { at, change, listOf, set } from './plan.js';
import { momentHint, removal, unique } from './sections.js';
import { entered, lengthOf, list } from './words.js';

// price is where the price of a rule, or of an entry, will stand.
const price = (rule, entry) => el('span', { class: 'price', 'data-rule': rule, 'data-entry': entry });

const isDate = (t) => /^\d{4}-\d\d-\d\d$/.test(t ?? '');
const day = (t) => (isDate(t) ? `${shortDate(t)} ${t.slice(0, 4)}` : Number.isNaN(Date.parse(t)) ? '?' : stamp(reading(Date.parse(t), kinds.clockOf())));
const last = (t) => (isDate(t) ? day(new Date(Date.parse(`${t}T00:00:00Z`) - 864e5).toISOString().slice(0, 10)) : day(t));

// sentence says when a blackout, or its counterpart, holds.
function sentence(b) {
  const where = b?.regions?.length ? ` in ${list(b.regions)}` : '';
  if (b?.rrule) return `${b.name}: ${b.rrule} for ${lengthOf(b.duration ?? '?')}${where}`;
  if (b?.ics) return `${b.name}: times in ${b.ics}${where}`;
  return `${b?.name || 'no name'}: ${day(b?.start)} to ${last(b?.end)}${where}`;
}

function fieldsOf(p, b, what) {
  const name = field(`${p}/name`, 'Name', kinds.text, { name: `Name of ${what}` });
  if (b?.ics) return [name, field(`${p}/ics`, 'File', kinds.text, { name: `File of ${what}` })];
  if (b?.rrule) {
    return [name, field(`${p}/rrule`, 'Recurs', kinds.text, { name: `Recurrence of ${what}`, hint: () => 'as in calendars (RFC 5545)' }), field(`${p}/dtstart`, 'Since', kinds.wall, { name: `First day of ${what}` }),
      field(`${p}/duration`, 'Lasts', kinds.text, { name: `Length of ${what}`, placeholder: '48h or P2D' }), field(`${p}/time_zone`, 'Clock', kinds.zone, { name: `Clock of ${what}` })];
  }
  if (isDate(b?.start) || b?.start === undefined || b?.start === '') {
    return [name, field(`${p}/start`, 'First day', kinds.date, { name: `First day of ${what}`, hint: () => (isDate(at(`${p}/start`)) ? fullDate(at(`${p}/start`)) : '') }),
      field(`${p}/end`, 'Last day', kinds.lastDate, { name: `Last day of ${what}`, hint: () => 'included, wherever it is that date' })];
  }
  return [name, field(`${p}/start`, 'From', kinds.moment, { name: `Start of ${what}`, hint: () => momentHint(`${p}/start`) }), field(`${p}/end`, 'Until', kinds.moment, { name: `End of ${what}`, hint: () => momentHint(`${p}/end`) })];
}

const entry = (pointer, rule, word, say, fields) => listOf(pointer).map((e, i) => el('div', { class: 'entry' },
  fold(`${pointer}/${i}`, () => `${word} ${say(at(`${pointer}/${i}`))}`, () => fields(`${pointer}/${i}`, at(`${pointer}/${i}`), e?.name || e?.region || `rule ${i + 1}`)),
  price(rule, e?.name ?? e?.region), removal(pointer, i, e?.name || e?.region || `rule ${i + 1}`)));

const limits = (p) => [field(`${p}/region`, 'Region', kinds.choice(() => listOf('/regions').map((r) => [r?.name ?? '', r?.name ?? ''])), { name: 'Region that is limited' }),
  field(`${p}/share`, 'At most active', kinds.share, { name: 'Most of the region that may be active', placeholder: '30 %' })];
const onlyHours = (p) => [field(`${p}/name`, 'Name', kinds.text, { name: 'Name of the hours' }), field(`${p}/hours`, 'Hours', kinds.hours, { name: 'Only in these hours' }), field(`${p}/time_zone`, 'Clock', kinds.zone, { name: 'Clock of the hours' })];

export function drawRules() {
  find('rules').replaceChildren(
    el('div', { class: 'entry' }, field('/rules/exclude_weekdays', 'No working days', kinds.check(true), { name: 'No working days, of any region' }), price('weekdays')),
    el('div', { class: 'entry' }, field('/rules/exclude_holidays', 'No holidays', kinds.check(true), { name: 'No holidays, of any region' }), price('holidays')),
    ...(at('/rules/tolerate') === undefined ? [] : [el('div', { class: 'entry' }, field('/rules/tolerate', 'Tolerate', kinds.share, { name: 'Tolerated share of customers on such days', hint: () => 'of customers on such days' }))]),
    ...entry('/rules/blackouts', 'blackout', 'Never', sentence, fieldsOf),
    ...entry('/rules/only_during', 'only_during', 'Only', sentence, fieldsOf),
    ...entry('/rules/only_hours', 'only_hours', 'Only', (e) => `${e?.hours ?? '?'} in ${place(e?.time_zone ?? '?')} (${e?.name ?? '?'})`, onlyHours),
    ...entry('/rules/limit_share', 'limit_share', 'At most', (e) => `${entered(Number(e?.share) || 0)} of ${e?.region ?? '?'} active`, limits),
    ...(at('/rules/limit_peak') === undefined ? [] : [el('div', { class: 'entry' }, field('/rules/limit_peak', 'At most active', kinds.share, { name: 'Most of all customers who may be active', hint: () => 'of all customers' }), price('limit_peak'))]),
    el('p', { id: 'price-note', class: 'hint' }),
    adder());
}

const firstDay = () => (Number.isNaN(Date.parse(at('/search/from'))) ? new Date().toISOString() : at('/search/from')).slice(0, 10);
const after = (d, n) => new Date(Date.parse(`${d}T00:00:00Z`) + n * 864e5).toISOString().slice(0, 10);
const clock = () => at('/search/time_zone') || 'UTC';

const kindsOfRules = {
  'never on certain dates': ['/rules/blackouts', () => ({ name: unique('Freeze', '/rules/blackouts'), start: after(firstDay(), 7), end: after(firstDay(), 8) })],
  'never between two times': ['/rules/blackouts', () => ({ name: unique('Event', '/rules/blackouts'), start: `${after(firstDay(), 7)}T08:00:00Z`, end: `${after(firstDay(), 7)}T20:00:00Z` })],
  'never, again and again': ['/rules/blackouts', () => ({ name: unique('Month-end', '/rules/blackouts'), rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1', dtstart: `${firstDay().slice(0, 7)}-01T00:00:00`, time_zone: clock(), duration: 'P1D' })],
  'only on certain dates': ['/rules/only_during', () => ({ name: unique('Season', '/rules/only_during'), start: firstDay(), end: after(firstDay(), 28) })],
  'only at certain hours': ['/rules/only_hours', () => ({ name: unique('Night', '/rules/only_hours'), hours: '20:00-08:00', time_zone: clock() })],
  'a limit for one region': ['/rules/limit_share', () => ({ region: listOf('/regions').map((r) => r?.name).find((n) => !listOf('/rules/limit_share').some((l) => l.region === n)), share: 0.5 })],
  'a limit for all customers': ['/rules/limit_peak', () => 0.3],
  'tolerate some on such days': ['/rules/tolerate', () => 0.05],
};

// adder is the list of rules that can be added.
function adder() {
  const select = el('select', { id: 'add-rule', 'aria-label': 'Add a rule' }, el('option', { value: '' }, '+ Add a rule'), ...Object.keys(kindsOfRules).map((k) => el('option', { value: k }, k)));
  select.addEventListener('change', () => {
    const [pointer, make] = kindsOfRules[select.value];
    const value = make();
    const isList = typeof value === 'object';
    const i = listOf(pointer).length;
    if (isList) openFold(`${pointer}/${i}`);
    change(`add a rule: ${select.value}`, () => set(pointer, isList ? [...listOf(pointer), value] : value));
    document.querySelector(isList ? `[data-pointer^="${pointer}/${i}/"]` : `[data-pointer="${pointer}"]`)?.focus();
  });
  return select;
}
