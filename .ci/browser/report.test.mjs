// The pages and pictures of scheduler/report in a real browser.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { at, launch, watched } from './harness.mjs';

const folder = mkdtempSync(join(tmpdir(), 'quietwindow-pages-'));
let browser;
before(async () => {
  execFileSync('go', ['run', './pages', folder], { cwd: import.meta.dirname, stdio: 'inherit' });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const url = (name) => pathToFileURL(join(folder, name)).href;
const json = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

for (const name of ['plan', 'hostile']) {
  describe(name, () => {
    test('opens without a message, an error or a request', async () => {
      const { page, calm } = await watched(browser, url(`${name}.html`));
      assert.equal(await page.title(), 'Upgrade of the database');
      assert.equal(await page.locator('script').count(), 0);
      await page.hover('#week-table td[title] >> nth=0');
      const closed = page.locator('details:not([open]) > summary');
      for (let n = await closed.count(); n > 0; n--) {
        await closed.first().focus();
        await page.keyboard.press('Enter');
      }
      assert.equal(await closed.count(), 0);
      assert.equal(await page.locator('#notices article').count(), json(name).notices.entries.length);
      await calm();
    });

    test('the cells of the heat map are those of the JSON', async () => {
      const { page, calm } = await watched(browser, url(`${name}.html`));
      const cells = await page.locator('#map-table tbody td[class]:not(.why):not(.note)').evaluateAll((list) => list.map((td) => ({
        free: /^q/.test(td.className), blocked: /^x/.test(td.className), mark: td.querySelector('b')?.textContent ?? '', shown: td.lastChild.textContent,
      })));
      // A row has each hour once: those that come twice stand in a second row.
      const again = (c, i, list) => list.findIndex((other) => other.hour === c.hour) < i;
      const want = json(name).heat_map.days.flatMap(({ cells: list }) => [...list.filter((...a) => !again(...a)), ...list.filter(again)]);
      assert.equal(cells.length, want.length);
      assert.ok(want.length > 300);
      for (const [i, cell] of cells.entries()) {
        const c = want[i];
        assert.equal(cell.free, c.state === 'free', c.start);
        assert.equal(cell.blocked, c.state === 'blocked' || c.state === 'short', c.start);
        const number = String(c.suggestions?.[0] ?? '');
        assert.equal(cell.mark, number.length > 1 ? '+' : number, c.start);
        assert.ok(Math.abs(compact(cell.shown) - c.customer_hours) <= tolerance(cell.shown), `${cell.shown}: ${c.customer_hours}`);
      }
      await calm();
    });

    test('the rows of the tables are those of the JSON', async () => {
      const { page, calm } = await watched(browser, url(`${name}.html`));
      const document = json(name);
      const rows = (id) => page.locator(`#${id} tbody tr`).count();
      assert.equal(await rows('suggestions-table'), document.suggestions.length);
      assert.equal(await rows('regions-table'), document.suggestions[0].impact.regions.length);
      assert.equal(await rows('tradeoff-table'), document.tradeoff.points.length);
      assert.equal(await rows('robust-table'), document.robustness.suggestions.length);
      // Cases in which no figure of a suggestion is another are left out.
      assert.ok(await rows('cases-table') > 0 && await rows('cases-table') <= document.robustness.cases.length);
      assert.equal(await rows('assumptions-table'), document.assumptions.length);
      const figures = await page.locator('[data-json]').evaluateAll((list) => list.map((e) => ({ path: e.dataset.json, value: e.dataset.value, text: e.textContent })));
      assert.ok(figures.length > 100);
      for (const { path, value, text } of figures) {
        const want = at(document, path);
        assert.equal(value, String(want), path);
        // What is read is the figure too, as rounded as it is shown.
        if (typeof want === 'number' && /^[\d,]+(\.\d+)?( %)?$/.test(text)) {
          const shown = Number(text.replace(/[, %]/g, '')) / (text.endsWith('%') ? 100 : 1);
          assert.ok(Math.abs(shown - want) <= (text.endsWith('%') ? 0.0005 : path.endsWith('.hours') ? 0.05 : 0.005) + 1e-9 * Math.abs(want), `${path}: ${text} for ${want}`);
        }
      }
      await calm();
    });

    test('names show as they are', async () => {
      const { page, calm } = await watched(browser, url(`${name}.html`));
      // What cannot be printed, such as an escape or a turn of the direction of writing, is replaced.
      const printable = (s) => s.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
      const shown = await page.locator('#regions-table tbody tr td:first-child').allTextContents();
      assert.deepEqual(shown, json(name).suggestions[0].impact.regions.map((r) => printable(r.region)));
      const rows = await page.locator('.strip >> nth=0').locator('g[data-region]:not([data-region=""])').evaluateAll((list) => list.map((g) => g.dataset.region));
      assert.deepEqual(rows, json(name).clock_strips[0].rows.map((r) => printable(r.region)));
      await calm();
    });

    for (const width of [400, 1100, 1600]) {
      test(`fits ${width} pixels`, async () => {
        const { page, calm } = await watched(browser, url(`${name}.html`), { viewport: { width, height: 900 } });
        assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), 'the page scrolls sideways');
        await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
        assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), 'the opened page scrolls sideways');
        assert.deepEqual(await page.evaluate(outsideTheirCells), []);
        assert.deepEqual(await page.evaluate(overlapping), []);
        // The window is in view, without a scroll to the side.
        for (const window of await page.locator('.strip .qw-window').filter({ visible: true }).all()) {
          const box = await window.boundingBox();
          assert.ok(box.x >= 0 && box.x + box.width <= width, `the window is at ${box.x}`);
        }
        assert.equal(await page.locator('.strip .qw-window').filter({ visible: true }).count(), json(name).clock_strips.length);
        await calm();
      });
    }

    test('follows the light or dark setting, and prints dark on white', async () => {
      const { page, calm } = await watched(browser, url(`${name}.html`), { colorScheme: 'light' });
      const ground = () => page.evaluate(() => [document.body, document.querySelector('.strip .qw-ground')].map((e) => getComputedStyle(e)[e === document.body ? 'backgroundColor' : 'fill']));
      assert.deepEqual(await ground(), ['rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.deepEqual(await ground(), ['rgb(20, 22, 26)', 'rgb(20, 22, 26)']);
      await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
      assert.deepEqual(await ground(), ['rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
      const pdf = await page.pdf({ format: 'A4' });
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
      await calm();
    });

    for (const picture of ['heatmap', 'strip']) {
      test(`the ${picture} stands by itself`, async () => {
        const { page, calm } = await watched(browser, url(`${name}-${picture}.svg`));
        assert.equal(await page.evaluate(() => document.documentElement.localName), 'svg');
        assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.qw-ground')).fill), 'rgb(255, 255, 255)');
        assert.deepEqual(await page.evaluate(overlapping), []);
        await calm();
      });
    }
  });
}

test('the first page is one page of paper, and the appendix prints where it is open', async () => {
  const { page, calm } = await watched(browser, url('plan.html'));
  const pages = async () => (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
  assert.equal(await pages(), 1);
  await page.locator('#assumptions > summary').click();
  assert.ok(await pages() > 1);
  await calm();
});

const units = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 };

// compact reads a number as the cells show it; tolerance is what its last digit leaves open.
function compact(text) {
  const [, digits, unit] = /^(\d+(?:\.\d)?)([kMGT]?)$/.exec(text) ?? assert.fail(text);
  return Number(digits) * units[unit];
}

function tolerance(text) {
  const [, decimals = '', unit] = /^\d+(\.\d)?([kMGT]?)$/.exec(text);
  return 0.5001 * units[unit] * (decimals ? 0.1 : 1);
}

// outsideTheirCells returns the numbers and dates of heat maps that are wider than their cell. It runs in the page.
function outsideTheirCells() {
  return [...document.querySelectorAll('.heat td, .heat th')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent);
}

// overlapping returns pairs of labels of a picture that run into each other. It runs in the page.
function overlapping() {
  const out = [];
  for (const svg of document.querySelectorAll('svg')) {
    // The numbers of cells are another test's; there are many.
    const labels = [...svg.querySelectorAll('text')].filter((t) => !t.classList.contains('qw-badge-text') && !t.parentNode.dataset.state).map((t) => ({ text: t.textContent, box: t.getBBox() }));
    // The lines of a font reach further up and down than its letters: a fifth of the height on each side.
    for (const l of labels) l.top = l.box.y + l.box.height / 5, l.bottom = l.box.y + l.box.height * 4 / 5;
    labels.sort((a, b) => a.top - b.top);
    for (let i = 0; i < labels.length; i++) {
      for (let j = i + 1; j < labels.length && labels[j].top < labels[i].bottom; j++) {
        const a = labels[i].box, b = labels[j].box;
        if (a.x < b.x + b.width && b.x < a.x + a.width) out.push(`${labels[i].text} / ${labels[j].text}`);
      }
      const view = svg.viewBox.baseVal, box = labels[i].box;
      if (box.x < 0 || box.x + box.width > view.width || box.y + box.height > view.height + 1) out.push(`${labels[i].text} leaves the picture`);
    }
  }
  return out;
}
