// Exports that ask for what no plan says have fields for it, and hand out the window shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, ask, card, current, open, plan, saved, shot, stamp } from './harness.mjs';

const more = (page, name) => page.getByLabel('More forms of this window').selectOption(name);
const formats = async () => (await (await ask('/v1/formats')).json()).exports;
const shownAs = (v) => (Array.isArray(v) ? v.join(', ') : String(v));

test('what an export needs has fields, and what is wrong stands at them', async () => {
  const { page, done } = await open({ bypassCSP: true });
  await more(page, 'alertmanager-silence');
  const form = page.getByRole('form', { name: 'What alertmanager-silence needs' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'need-0');
  await accessible(page, 'needs');
  await form.getByLabel('Who asks').fill('Ada');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.waitForSelector('#ask-more [aria-invalid]');
  assert.match(await form.textContent(), /Label.*It takes 1 to/);
  assert.ok(await page.locator('#trouble').isHidden());
  await shot(page, 'needs', false);
  await form.getByLabel('Label').fill('service');
  await form.getByLabel('Its value').fill('db "1"');
  const { start, end } = await card(page);
  const silence = JSON.parse((await saved(page, () => page.keyboard.press('Enter'))).text);
  assert.deepEqual([silence.matchers, silence.createdBy], [[{ name: 'service', value: 'db "1"', isRegex: false, isEqual: true }], 'Ada']);
  assert.deepEqual([Date.parse(silence.startsAt), Date.parse(silence.endsAt)], [Date.parse(start), Date.parse(end)]);
  assert.ok(await form.isHidden());
  // It is remembered, and belongs to the window shown then: while the answer is out of date there is none.
  await more(page, 'icinga');
  assert.equal(await page.getByLabel('Who asks').inputValue(), 'Ada');
  await page.getByLabel('Filter').fill('"db" in host.groups');
  await page.locator('#plan summary', { hasText: /^Window/ }).first().click();
  const disabled = await page.getByLabel('Length', { exact: true }).evaluate((field) => {
    field.value = '2 hours';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return document.querySelector('#ask-more fieldset').matches(':disabled');
  });
  assert.ok(disabled);
  await current(page);
  const shown = await card(page);
  const downtime = JSON.parse((await saved(page, () => page.getByRole('form').getByRole('button', { name: 'Save' }).click())).text);
  assert.deepEqual([downtime.start_time, downtime.end_time].map((t) => t * 1000), [Date.parse(shown.start), Date.parse(shown.end)]);
  // What is missing is said at a field that is empty, though the service names an option that has none.
  await more(page, 'datadog');
  await page.getByLabel('Scope').fill('env:prod');
  await page.locator('#ask-more').getByRole('button', { name: 'Save' }).click();
  await page.waitForSelector('#ask-more [aria-invalid]');
  assert.equal(await page.getByLabel('Monitor tags').getAttribute('aria-invalid'), 'true');
  await more(page, 'pagerduty');
  await page.getByRole('button', { name: 'Close' }).click();
  assert.ok(await page.locator('#ask-more').isHidden());
  await done();
});

test('every form is handed out from the page, with what it needs', async () => {
  const { page, done } = await open();
  const { start } = await card(page);
  const seconds = Date.parse(start) / 1000;
  for (const f of await formats()) {
    if (f.format === 'ical') continue;
    const file = await saved(page, async () => {
      await more(page, f.format);
      if (!f.needs) return;
      for (const [i, need] of f.needs.entries()) await page.locator(`#need-${i}`).fill(shownAs(need.example));
      await page.locator('#ask-more').getByRole('button', { name: 'Save' }).click();
    });
    const text = file.text.replaceAll(/\r\n /g, ''); // calendars fold long lines
    const at = new Date(start);
    const two = (n) => String(n).padStart(2, '0');
    const forms = [stamp(start), at.toISOString().slice(0, 16), `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 16)}`, String(seconds), `${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`,
      `start_time: "${two(at.getUTCHours())}:${two(at.getUTCMinutes())}"`, `"start_time": "${two(at.getUTCHours())}:${two(at.getUTCMinutes())}"`];
    assert.ok(forms.some((form) => text.includes(form)), `${f.format}: ${text}`);
    for (const need of f.needs ?? []) assert.ok(text.includes(JSON.stringify(Array.isArray(need.example) ? need.example[0] : need.example).replaceAll(/^"|"$/g, '')), `${f.format} ${need.pointer}: ${text}`);
  }
  assert.ok(await page.locator('#trouble').isHidden());
  await done();
});

test('the report is there in Markdown, short and in full', async () => {
  const { page, done } = await open();
  const short = await saved(page, () => more(page, 'md'));
  const full = await saved(page, () => more(page, 'md-full'));
  assert.match(full.name, /-report-full\.md$/);
  assert.equal(full.text, await (await ask('/v1/report/md-full', plan)).text());
  assert.ok(short.text.split('\n').length <= 60 && full.text.length > 3 * short.text.length, `${short.text.length} ${full.text.length}`);
  await done();
});
