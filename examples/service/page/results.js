// What the service answered: suggestions, what is in the way, an assessed start, and downloads.
import { askJSON, askText, el, save } from './api.js';
import { amount, offset, span, stamp } from './words.js';

const find = (id) => document.getElementById(id);

// regionsTable tells region by region what a window means, on its own clocks.
function regionsTable(impact, caption) {
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, el('table', { class: 'figures' }, el('caption', { class: 'sr' }, caption),
    el('thead', {}, el('tr', {}, ...['region', 'local time', 'day', 'active', 'customer-hours'].map((t, i) => el('th', { scope: 'col', class: i > 2 ? 'number' : undefined }, t)))),
    el('tbody', {}, ...impact.regions.map((r) => el('tr', {}, el('th', { scope: 'row' }, r.region), el('td', {}, span(r.local)),
      el('td', {}, r.days.map((d) => d.name || d.kind).join(', ')), el('td', { class: 'number' }, `${Math.round(r.mean_share * 100)} %`), el('td', { class: 'number' }, amount(r.customer_hours)))))));
}

export function drawSuggestions(decision, show, failed) {
  find('none').hidden = true;
  find('suggestions').replaceChildren(...decision.suggestions.map((s, i) => {
    const factor = decision.details[i].factor;
    const facts = [`${amount(s.impact.customer_hours)} customer-hours`, i === 0 || factor === null ? null : factor === 1 ? 'as good as the best' : `${factor.toFixed(2)} times the best`, `peak ${Math.round(s.impact.peak_share * 100)} % of customers`,
      `${s.open ? 'at least ' : ''}${s.runway.replace(/0s$/, '').replace(/(?<=h)0m$/, '')} of room after it`, s.rollback_by ? `roll back by ${stamp(s.rollback_by)}` : null];
    return el('li', { class: 'card' },
      el('h3', {}, span(s.window), el('span', { class: 'faint' }, ` ${offset(s.window.start)}`)),
      el('p', { class: 'facts' }, ...facts.filter(Boolean).map((f) => el('span', {}, f))),
      el('details', { open: i === 0 }, el('summary', {}, 'Why, and what each region sees'), el('p', {}, decision.details[i].why), regionsTable(s.impact, `Suggestion ${i + 1} by region`)),
      el('p', { class: 'bar' }, el('button', { type: 'button', onclick: () => show(i + 1) }, 'Show local clocks'), ...downloads({ suggestion: i + 1 }, `suggestion ${i + 1}`, failed)));
  }));
  find('warnings').replaceChildren(...decision.warnings.map((w) => el('li', {}, w)));
}

// downloads are the buttons that save a window in other forms.
function downloads(choice, what, failed) {
  const button = (label, work) => el('button', { type: 'button', 'aria-label': `${label} of ${what}`, onclick: async () => {
    try {
      await work();
    } catch (e) {
      failed(e);
    }
  } }, label);
  return [
    button('Report', async () => save('maintenance-report.html', await askText('/v1/report/html', choice), 'text/html')),
    button('Calendar (.ics)', async () => save('maintenance.ics', await askText('/v1/export/ical', choice), 'text/calendar')),
    button('Notices', async () => save('notices.txt', notices(await askJSON('/v1/notices', choice)), 'text/plain')),
  ];
}

function notices(table) {
  const conditions = { finished: ', if the work is finished', not_finished: ', if the work is not finished', rolled_back: ', if it was rolled back' };
  const parts = table.entries.map((e) => `Send at ${stamp(e.at)} ${offset(e.at)}${conditions[e.send_if] || ''} (${e.note})\n\nSubject: ${e.subject}\n\n${e.text}`);
  return [`Announce by ${stamp(table.announce_by)} ${offset(table.announce_by)}\n`, ...table.warnings.map((w) => `Note: ${w}\n`), ...parts].join('\n' + '-'.repeat(72) + '\n');
}

// drawNone says what took the time away and what would help.
export function drawNone(problem) {
  const error = problem.error;
  find('suggestions').replaceChildren();
  find('warnings').replaceChildren(...(problem.warnings || []).map((w) => el('li', {}, w)));
  find('none').hidden = false;
  find('none').replaceChildren(
    el('p', { class: 'lead' }, 'No window fits. ', error.longest_free ? `The longest free stretch is ${span(error.longest_free)}.` : 'Every instant is blocked.'),
    el('h3', {}, 'What would help'),
    error.relaxations.length ? el('ul', {}, ...error.relaxations.slice(0, 10).map((r) => el('li', {}, `${r.change}: opens ${r.opens.toLocaleString('en')} starts, the best on ${span(r.best.window)} with ${amount(r.best.impact.customer_hours)} customer-hours`))) : el('p', {}, 'No single change does.'),
    el('h3', {}, 'What took the time away'),
    el('ul', {}, ...error.blocked.slice(0, 12).map((b) => el('li', {}, `${b.rule}${b.region ? ' in ' + b.region : ''}: ${b.reason}, ${amount(b.hours)} hours`))));
}

export function drawAssessment(a, failed) {
  const facts = [a.free ? 'Free' : 'Not free', `${amount(a.impact.customer_hours)} customer-hours`, a.factor === null ? null : `${a.factor.toFixed(2)} times the best free start`, `rank ${a.rank.toLocaleString('en')}`, a.on_grid ? null : 'not on the grid'];
  const blocks = el('ul', {}, ...a.blocks.slice(0, 12).map((b) => el('li', {}, `${b.rule}${b.region ? ' in ' + b.region : ''}: ${b.reason}, ${span(b)}`)));
  if (a.blocks.length > 12) blocks.append(el('li', {}, `and ${a.blocks.length - 12} more`));
  find('assessment').hidden = false;
  find('assessment-title').textContent = `This start: ${span(a.window)} ${offset(a.window.start)}`;
  find('assessment-body').replaceChildren(el('p', { class: 'facts' }, ...facts.filter(Boolean).map((f) => el('span', {}, f))),
    ...(a.blocks.length ? [el('h3', {}, 'What blocks it'), blocks] : []), el('h3', {}, 'What each region sees'), regionsTable(a.impact, 'This start by region'),
    a.free ? el('p', { class: 'bar' }, ...downloads({ start: a.window.start }, 'this start', failed)) : '');
}

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];

// drawClocks shows the picture of local clocks. Its style comes within the picture, where the policy of
// this page does not allow it, so it is taken out first; the colours of the heat map are in it, too.
export function drawClocks(svg) {
  const [, style] = /<style>([^<]*)<\/style>/.exec(svg);
  const picture = new DOMParser().parseFromString(svg.replace(/<style>[^<]*<\/style>/, ''), 'image/svg+xml').documentElement;
  sheet.replaceSync(style);
  find('clocks').replaceChildren(document.importNode(picture, true));
}
