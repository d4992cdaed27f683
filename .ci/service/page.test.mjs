// The page of examples/service: a plan is opened, edited and answered; what is wrong or missing is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, current, fragment, open, plan, saved, settled, shot, stamp } from './harness.mjs';

const openFold = (page, name) => page.locator('#plan summary', { hasText: name }).first().click();

test('it opens with the result of its plan, and the decision is in view', async () => {
  const { page, done } = await open({}, '');
  assert.equal(await page.locator('html').getAttribute('data-state'), 'current');
  for (const id of ['#headline', '#cost', '#outputs', '#rows', '#handle', '#heat']) {
    const box = await page.locator(id).boundingBox();
    assert.ok(box.y >= 0 && box.y < 800, `${id} begins on the first screen`);
  }
  assert.match(await page.locator('#verdict').textContent(), /The best window/);
  assert.match(await page.locator('#cost').textContent(), /About [\d,]+ customer-hours: .* of [\d,]+ customers active/);
  assert.match(await page.locator('#worth').textContent(), /Tue .* would cost .*, .*Sunday 02:00 in New York/);
  assert.match(await page.locator('#deadlines').textContent(), /announce by .*roll back by/);
  await done();
});

test('a plan is edited, computed by itself, and the address holds it', async () => {
  const { page, done } = await open();
  await openFold(page, /regions/);
  await openFold(page, /^Bavaria/);
  await page.getByLabel('Name of region 4').fill('Bavaria and Austria');
  await page.getByLabel('Holidays of region 4: add a place').fill('Austria (AT)');
  await page.keyboard.press('Enter');
  assert.match(await page.locator('.chips', { hasText: 'Bavaria' }).textContent(), /Bavaria, Germany.*Austria/);
  await openFold(page, /^Search/);
  await page.getByLabel('Clocks of').fill('Europe/Berlin');
  await page.getByLabel('How many').fill('3');
  await current(page);
  assert.equal(await page.locator('#others > li').count(), 3);
  assert.match(await page.locator('#regions-seen').textContent(), /Bavaria and Austria/);
  assert.ok(await page.locator('#heat tbody tr').count() >= 49);
  const { start } = await card(page);
  await page.locator('.skip').focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'result');
  // The same plan and window from the address, in another tab.
  const again = await page.context().newPage();
  await again.goto(page.url());
  await settled(again);
  assert.equal((await card(again)).start, start);
  await openFold(again, /^The plan as a file/);
  assert.match(await again.locator('#text').inputValue(), /"Bavaria and Austria"[^}]*"AT"/);
  await done();
});

test('fields take what people write, and dates are words', async () => {
  const { page, done } = await open();
  await openFold(page, /regions/);
  await openFold(page, /^US East/);
  await openFold(page, /^Window/);
  await openFold(page, /^Search/);
  await page.getByLabel('Customers of region 1').fill('9,600');
  await page.getByLabel('Length', { exact: true }).fill('90 minutes');
  await page.getByLabel('Chance of stage 1').fill('15 %');
  await page.getByLabel('From', { exact: true }).fill('2027-02-02T06:30');
  await openFold(page, /^Customers are told/);
  await page.getByLabel('Reminders before').fill('3 days, 2 hours');
  await openFold(page, /^Crew/);
  await openFold(page, /^Weekend shift/);
  await page.getByLabel('Hours of crew 1, until').fill('21:30');
  await current(page);
  const got = JSON.parse((await saved(page, () => page.locator('#save').click())).text);
  assert.equal(got.regions[0].customers, 9600);
  assert.equal(got.window.duration, '1h30m');
  assert.equal(got.window.overrun[0].probability, 0.15);
  assert.equal(got.search.from, '2027-02-02T11:30:00Z'); // on the clocks of New York
  assert.deepEqual(got.notice.reminders, ['72h', '2h']);
  assert.equal(got.crew[0].hours, '08:00-21:30');
  for (const value of await page.locator('#plan input').evaluateAll((list) => list.map((i) => i.value))) assert.doesNotMatch(value, /T\d\d:\d\d:\d\dZ/);
  assert.match(await page.locator('#plan').textContent(), /Tue 2 Feb 2027, 06:30 in New York/);
  await done();
});

