// What the browser tests share: one Chromium, and pages that are watched for everything that a page of
// ours must not do.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

// executable is the browser: CHROMIUM, or where Debian puts it.
export const executable = process.env.CHROMIUM || '/usr/bin/chromium';

export async function launch() {
  assert.ok(existsSync(executable), `no browser at ${executable}; set CHROMIUM`);
  return chromium.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

// watched opens a URL and returns the page with a function that closes it and requires that nothing went wrong:
// no message on the console, no error, no dialog, and no request but those that are allowed. What is
// allowed is the URL itself unless the caller says otherwise.
export async function watched(browser, url, options = {}) {
  const { allow = (request) => request.url() === url, ...context } = options;
  const page = await (await browser.newContext({ viewport: { width: 1100, height: 900 }, ...context })).newPage();
  const troubles = [];
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { troubles.push(`dialog: ${dialog.message()}`); return dialog.dismiss(); });
  page.on('requestfailed', (request) => troubles.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!allow(request) && !request.url().startsWith('data:')) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(url, { waitUntil: 'load' });
  const calm = async () => {
    await page.context().close();
    assert.deepEqual(troubles, []);
  };
  return { page, calm };
}

// at returns what stands at a place of a JSON document, such as "suggestions[0].window.start".
export function at(document, path) {
  return path.split(/[.[\]]+/).filter(Boolean).reduce((value, step) => {
    assert.ok(value !== null && typeof value === 'object' && step in value, `${path}: no ${step}`);
    return value[step];
  }, document);
}
