// The page: a plan, its answer, the window shown, and what keeps these in step.
import { fresh, fromFragment, toFragment } from './address.js';
import { Answer } from './answer.js';
import { look } from './ask.js';
import { field, fromField, here, inPlace, instant, place, reading, span } from './clock.js';
import { onMove } from './decision.js';
import { Campaign, drawCampaign } from './campaign.js';
import { button, el, find, save } from './dom.js';
import { clearFaults, questions, showFaults } from './faults.js';
import { renewSentences } from './fields.js';
import { take } from './files.js';
import { drawForm } from './form.js';
import { drawHeat, onPick, select, wholeMap } from './heat.js';
import { loadLists } from './lists.js';
import { edited, keepInStep, recompute, work } from './live.js';
import { drawOutputs, makeOutputs } from './outputs.js';
import { begin, onChange, state, undo, undoable } from './plan.js';
import { clearPrices, drawPrices } from './prices.js';
import { keepInView, onDrag } from './rows.js';
import { current, move, onShown, present, stop } from './shown.js';
import { onChoose, onDate, Slots } from './slot.js';
import { view } from './view.js';
import { amount } from './words.js';

const page = document.documentElement;
const say = (text) => { find('status').textContent = text; };
let task = null; // of the campaign, that is shown
let wanted = null; // the start that the address asks for
let stateNow = 'working';
let pending = false;

const words = { stale: 'Out of date: the plan was changed.', working: 'Computing…', wrong: 'Out of date: the plan must be put right first.' };

// show tells in which state the answer is. Nothing of it can be handed out, nor moved, unless it is current.
function show(name) {
  stateNow = name;
  if (name === 'stale') find('trouble').hidden = true;
  if (name !== 'current') find('handed').replaceChildren();
  page.dataset.state = name;
  find('banner').textContent = words[name] ?? '';
  find('dock-state').textContent = { current: '', working: 'computing…' }[name] ?? 'out of date';
  switches();
}

function switches() {
  const off = stateNow !== 'current' || pending;
  find('outputs').disabled = off || find('outputs').dataset.free !== 'true';
  for (const f of document.querySelectorAll('#ask-more fieldset')) f.disabled = find('outputs').disabled;
  find('steering').disabled = stateNow !== 'current';
  find('result').setAttribute('aria-busy', String(off));
  for (const b of document.querySelectorAll('#card button, #others button, #why-not button, #campaign button, #rules .price button')) b.disabled = stateNow !== 'current';
  page.dataset.ready = String(!off || stateNow === 'wrong');
}

keepInStep({
  state(name) {
    if (name !== 'current') stop();
    if (name === 'stale') clearPrices();
    show(name);
  },
  questions,
  async answer(answer, signal) {
    if (answer instanceof Campaign) await showTask(answer, answer.tasks.find((t) => t.task === task) ?? answer.tasks[0], signal);
    else if (answer instanceof Slots) await showSlots(answer, signal);
    else await showAnswer(answer, wanted ?? moved(), signal);
  },
  failed: showFaults,
});

// showAnswer shows a window of an answer with all that stands around it.
async function showAnswer(answer, start, signal) {
  await present(answer, start, signal);
  if (signal.aborted) return;
  find('result').hidden = false; // before anything looks at how large it is
  find('mapped').hidden = !answer.map || Boolean(answer.task);
  find('campaign').hidden = !answer.task && !answer.slot;
  find('by-moment').hidden = Boolean(answer.slot);
  find('by-date').hidden = !answer.slot;
  drawOutputs(answer);
  wanted = null;
  task = answer.task?.name ?? null;
  clearFaults();
  drawMap(answer);
  drawPrices(answer, go);
  drawClocks();
  keepInView();
}

// drawMap draws the map of an answer that has one.
function drawMap(answer) {
  if (!answer.map) return;
  drawHeat(answer);
  select(current().start);
}

// showSlots shows the slot that has the start shown, or the best. Where there is none the page is that of one window
// which does not fit, and says what is in the way.
async function showSlots(slots, signal) {
  const start = wanted ?? moved();
  if (!slots.none) return showAnswer(await slots.of(slots.at(start), signal), start, signal);
  const one = await new Answer(slots.alone, slots.asked.files).compute(signal);
  if (one.result) throw Object.assign(new Error(slots.none.detail), { problem: slots.none });
  return showAnswer(one, null, signal);
}

onChoose((i) => {
  const { slots } = current().answer;
  if (stateNow === 'current') work(async (signal) => showAnswer(await slots.of(i, signal), null, signal));
});

// showTask shows a window of a campaign, and its calendar in the place of the map.
async function showTask(campaign, window, signal) {
  await showAnswer(await campaign.of(window, signal), window.task === task ? moved() : null, signal);
  if (signal.aborted) return;
  drawCampaign(campaign, window.task, (other) => {
    if (stateNow === 'current') work((next) => showTask(campaign, other, next));
  });
}

// failed says beside the result what did not work. It is about a request, not about the plan.
function failed(e) {
  const { title, detail, errors = [] } = e.problem ?? { title: 'That did not work', detail: e.message };
  const line = (f) => `${(f.pointer ?? f.parameter ?? '').replace(/^\/export\//, '').replaceAll('/', ' ')}: it takes ${f.expected}`;
  find('trouble').hidden = false;
  find('trouble').replaceChildren(el('strong', {}, title), errors.length ? el('ul', {}, ...errors.map((f) => el('li', {}, line(f)))) : el('p', {}, detail ?? ''), button('Close', () => { find('trouble').hidden = true; }, { class: 'small' }));
}

