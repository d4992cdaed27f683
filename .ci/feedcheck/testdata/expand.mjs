// Prints what ical.js says of the files of a folder: for each file a line FILE and its name, then a line for each
// occurrence up to the year given. Occurrences in a zone are instants, "I start end"; floating ones are clock
// readings as if of UTC, "F start end"; all-day ones are days since 1970, "D first end".
import { readFileSync, readdirSync } from 'node:fs';
import ICAL from 'ical.js';

const [folder, lastYear] = process.argv.slice(2);
const wall = (t) => Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute, t.second) / 1000;
const out = [];
for (const name of readdirSync(folder).sort()) {
  out.push(`FILE ${name}`);
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(`${folder}/${name}`, 'utf8')));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((c) => new ICAL.Event(c, { exceptions: [] }));
  const print = (start, item) => {
    if (start.isDate) {
      const days = (item.endDate.toUnixTime() - item.startDate.toUnixTime()) / 86400;
      const first = wall(start) / 86400;
      out.push(`D ${first} ${first + days}`);
      return;
    }
    if (start.zone === ICAL.Timezone.localTimezone) {
      out.push(`F ${wall(start)} ${wall(start) + wall(item.endDate) - wall(item.startDate)}`);
      return;
    }
    // An end stands for the elapsed time of the first occurrence (RFC 5545, 3.8.5.3).
    const length = item.endDate.toUnixTime() - item.startDate.toUnixTime();
    out.push(`I ${start.toUnixTime()} ${start.toUnixTime() + length}`);
  };
  for (const event of events.filter((e) => !e.isRecurrenceException())) {
    for (const other of events) {
      if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
    }
    if (!event.isRecurring()) {
      print(event.startDate, event);
      continue;
    }
    const walk = event.iterator();
    for (let next = walk.next(); next && next.year <= lastYear; next = walk.next()) {
      const details = event.getOccurrenceDetails(next);
      if (details.item.component.getFirstPropertyValue('status') !== 'CANCELLED') print(details.startDate, details.item);
    }
  }
}
process.stdout.write(out.join('\n') + '\n');
