// What the page says is what the reports say: the same shares, weights and prices, in the same words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, current, fragment, open, plan, shot } from './harness.mjs';

const openFold = (page, name) => page.locator('#plan summary', { hasText: name }).first().click();
const report = async (p, kind = 'txt') => (await ask(`/v1/report/${kind}`, p)).text();

// texts are all that the page says, also to those who point or listen.
const texts = (page) => page.evaluate(() => [document.querySelector('main').textContent, ...[...document.querySelectorAll('[title], [aria-label], [aria-valuetext]')].flatMap((e) => ['title', 'aria-label', 'aria-valuetext'].map((a) => e.getAttribute(a) ?? ''))].join('\n'));

test('where customers are weighted all that is lost is weighted customer-hours', async () => {
  const { page, done } = await open();
  const plain = await texts(page);
  assert.ok((plain.match(/customer-hours/gi) ?? []).length > 500);
  assert.doesNotMatch(plain, /weighted/i);
  await openFold(page, /regions/);
  await openFold(page, /^Gulf/);
  await page.getByLabel('Weight of region 5').fill('2,5');
  await current(page);
  assert.match(await page.locator('#plan summary', { hasText: /^Gulf/ }).textContent(), /^Gulf: 2,600, Riyadh, each counts 2.5$/);
  const said = await texts(page);
  assert.equal((said.match(/(?<!weighted )customer-hours/gi) ?? []).join(), '');
  assert.ok((said.match(/weighted customer-hours/gi) ?? []).length > 500);
  assert.match(await page.locator('#regions-seen thead').textContent(), /Weighted customer-hours/);
  await page.locator('#heat td.blocked').nth(20).click();
  await page.waitForFunction(() => /weighted customer-hours more than the best/.test(document.getElementById('worth').textContent));
  const heavy = { ...plan, regions: plan.regions.map((r) => (r.name === 'Gulf' ? { ...r, weight: 2.5 } : r)) };
  assert.match(await report(heavy), /weighted customer-hours/);
  await done();
  // A campaign, and one whose tasks have shares, which are no weights.
  const campaign = (regions) => ({ ...plan, regions, notice: undefined, crew: undefined, search: { ...plan.search, to: '2027-02-22T00:00:00Z' }, rules: { exclude_weekdays: false }, campaign: { tasks: [{ name: 'Databases', share: 0.5 }] } });
  for (const [regions, wanted] of [[heavy.regions, /weighted/i], [plan.regions, /^(?!.*weighted)/is]]) {
    const c = await open({}, fragment(campaign(regions)));
    assert.match(await c.page.locator('#campaign h2').textContent(), wanted);
    assert.match(await c.page.locator('#campaign thead').textContent(), wanted);
    assert.match(await c.page.locator('#cost').textContent(), wanted);
    await c.done();
  }
});

test('shares have one rounding, that of the reports', async () => {
  const { page, done } = await open();
  const shares = [];
  for (const pick of [() => {}, () => page.locator('#others button').nth(1).click(), () => page.locator('#heat td[data-state=free]').nth(9).click(), () => page.locator('#heat td.blocked').nth(300).click()]) {
    await pick();
    await current(page);
    shares.push(...(await texts(page)).match(/[\d.,]* ?%/g));
  }
  assert.ok(shares.length > 1000, String(shares.length));
  assert.deepEqual([...new Set(shares.filter((s) => !/^[\d,]+\.\d %$/.test(s)))], []);
  // The same figures as in the text, of the best window.
  await page.getByRole('button', { name: 'Back to the best' }).click();
  await page.waitForFunction(() => /The best/.test(document.getElementById('verdict').textContent));
  const text = (await report(plan)).replaceAll(/\s+/g, ' ');
  const [, mean] = /: ([\d.]+ %) of/.exec(await page.locator('#cost').textContent());
  assert.ok(text.includes(`(${mean})`), mean);
  for (const row of await page.locator('#regions-seen tbody tr').all()) {
    const [region, share] = [await row.locator('th').textContent(), await row.locator('td').nth(2).textContent()];
    assert.match(text, new RegExp(`${region} .{0,90}${share}`), `${region} ${share}`);
  }
  await done();
});

test('shares that are entered stay as they were entered', async () => {
  const { page, done } = await open();
  await openFold(page, /^Window/);
  for (const [written, shown] of [['12.345 %', '12.345 %'], ['25,5', '25.5 %'], ['17%', '17 %']]) {
    await page.getByLabel('Chance of stage 1').fill(written);
    await current(page);
    assert.match(await page.locator('#plan summary', { hasText: /^Window/ }).textContent(), new RegExp(`${shown} until 3 h`));
    await page.reload();
    await current(page);
    await openFold(page, /^Window/);
    assert.equal(await page.getByLabel('Chance of stage 1').inputValue(), shown);
  }
  await done();
});

test('what a rule costs the crews stands beside it, as in the report', async () => {
  const { page, done } = await open();
  const { rule_prices: prices } = await (await ask('/v1/suggest', plan)).json();
  const priced = prices.find((p) => p.best_for_crew);
  const place = page.locator('#rules .entry', { hasText: priced.entry }).locator('.price');
  assert.match(await place.textContent(), new RegExp(`^without it [\\d.]+ % less crew ${priced.person_hours} person-hours less$`));
  assert.ok((await report(plan)).replaceAll(/\s+/g, ' ').includes(priced.person_hours.toFixed(2)));
  await shot(page, 'prices', false);
  await place.getByRole('button', { name: /crew/ }).click();
  await page.waitForFunction((t) => Date.parse(document.getElementById('card').dataset.start) === Date.parse(t), priced.best_for_crew.window.start);
  assert.match(await page.locator('#deadlines').textContent(), /nothing outside the crews’ hours/);
  await done();
});
