// What each rule costs, beside it: buttons that show the windows which would be best without it, for customers
// and for the crews.
import { reason } from './decision.js';
import { button, el, find } from './dom.js';
import { amount, percent } from './words.js';

// drawPrices says by how much the best window would cost less without a rule. The rules of the list have their
// place; others, such as a crew's hours, follow below it.
export function drawPrices(answer, move) {
  clearPrices();
  const prices = answer.result?.rule_prices;
  if (!prices) return;
  const best = answer.result.suggestions[0].impact.customer_hours;
  const show = (start, words, title) => button(words, () => move(Date.parse(start.window.start)), { class: 'small', title: `${title}; show that window` });
  // said lists what is saved without a rule. What crews save is counted from the start that is best for them.
  const said = (p) => [p.best && show(p.best, `${percent(p.saves / best)} less`, `the best window would then cost ${amount(p.saves)} ${answer.hours} less`),
    p.best_for_crew && show(p.best_for_crew, `crew ${amount(p.person_hours)} person-hours less`, `the window that is best for the crew would then ask ${amount(p.person_hours)} person-hours less of it`)].filter(Boolean).flatMap((b, i) => (i ? [' ', b] : [b]));
  const places = [...document.querySelectorAll('#rules .price')];
  const rest = [];
  for (const p of prices.filter((x) => x.best || x.best_for_crew)) {
    const place = places.find((x) => x.dataset.rule === p.rule && (x.dataset.entry ?? '') === (p.entry ?? '')) ?? places.find((x) => x.dataset.rule === p.rule);
    if (p.region && place) place.append(el('span', { class: 'part' }, `not for ${p.region}: `, ...said(p)));
    else if (place) place.prepend('without it ', ...said(p));
    else rest.push(el('span', { class: 'part' }, `${reason(p.rule, p.entry ?? '', p.region ? [p.region] : [])}: without it `, ...said(p)));
  }
  const none = answer.result.rules_without_price > 0 ? [prices.length ? 'The other rules cost nothing.' : 'No rule raises the price.'] : [];
  find('price-note').replaceChildren(...rest, ...none);
}

export function clearPrices() {
  for (const place of document.querySelectorAll('#rules .price')) place.replaceChildren();
  find('price-note').replaceChildren();
}
