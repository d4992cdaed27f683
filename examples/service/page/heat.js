// The heat map: a grid of dates by hours, each cell a start that can be chosen. One cell at a time can
// be reached by Tab; the arrow keys move.
import { el } from './api.js';
import { amount, compact, dayOf, offset, stamp } from './words.js';

const grid = document.getElementById('heat');
let choose = () => {};

export function onChoose(f) { choose = f; }

export function drawHeat(map) {
  const head = el('thead', {}, el('tr', { role: 'row' }, el('th', { scope: 'col', role: 'columnheader' }, map.time_zone),
    ...Array.from({ length: 24 }, (_, h) => el('th', { scope: 'col', role: 'columnheader' }, String(h).padStart(2, '0')))));
  const body = el('tbody');
  for (const day of map.days) for (const cells of rowsOf(day)) body.append(row(day, cells));
  grid.replaceChildren(head, body);
  const first = grid.querySelector('td[data-suggestion="1"]') || grid.querySelector('td[data-start]');
  if (first) first.tabIndex = 0;
  drawLevels(map);
}

// rowsOf splits a date into rows. Where clocks go back an hour occurs twice, and the second goes into
// a row of its own.
function rowsOf(day) {
  const rows = [[], []];
  for (const c of day.cells) rows[rows[0].some((o) => o.hour === c.hour) ? 1 : 0].push(c);
  return rows.filter((r, i) => i === 0 || r.length);
}

function row(day, cells) {
  const tr = el('tr', { role: 'row', class: dayOf(day.date) === 'Mon' ? 'monday' : undefined }, el('th', { scope: 'row', role: 'rowheader' }, `${dayOf(day.date)} ${day.date}`));
  for (let hour = 0; hour < 24; hour++) {
    const c = cells.find((x) => x.hour === hour);
    tr.append(c ? cell(c) : el('td', { role: 'gridcell', class: 'void' }));
  }
  return tr;
}

function cell(c) {
  const blocked = c.state === 'blocked' || c.state === 'short';
  let words = `${stamp(c.start)} ${offset(c.start)}`;
  if (c.customer_hours !== null) words += `, ${amount(c.customer_hours)} customer-hours`;
  words += { free: ', free', off: ', no start of the search' }[c.state] || `, blocked by ${(c.blocked || []).join('; ')}`;
  for (const n of c.suggestions || []) words += `, suggestion ${n}`;
  const shown = c.suggestions ? `#${c.suggestions[0]}` : c.customer_hours === null ? '–' : compact(c.customer_hours);
  return el('td', {
    role: 'gridcell', tabindex: '-1', 'data-start': c.start, 'data-state': c.state, 'data-suggestion': (c.suggestions || []).join(' ') || undefined,
    class: blocked ? `x${c.level} blocked` : c.state === 'free' ? `q${c.level}` : 'off', title: words,
  }, el('span', { 'aria-hidden': 'true' }, shown), el('span', { class: 'sr' }, words));
}

function drawLevels(map) {
  document.getElementById('levels').replaceChildren(...map.levels.flatMap((level, i) => (map.base_customer_hours === null && i > 0 ? [] : [
    el('span', {}, el('i', { class: `q${i}` }), el('i', { class: `x${i} blocked` }), level.up_to_customer_hours === null ? ' more' : ` to ${compact(level.up_to_customer_hours)} (best × ${level.up_to_factor})`)])));
}

function pick(td) {
  for (const other of grid.querySelectorAll('[aria-selected]')) other.removeAttribute('aria-selected');
  td.setAttribute('aria-selected', 'true');
  choose(td.dataset.start);
}

function moveTo(td) {
  if (!td) return;
  for (const other of grid.querySelectorAll('td[tabindex="0"]')) other.tabIndex = -1;
  td.tabIndex = 0;
  td.focus();
  td.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

grid.addEventListener('click', (e) => {
  const td = e.target.closest('td[data-start]');
  if (!td) return;
  moveTo(td);
  pick(td);
});

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
  if (moves[e.key]) {
    e.preventDefault();
    moveTo(moves[e.key]());
  } else if (e.key === 'Enter' || e.key === ' ') {
    e.preventDefault();
    pick(td);
  }
});
