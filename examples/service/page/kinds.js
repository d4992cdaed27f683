// Kinds of fields: how a value of the plan is shown to people, and how what they enter is read. What
// cannot be read stays as it was typed, for the service to say what is wrong with it.
import { field as asField, fromField, instant, known, reading } from './clock.js';
import { el } from './dom.js';
import { at } from './plan.js';
import { decimal, duration, entered, lengthOf, seconds, whole } from './words.js';

const empty = (read) => (t) => (t.trim() === '' ? undefined : read(t.trim()));
const plain = (v) => (v === undefined ? '' : typeof v === 'string' || typeof v === 'number' ? String(v) : JSON.stringify(v));
const input = (attributes) => (value, own) => el('input', { autocomplete: 'off', spellcheck: 'false', ...attributes, ...own, value });
const kind = (show, read, attributes = {}) => ({ show, make: (value, own) => input(attributes)(show(value), own), read: (field) => read(field.value) });

export const text = kind(plain, empty((t) => t));
export const customers = kind((v) => (typeof v === 'number' ? v.toLocaleString('en') : plain(v)), empty(whole), { inputmode: 'numeric' });
export const number = kind(plain, empty(decimal), { inputmode: 'decimal' });
export const share = kind((v) => (typeof v === 'number' ? entered(v) : plain(v)), empty((t) => {
  const n = decimal(t.replace(/\s*%$/, ''));
  return typeof n === 'number' ? Math.round(n * 1e4) / 1e6 : t;
}), { inputmode: 'decimal' });
export const time = kind((v) => (v === undefined ? '' : lengthOf(v)), empty((t) => (seconds(t) === null ? t : duration(seconds(t)))));
export const times = kind((v) => (Array.isArray(v) ? v.map(lengthOf).join(', ') : plain(v)), empty((t) => t.split(/[,;]/).map((x) => x.trim()).filter(Boolean).map((x) => (seconds(x) === null ? x : duration(seconds(x))))));
export const zone = kind(plain, empty((t) => t.replaceAll(' ', '_')), { list: 'zones' });

export const date = kind(plain, empty((t) => t), { type: 'date' });
const day = 24 * 3600 * 1000;
const shift = (t, by) => (/^\d{4}-\d\d-\d\d$/.test(t ?? '') ? new Date(Date.parse(`${t}T00:00:00Z`) + by * day).toISOString().slice(0, 10) : plain(t));
// An end of dates is not included in the plan; people say the last day.
export const lastDate = kind((v) => shift(v, -1), empty((t) => shift(t, 1)), { type: 'date' });
// A reading of a clock without its zone, as recurrences begin with.
export const wall = kind((v) => plain(v).slice(0, 16), empty((t) => `${t}:00`), { type: 'datetime-local' });

// clockOf is the clock that moments are entered on: that of the search.
export const clockOf = () => (known(at('/search/time_zone')) ? at('/search/time_zone') : 'UTC');

// A moment is an instant, entered on the clocks of the search.
export const moment = kind((v) => (Number.isNaN(Date.parse(v)) ? '' : asField(reading(Date.parse(v), clockOf()))),
  empty((t) => new Date(instant(fromField(t), clockOf())).toISOString().replace('.000Z', 'Z')), { type: 'datetime-local' });

// choice is one of some values, each with words. A value that is none of them stays.
export const choice = (options) => ({
  make(value, own) {
    const all = typeof options === 'function' ? options() : options;
    const here = value === undefined ? '' : plain(value);
    const select = el('select', own, ...all.map(([v, words]) => el('option', { value: v }, words)), all.some(([v]) => v === here) ? null : el('option', { value: here }, typeof value === 'object' ? 'as the plan file says' : here));
    select.value = here;
    select.kept = value;
    return select;
  },
  read: (select) => (typeof select.kept === 'object' && select.value === plain(select.kept) ? select.kept : select.value === '' ? undefined : select.value === '(none)' ? '' : select.value),
});

export const check = (missing) => ({
  make(value, own) {
    const box = el('input', { type: 'checkbox', ...own });
    box.checked = value === undefined ? missing : value === true;
    return box;
  },
  read: (box) => box.checked,
});

// Hours of a day, 22:00-06:00, are two times.
export const hours = {
  make(value, own) {
    const [from, to] = plain(value).split('-');
    const part = (v, label, more) => el('input', { type: 'time', value: v?.trim() ?? '', 'aria-label': label, ...more });
    return el('span', { class: 'pair' }, part(from, 'from', own), ' to ', part(to === '24:00' ? '00:00' : to, `${own['aria-label'] ?? 'Hours'}, until`));
  },
  read(field) {
    const [from, to] = field.closest('.pair').querySelectorAll('input');
    return from.value || to.value ? `${from.value}-${to.value === '00:00' ? '24:00' : to.value}` : undefined;
  },
};
