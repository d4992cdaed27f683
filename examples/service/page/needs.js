// What a form asks for that no plan says, such as the services of a pager: fields by the outputs. They are kept while
// the page is open, and nowhere else.
import { button, el, find } from './dom.js';

const kept = new Map(); // what was entered, by place

const readers = {
  text: (t) => t,
  number: (t) => (/^\d+$/.test(t) ? Number(t) : t),
  texts: (t) => t.split(',').map((x) => x.trim()).filter(Boolean),
};
const shown = (v) => (Array.isArray(v) ? v.join(', ') : String(v));

export function closeNeeds() {
  find('ask-more').hidden = true;
  find('ask-more').replaceChildren();
}

// put sets a value under a JSON pointer, making objects on the way, and lists where the pointer has a number.
function put(object, pointer, value) {
  const keys = pointer.split('/').slice(1);
  let here = object;
  keys.forEach((key, i) => {
    if (i === keys.length - 1) here[key] = value;
    else here = here[key] ??= /^\d+$/.test(keys[i + 1]) ? [] : {};
  });
}

// askNeeds shows the fields of a format. Done is called with what was entered, and may reject with what is wrong.
export function askNeeds(format, done, failed) {
  const fields = format.needs.map((need, i) => {
    const id = `need-${i}`;
    const input = el('input', { id, autocomplete: 'off', spellcheck: 'false', placeholder: shown(need.example), 'aria-describedby': `${id}-hint ${id}-wrong`, value: kept.get(need.pointer) ?? '' });
    input.addEventListener('input', () => kept.set(need.pointer, input.value));
    const hint = [need.hint, need.kind === 'texts' ? 'with commas between' : '', need.optional ? 'may be left out' : ''].filter(Boolean).join('; ');
    const wrong = el('span', { class: 'wrong', id: `${id}-wrong` });
    return { need, input, wrong, row: el('div', { class: 'field' }, el('label', { for: id }, need.label), input, el('span', { class: 'hint', id: `${id}-hint` }, hint), wrong) };
  });
  const submit = async (e) => {
    e.preventDefault();
    const asked = {};
    for (const { need, input, wrong } of fields) {
      wrong.textContent = '';
      input.removeAttribute('aria-invalid');
      if (input.value.trim()) put(asked, need.pointer, readers[need.kind](input.value.trim()));
    }
    try {
      await done(asked);
      closeNeeds();
    } catch (error) {
      tell(fields, error, failed);
    }
  };
  find('ask-more').replaceChildren(el('form', { novalidate: true, onsubmit: submit, 'aria-label': `What ${format.format} needs` }, el('fieldset', {},
    el('p', {}, el('strong', {}, format.format), ` needs what the plan does not say. ${format.description}`),
    ...fields.map((f) => f.row), el('p', {}, el('button', { class: 'small' }, 'Save'), ' ', button('Close', closeNeeds, { class: 'small' })))));
  find('ask-more').hidden = false;
  fields[0].input.focus();
}

// tell shows what is wrong at its field; what is about none of them stands where other faults do.
function tell(fields, error, failed) {
  const faults = error.problem?.errors ?? [];
  const belongs = (f, p) => p === f.need.pointer || p.startsWith(`${f.need.pointer}/`) || f.need.pointer.startsWith(`${p}/`);
  let first = null;
  for (const fault of faults) {
    const pointer = (fault.pointer ?? '').replace(/^\/export/, '');
    const target = `${pointer.slice(0, pointer.lastIndexOf('/'))}/`; // an option that has no field is said where another is missing
    const near = [(f) => belongs(f, pointer), (f) => pointer && f.need.pointer.startsWith(target)].map((is) => fields.filter(is)).find((list) => list.length) ?? [];
    const field = near.find((f) => !f.input.value.trim()) ?? near[0];
    if (!field) return failed(error);
    field.wrong.textContent = `It takes ${fault.expected}.`;
    field.input.setAttribute('aria-invalid', 'true');
    first ??= field.input;
  }
  if (!first) failed(error);
  first?.focus();
}
