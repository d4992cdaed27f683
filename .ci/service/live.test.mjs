// The page never hands out another window, nor another plan, than it shows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { card, current, open, random, saved, settled, stamp } from './harness.mjs';

const openFold = (page, name) => page.locator('#plan summary', { hasText: name }).first().click();

// slow keeps answers to a path back until they are let go. It returns the function that lets them go.
async function slow(page, path) {
  let release;
  const gate = new Promise((resolve) => { release = resolve; });
  await page.route(`**${path}`, async (route) => {
    await gate;
    await route.continue().catch(() => {}); // it was cancelled
  });
  return release;
}

test('an edit marks the result as out of date at once, and disables its buttons', async () => {
  const { page, done } = await open();
  await openFold(page, /^Window/);
  const before = await card(page);
  const release = await slow(page, '/v1/suggest');
  // What is so in the very moment of the edit, whatever the machine is busy with.
  const atOnce = await page.getByLabel('Length', { exact: true }).evaluate((field) => {
    field.value = '2 hours';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const buttons = [...document.querySelectorAll('#outputs :is(button, select), #card :is(button, input), #others button')];
    return { state: document.documentElement.dataset.state, banner: document.getElementById('banner').textContent, buttons: buttons.length, alive: buttons.filter((b) => !b.matches(':disabled')).length };
  });
  assert.deepEqual({ ...atOnce, buttons: atOnce.buttons > 8 }, { state: 'stale', banner: 'Out of date: the plan was changed.', buttons: true, alive: 0 });
  // The map and the handle do not move what is out of date.
  await page.locator('#heat td[data-start]').nth(40).click();
  await page.locator('#handle').press('ArrowRight');
  assert.equal((await card(page)).start, before.start);
  await page.waitForSelector('html[data-state=working]');
  for (const b of await page.locator('#outputs button').all()) assert.ok(await b.isDisabled());
  release();
  await current(page);
  const now = await card(page);
  assert.equal(Date.parse(now.end) - Date.parse(now.start), 2 * 3600e3);
  const { text } = await saved(page, () => page.getByRole('button', { name: 'Calendar', exact: true }).click());
  assert.ok(text.includes(`DTSTART:${stamp(now.start)}`) && text.includes(`DTEND:${stamp(now.end)}`));
  await done();
});

test('a request that is superseded is cancelled, and its answer is never shown', async () => {
  const { page, cancelled, done } = await open();
  await openFold(page, /regions/);
  await openFold(page, /^US East/);
  const release = await slow(page, '/v1/suggest');
  const asked = page.waitForRequest('**/v1/suggest');
  await page.getByLabel('Customers of region 1').fill('100000');
  await asked;
  await page.getByLabel('Customers of region 1').fill('200000');
  await page.waitForFunction(() => document.documentElement.dataset.state === 'working');
  release();
  await current(page);
  assert.ok(cancelled.some((url) => url.endsWith('/v1/suggest')), String(cancelled));
  assert.match(await page.locator('#cost').textContent(), /of 209,000 customers/);
  await done();
});

test('moves that follow each other quickly end at the last, and the first are cancelled', async () => {
  const { page, cancelled, done } = await open();
  const { start } = await card(page);
  const release = await slow(page, '/v1/assess');
  await page.locator('#handle').focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageUp');
  assert.ok(await page.getByRole('button', { name: 'Calendar', exact: true }).isDisabled(), 'a window is not handed out before its costs are shown');
  release();
  await current(page);
  assert.ok(cancelled.some((url) => url.endsWith('/v1/assess')));
  // A move begins where the window is shown, so three quick ones are one.
  assert.equal(Date.parse((await card(page)).start) - Date.parse(start), 24 * 3600e3);
  await done();
});

