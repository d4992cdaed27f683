// The field of holiday codes: those chosen, each with its name and a button that takes it away, and a field
// with a list for one more.
import { at, change, set } from './plan.js';
import { button, el } from './dom.js';
import { codeFor, nameOf } from './lists.js';

const codeOf = (entry) => (typeof entry === 'string' ? entry : entry?.code ?? entry?.ics ?? JSON.stringify(entry));

export function codesField(pointer, label) {
  const id = `f${pointer.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
  const entries = () => (Array.isArray(at(pointer)) ? at(pointer) : []);
  const chips = el('span', { class: 'chips' });
  const input = el('input', { id, 'data-pointer': pointer, list: 'codes', autocomplete: 'off', spellcheck: 'false', placeholder: 'country or state', 'aria-label': `${label}: add a place`, 'aria-describedby': `${id}-wrong` });
  const put = (list) => change(label, () => set(pointer, list.length ? list : undefined), { redraw: false });
  const draw = () => chips.replaceChildren(...entries().map((entry, i) => el('span', { class: 'chip' }, nameOf(codeOf(entry)), ' ',
    button('✕', () => {
      put(entries().filter((_, other) => other !== i));
      draw();
      input.focus();
    }, { 'aria-label': `Take ${nameOf(codeOf(entry))} out of ${label}`, title: codeOf(entry) }))));
  const take = () => {
    const added = input.value.split(/[;,]/).flatMap((t) => (t.includes('(') ? [t] : t.trim().split(/\s+(?=[A-Z]{2}(-|$))/))).map((t) => t.trim()).filter(Boolean).map(codeFor);
    if (!added.length) return;
    input.value = '';
    put([...entries(), ...added.filter((code) => !entries().some((e) => codeOf(e) === code))]);
    draw();
  };
  input.addEventListener('change', take);
  input.addEventListener('keydown', (e) => {
    if (e.key !== 'Enter') return;
    e.preventDefault();
    take();
  });
  draw();
  return el('div', { class: 'field' }, el('label', { for: id }, label.split(' of ')[0]), el('span', { class: 'codes' }, chips, input), el('span', { class: 'wrong', id: `${id}-wrong` }));
}
