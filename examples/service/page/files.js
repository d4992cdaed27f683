// Files that are opened or dropped: a plan, a CSV of regions, an iCalendar file. Each can be taken back.
import { parseCSV } from './csv.js';
import { change, state } from './plan.js';
import { whole } from './words.js';

// take puts a file into the plan and says what it did.
export async function take(file) {
  const text = await file.text();
  const name = file.name.toLowerCase();
  if (name.endsWith('.ics')) return takeCalendar(file.name, text);
  if (name.endsWith('.csv')) return takeRegions(text);
  const plan = JSON.parse(text);
  if (plan === null || typeof plan !== 'object' || Array.isArray(plan)) throw new Error('a plan is a JSON object');
  change(`open ${file.name}`, () => { state.plan = plan; });
  return `The plan in ${file.name} was opened.`;
}

function takeCalendar(name, text) {
  change(`open ${name}`, () => {
    state.files[name] = text;
    state.plan.rules ??= {};
    state.plan.rules.blackouts ??= [];
    if (!state.plan.rules.blackouts.some((b) => b.ics === name)) state.plan.rules.blackouts.push({ name, ics: name });
  });
  return `The times in ${name} are kept free. Files are not part of the link.`;
}

const aliases = {
  name: ['name', 'region', 'region_name'],
  customers: ['customers', 'users', 'count', 'active'],
  time_zone: ['time_zone', 'timezone', 'tz', 'zone'],
  holidays: ['holidays', 'country', 'country_code'],
  weekend: ['weekend'],
  activity: ['activity', 'profile'],
};

// takeRegions reads regions. One without a time zone is asked about, not taken for one on UTC.
function takeRegions(text) {
  const rows = parseCSV(text);
  const head = (rows.shift() || []).map((h) => h.trim().toLowerCase().replaceAll(' ', '_'));
  const column = {};
  for (const [key, names] of Object.entries(aliases)) column[key] = head.findIndex((h) => names.includes(h));
  const missing = ['name', 'customers'].filter((key) => column[key] < 0);
  if (missing.length) throw new Error(`the first line of the CSV must name the columns name, customers and time_zone; missing: ${missing.join(', ')}`);
  const regions = rows.map((row) => {
    const cell = (key) => (column[key] < 0 ? '' : (row[column[key]] || '').trim());
    const region = { name: cell('name') };
    if (cell('customers')) region.customers = whole(cell('customers'));
    if (cell('time_zone')) region.time_zone = cell('time_zone');
    if (cell('holidays')) region.holidays = cell('holidays').split(/[ ;,]+/).filter(Boolean);
    if (cell('weekend')) region.weekend = cell('weekend').replaceAll(/[ ;]+/g, ',');
    if (cell('activity')) region.activity = cell('activity');
    return region;
  });
  if (!regions.length) throw new Error('the CSV has no regions');
  change('open the regions', () => { state.plan.regions = regions; });
  return `${regions.length} regions were read from the CSV.`;
}
