// The page of examples/service in a real headless Chromium, against the real program.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const shots = process.env.SCREENSHOTS; // a folder, for people who want to look
const folder = mkdtempSync(join(tmpdir(), 'quietwindow-service-'));
let service, address, browser;

before(async () => {
  const program = join(folder, 'service');
  execFileSync('go', ['build', '-o', program, './examples/service'], { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' }, stdio: 'inherit' });
  // Without a zone database or a home: a container needs nothing but the program.
  service = spawn(program, ['-addr', '127.0.0.1:0'], { env: { PATH: '' } });
  address = await new Promise((resolve, reject) => {
    service.stdout.once('data', (text) => resolve(String(text).trim()));
    service.once('exit', reject);
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  service?.kill('SIGTERM');
  rmSync(folder, { recursive: true });
});

const plan = JSON.parse(readFileSync(join(import.meta.dirname, '../../examples/service/page/example.json'), 'utf8'));
const fragment = (p) => '#plan=' + Buffer.from(execFileSync('node', ['-e', 'process.stdin.on("data",d=>process.stdout.write(require("zlib").deflateRawSync(d)))'], { input: JSON.stringify(p) })).toString('base64url');

// open opens the page and returns it with what must be checked at the end: that nothing was logged,
// refused by the policy, or asked for elsewhere.
async function open(options = {}, hash = fragment(plan)) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Asia/Kolkata', ...options });
  const page = await context.newPage();
  const odd = [];
  page.on('console', (m) => { if (!/status of (4|503)/.test(m.text())) odd.push(m.text()); });
  page.on('pageerror', (e) => odd.push(String(e)));
  page.on('request', (r) => { if (!r.url().startsWith(address) && !/^(blob|data):/.test(r.url())) odd.push(r.url()); });
  await page.goto(address + hash);
  await page.waitForSelector('html[data-ready]');
  return { page, done: async () => {
    assert.deepEqual(odd, []);
    await context.close();
  } };
}

async function suggest(page) {
  await page.getByRole('button', { name: 'Suggest windows' }).click();
  await page.waitForSelector('#results:not([hidden]) #heat td');
}

async function shot(page, name) {
  if (shots) await page.screenshot({ path: join(shots, name + '.png'), fullPage: true });
}

async function accessible(page, what) {
  await page.addScriptTag({ path: axe }).catch(async () => page.evaluate(readFileSync(axe, 'utf8')));
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(', ')}`);
  assert.deepEqual(serious, [], what);
}

test('a plan is edited, suggestions are made, and the address holds the plan', async () => {
  const { page, done } = await open();
  await page.getByLabel('Name of region 4').fill('Bavaria and Austria');
  await page.getByLabel('Holidays of region 4').fill('DE-BY, AT');
  await page.getByLabel('Clocks of').fill('Europe/Berlin');
  await page.getByLabel('How many').fill('3');
  await suggest(page);
  assert.match(await page.locator('#status').textContent(), /^3 suggestions of \d+ free starts\.$/);
  assert.equal(await page.locator('#suggestions > li').count(), 3);
  assert.match(await page.locator('#suggestions').textContent(), /Bavaria and Austria/);
  assert.equal(await page.locator('#heat tbody tr').count(), 43);
  assert.equal(await page.locator('#clocks svg').count(), 1);
  // The link past the form leaves the plan alone.
  await page.locator('.skip').focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'results');
  assert.equal(await page.getByLabel('Name of region 4').inputValue(), 'Bavaria and Austria');
  // The same plan from the address, in another tab.
  const again = await page.context().newPage();
  await again.goto(page.url());
  await again.waitForSelector('html[data-ready]');
  assert.equal(await again.getByLabel('Name of region 4').inputValue(), 'Bavaria and Austria');
  assert.match(await again.locator('#text').inputValue(), /"AT"/);
  await done();
});

test('a cell is chosen with the mouse and with the keyboard', async () => {
  const { page, done } = await open();
  await suggest(page);
  await page.locator('#heat td[data-state="blocked"]').nth(20).click();
  await page.waitForSelector('#assessment:not([hidden])');
  assert.match(await page.locator('#assessment').textContent(), /Not free.*What blocks it/);
  assert.match(await page.locator('#status').textContent(), /not free\.$/);
  // One cell can be reached by Tab; the arrows lead from it, here to the first of the best suggestion.
  assert.equal(await page.locator('#heat td[tabindex="0"]').count(), 1);
  const best = page.locator('#heat td[data-suggestion="1"]');
  const start = await best.getAttribute('data-start');
  const column = () => page.evaluate(() => document.activeElement.cellIndex);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Home');
  assert.equal(await column(), 1);
  await page.keyboard.press('End');
  assert.equal(await column(), 24);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  assert.equal(await column(), 2);
  await best.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /: free\.$/.test(document.getElementById('status').textContent));
  assert.equal(await best.getAttribute('aria-selected'), 'true');
  assert.match(await page.locator('#assessment-title').textContent(), new RegExp(start.slice(0, 10)));
  await done();
});

test('report, calendar and notices are saved', async () => {
  const { page, done } = await open();
  await suggest(page);
  for (const [button, name, want] of [['Report of suggestion 1', 'maintenance-report.html', '<!DOCTYPE html>'], ['Calendar (.ics) of suggestion 2', 'maintenance.ics', 'BEGIN:VEVENT'], ['Notices of suggestion 1', 'notices.txt', 'Subject: ']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
    assert.equal(download.suggestedFilename(), name);
    assert.ok(readFileSync(await download.path(), 'utf8').includes(want), name);
  }
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the plan' }).click()]);
  assert.deepEqual(JSON.parse(readFileSync(await saved.path(), 'utf8')), plan);
  await done();
});

test('what is wrong is shown at its field', async () => {
  const { page, done } = await open();
  await page.getByLabel('Time zone of region 3').fill('Europe/Lodnon');
  await page.getByLabel('Length').fill('soon');
  await page.getByRole('button', { name: 'Suggest windows' }).click();
  await page.waitForSelector('#problems:not([hidden])');
  const zone = page.getByLabel('Time zone of region 3');
  assert.equal(await zone.getAttribute('aria-invalid'), 'true');
  assert.match(await page.locator('#' + await zone.getAttribute('aria-describedby')).textContent(), /Europe\/London/);
  assert.equal(await page.getByLabel('Length').getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('#problems li').count(), 2);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'problems');
  await shot(page, 'problems');
  await page.locator('#problems a').first().click();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.pointer), '/regions/2/time_zone');
  await zone.fill('Europe/London');
  await page.getByLabel('Length').fill('90m');
  await suggest(page);
  assert.equal(await page.locator('[aria-invalid]').count(), 0);
  await done();
});

test('where nothing fits it says what would help', async () => {
  const { page, done } = await open({}, fragment({ ...plan, rules: { ...plan.rules, blackouts: [{ name: 'All of it', start: '2026-11-01', end: '2027-03-01' }] } }));
  await suggest(page);
  assert.match(await page.locator('#none').textContent(), /No window fits.*drop blackout All of it/);
  assert.equal(await page.locator('#heat td[data-state="free"]').count(), 0);
  await shot(page, 'no-window');
  await done();
});

test('files are opened and dropped: plans, regions, calendars', async () => {
  const { page, done } = await open();
  const csv = '\ufeffRegion;Users;Timezone;Country\r\n"Paris; centre";1200;Europe/Paris;FR\r\nNairobi;300;Africa/Nairobi;KE\r\n';
  await page.setInputFiles('#open', { name: 'regions.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.waitForFunction(() => document.getElementById('status').textContent.startsWith('2 regions'));
  assert.equal(await page.getByLabel('Name of region 1').inputValue(), 'Paris; centre');
  const ics = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20260101T000000Z', 'DTSTART:20261205T000000Z', 'DTEND:20261207T000000Z', 'SUMMARY:Sale', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'sale.ics'));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, ics);
  await page.waitForFunction(() => document.getElementById('status').textContent.includes('sale.ics'));
  await suggest(page);
  await page.locator('#heat td[data-start^="2026-12-05T10"]').click();
  await page.waitForSelector('#assessment:not([hidden])');
  assert.match(await page.locator('#assessment').textContent(), /blackout: sale\.ics/);
  await page.setInputFiles('#open', { name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from('{"regions": [') });
  await page.waitForSelector('#problems:not([hidden])');
  await page.setInputFiles('#open', { name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(plan)) });
  await page.waitForFunction(() => document.getElementById('status').textContent.includes('was opened'));
  assert.equal(await page.locator('#regions tbody tr').count(), 6);
  await done();
});

for (const colorScheme of ['light', 'dark']) {
  for (const [size, viewport] of [['desktop', { width: 1280, height: 900 }], ['phone', { width: 390, height: 844 }]]) {
    test(`${colorScheme} on a ${size}: axe finds nothing serious, and nothing is cut off`, async () => {
      const { page, done } = await open({ colorScheme, viewport, bypassCSP: true });
      await suggest(page);
      await page.locator('#heat td[data-state="blocked"]').nth(3).click();
      await page.waitForSelector('#assessment:not([hidden])');
      await shot(page, `${colorScheme}-${size}`);
      await accessible(page, 'results');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling of the page');
      await page.getByLabel('Length').fill('');
      await page.getByRole('button', { name: 'Suggest windows' }).click();
      await page.waitForSelector('#problems:not([hidden])');
      await accessible(page, 'problems');
      await done();
    });
  }
}
