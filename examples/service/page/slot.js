// A window that comes back: the weekday and time that serve best for all dates. The card is about the slot, and so is
// what it hands out; the rows show one of its dates.
import { Answer } from './answer.js';
import { ask } from './ask.js';
import { fullDate, inPlace, known, place, reading, shortDate, span, time, written } from './clock.js';
import { asked, listBlocks, otherClocks, regionsTable } from './decision.js';
import { button, el, find } from './dom.js';
import { amount, capital, list, lostHours, plural, times } from './words.js';
import { view } from './view.js';

const mostDates = 60;
const mostImpacts = 20000; // dates times regions that are asked for at once

// Slots is the answer of a plan with a recurring slot: its slots, best first; none says why there are none.
export class Slots {
  constructor(plan, files) {
    this.asked = structuredClone({ plan, files });
    this.hours = lostHours(plan);
  }

  async compute(signal) {
    try {
      const doc = await (await ask('/v1/recurring', this.asked, {}, signal)).json();
      this.list = doc.recurring.slots;
      Object.assign(this, { every: doc.recurring.every, zone: doc.recurring.time_zone, dated: doc.recurring.dated, warnings: doc.warnings });
    } catch (e) {
      if (e.problem?.error?.kind !== 'no_window') throw e;
      this.none = e.problem;
    }
    return this;
  }

  // alone is the plan of a single window, which is what other questions are about.
  get alone() {
    const { recurring, ...plan } = this.asked.plan;
    return plan;
  }

  // at is the place of the slot that has a start, the best where none has.
  at(start) { return Math.max(0, this.list.findIndex((s) => s.starts.some((t) => Date.parse(t) === start))); }

  async of(i, signal) { return new Slot(this, i).compute(signal); }
}

// Slot is one of them. It is asked about as an answer is; its starts are its dates.
class Slot extends Answer {
  constructor(slots, i) {
    super(slots.alone, slots.asked.files);
    Object.assign(this, { slots, slot: slots.list[i], number: i + 1, starts: slots.list[i].starts.map((t) => Date.parse(t)) });
    if (known(slots.zone)) this.zone = slots.zone;
    const blocked = new Set(this.slot.blocked.map((b) => Date.parse(b.start)));
    this.best = this.starts.find((t) => !blocked.has(t));
  }

  async compute(signal) {
    const most = Math.min(mostDates, Math.max(1, Math.floor(mostImpacts / this.asked.plan.regions.length)));
    this.dates = await this.assess(this.starts.slice(0, most), signal);
    return this;
  }

  // inside is the date nearest to a start: a slot has no other.
  inside(start) { return this.starts.reduce((best, t) => (Math.abs(t - start) < Math.abs(best - start) ? t : best)); }

  // document asks for the slot in the form of a platform, of the plan and the number that are shown.
  document(path, start, more = {}) { return ask(path, this.slots.asked, { suggestion: this.number, ...more }); }
}

const weekdays = { Mon: 'Monday', Tue: 'Tuesday', Wed: 'Wednesday', Thu: 'Thursday', Fri: 'Friday', Sat: 'Saturday', Sun: 'Sunday' };
const nth = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', '-1': 'last' };

// slotWords says when a slot is, without its clock.
export function slotWords(every, s) {
  const day = weekdays[s.weekday];
  const [hour, minute] = s.time.split(':').map(Number);
  const at = time({ hour, minute });
  if (every === 'month') return `the ${nth[s.week]} ${day} of the month, ${at}`;
  return every === 'week' ? `every ${day}, ${at}` : `every ${every} on ${day}, ${at}, from ${fullDate(s.first)} on`;
}

const dateOf = (t, zone) => fullDate(reading(t, zone).date);
const costs = (answer, n) => `${amount(n)} ${answer.hours}`;

export async function askSlot(answer, start, signal) { return { own: (await answer.assess([start], signal))[0] }; }

export function drawSlot(answer, start, { own }) {
  const { slot, slots, zone } = answer;
  const end = start + answer.duration;
  const first = answer.starts[0];
  Object.assign(find('card').dataset, { start: own.window.start, end: own.window.end, free: own.free, slot: answer.number });
  const to = reading(first + answer.duration, zone);
  find('headline').replaceChildren(`${capital(slotWords(slots.every, slot))} to ${time(to)}`, ' ', el('span', { class: 'place' }, inPlace(zone)));
  find('elsewhere').textContent = `Shown: ${[view.zone, ...otherClocks(answer)].map((z) => `${span(reading(start, z), reading(end, z))} ${inPlace(z)}`).join(' · ')}`;
  const back = answer.number === 1 ? null : button('Back to the best', () => choose(0), { id: 'back' });
  find('verdict').replaceChildren(...[el('span', { class: answer.number === 1 ? 'tag good' : 'tag' }, answer.number === 1 ? 'The best slot' : `Slot ${answer.number}`), back].filter(Boolean));
  const free = slot.occurrences - slot.blocked.length;
  find('cost').replaceChildren(el('strong', {}, `About ${costs(answer, slot.customer_hours)}`), ` for ${slot.blocked.length ? `the ${plural(free, 'free date')} of ${slot.occurrences}` : `all ${plural(free, 'date')}`}; the dearest is ${dateOf(Date.parse(slot.worst.start), zone)} with ${amount(slot.worst.customer_hours)}.`);
  find('worth').replaceChildren(worth(answer));
  find('blocks').replaceChildren(...missed(answer));
  find('deadlines').classList.add('lines');
  find('deadlines').replaceChildren(...[next(answer), ...shifts(slot)].map((text) => el('li', {}, text)));
  find('others').replaceChildren(...slots.list.map((s, i) => other(answer, s, i)));
  find('occurrence').replaceChildren(...answer.starts.map((t) => el('option', { value: t }, dateOf(t, zone))));
  find('occurrence').value = start;
  find('regions-seen').replaceChildren(regionsTable(answer, own.impact));
  find('warnings').replaceChildren(...slots.warnings.map((w) => el('li', {}, w)));
  find('why-not').replaceChildren();
  find('asked').textContent = asked(answer);
  find('not-free').hidden = true;
  find('outputs').dataset.free = true; // the slot is handed out, whichever date is shown
  drawDates(answer, start);
}

