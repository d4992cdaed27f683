// Requests to the service. All of them send the plan with its files.
import { state } from './plan.js';

// ProblemError carries problem details (RFC 9457).
export class ProblemError extends Error {
  constructor(problem) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }
}

export async function ask(path, more = {}) {
  const plan = { plan: state.plan, files: state.files, ...more };
  let answer;
  try {
    answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(plan) });
  } catch {
    throw new ProblemError({ title: 'The service cannot be reached.', status: 0, errors: [] });
  }
  if (!answer.ok) {
    const type = answer.headers.get('Content-Type') || '';
    throw new ProblemError(type.includes('problem+json') ? await answer.json() : { title: `The service answered ${answer.status}.`, status: answer.status });
  }
  return answer;
}

export const askJSON = async (path, more) => (await ask(path, more)).json();
export const askText = async (path, more) => (await ask(path, more)).text();

// save hands a text to the browser as a file.
export function save(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const a = Object.assign(document.createElement('a'), { href: url, download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// el makes an element: texts are texts, never markup.
export function el(name, attributes = {}, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) e.addEventListener(key.slice(2), value);
    else if (value === true) e.setAttribute(key, '');
    else if (value !== false && value !== undefined && value !== null) e.setAttribute(key, value);
  }
  e.append(...children.filter((c) => c !== null && c !== undefined));
  return e;
}
