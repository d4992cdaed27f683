// Keeps the answer in step with the plan. An edit makes the answer stale at once; after a pause it is
// computed anew; an answer that nobody waits for any longer is cancelled.
import { Answer } from './answer.js';
import { Campaign } from './campaign.js';
import { state } from './plan.js';
import { Slots } from './slot.js';

const pause = 500; // milliseconds without an edit

// The states of the page: current, stale (edited), working, or wrong (the plan has faults or questions).
const handlers = { state() {}, answer() {}, failed() {}, questions: () => [] };
let timer = 0;
let running = null;

export function keepInStep(h) { Object.assign(handlers, h); }

// edited says that the plan is not the one that was answered any longer.
export function edited() {
  stop();
  handlers.state('stale');
  timer = setTimeout(() => recompute(), pause);
}

function stop() {
  clearTimeout(timer);
  running?.abort();
  running = null;
}

// recompute asks now. Asked says that a person did, and wants to be led to what is wrong.
export async function recompute({ asked = false } = {}) {
  stop();
  const questions = handlers.questions(state.plan);
  if (questions.length) {
    handlers.state('wrong');
    handlers.failed({ title: 'Please answer first', errors: questions }, asked);
    return;
  }
  const Kind = state.plan.campaign ? Campaign : state.plan.recurring ? Slots : Answer;
  await work(async (signal) => handlers.answer(await new Kind(state.plan, state.files).compute(signal), signal), asked);
}

// work does what ends with another answer shown. An edit, or other work, cancels it.
export async function work(task, asked = false) {
  stop();
  const mine = new AbortController();
  running = mine;
  handlers.state('working');
  try {
    await task(mine.signal);
    if (!mine.signal.aborted) handlers.state('current');
  } catch (e) {
    if (mine.signal.aborted) return; // another has taken its place
    handlers.state('wrong');
    handlers.failed(e.problem ?? { title: 'That did not work', detail: e.message }, asked);
  } finally {
    if (running === mine) running = null;
  }
}
