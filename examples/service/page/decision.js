// The decision: the window shown, what it costs, what that is worth, and what must happen by when.
import { fullDate, here, inPlace, known, place, reading, span, stamp, time, written } from './clock.js';
import { button, el, find } from './dom.js';
import { amount, capital, count, length, list, percent, plural, seconds, times } from './words.js';
import { view } from './view.js';

let move = () => {};
export function onMove(f) { move = f; }

// compare asks for what the card of a window says: its costs beside those of an ordinary evening, and
// when customers must be told.
export async function compare(answer, start, signal) {
  const evening = start === answer.best ? answer.evening : null;
  const [own, usual] = await answer.assess(evening === null ? [start] : [start, evening], signal);
  const notices = own.free ? await answer.notices(start, signal) : null; // of what is not free nobody is told
  return { own, usual: usual ?? null, notices };
}

export function drawDecision(answer, start, { own, usual, notices }) {
  const end = start + answer.duration;
  const card = find('card');
  Object.assign(card.dataset, { start: own.window.start, end: own.window.end, free: own.free });
  const suggestion = answer.result?.suggestions.find((s) => Date.parse(s.window.start) === start) ?? null;
  const number = suggestion ? answer.result.suggestions.indexOf(suggestion) + 1 : 0;
  find('headline').replaceChildren(when(start, end, view.zone), ' ', el('span', { class: 'place' }, inPlace(view.zone)));
  find('elsewhere').textContent = otherClocks(answer).map((zone) => `${when(start, end, zone)} ${inPlace(zone)}`).join(' · ');
  find('verdict').replaceChildren(...verdict(answer, start, own, number));
  find('cost').replaceChildren(el('strong', {}, `About ${amount(own.impact.customer_hours)} ${answer.hours}`), `: ${percent(own.impact.mean_share)} of ${count(customers(answer))} customers active`,
    answer.asked.plan.window.overrun?.length ? ', with what may follow the window' : '');
  find('worth').replaceChildren(...worth(answer, start, own, usual));
  find('blocks').replaceChildren(...blocks(own));
  find('deadlines').classList.remove('lines');
  find('deadlines').replaceChildren(...deadlines(own, suggestion, notices).map((text) => el('li', {}, text)));
  find('others').replaceChildren(...others(answer, start));
  find('regions-seen').replaceChildren(regionsTable(answer, own.impact));
  find('warnings').replaceChildren(...(answer.result ?? answer.none).warnings?.map((w) => el('li', {}, w)) ?? []);
  find('why-not').replaceChildren(...whyNot(answer));
  find('asked').textContent = asked(answer);
  find('not-free').hidden = own.free;
  find('outputs').dataset.free = own.free;
}

// asked tells, on paper, what was asked.
export function asked({ asked: { plan }, from, to, duration, zone }) {
  return `${plan.notice?.service ?? 'Maintenance'}: a window of ${length(duration / 1000)} for ${count(customers({ asked: { plan } }))} customers in ${plural(plan.regions.length, 'region')}, between ${fullDate(reading(from, zone).date)} and ${fullDate(reading(to, zone).date)}.`;
}

const when = (start, end, zone) => span(reading(start, zone), reading(end, zone));
const customers = (answer) => answer.asked.plan.regions.reduce((sum, r) => sum + r.customers, 0);

// otherClocks are those of the reader, of UTC and of the search, less that of the headline.
export function otherClocks(answer) {
  const names = new Map([here, 'UTC', answer.zone].map((zone) => [place(zone), zone]));
  names.delete(place(view.zone));
  return [...names.values()];
}

function verdict(answer, start, own, number) {
  const back = answer.best !== null && answer.best !== start ? button('Back to the best', () => move(answer.best, true), { id: 'back' }) : null;
  if (!own.free) return [el('span', { class: 'tag bad' }, 'Not free'), back].filter(Boolean);
  if (answer.task) return [el('span', { class: 'tag' }, start === answer.best ? `${answer.task.name}, in the campaign` : `${answer.task.name}, moved: whether the campaign allows it is not checked`), back].filter(Boolean);
  if (number === 1) return [el('span', { class: 'tag good' }, 'The best window')];
  return [el('span', { class: 'tag' }, number ? `Suggestion ${number}` : 'Moved by you'), back].filter(Boolean);
}

// worth says what the choice is worth: of the best window beside what people would do otherwise, of another
// beside the best.
function worth(answer, start, own, usual) {
  const cost = own.impact.customer_hours;
  const best = answer.task?.cost ?? answer.result?.suggestions[0].impact.customer_hours ?? null;
  if (start !== answer.best) return best === null ? [] : [beside(cost, best, answer.task ? 'in the campaign' : 'the best', answer.hours)];
  if (cost === 0) return ['Nobody is disturbed.'];
  const said = [];
  const than = (other, what) => said.push(`${what} ${times(other / cost)}`);
  if (usual) than(usual.impact.customer_hours, `${stampShort(usual.window.start, answer.headquarters)} ${inPlace(answer.headquarters)} would cost`);
  const { comparison } = answer.result;
  if (comparison) {
    than(comparison.median_customer_hours, 'the median start');
    than(comparison.worst.customer_hours, 'the worst');
  }
  const thumb = answer.result.rule_of_thumb?.sunday_0200;
  if (thumb) than(thumb.customer_hours, `Sunday ${time({ hour: 2, minute: 0 })} ${inPlace(answer.headquarters ?? answer.zone)}${thumb.free ? '' : ` (not free${thumb.blocked_by?.length ? `: ${because(thumb.blocked_by[0])}` : ''})`}`);
  return [capital(`${said.join(', ')}.`)];
}

