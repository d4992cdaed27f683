// Writes names.json: how CLDR, which Node.js brings with it, names months within a date and weekdays. node names.mjs LOCALE... >names.json
const out = { cldr: process.versions.cldr, locales: {} }
for (const locale of process.argv.slice(2)) {
  const tag = locale.replace('_', '-')
  if (Intl.DateTimeFormat.supportedLocalesOf(tag).length === 0) throw new Error(`no data for ${tag}`)
  const part = (options, type, at) =>
    new Intl.DateTimeFormat(tag, { timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn', ...options }).formatToParts(at).find((p) => p.type === type).value
  const list = (n, name) => Array.from({ length: n }, (_, i) => name(i))
  out.locales[locale] = {
    months: list(12, (i) => part({ day: 'numeric', month: 'long', year: 'numeric' }, 'month', Date.UTC(2026, i, 15))),
    weekdays: list(7, (i) => part({ weekday: 'long' }, 'weekday', Date.UTC(2026, 10, 1 + i))), // 1 November 2026 is a Sunday
  }
}
console.log(JSON.stringify(out, null, 1).replace(/\n {4,}/g, ' ').replace(/\n {3}\]/g, ' ]'))
