// What the checks of the page share: the real program, a real Chromium, and pages that are watched for
// everything that a page of ours must not do.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const shots = process.env.SCREENSHOTS; // a folder, for people who want to look
const folder = mkdtempSync(join(tmpdir(), 'quietwindow-service-'));
let service, address, browser;

before(async () => {
  const program = join(folder, 'service');
  execFileSync('go', ['build', '-o', program, './examples/service'], { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' }, stdio: 'inherit' });
  // Without a zone database or a home: a container needs nothing but the program.
  // Nobody reads its log: a pipe would fill, and the program wait.
  service = spawn(program, ['-addr', '127.0.0.1:0'], { env: { PATH: '' }, stdio: ['ignore', 'pipe', 'ignore'] });
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

const contexts = [];
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close(); // also of a test that failed
});

export const plan = JSON.parse(readFileSync(join(import.meta.dirname, '../../examples/service/page/example.json'), 'utf8'));
export const fragment = (p, start) => `#plan=${deflateRawSync(JSON.stringify(p)).toString('base64url')}${start ? `&start=${start}` : ''}`;

// open opens the page and returns it with what must be checked at the end: that nothing was logged,
// refused by the policy, or asked for elsewhere. What the page cancels by itself is counted.
export async function open(options = {}, hash = fragment(plan)) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Asia/Kolkata', locale: 'en-GB', ...options });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(Number(process.env.PAGE_TIMEOUT || 60000)); // the machine may be busy
  const odd = [];
  const cancelled = [];
  page.on('console', (m) => { if (!/status of (4|503)/.test(m.text())) odd.push(m.text()); });
  page.on('pageerror', (e) => odd.push(String(e)));
  page.on('request', (r) => { if (!r.url().startsWith(address) && !/^(blob|data):/.test(r.url())) odd.push(r.url()); });
  page.on('requestfailed', (r) => { if (/ERR_ABORTED/.test(r.failure().errorText)) cancelled.push(r.url()); else odd.push(`${r.url()}: ${r.failure().errorText}`); });
  await page.goto(address + hash);
  await settled(page);
  return { page, cancelled, done: async () => {
    assert.deepEqual(odd, []);
    await context.close();
  } };
}

// ask asks the service itself, as a program would.
// Without a plan it is a lookup.
export async function ask(path, p, more = {}) {
  const answer = await fetch(address + path, p && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ plan: p, ...more }) });
  assert.equal(answer.status, 200, path);
  return answer;
}

// settled waits until the page shows the answer of its plan, or says why it cannot.
export const settled = (page) => page.waitForSelector('html[data-ready=true]');

// current waits until what is shown is the answer of the plan.
export const current = (page) => page.waitForSelector('html[data-state=current][data-ready=true]');

export const card = (page) => page.evaluate(() => ({ ...document.getElementById('card').dataset, headline: document.getElementById('headline').textContent }));

// saved presses a button and returns the name and the text of the file that it hands out.
export async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

export async function shot(page, name, fullPage = true) {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage });
}

export async function accessible(page, what) {
  await page.addScriptTag({ path: axe }).catch(async () => page.evaluate(readFileSync(axe, 'utf8')));
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')} ${n.failureSummary}`).join(', ')}`);
  assert.deepEqual(serious, [], what);
}

// instant writes a time of the service as calendars do, in UTC.
export const stamp = (text) => new Date(text).toISOString().replaceAll(/[-:]|\.000/g, '');

// random draws the same numbers every time.
export function random(seed) {
  let s = seed;
  return (n) => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return Math.floor((s / 2 ** 32) * n);
  };
}
