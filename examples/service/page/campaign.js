// A plan of many windows: its calendar takes the place of the map, and clicking a task shows its window above.
// A task on its own is a plan of one window, so that all that is said and handed out about one holds here too.
import { Answer } from './answer.js';
import { ask } from './ask.js';
import { fullDate, inPlace, reading, span } from './clock.js';
import { button, el, find } from './dom.js';
import { amount, capital, lostHours, times } from './words.js';
import { view } from './view.js';

// Campaign is the answer of a whole campaign; tasks are its windows in order of time.
export class Campaign {
  constructor(plan, files) {
    this.asked = structuredClone({ plan, files });
    this.hours = lostHours(plan);
  }

  async compute(signal) {
    this.doc = await (await ask('/v1/campaign', this.asked, {}, signal)).json();
    this.tasks = [...this.doc.campaign.windows].sort((a, b) => Date.parse(a.window.start) - Date.parse(b.window.start) || (a.task < b.task ? -1 : 1));
    return this;
  }

  // of answers one task as a plan of one window. Its share of customers is their weight in the costs.
  async of(window, signal) {
    const { campaign, recurring, robustness, ...plan } = this.asked.plan;
    const task = campaign.tasks.find((t) => t.name === window.task) ?? campaign.tasks.find((t) => t.series && window.task.startsWith(`${t.name} `));
    const regions = plan.regions.filter((r) => !task.regions || task.regions.includes(r.name)).map((r) => ({ ...r, weight: Math.round((r.weight ?? 1) * (task.share ?? 1) * 1e6) / 1e6 }));
    const own = { ...plan, name: plan.name ? `${plan.name}: ${window.task}` : window.task, regions, window: { ...plan.window, ...task.window }, rules: { ...plan.rules, ...task.rules }, search: { ...plan.search, from: task.from ?? plan.search.from, to: task.to ?? plan.search.to } };
    const answer = await new Answer(own, this.asked.files).compute(signal);
    answer.hours = this.hours; // a share of the customers is not a weight that somebody gave
    answer.best = Date.parse(window.window.start); // of the campaign: alone it might be another
    answer.task = { name: window.task, cost: window.customer_hours, campaign: this };
    return answer;
  }
}

const names = { sunday_0200: 'Sunday 02:00 for all', next_free: 'the next free start of each', best_left: 'the best that is left, task by task,' };

// drawCampaign draws the calendar: a task a row, its window a bar between the ends of the search.
export function drawCampaign(campaign, chosen, choose) {
  const from = Math.min(...campaign.tasks.map((t) => Date.parse(t.window.start)));
  const to = Math.max(...campaign.tasks.map((t) => Date.parse(t.window.end)));
  const row = (t) => {
    const bar = el('span', { class: 'bar-of-task' });
    bar.style.setProperty('--left', (Date.parse(t.window.start) - from) / (to - from));
    bar.style.setProperty('--width', (Date.parse(t.window.end) - Date.parse(t.window.start)) / (to - from));
    const when = span(reading(Date.parse(t.window.start), view.zone), reading(Date.parse(t.window.end), view.zone));
    return el('tr', {}, el('th', { scope: 'row' }, button(t.task, () => choose(t), { class: 'small', 'aria-pressed': String(t.task === chosen) })), el('td', {}, when), el('td', { class: 'number' }, amount(t.customer_hours)), el('td', { class: 'track' }, bar));
  };
  const { campaign: doc } = campaign.doc;
  const thumb = (doc.rules_of_thumb ?? []).filter((r) => r.left_out === 0 && doc.customer_hours > 0).map((r) => `${names[r.name] ?? r.name} would cost ${times(r.customer_hours / doc.customer_hours)}`);
  find('campaign').hidden = false;
  find('campaign').replaceChildren(
    el('h2', {}, `Campaign of ${campaign.tasks.length} windows: about ${amount(doc.customer_hours)} ${campaign.hours}`),
    el('p', {}, [doc.proven ? 'No plan costs less' : `No plan costs less than ${amount(doc.bound)}`, ...thumb].join('; '), '.'),
    el('div', { class: 'scroll' }, el('table', { class: 'figures' }, el('caption', { class: 'sr' }, `Windows of the campaign ${inPlace(view.zone)}`),
      el('thead', {}, el('tr', {}, ...['Task', 'Window', capital(campaign.hours)].map((t) => el('th', { scope: 'col' }, t)), el('th', { scope: 'col' }, `${fullDate(reading(from, view.zone).date)} to ${fullDate(reading(to, view.zone).date)}`))),
      el('tbody', {}, ...campaign.tasks.map(row)))));
}
