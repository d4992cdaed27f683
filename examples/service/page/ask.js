// Requests to the service. The plan and its files are given with each: what is asked about is never
// whatever the form holds when the request happens to be sent.

// ProblemError carries problem details (RFC 9457).
export class ProblemError extends Error {
  constructor(problem) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }
}

// ask posts a plan, with what else a question needs. It rejects with a ProblemError, or with an
// AbortError once the signal says that nobody waits for the answer any longer.
export async function ask(path, asked, more = {}, signal = undefined) {
  return checked(() => fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...asked, ...more }), signal }));
}

// look gets what does not depend on a plan; null where the service does not have it.
export async function look(path) {
  const answer = await fetch(path);
  return answer.ok ? answer.json() : null;
}

async function checked(send) {
  let answer;
  try {
    answer = await send();
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    throw new ProblemError({ title: 'The service cannot be reached.', status: 0 });
  }
  if (answer.ok) return answer;
  const type = answer.headers.get('Content-Type') || '';
  throw new ProblemError(type.includes('problem+json') ? await answer.json() : { title: `The service answered ${answer.status}.`, status: answer.status });
}
