// How the page is reached and looks: keyboard, screen readers, phones, dark screens, paper, a year.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, card, current, fragment, open, plan, saved, settled, shot, stamp } from './harness.mjs';

test('the window is moved with the keyboard: the handle, the map and a typed time', async () => {
  const { page, done } = await open();
  const handle = page.getByRole('slider', { name: 'Start of the window' });
  const first = await card(page);
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((s) => document.getElementById('card').dataset.start !== s, first.start);
  await current(page);
  const second = await card(page);
  assert.equal(Date.parse(second.start) - Date.parse(first.start), 15 * 60e3);
  assert.ok((await handle.getAttribute('aria-valuetext')).startsWith(second.headline.replace(/ in .*/, '')));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'handle');
  // One cell of the map can be reached by Tab; the arrows lead from it.
  assert.equal(await page.locator('#heat td[tabindex="0"]').count(), 1);
  const best = page.locator('#heat td[data-suggestion="1"]');
  await best.focus();
  const column = () => page.evaluate(() => document.activeElement.cellIndex);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Home');
  assert.equal(await column(), 1);
  await page.keyboard.press('End');
  assert.equal(await column(), 24);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  assert.equal(await column(), 1);
  await settled(page);
  assert.equal(Date.parse((await card(page)).start), Date.parse(await page.evaluate(() => document.activeElement.dataset.start)));
  assert.match(await page.locator('#readout').textContent(), /customer-hours, not free: /);
  await page.getByLabel('Move it to').fill('2027-03-06T14:30');
  await page.waitForFunction(() => document.getElementById('headline').textContent.startsWith('Sat 6 Mar 2027, 14:30'));
  await settled(page);
  await page.getByRole('button', { name: 'Back to the best' }).click();
  await page.waitForFunction((s) => document.getElementById('card').dataset.start === s, first.start);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'handle');
  await done();
});

test('the window is dragged across the rows, and says what that costs while it is', async () => {
  const { page, done } = await open();
  const first = await card(page);
  const box = await page.locator('#handle').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 2 * box.width, box.y + 40, { steps: 5 });
  await page.waitForFunction((s) => document.getElementById('card').dataset.start !== s, first.start);
  await page.waitForFunction(() => /more than the best/.test(document.getElementById('worth').textContent));
  await page.mouse.up();
  await settled(page);
  assert.equal(Math.round((Date.parse((await card(page)).start) - Date.parse(first.start)) / 3600e3), 2);
  await done();
});

test('times are on the reader’s clock first, and on others', async () => {
  const { page, done } = await open({ timezoneId: 'Asia/Kolkata' });
  const { start, headline } = await card(page);
  const inIndia = new Date(Date.parse(start) + 5.5 * 3600e3).toISOString().slice(11, 16);
  assert.ok(headline.includes(inIndia) && headline.endsWith('in Kolkata'), headline);
  assert.match(await page.locator('#elsewhere').textContent(), / UTC · .* in New York/);
  await page.getByLabel('Times:').selectOption('UTC');
  await page.waitForFunction(() => document.getElementById('headline').textContent.endsWith('UTC'));
  await settled(page);
  assert.match(await page.locator('#elsewhere').textContent(), /in Kolkata · .* in New York/);
  await done();
  // Twice twelve hours where the browser's language counts so.
  const american = await open({ locale: 'en-US' });
  assert.match((await card(american.page)).headline, /\d [ap]m to \d+:\d\d [ap]m/);
  await american.done();
});

test('a year can be seen: the days left out are told, and shown when asked for', async () => {
  const { page, done } = await open({}, fragment({ ...plan, search: { ...plan.search, from: '2027-01-01T05:00:00Z', to: '2028-01-01T05:00:00Z' } }));
  assert.match(await page.locator('#left-out').textContent(), /^\d+ days of the search are not shown/);
  const few = await page.locator('#heat tbody tr').count();
  const best = await page.locator('#heat td[data-suggestion="1"]').getAttribute('data-words');
  await page.getByRole('button', { name: 'Show the whole search' }).click();
  await page.waitForFunction((n) => document.querySelectorAll('#heat tbody tr').length > n, few);
  const dates = await page.locator('#heat tbody tr').evaluateAll((rows) => rows.map((r) => r.dataset.date));
  assert.ok(new Set(dates).size >= 365 && new Set(dates).size <= 366);
  assert.equal(await page.locator('#left-out').textContent(), '');
  assert.equal(await page.locator('#heat td[data-suggestion="1"]').getAttribute('data-words'), best);
  await shot(page, 'year');
  await done();
});

