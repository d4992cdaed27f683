// Files that are opened or dropped: a plan, a CSV of regions, an iCalendar file.
import { state } from './plan.js';

export async function take(file) {
  const text = await file.text();
  const name = file.name.toLowerCase();
  if (name.endsWith('.ics')) return takeCalendar(file.name, text);
  if (name.endsWith('.csv')) return takeRegions(text);
  const plan = JSON.parse(text);
  if (plan === null || typeof plan !== 'object' || Array.isArray(plan)) throw new Error('a plan is a JSON object');
  state.plan = plan;
  return `The plan in ${file.name} was opened.`;
}

function takeCalendar(name, text) {
  state.files[name] = text;
  state.plan.rules ??= {};
  state.plan.rules.blackouts ??= [];
  if (!state.plan.rules.blackouts.some((b) => b.ics === name)) state.plan.rules.blackouts.push({ name, ics: name });
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

function takeRegions(text) {
  const rows = parseCSV(text);
  const head = (rows.shift() || []).map((h) => h.trim().toLowerCase().replaceAll(' ', '_'));
  const column = {};
  for (const [key, names] of Object.entries(aliases)) column[key] = head.findIndex((h) => names.includes(h));
  const missing = ['name', 'customers', 'time_zone'].filter((key) => column[key] < 0);
  if (missing.length) throw new Error(`the first line of the CSV must name the columns name, customers and time_zone; missing: ${missing.join(', ')}`);
  const regions = rows.map((row) => {
    const cell = (key) => (column[key] < 0 ? '' : (row[column[key]] || '').trim());
    const region = { name: cell('name'), customers: number(cell('customers')), time_zone: cell('time_zone') };
    if (cell('holidays')) region.holidays = cell('holidays').split(/[ ;,]+/).filter(Boolean);
    if (cell('weekend')) region.weekend = cell('weekend').replaceAll(/[ ;]+/g, ',');
    if (cell('activity')) region.activity = cell('activity');
    return region;
  });
  if (!regions.length) throw new Error('the CSV has no regions');
  state.plan.regions = regions;
  return `${regions.length} regions were read from the CSV.`;
}

// number turns digits into a number and leaves anything else to be refused by the service.
export function number(text) {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

// parseCSV reads lines with quotes as in RFC 4180. The separator is comma, semicolon or tab, whichever
// the first line has most. Blank lines are left out.
export function parseCSV(text) {
  text = text.replace(/^\ufeff/, '');
  const first = text.split(/\r?\n/, 1)[0];
  const separator = [',', ';', '\t'].reduce((best, s) => (first.split(s).length > first.split(best).length ? s : best), ',');
  const rows = [];
  let row = [''];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') row[row.length - 1] += c;
      else if (text[i + 1] === '"') row[row.length - 1] += text[i++];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === separator) row.push('');
    else if (c === '\n') {
      rows.push(row);
      row = [''];
    } else if (c !== '\r') row[row.length - 1] += c;
  }
  rows.push(row);
  return rows.filter((r) => r.some((cell) => cell.trim() !== ''));
}
