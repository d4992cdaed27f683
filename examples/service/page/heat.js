// The heat map: days down, hours across, each cell a start. One cell at a time can be reached by Tab; the
// arrow keys and a click move the window there.
import { fullDate, hour, inPlace, reading, shortTime, stamp, weekday } from './clock.js';
import { el, find } from './dom.js';
import { amount, capital, compact, plural } from './words.js';
import { view } from './view.js';

const grid = find('heat');
const levels = [1.05, 1.25, 1.5, 2, 3, 5]; // of the service: how many times the best a colour goes up to
const dense = 75; // days from which on rows are thin, so that a year can be seen
let drawn = null; // the answer drawn
let selected = null;
let move = () => {};
export function onPick(f) { move = f; }

// drawHeat draws all cells of an answer's map on the clock of the page.
export function drawHeat(answer) {
  drawn = answer;
  const dates = byDate(answer);
  grid.classList.toggle('dense', dates.size > dense);
  grid.setAttribute('aria-label', `${capital(answer.hours)} by time of start ${inPlace(view.zone)}`);
  find('readout').textContent = `${capital(answer.hours)} that a start in that hour is expected to cost. Click a cell, or use the arrow keys, to move the window there.`;
  const hours = Array.from({ length: 24 }, (_, h) => el('th', { scope: 'col', role: 'columnheader' }, shortTime({ hour: h, minute: 0 })));
  const body = el('tbody', { role: 'rowgroup' });
  for (const [date, cells] of dates) for (const part of rowsOf(cells)) body.append(row(date, part, answer, dates.size > dense));
  grid.replaceChildren(el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, el('th', { scope: 'col', role: 'columnheader' }, view.zone === 'UTC' ? 'UTC' : inPlace(view.zone)), ...hours)), body);
  const left = answer.map.days_left_out;
  find('left-out').textContent = left > 0 ? `${plural(left, 'day')} of the search ${left === 1 ? 'is' : 'are'} not shown. ` : '';
  find('whole').hidden = left <= 0;
  legend(answer);
}

// byDate sorts cells by the date and hour that the clock of the page reads: the map of the service is on
// the clocks of the search.
function byDate(answer) {
  const dates = new Map();
  for (const cell of answer.map.days.flatMap((d) => d.cells)) {
    const r = reading(Date.parse(cell.start), view.zone);
    if (!dates.has(r.date)) dates.set(r.date, []);
    dates.get(r.date).push({ ...cell, hour: r.hour, reading: r });
  }
  return dates;
}

// rowsOf splits a date into rows. Where clocks go back an hour occurs twice, and the second goes into a row
// of its own.
function rowsOf(cells) {
  const rows = [[], []];
  for (const c of cells) rows[rows[0].some((o) => o.hour === c.hour) ? 1 : 0].push(c);
  return rows.filter((r) => r.length);
}

function row(date, cells, answer, thin) {
  const classes = [weekday(date) === 'Mon' && 'monday', date.endsWith('-01') && 'first'].filter(Boolean).join(' ') || undefined;
  const tr = el('tr', { role: 'row', class: classes, 'data-date': date }, el('th', { scope: 'row', role: 'rowheader' }, el('span', {}, fullDate(date).replace(/ \d{4}$/, ''))));
  for (let h = 0; h < 24; h++) {
    const c = cells.find((x) => x.hour === h);
    tr.append(c ? cellOf(c, answer, thin) : el('td', { role: 'gridcell', class: 'void' }));
  }
  return tr;
}

function cellOf(c, answer, thin) {
  const blocked = c.state === 'blocked' || c.state === 'short';
  let words = stamp(c.reading);
  if (c.customer_hours !== null) words += `: ${amount(c.customer_hours)} ${answer.hours}`;
  words += { free: ', free', off: ', no start of the search' }[c.state] ?? `, not free: ${(c.blocked ?? []).join('; ')}`;
  const numbers = c.suggestions ?? [];
  for (const n of numbers) words += `, suggestion ${n}`;
  const level = c.customer_hours === null ? 0 : levelOf(c.customer_hours / answer.map.base_customer_hours);
  return el('td', {
    role: 'gridcell', tabindex: '-1', 'data-start': c.start, 'data-state': c.state, 'data-suggestion': numbers.join(' ') || undefined, 'data-words': words, 'aria-label': thin ? words : undefined,
    class: blocked ? `x${level} blocked ${pattern(c)}` : c.state === 'free' ? `q${level}` : 'off',
  }, ...(thin ? [] : [el('span', { 'aria-hidden': 'true' }, numbers.length ? numbers[0] : c.customer_hours === null ? '–' : compact(c.customer_hours)), el('span', { class: 'sr' }, words)]));
}

const levelOf = (factor) => {
  const i = levels.findIndex((up) => !(factor > up));
  return i < 0 ? levels.length : i;
};

const patterns = { weekdays: 'working day', holidays: 'holiday', blackout: 'never then', short: 'too short to keep clear', other: 'another rule' };

function pattern(c) {
  if (c.state === 'short') return 'r-short';
  const rule = (c.blocked?.[0] ?? '').split(':')[0];
  return rule in patterns ? `r-${rule}` : 'r-other';
}

