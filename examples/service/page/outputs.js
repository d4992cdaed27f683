// What the page hands out: calendar, report, notices and the forms of other tools, always of the window shown
// and of the plan that it was computed from.
import { look } from './ask.js';
import { reading, stamp, written } from './clock.js';
import { button, el, find, save } from './dom.js';
import { current } from './shown.js';
import { view } from './view.js';

let failed = () => {};
let say = () => {};

// hand makes a button that hands something out. Answer and start are taken when it is pressed, and not again.
const hand = (label, work) => button(label, async () => {
  const { answer, start } = current();
  try {
    await work(answer, start);
    say(`${label}: saved for the window of ${stamp(reading(start, view.zone))}.`);
  } catch (e) {
    failed(e);
  }
});

const nameOf = (answer, start, ending) => `maintenance-${reading(start, answer.zone).date}${ending}`;

async function report(answer, start, format, ending, type) {
  save(nameOf(answer, start, `-report${ending}`), await (await answer.document(`/v1/report/${format}`, start)).text(), type);
}

async function exported(answer, start, format) {
  const { name, notice } = answer.asked.plan;
  const title = name ?? (notice?.service ? `Maintenance of ${notice.service}` : undefined);
  const response = await answer.document(`/v1/export/${format.format}`, start, title ? { export: { title } } : {});
  save(nameOf(answer, start, `-${format.format}${format.extension}`), await response.text(), format.media_type);
}

const calendar = { format: 'ical', extension: '.ics', media_type: 'text/calendar' };

export async function makeOutputs(handlers) {
  failed = handlers.failed;
  say = handlers.say;
  find('outputs').replaceChildren(
    hand('Calendar', (a, s) => exported(a, s, calendar)),
    hand('Report', (a, s) => report(a, s, 'html', '.html', 'text/html')),
    hand('Notices', async (a, s) => save(nameOf(a, s, '-notices.txt'), notices(await a.notices(s)), 'text/plain')),
    button('Print', () => print()));
  const { exports: formats } = await look('/v1/formats');
  const select = el('select', { 'aria-label': 'More forms of this window' }, el('option', { value: '' }, 'More…'), el('option', { value: 'md' }, 'Report in Markdown'), ...formats.filter((f) => f.format !== 'ical').map((f) => el('option', { value: f.format, title: f.description }, f.format)));
  select.addEventListener('change', async () => {
    const format = formats.find((f) => f.format === select.value);
    const { answer, start } = current();
    const name = select.value;
    select.value = '';
    try {
      if (name === 'md') await report(answer, start, 'md', '.md', 'text/markdown');
      else await exported(answer, start, format);
      say(`${name}: saved for the window of ${stamp(reading(start, view.zone))}.`);
    } catch (e) {
      failed(e);
    }
  });
  find('outputs').append(select);
}

// notices puts the timetable of notices into a text to copy from.
function notices(table) {
  const conditions = { finished: ', if the work is finished', not_finished: ', if the work is not finished', rolled_back: ', if it was rolled back' };
  const at = (t) => `${stamp(written(t))} (UTC${t.endsWith('Z') ? '' : t.slice(19)})`;
  const parts = table.entries.map((e) => `Send at ${at(e.at)}${conditions[e.send_if] ?? ''}${e.note ? ` (${e.note})` : ''}\n\nSubject: ${e.subject}\n\n${e.text}`);
  return [`Announce by ${at(table.announce_by)}\n`, ...table.warnings.map((w) => `Note: ${w}\n`), ...parts].join(`\n${'-'.repeat(72)}\n`);
}
