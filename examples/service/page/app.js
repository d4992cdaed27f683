// The page: open or edit a plan, ask the service, show what it answers.
import { fresh, fromFragment, state, toFragment } from './plan.js';
import { askJSON, askText, el, ProblemError, save } from './api.js';
import { take } from './files.js';
import { add, clearProblems, onEdit, render, showProblem } from './form.js';
import { drawHeat, onChoose } from './heat.js';
import { drawAssessment, drawClocks, drawNone, drawSuggestions } from './results.js';

const find = (id) => document.getElementById(id);
const say = (text) => { find('status').textContent = text; };

// failed says why something did not work: at the fields where the service names them.
function failed(error) {
  clearProblems();
  say('');
  showProblem(error instanceof ProblemError ? error.problem : { title: 'That did not work', detail: error.message });
}

let asked = 0;

// suggest asks for everything that is shown. What comes late, after another question, is dropped.
async function suggest() {
  const mine = ++asked;
  clearProblems();
  say('Working…');
  find('go').setAttribute('aria-disabled', 'true');
  try {
    const first = await askJSON('/v1/report/json').catch((e) => {
      if (e.problem?.error?.kind === 'no_window') return e.problem;
      throw e;
    });
    const map = first.heat_map || await askJSON('/v1/heatmap');
    const start = first.suggestions?.[0].window.start || map.days[0].cells[0].start;
    const clocks = await askText('/v1/report/clocks.svg', { start });
    if (mine !== asked) return;
    find('results').hidden = false;
    find('assessment').hidden = true;
    drawClocks(clocks);
    drawHeat(map);
    if (first.suggestions) {
      drawSuggestions(first, showClocks, failed);
      say(`${first.suggestions.length} suggestions of ${first.considered.toLocaleString('en')} free starts.`);
    } else {
      drawNone(first);
      say('No window fits.');
    }
    find('results').focus();
  } catch (e) {
    if (mine === asked) {
      find('results').hidden = true;
      failed(e);
    }
  } finally {
    if (mine === asked) find('go').removeAttribute('aria-disabled');
  }
}

async function showClocks(suggestion) {
  try {
    drawClocks(await askText('/v1/report/clocks.svg', { suggestion }));
    find('clocks').focus();
    find('clocks').scrollIntoView({ block: 'nearest' });
  } catch (e) {
    failed(e);
  }
}

onChoose(async (start) => {
  try {
    say('Working…');
    const answer = await askJSON('/v1/assess', { starts: [start] });
    drawAssessment(answer.assessments[0], failed);
    drawClocks(await askText('/v1/report/clocks.svg', { start }));
    say(find('assessment-title').textContent + (answer.assessments[0].free ? ': free.' : ': not free.'));
    find('assessment').scrollIntoView({ block: 'nearest' });
  } catch (e) {
    failed(e);
  }
});

onEdit(async () => {
  find('text').value = JSON.stringify(state.plan, null, 2);
  history.replaceState(null, '', await toFragment());
});

async function open(files) {
  try {
    const messages = [];
    for (const file of files) messages.push(await take(file));
    clearProblems();
    render();
    history.replaceState(null, '', await toFragment());
    say(messages.join(' '));
  } catch (e) {
    failed(new Error(`The file cannot be read: ${e.message}`));
  }
}

find('plan').addEventListener('submit', (e) => {
  e.preventDefault();
  suggest();
});
find('open').addEventListener('change', async (e) => {
  await open(e.target.files);
  e.target.value = '';
});
document.addEventListener('dragover', (e) => {
  if (e.dataTransfer.types.includes('Files')) e.preventDefault();
});
document.addEventListener('drop', (e) => {
  if (!e.dataTransfer.files.length) return; // text that is moved into a field
  e.preventDefault();
  open(e.dataTransfer.files);
});
find('save').addEventListener('click', () => save('plan.json', JSON.stringify(state.plan, null, 2) + '\n', 'application/json'));
find('link').addEventListener('click', async () => {
  history.replaceState(null, '', await toFragment());
  try {
    await navigator.clipboard.writeText(location.href);
    say('The link is copied. It holds the whole plan: whoever has it can read the customer numbers.');
  } catch {
    say('The link is in the address bar. It holds the whole plan.');
  }
});
find('apply').addEventListener('click', () => open([new File([find('text').value], 'plan.json')]));
find('add-region').addEventListener('click', () => add('/regions', { name: '', customers: 1000, time_zone: 'UTC' }));
find('add-stage').addEventListener('click', () => add('/window/overrun', { until: '', probability: 0.1 }));
find('add-blackout').addEventListener('click', () => add('/rules/blackouts', { name: '', start: '', end: '' }));

async function load() {
  try {
    state.plan = (await fromFragment(location.hash)) || fresh(await (await fetch('/static/example.json')).json(), new Date());
  } catch (e) {
    state.plan = { regions: [], window: {}, search: {} };
    failed(new Error(`The plan in the address cannot be read: ${e.message}`));
  }
  render();
}
// The address holds the plan, so links within the page must not take its place.
addEventListener('hashchange', () => {
  if (location.hash.startsWith('#plan=')) load();
});
document.querySelector('.skip').addEventListener('click', (e) => {
  e.preventDefault();
  (find('results').hidden ? find('go') : find('results')).focus();
});
await load();
const { zones } = await (await fetch('/v1/zones')).json();
find('zones').replaceChildren(...zones.map((value) => el('option', { value })));
document.documentElement.dataset.ready = 'true';
