// Writes what date-holidays says of every code, for the check in this folder: one line for each
// code, "code TAB known TAB date=name|date=name...", public holidays and their substitutes only.
// Usage: node dump.mjs FIRST_YEAR LAST_YEAR < codes
import Holidays from 'date-holidays'
import { readFileSync } from 'node:fs'

const [first, last] = process.argv.slice(2).map(Number)
const root = new Holidays()
const countries = root.getCountries()
const day = 24 * 3600 * 1000

function source(code) {
  // GB alone means England and Wales here; the package's own national list is what Scotland shares.
  const [country, state] = code === 'GB' ? ['GB', 'ENG'] : code.split(/-(.*)/)
  if (!countries[country]) return null
  if (!state) return new Holidays(country)
  const states = root.getStates(country) ?? {}
  const id = Object.keys(states).find((s) => s.toUpperCase() === state.toUpperCase())
  return id ? new Holidays(country, id) : null
}

for (const code of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const hd = source(code)
  const days = new Map()
  if (hd) {
    for (let year = first; year <= last; year++) {
      for (const h of hd.getHolidays(year, 'en')) {
        if (h.type !== 'public') continue
        const start = Date.parse(h.date.slice(0, 10) + 'T00:00:00Z')
        // Whole days: a further half day does not close anything; clock changes make days of 23 hours.
        const length = Math.max(1, Math.floor((h.end - h.start) / day + 0.25))
        for (let n = 0; n < length; n++) {
          const date = new Date(start + n * day).toISOString().slice(0, 10)
          if (Number(date.slice(0, 4)) >= first && Number(date.slice(0, 4)) <= last) days.set(date, h.name.replace(/[|=\t\n]/g, ' '))
        }
      }
    }
  }
  const list = [...days].sort().map(([d, n]) => `${d}=${n}`).join('|')
  console.log(`${code}\t${hd ? 'yes' : 'no'}\t${list}`)
}
