// Tells what ical.js reads in invitations, by the clocks that each file brings with it: method, start and end in UTC, organizer,
// attendees, alarms.
import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'

for (const name of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(name, 'utf8')))
  const zones = calendar.getAllSubcomponents('vtimezone')
  ICAL.TimezoneService.reset()
  for (const zone of zones) ICAL.TimezoneService.register(zone)
  const event = calendar.getFirstSubcomponent('vevent')
  const at = (name) => new Date(event.getFirstPropertyValue(name).toUnixTime() * 1000).toISOString().replace('.000', '')
  const all = (name) => event.getAllProperties(name).map((p) => p.getFirstValue()).join(' ')
  const alarms = event.getAllSubcomponents('valarm').map((a) => a.getFirstPropertyValue('trigger').toSeconds() / 60)
  console.log([calendar.getFirstPropertyValue('method'), zones.length, at('dtstart'), at('dtend'), all('organizer'), all('attendee'), alarms.join(' ')].join('|'))
}
