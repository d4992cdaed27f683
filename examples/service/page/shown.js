// The window that is shown: the best of an answer, or where somebody moved it. A window is shown with
// its own costs or not at all: while they are asked for, nothing can be handed out.
import { compare, drawDecision } from './decision.js';
import { askRows, drawRows } from './rows.js';
import { askSlot, drawSlot } from './slot.js';

let answer = null;
let start = null; // in milliseconds; null where there is nothing to show
let running = null;
const handlers = { pending() {}, shown() {}, failed() {} };

export function onShown(h) { Object.assign(handlers, h); }

export const current = () => ({ answer, start });

// present shows a window of an answer: that which was asked for if it lies in the search, else the best.
// It rejects where the costs cannot be had, or when the signal says that nobody waits.
export async function present(next, wanted, signal) {
  running?.abort();
  const first = next.best ?? next.inside(Date.parse(next.none?.error.relaxations[0]?.best.window.start ?? next.map.days[0]?.cells[0]?.start ?? next.from));
  const at = wanted !== null && wanted >= next.bounds[0] && wanted <= next.bounds[1] ? next.inside(wanted) : first;
  await draw(next, at, signal);
}

// move shows another window of the same answer. Moves that follow each other cancel what went before. While
// a window is dragged the rows stay as they are.
export async function move(to, dragged = false) {
  if (!answer) return;
  running?.abort();
  const mine = new AbortController();
  running = mine;
  handlers.pending(true);
  try {
    await draw(answer, answer.inside(to), mine.signal, dragged);
  } catch (e) {
    if (mine.signal.aborted) return;
    handlers.pending(false); // what was shown still is
    handlers.failed(e);
  }
}

// stop cancels a move: the answer is not the latest any longer.
export function stop() { running?.abort(); }

async function draw(next, at, signal, dragged = false) {
  const [askFacts, drawCard] = next.slot ? [askSlot, drawSlot] : [compare, drawDecision];
  const [facts, rows] = await Promise.all([askFacts(next, at, signal), dragged ? null : askRows(next, at, signal)]);
  if (signal.aborted) return;
  answer = next;
  start = at;
  drawCard(next, at, facts);
  if (rows) drawRows(next, at, rows);
  handlers.shown(next, at, facts);
  handlers.pending(false);
}