test('a region without a time zone is a question', async () => {
  const { page, done } = await open();
  await openFold(page, /regions/);
  await page.getByRole('button', { name: '+ Add a region' }).click();
  await page.getByLabel('Name of region 7').fill('Iceland');
  await page.getByLabel('Customers of region 7').fill('100');
  await page.waitForSelector('html[data-state=wrong]');
  assert.match(await page.locator('#problems').textContent(), /Which clock do the customers of Iceland live by/);
  assert.ok(await page.locator('#outputs button').first().isDisabled());
  await page.getByLabel('Holidays of region 7: add a place').fill('Iceland (IS)');
  await page.keyboard.press('Enter');
  await page.getByLabel('Time zone of region 7').fill('Atlantic/Reykjavik');
  await current(page);
  assert.match(await page.locator('#rows').textContent(), /Iceland/);
  // A table without zones asks as well.
  await page.setInputFiles('#open', { name: 'regions.csv', mimeType: 'text/csv', buffer: Buffer.from('region,users\nParis,"1,200"\n') });
  await page.waitForSelector('html[data-state=wrong]');
  assert.match(await page.locator('#problems').textContent(), /Which clock do the customers of Paris live by/);
  await done();
});

test('what is handed out is of the window shown: best and moved', async () => {
  const { page, done } = await open();
  for (const move of [() => {}, () => page.locator('#others button').nth(1).click(), () => page.locator('#heat td[data-state=free]').nth(5).click()]) {
    await move();
    await current(page);
    const { start, end } = await card(page);
    const ics = await saved(page, () => page.getByRole('button', { name: 'Calendar', exact: true }).click());
    assert.match(ics.name, /^maintenance-\d{4}-\d\d-\d\d-ical\.ics$/);
    assert.ok(ics.text.includes(`DTSTART:${stamp(start)}`) && ics.text.includes(`DTEND:${stamp(end)}`));
    const report = await saved(page, () => page.getByRole('button', { name: 'Report', exact: true }).click());
    assert.ok(report.text.includes('<!DOCTYPE html>') && report.text.includes(`${start.slice(11, 16)} to ${end.slice(11, 16)}`));
    const notices = await saved(page, () => page.getByRole('button', { name: 'Notices', exact: true }).click());
    const inUTC = (t) => new Date(t).toISOString().slice(11, 16);
    assert.ok(notices.text.includes('Subject: ') && notices.text.includes(`${inUTC(start)} to ${inUTC(end)} UTC`));
    const other = await saved(page, () => page.getByLabel('More forms of this window').selectOption('statuspage'));
    assert.ok(other.text.includes(`"scheduled_for": "${new Date(start).toISOString().slice(0, 19)}Z"`));
  }
  await done();
});

test('a window that is not free says why, and is not handed out', async () => {
  const { page, done } = await open();
  await page.locator('#heat td.r-weekdays').nth(20).click();
  await settled(page);
  assert.match(await page.locator('#verdict').textContent(), /Not free/);
  assert.match(await page.locator('#blocks').textContent(), /a working day, .*day, in/);
  assert.match(await page.locator('#worth').textContent(), /customer-hours more than the best/);
  assert.ok(await page.locator('#outputs button').first().isDisabled());
  assert.match(page.url(), /&start=/);
  await page.getByRole('button', { name: 'Back to the best' }).click();
  await current(page);
  assert.match(await page.locator('#verdict').textContent(), /The best window/);
  await done();
});

test('what is wrong is shown at its field, in words', async () => {
  const { page, done } = await open();
  await openFold(page, /regions/);
  await openFold(page, /^England/);
  await openFold(page, /^Window/);
  await page.getByLabel('Time zone of region 3').fill('Europe/Lodnon');
  await page.getByLabel('Length', { exact: true }).fill('soon');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#problems:not([hidden])');
  const zone = page.getByLabel('Time zone of region 3');
  assert.equal(await zone.getAttribute('aria-invalid'), 'true');
  assert.match(await page.locator(`#${await zone.getAttribute('aria-describedby')}`).textContent(), /“Europe\/Lodnon” does not work here.*Europe\/London/);
  assert.equal(await page.getByLabel('Length', { exact: true }).getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('#problems li').count(), 2);
  await shot(page, 'problems');
  await page.locator('#problems a').first().click();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.pointer), '/regions/2/time_zone');
  await zone.fill('Europe/London');
  await page.getByLabel('Length', { exact: true }).fill('90m');
  await current(page);
  assert.equal(await page.locator('[aria-invalid]').count(), 0);
  await done();
});

