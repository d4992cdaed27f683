// The clock rows: a region a row, on its own clock, each column as active as the bar in it is high. The
// window is a column across all rows: drag it, or move it with the arrow keys.
import { fullDate, hour, inPlace, place, reading, shortTime, snap, span, stamp, weekday, written } from './clock.js';
import { el, find } from './dom.js';
import { percent } from './words.js';
import { view } from './view.js';

const handle = find('handle');
const columns = 24;
const mostRows = 60;

let shown = null; // {answer, start, first, wide}: what is drawn
let move = () => {}; // with true while the rows must stay as they are
export function onDrag(f) { move = f; }

// layout chooses the columns: an hour each unless the window is long, with the window in their first half.
function layout(answer, start) {
  const wide = [1, 2, 3, 6, 12, 24, 48, 96].find((h) => h * hour * 12 >= answer.duration) * hour;
  const before = 8 * wide;
  const last = snap(answer.to - wide, hour, view.zone);
  let first = snap(start - before - 0.5 * hour, hour, view.zone);
  first = Math.min(first, last - (columns - 1) * wide);
  const starts = Array.from({ length: columns }, (_, i) => first + i * wide).filter((t) => t >= answer.from && t + wide <= answer.to);
  return { first, wide, starts };
}

// askRows asks how active the regions are around a start. It draws nothing.
export async function askRows(answer, start, signal) {
  const l = layout(answer, start);
  return { ...l, list: l.starts.length ? await answer.clocks(l.starts, l.wide, signal) : [] };
}

export function drawRows(answer, start, { first, wide, starts, list }) {
  shown = { answer, start, first, wide };
  const byTime = new Map(starts.map((t, i) => [t, new Map(list[i].impact.regions.map((r) => [r.region, r]))]));
  const times = Array.from({ length: columns }, (_, i) => first + i * wide);
  const regions = [...answer.asked.plan.regions].sort((a, b) => b.customers - a.customers);
  find('rows').replaceChildren(
    el('caption', { class: 'sr' }, `How active each region is, on its own clock. Columns are times ${inPlace(view.zone)}.`),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, view.zone === 'UTC' ? 'UTC' : place(view.zone)), ...times.map((t) => head(t)))),
    el('tbody', {}, ...regions.slice(0, mostRows).map((r) => el('tr', {}, el('th', { scope: 'row' }, el('span', {}, r.name)), ...times.map((t, i) => cell(byTime.get(t)?.get(r.name), i === 0))))));
  find('rows-left').textContent = regions.length > mostRows ? `The ${mostRows} largest of ${regions.length} regions.` : '';
  put(start);
  keepInView();
}

// keepInView scrolls the rows, where they are wider than the screen, to the window.
export function keepInView() {
  const box = find('rows-box');
  box.scrollLeft = Math.max(0, handle.offsetLeft - box.clientWidth / 2);
}

function head(t) {
  const r = reading(t, view.zone);
  const day = r.hour === 0 && r.minute === 0;
  return el('th', { scope: 'col', class: day ? 'midnight' : undefined }, day ? weekday(r.date) : shortTime(r), el('span', { class: 'sr' }, `, ${fullDate(r.date)}`));
}

// cell is what a region sees in a column: its own hour, how active it is, what kind of day.
function cell(r, first) {
  if (!r) return el('td', { class: 'void' });
  const local = written(r.local.start);
  const day = r.days[0];
  const midnight = first || (local.hour === 0 && local.minute === 0);
  const words = `${stamp(local)} in ${r.region}: ${percent(r.mean_share)} active, ${day.kind === 'workday' ? 'working day' : day.kind}${day.name ? ` (${day.name})` : ''}`;
  const td = el('td', { class: `k-${day.kind}${midnight && !first ? ' midnight' : ''}${local.minute ? ' odd' : ''}`, title: words },
    el('span', { 'aria-hidden': 'true' }, midnight && !first ? weekday(local.date) : shortTime(local)), el('span', { class: 'sr' }, words));
  td.style.setProperty('--share', Math.min(1, r.mean_share).toFixed(3));
  return td;
}

// put puts the handle, the window as a column, where a start is. It is a slider, whose
// value is the start in steps of the grid.
function put(start) {
  const { answer, first, wide } = shown;
  const left = (start - first) / wide / columns;
  const width = answer.duration / wide / columns;
  handle.style.setProperty('--left', left);
  handle.style.setProperty('--width', Math.max(width, 0.004));
  const [low, high] = answer.bounds;
  const off = (t) => Math.round((t - low) / answer.step);
  handle.setAttribute('aria-valuemin', 0);
  handle.setAttribute('aria-valuemax', off(high));
  handle.setAttribute('aria-valuenow', off(start));
  handle.tabIndex = answer.slot ? -1 : 0;
  handle.setAttribute('aria-disabled', String(Boolean(answer.slot))); // a slot has its dates only
  const text = `${span(reading(start, view.zone), reading(start + answer.duration, view.zone))} ${inPlace(view.zone)}`;
  handle.setAttribute('aria-valuetext', text);
  handle.title = answer.slot ? text : `${text}: drag, or use the arrow keys`;
}

let grabbed = null; // where the pointer took hold: {x, start, at}

handle.addEventListener('pointerdown', (e) => {
  if (!shown || shown.answer.slot || e.button !== 0) return;
  e.preventDefault();
  handle.focus();
  handle.setPointerCapture(e.pointerId);
  // The rows stay as they are while the window is dragged across them.
  grabbed = { x: e.clientX, start: shown.start, at: shown.start };
});

handle.addEventListener('pointermove', (e) => {
  if (!grabbed) return;
  const { answer, wide } = shown;
  const column = find('rows').rows[0].cells[1].getBoundingClientRect().width;
  const to = answer.inside(snap(grabbed.start + ((e.clientX - grabbed.x) / column) * wide, answer.step, answer.zone));
  if (to === grabbed.at) return;
  grabbed.at = to;
  put(to);
  move(to, true);
});

function drop() {
  if (!grabbed) return;
  const { at, start } = grabbed;
  grabbed = null;
  if (at !== start) move(at);
}
handle.addEventListener('pointerup', drop);
handle.addEventListener('pointercancel', drop);

handle.addEventListener('keydown', (e) => {
  if (!shown || shown.answer.slot) return;
  const { answer, start } = shown;
  const by = { ArrowRight: answer.step, ArrowUp: answer.step, ArrowLeft: -answer.step, ArrowDown: -answer.step, PageUp: 24 * hour, PageDown: -24 * hour }[e.key];
  const to = { Home: answer.bounds[0], End: answer.bounds[1] }[e.key] ?? (by ? snap(start + by, answer.step, answer.zone) : null);
  if (to === null) return;
  e.preventDefault();
  move(answer.inside(to));
});
