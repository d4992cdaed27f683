// A plan whose window comes back: the page shows its slot, and hands out that slot and no other.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { accessible, ask, card, current, fragment, open, plan, random, saved, settled, shot, stamp } from './harness.mjs';

const openFold = (page, name) => page.locator('#plan summary', { hasText: name }).first().click();
// Rules that leave most Saturdays free, and a clock whose hour changes in spring.
const weekly = { ...plan, rules: { exclude_weekdays: true, exclude_holidays: true }, search: { ...plan.search, to: '2027-06-01T00:00:00Z', step: '30m' }, recurring: { every: 'week', time_zone: 'Europe/Berlin' } };
const slotsOf = async (p) => (await (await ask('/v1/recurring', p)).json()).recurring;
const days = { Mon: 'Monday', Tue: 'Tuesday', Wed: 'Wednesday', Thu: 'Thursday', Fri: 'Friday', Sat: 'Saturday', Sun: 'Sunday' };

test('a recurring plan shows its slot: when, what it costs, its dates, what is left out and what moves', async () => {
  const { page, done } = await open({ timezoneId: 'Europe/Berlin', bypassCSP: true }, fragment(weekly));
  const { slots, dated } = await slotsOf(weekly);
  const [best] = slots;
  assert.match((await card(page)).headline, new RegExp(`^Every ${days[best.weekday]}, ${best.time} to .* in Berlin$`));
  const cost = await page.locator('#cost').textContent();
  assert.ok(cost.includes(Math.round(best.customer_hours).toLocaleString('en')), cost);
  assert.ok(cost.includes(`the ${best.occurrences - best.blocked.length} free dates of ${best.occurrences}`), cost);
  assert.ok((await page.locator('#worth').textContent()).includes(Math.round(dated.customer_hours).toLocaleString('en')));
  // Exceptions and moves are those of the answer, and so are the dates.
  assert.ok(best.blocked.length > 0 && best.shifts.length > 0);
  assert.match(await page.locator('#blocks').textContent(), /Not free, to be left out: 6 Feb \(a holiday, Chinese New Year/);
  assert.match(await page.locator('#deadlines').textContent(), /next dates: 13 Feb, 20 Feb.*from Sat 20 Mar 2027 on it reads \d\d:\d\d in New York, \d\d:\d\d before/);
  const rows = page.locator('#dates tbody tr');
  assert.equal(await rows.count(), best.occurrences);
  const blocked = new Set(best.blocked.map((b) => Date.parse(b.start)));
  for (const [i, start] of best.starts.entries()) assert.match(await rows.nth(i).textContent(), blocked.has(Date.parse(start)) ? /not free: a / : /free$/);
  for (const id of ['#heat', '#moment']) assert.ok(await page.locator(id).isHidden(), id);
  // The first free date is shown; another is chosen from either list, and the address holds it.
  assert.equal(Date.parse((await card(page)).start), best.starts.map((t) => Date.parse(t)).find((t) => !blocked.has(t)));
  await rows.nth(4).getByRole('button').click();
  await page.waitForFunction((t) => Date.parse(document.getElementById('card').dataset.start) === Date.parse(t), best.starts[4]);
  await current(page);
  assert.ok(page.url().includes('&start='));
  await page.getByLabel('Date shown').selectOption(String(Date.parse(best.starts[6])));
  await page.waitForFunction((t) => Date.parse(document.getElementById('card').dataset.start) === Date.parse(t), best.starts[6]);
  await current(page);
  await page.reload();
  await current(page);
  assert.equal(Date.parse((await card(page)).start), Date.parse(best.starts[6]));
  await accessible(page, 'slot');
  await shot(page, 'slot');
  await page.emulateMedia({ media: 'print' });
  await shot(page, 'slot-print');
  await done();
  for (const colorScheme of ['light', 'dark']) {
    const phone = await open({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, bypassCSP: true, colorScheme }, fragment(weekly));
    assert.ok(await phone.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
    await accessible(phone.page, `slot on a phone, ${colorScheme}`);
    await shot(phone.page, `slot-phone-${colorScheme}`);
    await phone.done();
  }
});

test('a window is made to come back, and to come once, in the form', async () => {
  const { page, done } = await open();
  await openFold(page, /^Comes back: no/);
  await page.getByLabel('How often the window comes back').selectOption('month');
  await current(page);
  assert.match((await card(page)).headline, /^The (first|second|third|fourth|fifth|last) \w+day of the month, .* UTC$/);
  await page.getByLabel('Clock on which the window comes back').fill('Asia/Kathmandu');
  await current(page);
  assert.match((await card(page)).headline, / in Kathmandu$/);
  assert.match(await page.locator('#plan summary', { hasText: 'Comes back' }).textContent(), /^Comes back on a weekday of every month, on the clock of Kathmandu$/);
  const text = JSON.parse((await saved(page, () => page.locator('#save').click())).text);
  assert.deepEqual(text.recurring, { every: 'month', time_zone: 'Asia/Kathmandu' });
  await page.getByLabel('Clock on which the window comes back').fill('Asia/Kathmandoo');
  await page.waitForSelector('#problems:not([hidden])');
  assert.equal(await page.getByLabel('Clock on which the window comes back').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('How often the window comes back').selectOption('');
  await current(page);
  assert.match(await page.locator('#verdict').textContent(), /The best window/);
  assert.ok(await page.locator('#heat').isVisible() && await page.locator('#campaign').isHidden());
  assert.ok(await page.getByRole('button', { name: 'Report', exact: true }).isEnabled());
  assert.equal(JSON.parse((await saved(page, () => page.locator('#save').click())).text).recurring, undefined);
  await done();
});

test('where no date is free it says what is in the way', async () => {
  const { page, done } = await open({}, fragment({ ...weekly, rules: { blackouts: [{ name: 'All of it', start: '2027-01-01', end: '2027-07-01' }] } }));
  assert.match(await page.locator('#why-not').textContent(), /No window fits.*drop blackout All of it/);
  assert.ok(await page.locator('#outputs button').first().isDisabled());
  await done();
});

test('a slot is handed out in the forms of platforms, with what they cannot say', async () => {
  const { page, done } = await open({}, fragment(weekly));
  const { slots } = await slotsOf(weekly);
  const third = slots[2];
  await page.locator('#others button').nth(2).click();
  await page.waitForFunction(() => document.getElementById('verdict').textContent.startsWith('Slot 3'));
  await current(page);
  const ics = await saved(page, () => page.getByRole('button', { name: 'Calendar', exact: true }).click());
  const local = third.starts[0].slice(0, 19).replaceAll(/[-:]/g, '');
  assert.ok(ics.text.includes(`DTSTART;TZID=Europe/Berlin:${local}`) && ics.text.includes(`BYDAY=${third.weekday.slice(0, 2).toUpperCase()}`), ics.text);
  assert.equal(ics.text.match(/EXDATE/g).length, third.blocked.length);
  const cron = await saved(page, () => page.getByLabel('More forms of this slot').selectOption('ssm-cron'));
  const [hour, minute] = third.time.split(':').map(Number);
  assert.ok(cron.text.includes(`cron(${minute} ${hour} ? * ${third.weekday.toUpperCase()} *)`), cron.text);
  await page.waitForFunction(() => /occurrences are blocked/.test(document.getElementById('handed').textContent));
  // What a platform would get wrong is refused, and said.
  await page.getByLabel('More forms of this slot').selectOption('aws-rds');
  await page.waitForSelector('#trouble:not([hidden])');
  assert.match(await page.locator('#trouble').textContent(), /aws-rds cannot hold this slot: it takes a slot in UTC/);
  assert.equal(await page.getByRole('button', { name: 'Report', exact: true }).count(), 0);
  await page.getByRole('button', { name: 'Back to the best' }).click();
  await page.waitForFunction(() => document.getElementById('verdict').textContent === 'The best slot');
  await done();
});

// press presses Calendar unless it is disabled, and says what the card showed at that very moment.
const press = (page) => page.evaluate(() => {
  const b = document.querySelector('#outputs button');
  if (b.matches(':disabled')) return null;
  const { start, end, slot } = document.getElementById('card').dataset;
  const headline = document.getElementById('headline').textContent;
  b.click();
  return { start, end, headline, slot: /^(Every|The)/.test(headline) ? slot : undefined };
});

test('no export differs from its card, of slots too, whatever is edited when', async () => {
  const { page, done } = await open({ timezoneId: 'UTC' }, fragment({ ...weekly, recurring: { every: 'week' } }));
  await openFold(page, /^Comes back/);
  await openFold(page, /^Window/);
  const pick = random(5);
  const delay = random(11);
  const lengths = ['30 min', '1 h', '90 min', '2 h', '150 min', '3 h', 'soon'];
  const rhythms = ['week', '2 weeks', 'month', 'week', '2 weeks', 'month', ''];
  const edits = [
    () => page.getByLabel('Length', { exact: true }).fill(lengths[pick(lengths.length)]),
    () => page.getByLabel('How often the window comes back').selectOption(rhythms[pick(rhythms.length)]),
    () => page.getByLabel('No holidays, of any region').click(),
    () => page.evaluate(() => document.getElementById('undo').click()),
    () => page.evaluate((n) => { const all = document.querySelectorAll('#others button'); all[n % all.length]?.click(); }, pick(5)),
    () => page.evaluate((n) => { const all = document.querySelectorAll('#dates button'); all[n % all.length]?.click(); }, pick(17)),
  ];
  await page.route('**/v1/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, delay(80)));
    await route.continue().catch(() => {});
  });
  const handed = [];
  page.on('download', (d) => handed.push(d));
  let slots = 0;
  for (let round = 0; round < 60; round++) {
    await edits[pick(edits.length)]();
    if (pick(3) > 0) await settled(page);
    const shown = await press(page);
    if (!shown) continue;
    await edits[pick(edits.length)](); // while it is being made
    const until = Date.now() + 120000;
    while (handed.length === 0) {
      assert.ok(Date.now() < until, `round ${round}: nothing was handed out: ${await page.locator('#trouble').textContent()}`);
      await page.waitForTimeout(20);
    }
    const text = readFileSync(await handed.shift().path(), 'utf8');
    const at = `round ${round}: ${JSON.stringify(shown)}: ${text}`;
    assert.equal(/RRULE/.test(text), Boolean(shown.slot), at);
    if (!shown.slot) {
      assert.ok(text.includes(`DTSTART:${stamp(shown.start)}`) && text.includes(`DTEND:${stamp(shown.end)}`), at);
      continue;
    }
    slots++;
    const minutes = (Date.parse(shown.end) - Date.parse(shown.start)) / 60e3;
    assert.ok(text.includes(`DURATION:PT${minutes}M`), at);
    assert.equal(/DTSTART:\d+(T\d{6}Z)/.exec(text)[1], stamp(shown.start).slice(8), at); // another date at the same time
    assert.ok(text.includes(Object.entries(days).find(([, day]) => shown.headline.includes(day))[0].slice(0, 2).toUpperCase()), at);
    assert.equal(/FREQ=MONTHLY/.test(text), /month/.test(shown.headline), at);
    assert.equal(/INTERVAL=2/.test(text), /2 weeks/.test(shown.headline), at);
  }
  assert.ok(slots >= 8, `only ${slots} slots were handed out`);
  await done();
});
