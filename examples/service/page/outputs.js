// What the page hands out: calendar, report, notices and the forms of other tools, always of the window shown
// and of the plan that it was computed from.
import { look } from './ask.js';
import { reading, stamp, written } from './clock.js';
import { button, el, find, save } from './dom.js';
import { askNeeds, closeNeeds } from './needs.js';
import { current } from './shown.js';
import { view } from './view.js';

let failed = () => {};
let say = () => {};
let formats = { exports: [], recurring: [] };

// handOut hands something out. Answer and start are taken when it is pressed, and not again. What it says besides
// stands in the card: what a target cannot express, or is left to do by hand.
async function handOut(label, work) {
  const { answer, start } = current();
  const of = answer.slot ? 'the slot' : `the window of ${stamp(reading(start, view.zone))}`;
  find('handed').replaceChildren();
  const notes = await work(answer, start);
  say(`${label}: saved for ${of}.`);
  find('handed').replaceChildren(...(notes ?? []).map((n) => el('li', {}, `${label}: ${n.text}.`)));
}

const hand = (label, work) => button(label, () => handOut(label, work).catch(failed));

const nameOf = (answer, start, ending) => `maintenance-${reading(start, answer.zone).date}${ending}`;

async function report(answer, start, format, ending, type) {
  save(nameOf(answer, start, `-report${ending}`), await (await answer.document(`/v1/report/${format}`, start)).text(), type);
}

// exported hands the window, or the slot, out in the form of another tool. It returns the notes.
async function exported(answer, start, format, asked = {}) {
  const { name, notice } = answer.asked.plan;
  const title = name ?? (notice?.service ? `Maintenance of ${notice.service}` : undefined);
  const path = `${answer.slot ? '/v1/recurring/export' : '/v1/export'}/${format.format}?notes=true`;
  const { bodies: [body], notes } = await (await answer.document(path, start, { export: { ...(title ? { title } : {}), ...asked } })).json();
  save(nameOf(answer, start, `-${format.format}${format.extension}`), body, format.media_type);
  return notes;
}

export async function makeOutputs(handlers) {
  ({ failed, say } = handlers);
  formats = await look('/v1/formats');
}

// drawOutputs offers what there is of an answer: a slot has no report and no notices.
export function drawOutputs(answer) {
  const slot = Boolean(answer.slot);
  if (find('outputs').dataset.slot === String(slot)) return;
  find('outputs').dataset.slot = slot;
  closeNeeds();
  const list = slot ? formats.recurring : formats.exports;
  find('outputs').replaceChildren(hand('Calendar', (a, s) => exported(a, s, list.find((f) => f.format === 'ical'))),
    ...(slot ? [] : [hand('Report', (a, s) => report(a, s, 'html', '.html', 'text/html')),
      hand('Notices', async (a, s) => save(nameOf(a, s, '-notices.txt'), notices(await a.notices(s)), 'text/plain'))]),
    button('Print', () => print()), more(list, slot));
}

const markdown = { md: ['Report in Markdown', '.md'], 'md-full': ['Report in Markdown, in full', '-full.md'] };

// more is the list of other forms.
function more(list, slot) {
  const reports = slot ? [] : Object.entries(markdown).map(([value, [words]]) => el('option', { value }, words));
  const select = el('select', { 'aria-label': `More forms of this ${slot ? 'slot' : 'window'}` }, el('option', { value: '' }, 'More…'), ...reports, ...list.filter((f) => f.format !== 'ical').map((f) => el('option', { value: f.format, title: f.description }, f.format)));
  select.addEventListener('change', () => {
    const name = select.value;
    select.value = '';
    closeNeeds();
    const format = list.find((f) => f.format === name);
    if (format?.needs) askNeeds(format, (asked) => handOut(name, (a, s) => exported(a, s, format, asked)), failed);
    else handOut(name, (a, s) => (markdown[name] ? report(a, s, name, markdown[name][1], 'text/markdown') : exported(a, s, format))).catch(failed);
  });
  return select;
}

// notices puts the timetable of notices into a text to copy from.
function notices(table) {
  const conditions = { finished: ', if the work is finished', not_finished: ', if the work is not finished', rolled_back: ', if it was rolled back' };
  const at = (t) => `${stamp(written(t))} (UTC${t.endsWith('Z') ? '' : t.slice(19)})`;
  const parts = table.entries.map((e) => `Send at ${at(e.at)}${conditions[e.send_if] ?? ''}${e.note ? ` (${e.note})` : ''}\n\nSubject: ${e.subject}\n\n${e.text}`);
  return [`Announce by ${at(table.announce_by)}\n`, ...table.warnings.map((w) => `Note: ${w}\n`), ...parts].join(`\n${'-'.repeat(72)}\n`);
}