// worth compares with windows of their own for each date, or with the best slot.
function worth({ slot, slots, number, hours }) {
  if (number > 1) {
    const best = slots.list[0];
    const more = slot.customer_hours - best.customer_hours;
    return `${amount(Math.abs(more))} ${hours} ${more < 0 ? 'fewer' : 'more'} than the best slot${best.blocked.length < slot.blocked.length ? `, which has ${plural(best.blocked.length, 'date')} that ${best.blocked.length === 1 ? 'is' : 'are'} not free` : ''}.`;
  }
  const { customer_hours: own, windows } = slots.dated;
  return `${plural(windows, 'window')} at their own best, each on a date of its own, would cost ${amount(own)}${slot.customer_hours > 0 && windows === slot.occurrences - slot.blocked.length ? `: ${times(own / slot.customer_hours)}` : ''}.`;
}

// missed names the dates that are not free; why stands in the list of dates.
function missed({ slot, zone }) {
  if (!slot.blocked.length) return [];
  const dates = slot.blocked.slice(0, 6).map((b) => `${shortDate(reading(Date.parse(b.start), zone).date)} (${listBlocks(b.blocks)[0] ?? 'blocked'})`);
  const more = slot.blocked.length - dates.length;
  return [el('li', {}, `Not free, to be left out: ${list(more > 0 ? [...dates, `${more} more`] : dates)}.`)];
}

function next({ starts, slot, zone }) {
  const free = starts.filter((t) => !slot.blocked.some((b) => Date.parse(b.start) === t));
  return `next dates: ${free.slice(0, 4).map((t) => shortDate(reading(t, zone).date)).join(', ')}${free.length > 4 ? `, … until ${dateOf(free.at(-1), zone)}` : ''}`;
}

const shifts = ({ shifts: all }) => [...all.slice(0, 5).map(shift), ...(all.length > 5 ? [`and ${plural(all.length - 5, 'more change')} of local time`] : [])];
const shift = (s) => `from ${fullDate(written(s.from).date)} on it reads ${time(written(s.from))} in ${place(s.time_zone)}, ${time(written(s.before))} before`;

let choose = () => {};

// onChoose calls a function with the place of the slot that somebody wants to see.
export function onChoose(f) { choose = f; }

function other(answer, s, i) {
  const best = answer.slots.list[0].customer_hours;
  const factor = best > 0 ? s.customer_hours / best : 1;
  const blocked = s.blocked.length ? `, ${s.blocked.length} not free` : '';
  return el('li', {}, button(`${i + 1}: ${slotWords(answer.slots.every, s)}`, () => choose(i), { class: 'small', 'aria-pressed': String(i + 1 === answer.number) }), i === 0 ? ` best${blocked}` : `${factor === 1 ? ' same cost' : ` ${times(factor)}`}${blocked}`);
}

let show = () => {};
export function onDate(f) { show = f; }

// drawDates lists the dates of the slot in the place of the map. Pressing one shows it above.
function drawDates(answer, start) {
  const { dates, starts, zone, hours } = answer;
  const here = zone === view.zone; // whose clock the headline is on
  const row = (a) => {
    const t = Date.parse(a.window.start);
    return el('tr', {}, el('th', { scope: 'row' }, button(dateOf(t, zone), () => show(t), { class: 'small', 'aria-pressed': String(t === start) })),
      el('td', { class: 'number' }, amount(a.impact.customer_hours)), el('td', { class: 'free' }, a.free ? 'free' : `not free: ${listBlocks(a.blocks).join('; ')}`),
      here ? null : el('td', {}, span(reading(t, view.zone), reading(t + answer.duration, view.zone))));
  };
  const left = starts.length - dates.length;
  find('campaign').replaceChildren(el('h2', {}, plural(starts.length, 'date')),
    el('div', { id: 'dates', class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Dates of the slot' }, el('table', { class: 'figures' }, el('caption', { class: 'sr' }, 'Each date of the slot, what it costs and whether it is free'),
      el('thead', {}, el('tr', {}, ...['Date', capital(hours), 'Free', here ? null : capital(inPlace(view.zone))].map((t, i) => t && el('th', { scope: 'col', class: i === 1 ? 'number' : undefined }, t)))),
      el('tbody', {}, ...dates.map(row)))), left > 0 ? el('p', { class: 'hint' }, `and ${plural(left, 'date')} more`) : '');
}