// because says in a few words why a rule of thumb is no choice.
const because = (b) => reason(b.rule, b.reason, b.regions === 1 ? [b.region] : []);

function beside(cost, best, what, hours) {
  if (cost === best) return `It costs as much as ${what}.`;
  const factor = best > 0 && cost > best ? `, ${times(cost / best)}` : '';
  return `${amount(Math.abs(cost - best))} ${hours} ${cost > best ? 'more' : 'fewer'} than ${what}${factor}.`;
}

const stampShort = (text, zone) => {
  const r = known(zone) ? reading(Date.parse(text), zone) : written(text);
  return stamp(r).replace(/ \d{4},/, ',');
};

// blocks says what is in the way, whose day it is.
const blocks = (own) => (own.free ? [] : listBlocks(own.blocks).map((text) => el('li', {}, text)));

// listBlocks says in words what is in the way, each reason once with all its regions.
export function listBlocks(list) {
  const groups = new Map();
  for (const b of list) {
    const key = `${b.rule}: ${b.reason}`;
    if (!groups.has(key)) groups.set(key, { ...b, regions: new Set() });
    if (b.region) groups.get(key).regions.add(b.region);
  }
  return [...groups.values()].slice(0, 8).map((g) => reason(g.rule, g.reason, [...g.regions]));
}

const names = { blackout: 'never then', only_during: 'only during', only_hours: 'only in the hours', limit_share: 'limit of activity', limit_peak: 'limit of all customers', crew_hours: 'hours of the crew', notice: 'too soon to tell customers', horizon: 'the search ends' };

// reason says why a window is not free, in words.
export function reason(rule, why, regions) {
  const where = regions.length > 4 ? ` in ${regions.length} regions` : regions.length ? ` in ${list(regions)}` : '';
  if (rule === 'weekdays') return `a working day, ${why},${where}`;
  if (rule === 'holidays') return `a holiday, ${why},${where}`;
  return `${names[rule] ?? rule}: ${why}${where}`;
}

function deadlines(own, suggestion, notices) {
  const at = (text) => stampShort(text, view.zone);
  const said = [];
  if (notices) said.push(`announce by ${at(notices.announce_by)}`);
  if (suggestion?.rollback_by) said.push(`roll back by ${at(suggestion.rollback_by)}`);
  if (suggestion) said.push(`${suggestion.open ? 'at least ' : ''}${length(seconds(suggestion.runway))} of free time after it`);
  if (own.crew) said.push(`${own.crew.person_hours > 0 ? `${amount(own.crew.person_hours)} person-hours` : 'nothing'} outside the crews’ hours`);
  if (notices && notices.latest_end !== notices.end) said.push(`it may last until ${at(notices.latest_end)}`);
  return said;
}

// others are the other suggestions: those of equal cost on one line, then the rest.
function others(answer, start) {
  if (!answer.result || answer.task) return [];
  const { suggestions } = answer.result;
  const best = suggestions[0].impact.customer_hours;
  const item = (s, i) => {
    const r = reading(Date.parse(s.window.start), view.zone);
    const factor = best > 0 ? s.impact.customer_hours / best : 1;
    return el('li', {}, button(`${i + 1}: ${fullDate(r.date).replace(/ \d{4}$/, '')}, ${time(r)}`, () => move(Date.parse(s.window.start)), { class: 'small', 'aria-pressed': String(Date.parse(s.window.start) === start) }),
      i === 0 ? ' best' : factor === 1 ? ' same cost' : ` ${times(factor)}`);
  };
  return suggestions.map(item);
}

export function regionsTable({ hours }, impact) {
  return el('table', { class: 'figures' }, el('caption', {}, 'What each region sees'),
    el('thead', {}, el('tr', {}, ...['Region', 'Local time', 'Day', 'Active', capital(hours)].map((t, i) => el('th', { scope: 'col', class: i > 2 ? 'number' : undefined }, t)))),
    el('tbody', {}, ...impact.regions.slice(0, 200).map((r) => el('tr', {}, el('th', { scope: 'row' }, r.region), el('td', {}, span(written(r.local.start), written(r.local.end))),
      el('td', {}, r.days.map((d) => (d.name ? `${d.kind}: ${d.name}` : d.kind === 'workday' ? 'working day' : d.kind)).join(', ')), el('td', { class: 'number' }, percent(r.mean_share)), el('td', { class: 'number' }, amount(r.customer_hours))))));
}

// whyNot says what took the time away where no window fits, and what would help.
function whyNot(answer) {
  if (!answer.none) return [];
  const { error } = answer.none;
  const at = (i) => when(Date.parse(i.start), Date.parse(i.end), view.zone);
  return [
    el('h3', {}, 'No window fits'),
    el('p', {}, error.longest_free ? `The longest free stretch is ${at(error.longest_free)}.` : 'Every instant is blocked.'),
    el('h4', {}, 'What would help'),
    error.relaxations.length ? el('ul', {}, ...error.relaxations.slice(0, 8).map((r) => el('li', {}, `${r.change}: opens ${plural(r.opens, 'start')}, the best with ${amount(r.best.impact.customer_hours)} ${answer.hours} `,
      button(at(r.best.window), () => move(Date.parse(r.best.window.start)), { class: 'small' })))) : el('p', {}, 'No single change does.'),
    el('h4', {}, 'What took the time away'),
    el('ul', {}, ...error.blocked.slice(0, 8).map((b) => el('li', {}, `${reason(b.rule, b.reason, b.region ? [b.region] : [])}: ${amount(b.hours)} hours`))),
  ];
}

