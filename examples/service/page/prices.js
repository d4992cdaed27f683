// What each rule costs, beside it: a button that shows the window which would be best without it.
import { reason } from './decision.js';
import { button, el, find } from './dom.js';
import { amount } from './words.js';

// drawPrices says by how much the best window would cost less without a rule. The rules of the list have their
// place; others, such as a crew's hours, follow below it.
export function drawPrices(answer, move) {
  clearPrices();
  const priced = answer.result?.rule_prices;
  if (!priced) return;
  const best = answer.result.suggestions[0].impact.customer_hours;
  const show = (p, words) => button(words, () => move(Date.parse(p.best.window.start)), { class: 'small', title: `${amount(p.customer_hours)} customer-hours; show the window that this would allow` });
  const less = (p) => `${(100 * p.customer_hours / best).toLocaleString('en', { maximumSignificantDigits: 2 })} % less`;
  const places = [...document.querySelectorAll('#rules .price')];
  const rest = [];
  for (const p of priced.prices.filter((x) => x.best)) {
    const place = places.find((x) => x.dataset.rule === p.rule && (x.dataset.entry ?? '') === (p.entry ?? '')) ?? places.find((x) => x.dataset.rule === p.rule);
    if (p.region && place) place.append(el('span', { class: 'part' }, `not for ${p.region}: `, show(p, less(p))));
    else if (place) place.prepend(show(p, `without it ${less(p)}`));
    else rest.push(el('span', { class: 'part' }, `${reason(p.rule, p.entry ?? '', p.region ? [p.region] : [])} `, show(p, `without it ${less(p)}`)));
  }
  const none = priced.others > 0 ? [priced.prices.length ? 'The other rules cost nothing.' : 'No rule raises the price.'] : [];
  find('price-note').replaceChildren(...rest, ...none);
}

export function clearPrices() {
  for (const place of document.querySelectorAll('#rules .price')) place.replaceChildren();
  find('price-note').replaceChildren();
}
