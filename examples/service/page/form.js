// The form: every field belongs to a place in the plan, named by a JSON pointer, and shows what is
// wrong there. What has no field (activities, crews, notices, recurrences) stays as it is.
import { at, set, state } from './plan.js';
import { el } from './api.js';
import { number } from './files.js';

const text = { show: (v) => (v === undefined ? '' : typeof v === 'string' || typeof v === 'number' ? String(v) : JSON.stringify(v)), read: (t) => (t.trim() === '' ? undefined : t.trim()) };
const numeric = { show: text.show, read: (t) => (t.trim() === '' ? undefined : number(t.trim())), mode: 'decimal' };
const codes = {
  show: (v) => (Array.isArray(v) ? v.map((c) => (typeof c === 'string' ? c : JSON.stringify(c))).join(', ') : text.show(v)),
  read: (t) => {
    if (t.trim() === '') return undefined;
    // An entry with exceptions, {"code": "US", "except": [...]}, is kept as JSON.
    if (t.includes('{')) try { return JSON.parse(`[${t}]`); } catch { return t; }
    return t.split(/[ ,;]+/).filter(Boolean);
  },
};
const weekend = { show: text.show, read: (t) => (t.trim() === '' ? undefined : t.replaceAll(/\s+/g, '')) };

const inWindow = [
  ['/window/duration', 'Length', text, '1h or 90m'],
  ['/window/keep_clear', 'Keep clear', text, 'as long as the window'],
  ['/window/rollback', 'A rollback takes', text, 'none planned'],
];
const inSearch = [
  ['/search/from', 'From', text, '2027-03-01T00:00:00Z'],
  ['/search/to', 'To', text, '2027-04-12T00:00:00Z'],
  ['/search/time_zone', 'Clocks of', text, 'UTC', 'zones'],
  ['/search/step', 'Starts every', text, '15m'],
  ['/search/count', 'How many', numeric, '5'],
  ['/search/spacing', 'Apart by', text, '0s'],
];
const columns = [['name', 'Name', text], ['customers', 'Customers', numeric], ['time_zone', 'Time zone', text, '', 'zones'], ['holidays', 'Holidays', codes, 'none'], ['weekend', 'Weekend', weekend, 'usual'], ['activity', 'Activity', text, 'business']];

const find = (id) => document.getElementById(id);
const idOf = (pointer) => 'f' + pointer.replaceAll(/[^A-Za-z0-9]/g, '-');

// input makes the field of a place in the plan, with room for what is wrong there.
function input(pointer, label, kind, placeholder, list, inTable = false) {
  const id = idOf(pointer);
  const field = el('input', { id, 'data-pointer': pointer, value: kind.show(at(pointer)), placeholder, list, inputmode: kind.mode, autocomplete: 'off', spellcheck: 'false', 'aria-label': inTable ? label : undefined });
  field.addEventListener('change', () => {
    set(pointer, kind.read(field.value));
    edited();
  });
  const wrong = el('span', { class: 'wrong', id: id + '-wrong' });
  return inTable ? [field, wrong] : [el('label', { for: id }, label), el('span', {}, field, wrong)];
}

function check(pointer, label) {
  const id = idOf(pointer);
  const field = el('input', { id, type: 'checkbox', 'data-pointer': pointer });
  field.checked = at(pointer) !== false;
  field.addEventListener('change', () => {
    set(pointer, field.checked);
    edited();
  });
  return el('p', { class: 'check' }, field, el('label', { for: id }, label), el('span', { class: 'wrong', id: id + '-wrong' }));
}

function removal(pointer, i, what, back) {
  return el('button', { type: 'button', class: 'small', 'aria-label': `Remove ${what}`, onclick: () => {
    at(pointer).splice(i, 1);
    if (at(pointer).length === 0 && pointer !== '/regions') set(pointer, undefined);
    render();
    edited();
    find(back).focus();
  } }, '✕');
}

let edited = () => {};
export function onEdit(f) { edited = f; }

// listOf returns a list of the plan, empty where it is none.
const listOf = (pointer) => (Array.isArray(at(pointer)) ? at(pointer) : []);

