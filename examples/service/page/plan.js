// The plan: one object, as in a plan file, and the files that it names. Every change goes through
// change, so that each can be taken back and nothing that depends on the plan misses one.
export const state = { plan: {}, files: {} };

const past = []; // {what, group, before}: the changes that can be taken back, oldest first
const most = 100;
const listeners = [];

// onChange calls a function after every change, with true where the form must be drawn again.
export function onChange(f) { listeners.push(f); }

const snapshot = () => JSON.stringify(state);
const tell = (redraw) => { for (const f of listeners) f(redraw); };

// change does some work on the plan. Changes of one group that follow each other, such as the letters
// typed into one field, are taken back together.
export function change(what, work, { group = null, redraw = true } = {}) {
  const before = snapshot();
  work();
  if (snapshot() === before) return;
  if (group === null || past.at(-1)?.group !== group) past.push({ what, group, before });
  if (past.length > most) past.shift();
  tell(redraw);
}

// undoable says what undo would take back; undefined where there is nothing.
export const undoable = () => past.at(-1)?.what;

export function undo() {
  const last = past.pop();
  if (!last) return;
  Object.assign(state, JSON.parse(last.before));
  tell(true);
}

// begin puts a plan in the place of all there was. It cannot be taken back.
export function begin(plan) {
  past.length = 0;
  Object.assign(state, { plan, files: {} });
}

const keys = (pointer) => pointer.split('/').slice(1).filter((k) => k !== '').map((k) => k.replaceAll('~1', '/').replaceAll('~0', '~'));

// at follows a JSON pointer; undefined where it leads nowhere.
export function at(pointer) {
  let here = state.plan;
  for (const key of keys(pointer)) {
    if (here === undefined || here === null) return undefined;
    here = here[key];
  }
  return here;
}

// listOf returns a list of the plan, empty where it is none.
export const listOf = (pointer) => (Array.isArray(at(pointer)) ? at(pointer) : []);

// set puts a value under a JSON pointer, making the objects on the way; undefined takes the key away.
export function set(pointer, value) {
  const path = keys(pointer);
  const last = path.pop();
  let here = state.plan;
  for (const key of path) {
    if (here[key] === undefined || here[key] === null) {
      if (value === undefined) return;
      here[key] = {};
    }
    here = here[key];
  }
  if (value === undefined) delete here[last];
  else here[last] = value;
}

// remove takes an entry out of a list, and a list without entries out of the plan.
export function remove(pointer, i) {
  at(pointer).splice(i, 1);
  if (at(pointer).length === 0 && pointer !== '/regions') set(pointer, undefined);
}
