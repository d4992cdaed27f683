// The rules, limits and the headquarters have fields: what is entered is in the plan, and in its answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, current, open, saved } from './harness.mjs';

const openFold = (page, name) => page.locator('#plan summary', { hasText: name }).first().click();
const planOf = async (page) => JSON.parse((await saved(page, () => page.locator('#save').click())).text);
const add = (page, what) => page.getByLabel('Add a rule').selectOption(what);

test('every kind of rule can be added, is in the plan at once, and opens at its first field', async () => {
  const { page, done } = await open();
  const kinds = await page.getByLabel('Add a rule').locator('option').allTextContents();
  const where = {
    'never on certain dates': ['blackouts'], 'never between two times': ['blackouts'], 'never, again and again': ['blackouts'],
    'only on certain dates': ['only_during'], 'only at certain hours': ['only_hours'], 'a limit for one region': ['limit_share'], 'a limit for all customers': ['limit_peak'], 'tolerate some on such days': ['tolerate'],
  };
  assert.deepEqual(kinds.slice(1), Object.keys(where));
  const size = (v) => (Array.isArray(v) ? v.length : v ? 1 : 0);
  for (const [kind, [key]] of Object.entries(where)) {
    const before = size((await planOf(page)).rules[key]);
    await add(page, kind);
    const pointer = await page.evaluate(() => document.activeElement.dataset.pointer);
    const { rules } = await planOf(page);
    assert.equal(size(rules[key]), before + 1, kind);
    assert.ok(pointer?.startsWith(`/rules/${key}${Array.isArray(rules[key]) ? `/${before}/` : ''}`), `${kind}: ${pointer}`);
    // What was added is sound: the service finds no fault in it.
    await page.waitForFunction(() => ['current', 'wrong'].includes(document.documentElement.dataset.state));
    assert.ok(await page.locator('#problems').isHidden(), `${kind}: ${await page.locator('#problems').textContent()}`);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    assert.equal(size((await planOf(page)).rules[key]), before, `${kind}, taken back`);
  }
  await done();
});

test('limits of one region and of all customers are entered as people write them, and hold', async () => {
  const { page, done } = await open();
  await add(page, 'a limit for one region');
  await page.getByLabel('Region that is limited').selectOption('Bavaria');
  await page.getByLabel('Most of the region that may be active').fill('25.5 %');
  await add(page, 'a limit for all customers');
  await page.getByLabel('Most of all customers who may be active').fill('40');
  await current(page);
  const entered = await planOf(page);
  assert.deepEqual([entered.rules.limit_share, entered.rules.limit_peak], [[{ region: 'Bavaria', share: 0.255 }], 0.4]);
  assert.match(await page.locator('#rules').textContent(), /At most 25.5 % of Bavaria active/);
  const { suggestions } = await (await ask('/v1/suggest', entered)).json();
  for (const s of suggestions) assert.ok(s.impact.regions.find((r) => r.region === 'Bavaria').peak_share <= 0.255);
  const shown = await page.evaluate(() => document.getElementById('card').dataset.start);
  assert.equal(Date.parse(shown), Date.parse(suggestions[0].window.start));
  // A start that a limit blocks says so; a limit that is none is told at its field.
  await page.locator('#heat td', { hasText: /./ }).evaluateAll((all) => all.find((td) => /not free: .*limit_(share|peak)/.test(td.dataset.words ?? ''))?.click());
  await page.waitForFunction(() => /limit of (activity|all customers)/.test(document.getElementById('blocks').textContent));
  await page.getByLabel('Most of all customers who may be active').fill('120 %');
  await page.waitForSelector('#problems:not([hidden])');
  assert.equal(await page.getByLabel('Most of all customers who may be active').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Most of all customers who may be active').fill('');
  await current(page);
  assert.equal((await planOf(page)).rules.limit_peak, undefined);
  await page.getByRole('button', { name: 'Remove Bavaria' }).click();
  await current(page);
  assert.equal((await planOf(page)).rules.limit_share, undefined);
  await done();
});

test('the headquarters is whose clock the rules of thumb are read on', async () => {
  const { page, done } = await open();
  await openFold(page, /^Rules of thumb/);
  const field = page.getByLabel('Headquarters', { exact: true });
  await field.fill('Asia/Shanghai');
  await current(page);
  assert.equal((await planOf(page)).headquarters, 'Asia/Shanghai');
  assert.match(await page.locator('#plan summary', { hasText: /^Rules of thumb/ }).textContent(), /clock of Shanghai/);
  assert.match(await page.locator('#worth').textContent(), /Tue .*, 20:00 in Shanghai would cost .*Sunday 02:00 in Shanghai/i);
  await field.fill('Asia/Shanghay');
  await page.waitForSelector('#problems:not([hidden])');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  // Without one it is the largest region.
  await field.fill('');
  await current(page);
  assert.equal((await planOf(page)).headquarters, undefined);
  assert.match(await page.locator('#worth').textContent(), /Sunday 02:00 in New York/);
  await done();
});
