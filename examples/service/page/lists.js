// Lists to choose from: time zones, and holiday codes with the names of their places.
import { look } from './ask.js';
import { el, find } from './dom.js';

const names = new Map(); // code to name
const zonesOf = new Map(); // country to its time zones

// nameOf says what place a code means; the code itself where nobody knows.
export const nameOf = (code) => names.get(code) ?? code;

// zonesFor are the time zones of the country of a code; empty where nobody knows.
export const zonesFor = (code) => zonesOf.get(String(code).split('-')[0]) ?? [];

// codeFor finds the code that somebody means by a code, a name, or "name (code)".
export function codeFor(text) {
  const inBrackets = /\(([A-Za-z0-9-]+)\)\s*$/.exec(text)?.[1] ?? text;
  const code = inBrackets.trim().toUpperCase();
  if (names.has(code)) return code;
  const same = [...names].filter(([, name]) => name.toLowerCase() === text.trim().toLowerCase());
  return same.length === 1 ? same[0][0] : inBrackets.trim();
}

export async function loadLists() {
  const [zones, codes, countries] = await Promise.all([look('/v1/zones'), look('/v1/holidays'), look('/v1/countries')]);
  find('zones').replaceChildren(...zones.zones.map((value) => el('option', { value })));
  const plain = new Map(codes.codes.map((c) => [c.code, c.name]));
  for (const c of codes.codes) names.set(c.code, c.country ? `${c.name}, ${plain.get(c.country)}` : c.name);
  for (const c of countries.countries) zonesOf.set(c.code, c.time_zones);
  find('codes').replaceChildren(...[...names].map(([code, name]) => el('option', { value: `${name} (${code})` })));
}
