// What is wrong with the plan: each fault at its field, in words, and all of them in a list that leads
// there.
import { el, find } from './dom.js';
import { reveal } from './fields.js';

export function clearFaults() {
  find('problems').hidden = true;
  find('problems').replaceChildren();
  for (const e of document.querySelectorAll('[aria-invalid]')) e.removeAttribute('aria-invalid');
  for (const e of document.querySelectorAll('.wrong')) e.textContent = '';
}

// sentence says what was found and what should be there. Questions are sentences already.
function sentence(fault) {
  if (fault.question) return fault.question;
  if (fault.value === undefined) return `Something is missing here: ${fault.expected}.`;
  const found = typeof fault.value === 'string' ? `“${fault.value}”` : JSON.stringify(fault.value);
  return `${found} does not work here; it takes ${fault.expected}.`;
}

// showFaults shows what a problem names. Asked leads the person there who wanted an answer.
export function showFaults(problem, asked) {
  clearFaults();
  const list = el('ul');
  let first = null;
  for (const fault of problem.errors ?? []) {
    const pointer = (fault.pointer ?? '').replace(/^\/plan(?=\/|$)/, '');
    const field = pointer === '' ? null : reveal(pointer);
    const label = field && (field.getAttribute('aria-label') || field.labels?.[0]?.textContent);
    const where = label || (fault.line ? `Line ${fault.line}, column ${fault.column}` : pointer || fault.parameter || 'The plan');
    list.append(el('li', {}, field ? el('a', { href: `#${field.id}`, onclick: (e) => {
      e.preventDefault();
      document.body.classList.add('planning');
      reveal(pointer).focus();
    } }, where) : where, `: ${sentence(fault)}`));
    if (!field) continue;
    first ??= field;
    field.setAttribute('aria-invalid', 'true');
    const wrong = find(`${field.id}-wrong`);
    wrong.textContent += (wrong.textContent ? ' ' : '') + sentence(fault);
  }
  const box = find('problems');
  box.hidden = false;
  box.replaceChildren(el('h2', {}, problem.title), list.children.length ? list : el('p', {}, problem.detail || ''));
  if (asked) (first ?? box).focus();
}

// questions are what only people can answer: nothing is computed with a guess in its place.
export function questions(plan) {
  const missing = (v) => v === undefined || v === null || v === '';
  return (Array.isArray(plan.regions) ? plan.regions : []).flatMap((r, i) => {
    const name = r?.name || `region ${i + 1}`;
    return [
      missing(r?.name) && { pointer: `/regions/${i}/name`, question: 'What is this region called?' },
      missing(r?.customers) && { pointer: `/regions/${i}/customers`, question: `How many customers of ${name} are active in its busiest usual hour?` },
      missing(r?.time_zone) && { pointer: `/regions/${i}/time_zone`, question: `Which clock do the customers of ${name} live by?` },
    ].filter(Boolean);
  });
}
