// Fields: each belongs to a place in the plan, named by a JSON pointer, and shows what is wrong there.
import { at, change, set } from './plan.js';
import { el } from './dom.js';

const idOf = (pointer) => `f${pointer.replaceAll(/[^A-Za-z0-9]/g, '-')}`;

// field makes the field of a place. What is entered is in the plan with every letter, so that no result is
// taken for that of another plan; hint says something about what is entered. Renewing says that other fields
// show the same value otherwise once this one is another; redrawing, that there are other fields then.
export function field(pointer, label, kind, { name = label, placeholder, hint, renewing = false, redrawing = false, list } = {}) {
  const id = idOf(pointer);
  const own = { id, 'data-pointer': pointer, placeholder, 'aria-label': name === label ? undefined : name, 'aria-describedby': `${id}-wrong`, list };
  const made = kind.make(at(pointer), Object.fromEntries(Object.entries(own).filter(([, v]) => v !== undefined)));
  const note = hint ? el('span', { class: 'hint' }, hint() ?? '') : null;
  const take = (e) => {
    change(name, () => set(pointer, kind.read(e.target)), { group: pointer, redraw: redrawing });
    if (note) note.textContent = hint() ?? '';
    if (renewing) renewValues(e.target);
  };
  made.addEventListener('input', take);
  made.addEventListener('change', take);
  made.renew = () => {
    if (kind.show) made.value = kind.show(at(pointer));
    if (note) note.textContent = hint() ?? '';
  };
  const wrong = el('span', { class: 'wrong', id: `${id}-wrong` });
  if (made.type === 'checkbox') return el('div', { class: 'field check' }, made, el('label', { for: id }, label), wrong);
  return el('div', { class: 'field' }, el('label', { for: id }, label), made, note, wrong);
}

function renewValues(but) {
  for (const f of document.querySelectorAll('#plan [data-pointer]')) if (f !== but) f.renew?.();
}

// Folds: sentences that open into fields. What is in them is made when they are opened, since a plan may
// have thousands of regions.
const opened = new Set();

export function fold(pointer, sentence, body, attributes = {}) {
  const summary = el('summary', {}, sentence());
  const details = el('details', { 'data-prefix': pointer, ...attributes }, summary);
  summary.renew = () => summary.replaceChildren(sentence());
  details.fill = () => {
    if (details.children.length === 1) details.append(el('div', { class: 'fields' }, ...body()));
  };
  details.addEventListener('toggle', () => {
    details.fill();
    if (details.open) opened.add(pointer);
    else opened.delete(pointer);
  });
  if (opened.has(pointer)) {
    details.fill();
    details.open = true;
  }
  return details;
}

// renewSentences puts into words what the plan says now.
export function renewSentences() {
  for (const s of document.querySelectorAll('#plan summary')) s.renew?.();
}

// forgetFolds closes the folds of a list, whose entries are others now.
export function forgetFolds(pointer) {
  for (const p of opened) if (p.startsWith(`${pointer}/`)) opened.delete(p);
}

export function openFold(pointer) { opened.add(pointer); }

// reveal opens whatever a place of the plan lies in and returns its field, or that of what it lies in: the
// fifth code of a region's holidays is shown at the holidays. Null where it has none.
export function reveal(pointer) {
  let more = true;
  while (more) {
    more = false;
    for (const d of document.querySelectorAll('#plan details[data-prefix]:not([open])')) {
      const p = d.dataset.prefix;
      if (pointer !== p && !pointer.startsWith(`${p}/`)) continue;
      d.fill();
      d.open = true;
      more = true;
    }
  }
  for (let p = pointer; p !== ''; p = p.slice(0, p.lastIndexOf('/'))) {
    const found = document.querySelector(`[data-pointer="${CSS.escape(p)}"]`);
    if (found) return found;
  }
  return null;
}