onShown({
  pending(is) {
    pending = is;
    switches();
  },
  async shown(answer, start, { own }) {
    if (answer.map) select(start);
    find('moment').value = field(reading(start, view.zone));
    const text = `${span(reading(start, view.zone), reading(start + answer.duration, view.zone))} ${inPlace(view.zone)}`;
    say(`${text}: ${own.free ? 'free' : 'not free'}, about ${amount(own.impact.customer_hours)} ${answer.hours}.`);
    await writeAddress();
  },
  failed,
});

const go = (to, back = false) => {
  if (stateNow !== 'current') return;
  move(to);
  if (back) find('handle').focus({ preventScroll: true });
};
onMove(go);
onPick(go);
onDate(go);
onDrag((to, dragged) => { if (stateNow === 'current') move(to, dragged); });

// moved is the start shown if somebody moved the window there; null where it is the best.
function moved() {
  const { answer, start } = current();
  return answer && (start !== answer.best || answer.number > 1) ? start : null;
}

let written = 0;

// writeAddress keeps the plan and the window shown in the address. Compressing takes a moment, in which
// another may have come.
async function writeAddress() {
  const mine = ++written;
  const text = await toFragment(state.plan, moved());
  if (mine === written) history.replaceState(null, '', text);
}

onChange((redraw) => {
  find('undo').disabled = undoable() === undefined;
  find('undo').title = undoable() === undefined ? '' : `Undo: ${undoable()}`;
  if (redraw) drawForm();
  else renewSentences();
  edited();
  writeAddress();
});

async function open(files) {
  try {
    const messages = [];
    for (const file of files) messages.push(await take(file));
    clearFaults();
    say(messages.join(' '));
  } catch (e) {
    failed(new Error(`The file cannot be read: ${e.message}`));
  }
}

// The plan: files, undo, the plan as text.
find('open').addEventListener('change', async (e) => {
  await open(e.target.files);
  e.target.value = '';
});
document.addEventListener('dragover', (e) => {
  if (e.dataTransfer.types.includes('Files')) e.preventDefault();
});
document.addEventListener('drop', (e) => {
  if (!e.dataTransfer.files.length) return; // text that is moved into a field
  e.preventDefault();
  open(e.dataTransfer.files);
});
find('save').addEventListener('click', () => save('plan.json', `${JSON.stringify(state.plan, null, 2)}\n`, 'application/json'));
find('link').addEventListener('click', async () => {
  await writeAddress();
  try {
    await navigator.clipboard.writeText(location.href);
    say('The link is copied. It holds the whole plan: whoever has it can read the customer numbers.');
  } catch {
    say('The link is in the address bar. It holds the whole plan.');
  }
});
function takeBack() {
  const what = undoable();
  undo();
  say(what ? `Taken back: ${what}.` : '');
}
find('undo').addEventListener('click', takeBack);
document.addEventListener('keydown', (e) => {
  const typing = e.target.matches?.('input:not([type=checkbox]), textarea');
  if (e.key !== 'z' || !(e.ctrlKey || e.metaKey) || e.shiftKey || typing) return;
  e.preventDefault();
  takeBack();
});
find('apply').addEventListener('click', () => open([new File([find('text').value], 'the text')]));
find('plan').addEventListener('submit', (e) => {
  e.preventDefault();
  recompute({ asked: true });
});

// The window shown: typing a time, and whose clock.
find('moment').addEventListener('change', (e) => {
  if (e.target.value) go(instant(fromField(e.target.value), view.zone));
});
find('occurrence').addEventListener('change', (e) => go(Number(e.target.value)));
find('clock').addEventListener('change', (e) => {
  view.zone = e.target.value;
  const { answer, start } = current();
  if (!answer) return;
  drawMap(answer);
  move(start);
});
find('whole').addEventListener('click', async () => {
  const { answer } = current();
  find('whole').disabled = true;
  try {
    const map = await wholeMap(answer);
    if (current().answer !== answer) return;
    answer.map = map;
    drawHeat(answer);
    select(current().start);
  } catch (e) {
    failed(e);
  } finally {
    find('whole').disabled = false;
  }
});

// drawClocks offers whose clock the page can be on.
function drawClocks() {
  const names = new Map([[here, `yours (${place(here)})`], ['UTC', 'UTC']]);
  const { answer } = current();
  if (answer && !names.has(answer.zone)) names.set(answer.zone, `the plan’s (${place(answer.zone)})`);
  if (!names.has(view.zone)) view.zone = here;
  find('clock').replaceChildren(...[...names].map(([value, text]) => el('option', { value }, text)));
  find('clock').value = view.zone;
}

// On a phone the plan is behind a button.
find('dock').addEventListener('click', () => {
  const planning = document.body.classList.toggle('planning');
  find('dock').textContent = planning ? 'See the result' : 'Change the plan';
  find('dock').setAttribute('aria-expanded', String(planning));
  scrollTo(0, 0);
  (planning ? find('plan') : find('result')).focus();
});
document.querySelector('.skip').addEventListener('click', (e) => {
  e.preventDefault(); // the address holds the plan
  find('result').focus();
});

async function load() {
  try {
    const opened = await fromFragment(location.hash);
    wanted = opened?.start ?? null;
    begin(opened?.plan ?? fresh(await look('/static/example.json'), new Date()));
  } catch (e) {
    begin({ regions: [], window: {}, search: {} });
    failed(new Error(`The plan in the address cannot be read: ${e.message}`));
  }
  drawForm();
  await recompute();
}
addEventListener('hashchange', () => {
  if (location.hash.startsWith('#plan=')) load();
});

drawClocks();
await Promise.all([loadLists(), makeOutputs({ failed, say })]);
await load();