test('reasons differ by pattern, and are said on hover', async () => {
  const { page, done } = await open();
  const patterns = await page.locator('#heat td.blocked').evaluateAll((list) => [...new Set(list.map((td) => getComputedStyle(td).backgroundImage))]);
  assert.ok(patterns.length >= 3, String(patterns.length));
  await page.locator('#heat td.r-weekdays').nth(10).hover();
  assert.match(await page.locator('#readout').textContent(), /not free: weekdays: /);
  await done();
});

test('paper has the result and not the form', async () => {
  const { page, done } = await open();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const id of ['#plan', 'header', '#outputs', '.dock', '#others']) assert.ok(await page.locator(id).isHidden(), id);
  for (const id of ['#asked', '#headline', '#cost', '#deadlines', '#rows', '#regions-seen table']) assert.ok(await page.locator(id).isVisible(), id);
  assert.equal(await page.locator('#heat tbody tr:visible').count(), 7);
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(255, 255, 255)');
  await page.setViewportSize({ width: 760, height: 1050 });
  await shot(page, 'print');
  await done();
});

for (const colorScheme of ['light', 'dark']) {
  for (const [size, viewport] of [['desktop', { width: 1280, height: 800 }], ['phone', { width: 390, height: 844 }]]) {
    test(`${colorScheme} on a ${size}: axe finds nothing serious, and nothing is cut off`, async () => {
      const { page, done } = await open({ colorScheme, viewport, bypassCSP: true });
      await shot(page, `${colorScheme}-${size}`);
      await accessible(page, 'result');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling of the page');
      const [box, handle] = [await page.locator('#rows-box').boundingBox(), await page.locator('#handle').boundingBox()];
      assert.ok(handle.x >= box.x && handle.x + handle.width <= box.x + box.width, 'the window is in view');
      await page.locator('#heat td[data-state="blocked"]').nth(3).evaluate((td) => td.click());
      await settled(page);
      await accessible(page, 'moved');
      if (size === 'phone') await page.getByRole('button', { name: 'Change the plan' }).click();
      for (const d of await page.locator('#plan > div > details > summary').all()) await d.click();
      await page.locator('#plan summary', { hasText: /^Bavaria/ }).first().click();
      await page.getByLabel('Length', { exact: true }).fill('');
      await page.waitForSelector('#problems:not([hidden])');
      await shot(page, `${colorScheme}-${size}-plan`);
      await accessible(page, 'problems');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling of the plan');
      await done();
    });
  }
}

test('a campaign shows its calendar, and a click shows a window above', async () => {
  const campaign = { ...plan, search: { ...plan.search, to: '2027-02-22T00:00:00Z' }, rules: { exclude_weekdays: false, exclude_holidays: false }, notice: undefined, crew: undefined, campaign: { tasks: [
    { name: 'Databases', regions: ['US East', 'Brazil'], share: 0.5 }, { name: 'Gateways', after: [{ task: 'Databases', at_least: '24h' }], window: { duration: '2h' } },
  ] } };
  const { page, done } = await open({}, fragment(campaign));
  const rows = page.locator('#campaign tbody tr');
  assert.equal(await rows.count(), 2);
  assert.ok(await page.locator('#heat').isHidden());
  for (const [i, name] of [[1, 'Gateways'], [0, 'Databases']]) {
    await page.getByRole('button', { name, exact: true }).click();
    await page.waitForFunction((n) => document.getElementById('verdict').textContent.startsWith(`${n}, in the campaign`), name);
    await settled(page);
    const text = await rows.nth(i).textContent();
    const shown = await card(page);
    assert.ok(text.includes(shown.headline.replace(/ in .*/, '')), `${text}: ${shown.headline}`);
    const cost = /About ([\d,.]+) customer-hours/.exec(await page.locator('#cost').textContent())[1];
    assert.ok(text.includes(cost), `${text}: ${cost}`);
    const { text: ics } = await saved(page, () => page.getByRole('button', { name: 'Calendar', exact: true }).click());
    assert.ok(ics.includes(`DTSTART:${stamp(shown.start)}`) && ics.includes(`DTEND:${stamp(shown.end)}`));
  }
  await shot(page, 'campaign');
  await done();
});
