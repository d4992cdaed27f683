// What each rule costs, beside it: a button that shows the window which would be best without it.
import { button, el, find } from './dom.js';
import { amount, percent } from './words.js';

// drawPrices says by how much the best window would cost less without a rule. What nobody has asked for
// yet, and what the service does not know, stays empty.
export function drawPrices(answer, move) {
  const best = answer.result?.suggestions[0].impact.customer_hours;
  const prices = answer.result?.rule_prices ?? [];
  const words = (p) => `without it ${percent(p.saves / best)} less`;
  const show = (p) => button(words(p), () => move(Date.parse(p.start)), { class: 'small', title: `${amount(p.saves)} customer-hours; show the window that this would allow` });
  let any = false;
  for (const place of document.querySelectorAll('#rules .price')) {
    const own = prices.filter((p) => p.rule === place.dataset.rule && (place.dataset.entry === undefined || place.dataset.entry === (p.entry ?? p.region) || (p.entry === undefined && p.region === undefined)));
    const whole = own.find((p) => place.dataset.entry === undefined ? p.entry === undefined && p.region === undefined : true);
    const regions = place.dataset.entry === undefined ? own.filter((p) => p.region !== undefined) : [];
    any ||= own.length > 0;
    place.replaceChildren(...(whole ? [show(whole)] : []), ...regions.slice(0, 4).map((p) => el('span', { class: 'part' }, `not for ${p.region}: `, button(`${percent(p.saves / best)} less`, () => move(Date.parse(p.start)), { class: 'small' }))));
  }
  find('price-note').textContent = !answer.result?.rule_prices ? '' : any ? 'The other rules cost nothing.' : 'No rule raises the price.';
}

export function clearPrices() {
  for (const place of document.querySelectorAll('#rules .price')) place.replaceChildren();
  find('price-note').textContent = '';
}