test('where nothing fits it says what would help', async () => {
  const { page, done } = await open({}, fragment({ ...plan, rules: { ...plan.rules, blackouts: [{ name: 'All of it', start: '2027-01-01', end: '2027-05-01' }] } }));
  assert.match(await page.locator('#why-not').textContent(), /No window fits.*drop blackout All of it/);
  assert.equal(await page.locator('#heat td[data-state="free"]').count(), 0);
  assert.ok(await page.locator('#outputs button').first().isDisabled());
  await shot(page, 'no-window');
  await done();
});

test('files are opened and dropped: plans, regions, calendars', async () => {
  const { page, done } = await open();
  const csv = '\ufeffRegion;Users;Timezone;Country\r\n"Paris; centre";1200;Europe/Paris;FR\r\nNairobi;300;Africa/Nairobi;KE\r\n';
  await page.setInputFiles('#open', { name: 'regions.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.waitForFunction(() => document.getElementById('status').textContent.startsWith('2 regions'));
  await current(page);
  assert.match(await page.locator('#rows').textContent(), /Paris; centre/);
  const ics = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20260101T000000Z', 'DTSTART:20270213T000000Z', 'DTEND:20270215T000000Z', 'SUMMARY:Sale', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'sale.ics'));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, ics);
  await page.waitForFunction(() => document.getElementById('plan').textContent.includes('Never sale.ics'));
  await current(page);
  await page.locator('#heat td[data-start^="2027-02-13T10"]').click();
  await page.waitForFunction(() => document.getElementById('blocks').textContent.includes('sale.ics'));
  await page.setInputFiles('#open', { name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from('{"regions": [') });
  await page.waitForSelector('#trouble:not([hidden])');
  await page.setInputFiles('#open', { name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(plan)) });
  await page.waitForFunction(() => document.getElementById('plan').textContent.includes('6 regions'));
  await current(page);
  await done();
});

test('each rule says what it costs, and shows what it would allow', async () => {
  // Prices as the service gives them, of known size; that they are right is tested where they are computed.
  const allowed = '2027-02-06T04:00:00-05:00';
  const { page, done } = await open();
  await page.route('**/v1/suggest', async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    const saves = (share, more) => ({ saves: share * json.suggestions[0].impact.customer_hours, best: { window: { start: allowed, end: '2027-02-06T05:00:00-05:00' } }, ...more });
    json.rule_prices = [saves(0.112, { rule: 'only_hours', entry: 'DBAs\' hours' }), saves(0.05, { rule: 'holidays' }), saves(0.03, { rule: 'holidays', region: 'Shanghai' })];
    json.rules_without_price = 2;
    await route.fulfill({ response, json });
  });
  await page.getByRole('button', { name: 'Compute now' }).click();
  const hours = page.locator('#rules .entry', { hasText: 'DBAs' }).locator('.price');
  await hours.getByRole('button', { name: '11.2 % less' }).waitFor();
  await current(page);
  assert.equal(await hours.textContent(), 'without it 11.2 % less');
  assert.equal(await page.locator('#rules .price[data-rule=holidays]').textContent(), 'without it 5.0 % lessnot for Shanghai: 3.0 % less');
  assert.equal(await page.locator('#price-note').textContent(), 'The other rules cost nothing.');
  await hours.locator('button').click();
  await page.waitForFunction((t) => Date.parse(document.getElementById('card').dataset.start) === Date.parse(t), allowed);
  assert.match(await page.locator('#blocks').textContent(), /Chinese New Year.*in Shanghai/);
  // A price belongs to the plan that was answered.
  await page.getByLabel('No holidays, of any region').click();
  assert.equal(await page.locator('#rules .price button').count(), 0);
  await done();
});