function legend(answer) {
  const base = answer.map.base_customer_hours;
  const steps = base === null ? [] : [...levels, null].map((up, i) => el('span', {}, el('i', { class: `q${i}` }), up === null ? ' more' : ` to ${compact(base * up)}`));
  const used = new Set([...grid.querySelectorAll('.blocked')].map((td) => [...td.classList].find((name) => name.startsWith('r-'))));
  find('levels').replaceChildren(...steps, ...Object.entries(patterns).filter(([name]) => used.has(`r-${name}`)).map(([name, words]) => el('span', {}, el('i', { class: `x2 blocked r-${name}` }), ` ${words}`)));
}

// select marks the cell of the window shown. Printing shows the week around it.
export function select(start) {
  const cells = [...grid.querySelectorAll('td[data-start]')];
  const td = cells.findLast((c) => Date.parse(c.dataset.start) <= start) ?? cells[0];
  const exact = cells.find((c) => Date.parse(c.dataset.start) === start) ?? td;
  selected?.removeAttribute('aria-selected');
  for (const other of grid.querySelectorAll('td[tabindex="0"]')) other.tabIndex = -1;
  for (const other of grid.querySelectorAll('tr.near')) other.classList.remove('near');
  selected = exact ?? null;
  if (!selected) return;
  selected.setAttribute('aria-selected', 'true');
  selected.tabIndex = 0;
  for (const tr of grid.tBodies[0].rows) {
    const days = (Date.parse(tr.dataset.date) - Date.parse(selected.parentNode.dataset.date)) / (24 * hour);
    if (days >= -3 && days <= 3) tr.classList.add('near');
  }
  inView(selected);
}

// inView scrolls the box of the map, never the page.
function inView(td) {
  const box = find('heat-box');
  const top = td.offsetTop - td.offsetHeight * 2;
  if (top < box.scrollTop || td.offsetTop + td.offsetHeight * 2 > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 4;
  const left = td.offsetLeft - 140;
  if (left < box.scrollLeft || td.offsetLeft + td.offsetWidth * 2 > box.scrollLeft + box.clientWidth) box.scrollLeft = left;
}

function go(td) {
  if (!td || !drawn) return;
  for (const other of grid.querySelectorAll('td[tabindex="0"]')) other.tabIndex = -1;
  td.tabIndex = 0;
  td.focus({ preventScroll: true });
  inView(td);
  move(Date.parse(td.dataset.start));
}

grid.addEventListener('click', (e) => go(e.target.closest('td[data-start]')));

grid.addEventListener('keydown', (e) => {
  const td = e.target.closest('td[data-start]');
  if (!td) return;
  const cells = (tr) => (tr ? [...tr.querySelectorAll('td[data-start]')] : []);
  const column = (tr) => {
    const there = tr?.cells[td.cellIndex];
    return there?.dataset.start ? there : cells(tr)[0];
  };
  const rows = [...grid.tBodies[0].rows];
  const r = rows.indexOf(td.parentNode);
  const line = cells(td.parentNode);
  const i = line.indexOf(td);
  const moves = {
    ArrowRight: () => line[i + 1] || cells(rows[r + 1])[0], ArrowLeft: () => line[i - 1] || cells(rows[r - 1]).at(-1),
    ArrowDown: () => column(rows[r + 1]), ArrowUp: () => column(rows[r - 1]),
    Home: () => line[0], End: () => line.at(-1),
    PageDown: () => column(rows[Math.min(r + 7, rows.length - 1)]), PageUp: () => column(rows[Math.max(r - 7, 0)]),
  };
  if (!moves[e.key]) return;
  e.preventDefault();
  go(moves[e.key]());
});

// What a cell means is said below the map for whoever points at it or reaches it.
for (const event of ['pointerover', 'focusin']) {
  grid.addEventListener(event, (e) => {
    const td = e.target.closest('td[data-start]');
    if (td) find('readout').textContent = td.dataset.words;
  });
}

// wholeMap asks for the days that the map of the service leaves out, some weeks at a time: each part reaches
// over its own days, so that windows at its end are judged like all others.
export async function wholeMap(answer, signal) {
  const own = 49 * 24 * hour;
  const over = Math.max(7 * 24 * hour, answer.duration * 2);
  const numbers = numbersByHour(answer);
  const days = [];
  for (let from = answer.from; from < answer.to; from += own) {
    const to = Math.min(answer.to, from + own + over);
    const { map } = await answer.part(from, to, signal);
    for (const d of map.days) {
      const cells = d.cells.filter((c) => Date.parse(c.start) >= from && Date.parse(c.start) < from + own).map(({ suggestions, ...c }) => ({ ...c, ...numbers.get(`${d.date} ${c.hour}`) }));
      if (cells.length) days.push({ date: d.date, cells });
    }
  }
  return { ...answer.map, days, days_left_out: 0 };
}

// numbersByHour tells the suggestions by the hour they start in, on the clock that cuts time into cells.
function numbersByHour(answer) {
  const hours = new Map();
  (answer.result?.suggestions ?? []).forEach((s, i) => {
    const r = reading(Date.parse(s.window.start), answer.zone);
    const key = `${r.date} ${r.hour}`;
    hours.set(key, { suggestions: [...(hours.get(key)?.suggestions ?? []), i + 1], start: hours.get(key)?.start ?? s.window.start });
  });
  return hours;
}