export function render() {
  find('regions').tBodies[0].replaceChildren(...listOf('/regions').map((r, i) => el('tr', {},
    ...columns.map(([key, label, kind, placeholder, list]) => el('td', { class: 'c-' + key, 'data-label': label }, ...input(`/regions/${i}/${key}`, `${label} of region ${i + 1}`, kind, placeholder, list, true))),
    el('td', {}, removal('/regions', i, r?.name || `region ${i + 1}`, 'add-region')))));
  find('window').replaceChildren(...inWindow.flatMap((f) => input(...f)));
  find('search').replaceChildren(...inSearch.flatMap((f) => input(...f)));
  find('overrun').replaceChildren(...listOf('/window/overrun').map((_, i) => row([el('span', {}, 'until'),
    input(`/window/overrun/${i}/until`, `Stage ${i + 1} until, counted from the start`, text, '3h', undefined, true), el('span', {}, 'probability'),
    input(`/window/overrun/${i}/probability`, `Probability of stage ${i + 1}`, numeric, '0.25', undefined, true), removal('/window/overrun', i, `stage ${i + 1}`, 'add-stage')])));
  find('rules').replaceChildren(check('/rules/exclude_weekdays', 'No working days, of any region'), check('/rules/exclude_holidays', 'No holidays, of any region'),
    ...input('/rules/tolerate', 'But tolerate a share of customers of', numeric, '0'));
  find('blackouts').replaceChildren(...listOf('/rules/blackouts').map((b, i) => row(blackout(b, i, removal('/rules/blackouts', i, b?.name || `freeze ${i + 1}`, 'add-blackout')))));
  find('text').value = JSON.stringify(state.plan, null, 2);
}

const row = (parts) => el('p', { class: 'row' }, ...parts.flat());

// blackout shows dates or instants as fields, and other forms as what they are.
function blackout(b, i, remove) {
  const p = `/rules/blackouts/${i}`;
  const line = (name, label, placeholder) => input(`${p}/${name}`, `${label} of freeze ${i + 1}`, text, placeholder, undefined, true);
  const first = [line('name', 'Name', 'Year-end freeze'), remove, el('span', { class: 'break' })];
  if (b?.rrule) return [...first, el('span', { class: 'faint' }, `${b.rrule} for ${b.duration}`)];
  if (b?.ics) return [...first, el('span', { class: 'faint' }, 'times in'), line('ics', 'File', '')];
  return [...first, el('span', {}, 'from'), line('start', 'Start', '2026-12-18'), el('span', {}, 'until'), line('end', 'End', '2027-01-04')];
}

// add puts another entry into a list, and the cursor into its first field.
export function add(pointer, entry) {
  if (!Array.isArray(at(pointer))) set(pointer, []);
  at(pointer).push(entry);
  render();
  edited();
  document.querySelector(`[data-pointer^="${pointer}/${at(pointer).length - 1}/"]`)?.focus();
}

export function clearProblems() {
  find('problems').hidden = true;
  find('problems').replaceChildren();
  for (const e of document.querySelectorAll('[aria-invalid]')) {
    e.removeAttribute('aria-invalid');
    e.removeAttribute('aria-describedby');
  }
  for (const e of document.querySelectorAll('.wrong')) e.textContent = '';
}

// showProblem says what is wrong: each fault at its field, and all of them in a list with links.
export function showProblem(problem) {
  const list = el('ul');
  for (const fault of problem.errors || []) {
    const pointer = (fault.pointer ?? '').replace(/^\/plan(?=\/|$)/, '');
    const field = fieldOf(pointer);
    const found = fault.value === undefined ? 'missing' : `found ${JSON.stringify(fault.value)}`;
    const label = field && (field.labels?.[0]?.textContent || field.getAttribute('aria-label'));
    const where = label ? `${label} (${pointer})` : fault.line ? `line ${fault.line}, column ${fault.column}` : pointer || fault.parameter || 'the plan';
    const message = `${found}; expected ${fault.expected}`;
    list.append(el('li', {}, field ? el('a', { href: '#' + field.id, onclick: (e) => {
      e.preventDefault();
      field.focus();
    } }, where) : where, ': ' + message));
    if (field) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', field.id + '-wrong');
      const wrong = find(field.id + '-wrong');
      wrong.textContent += (wrong.textContent ? ' ' : '') + message;
    }
  }
  const box = find('problems');
  box.hidden = false;
  box.replaceChildren(el('h2', {}, problem.title), list.children.length ? list : el('p', {}, problem.detail || ''));
  box.focus();
}

// fieldOf finds the field of a place, or of what it lies in: the fifth code of a region's holidays is
// shown at the holidays.
function fieldOf(pointer) {
  for (let p = pointer; p !== ''; p = p.slice(0, p.lastIndexOf('/'))) {
    const field = document.querySelector(`[data-pointer="${CSS.escape(p)}"]`);
    if (field) return field;
  }
  return null;
}