test('removals and other edits are taken back', async () => {
  const { page, done } = await open();
  await openFold(page, /regions/);
  await page.getByRole('button', { name: 'Remove Gulf' }).click();
  await current(page);
  assert.doesNotMatch(await page.locator('#rows').textContent(), /Gulf/);
  await page.getByRole('button', { name: 'Remove Launch freeze' }).click();
  await openFold(page, /^Window/);
  await page.getByLabel('Length', { exact: true }).fill('3h');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  assert.equal(await undo.getAttribute('title'), 'Undo: Length');
  await undo.click();
  assert.equal(await page.getByLabel('Length', { exact: true }).inputValue(), '1 h');
  await page.locator('#handle').focus();
  await page.keyboard.press('Control+z');
  assert.match(await page.locator('#rules').textContent(), /Launch freeze/);
  await undo.click();
  assert.ok(await undo.isDisabled());
  await current(page);
  assert.match(await page.locator('#rows').textContent(), /Gulf/);
  await done();
});

// press presses a button unless it is disabled, and says what the card showed at that very moment.
const press = (page, name) => page.evaluate((text) => {
  const b = [...document.querySelectorAll('#outputs button')].find((x) => x.textContent === text);
  if (b.matches(':disabled')) return null;
  const { start, end } = document.getElementById('card').dataset;
  const customers = /of ([\d,]+) customers/.exec(document.getElementById('cost').textContent)[1];
  b.click();
  return { start, end, customers };
}, name);

const checks = {
  Calendar: (text, { start, end }) => text.includes(`DTSTART:${stamp(start)}`) && text.includes(`DTEND:${stamp(end)}`),
  Report: (text, { start, end, customers }) => text.includes(`${start.slice(11, 16)} to `) && text.includes(end.slice(11, 16)) && text.includes(`${customers} customers`),
  Notices: (text, { start, end }) => text.includes(`${new Date(start).toISOString().slice(11, 16)} to `) && text.includes(new Date(end).toISOString().slice(11, 16)),
};

test('no export ever differs from its card, whatever is edited when', async () => {
  const { page, done } = await open();
  await openFold(page, /regions/);
  await openFold(page, /^US East/);
  await openFold(page, /^Window/);
  const pick = random(12);
  const delay = random(7); // apart, so that the edits do not depend on how many requests there are
  const lengths = ['30 min', '1 h', '2 h', '3 h', 'soon'];
  const edits = [
    () => page.getByLabel('Length', { exact: true }).fill(lengths[pick(lengths.length)]),
    () => page.getByLabel('Customers of region 1').fill(String(1000 + pick(9000))),
    () => page.getByLabel('No holidays, of any region').click(),
    () => page.evaluate(() => document.getElementById('undo').click()),
    () => page.locator('#heat td[data-start]').nth(pick(900)).evaluate((td) => td.click()),
    () => page.evaluate((n) => { const free = document.querySelectorAll('#heat td[data-state=free]'); free[n % free.length]?.click(); }, pick(900)),
    () => page.locator('#handle').press(['ArrowRight', 'ArrowLeft', 'PageUp', 'Home'][pick(4)]),
    () => page.locator('#others button').first().evaluate((b) => b.click()),
  ];
  // Answers take longer or shorter, so that they come in any order.
  await page.route('**/v1/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, delay(120)));
    await route.continue().catch(() => {});
  });
  const handed = [];
  page.on('download', (d) => handed.push(d));
  let compared = 0;
  for (let round = 0; round < 60; round++) {
    await edits[pick(edits.length)]();
    if (pick(3) > 0) await settled(page);
    const names = Object.keys(checks);
    const name = names[pick(names.length)];
    const shown = await press(page, name);
    if (!shown) continue;
    await edits[pick(edits.length)](); // while it is being made
    const until = Date.now() + 120000;
    while (handed.length === 0) {
      assert.ok(Date.now() < until, `round ${round}: nothing was handed out: ${await page.locator('#trouble').textContent()}`);
      await page.waitForTimeout(20);
    }
    const download = handed.shift();
    const text = readFileSync(await download.path(), 'utf8');
    assert.ok(checks[name](text, shown), `round ${round}: ${name} of ${JSON.stringify(shown)}: ${text.slice(0, 600)}`);
    compared++;
  }
  assert.ok(compared >= 10, `only ${compared} files were handed out`);
  await done();
});
