// Prints what ical.js reads in each of the named files, in the lines that ical_test.go compares.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

ICAL.design.strict = true;
const out = [];
const line = (name, value) => out.push(`${name} ${Buffer.from(String(value), 'utf8').toString('hex')}`);
const value = (component, name) => {
  const property = component.getFirstProperty(name.toLowerCase());
  if (!property) return;
  const v = property.getFirstValue();
  line(name, v instanceof ICAL.Time ? v.toICALString() : v);
};
for (const file of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8')));
  out.push('FILE');
  value(calendar, 'NAME');
  value(calendar, 'COLOR');
  for (const event of calendar.getAllSubcomponents()) {
    out.push(event.name.toUpperCase());
    for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SEQUENCE', 'STATUS', 'SUMMARY', 'DESCRIPTION', 'URL']) value(event, name);
  }
}
process.stdout.write(out.join('\n') + '\n');
