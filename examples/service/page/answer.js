// An answer belongs to the plan that it was computed from, of which it keeps its own copy. Whatever is
// asked about it later (another start, an export, a report) is asked about that copy, so that nothing
// handed out can differ from what is shown.
import { ask, ProblemError } from './ask.js';
import { hour, instant, known, reading } from './clock.js';
import { lostHours, seconds } from './words.js';

const read = async (response) => (await response).json();

export class Answer {
  constructor(plan, files) {
    this.asked = structuredClone({ plan, files });
    this.hours = lostHours(plan);
    this.duration = (seconds(plan.window?.duration) ?? 3600) * 1000;
    this.step = (seconds(plan.search?.step ?? '15m') || 900) * 1000;
    this.from = Date.parse(plan.search?.from);
    this.to = Date.parse(plan.search?.to);
    // The grid lies on the clocks of the search; a browser that does not know them uses UTC, and the
    // service says whether a start is on the grid.
    this.zone = known(plan.search?.time_zone) ? plan.search.time_zone : 'UTC';
  }

  // compute asks for the suggestions and the map. Where no window fits, none says why.
  async compute(signal) {
    const [result, map] = await Promise.all([
      read(ask('/v1/suggest', this.asked, {}, signal)).catch((e) => {
        if (e.problem?.error?.kind === 'no_window') return e.problem;
        throw e;
      }),
      read(ask('/v1/heatmap', this.asked, {}, signal)),
    ]);
    this.none = result.error ? result : null;
    this.result = result.error ? null : result;
    this.map = map;
    this.best = this.result ? Date.parse(this.result.suggestions[0].window.start) : null;
    return this;
  }

  // bounds are the first and last start whose window lies inside the search.
  get bounds() { return [this.from, Math.max(this.from, this.to - this.duration)]; }

  // inside puts a start between the bounds.
  inside(start) { return Math.min(Math.max(start, this.bounds[0]), this.bounds[1]); }

  // headquarters is the clock that rules of thumb are read on.
  get headquarters() {
    const zone = this.result?.rule_of_thumb?.time_zone ?? this.asked.plan.headquarters;
    return known(zone) ? zone : null;
  }

  // evening is the first Tuesday of the search at 20:00 at headquarters: what an ordinary evening costs.
  get evening() {
    if (!this.headquarters) return null;
    for (let t = this.from; t < this.from + 9 * 24 * hour; t += 24 * hour) {
      const { date } = reading(t, this.headquarters);
      const start = instant({ date, hour: 20, minute: 0 }, this.headquarters);
      if (new Date(`${date}T00:00:00Z`).getUTCDay() === 2 && start >= this.bounds[0] && start <= this.bounds[1]) return start;
    }
    return null;
  }

  async assess(starts, signal) {
    const { assessments } = await read(ask('/v1/assess', this.asked, { starts: starts.map(utc) }, signal));
    return assessments;
  }

  // clocks tells for columns of time how active each region is, and on what kind of day: the answer is that
  // for windows as long as a column, without what may follow them.
  async clocks(starts, length, signal) {
    const plan = { ...this.asked.plan, window: { duration: `${length / 1000}s` } };
    const { assessments } = await read(ask('/v1/assess', { plan, files: this.asked.files }, { starts: starts.map(utc) }, signal));
    return assessments;
  }

  // part asks for the map of a part of the search.
  async part(from, to, signal) {
    const plan = { ...this.asked.plan, search: { ...this.asked.plan.search, from: utc(from), to: utc(to) } };
    return { map: await read(ask('/v1/heatmap', { plan, files: this.asked.files }, {}, signal)) };
  }

  // document asks for something to hand out about the window that starts then. The answer is a Response.
  document(path, start, more = {}) { return ask(path, this.asked, { start: utc(start), ...more }); }

  async notices(start, signal) { return read(ask('/v1/notices', this.asked, { start: utc(start) }, signal)); }
}

export const utc = (start) => new Date(start).toISOString().replace('.000Z', 'Z');

// isProblem tells what the service said from what went wrong here.
export const isProblem = (e) => e instanceof ProblemError;
