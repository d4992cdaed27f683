// Writes what packages of official lists say of a country, for the check in this folder: one line for
// each source and code, "source TAB code TAB first year TAB last year TAB date=name|date=name..." of the
// days off; a name that begins with "work " is a rest day that is worked.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import * as kr from '@hyunbinseo/holidays-kr/all'

const require = createRequire(import.meta.url)
const line = (source, code, first, last, days) => {
  const list = Object.entries(days).filter(([d]) => Number(d.slice(0, 4)) >= first && Number(d.slice(0, 4)) <= last).sort()
  console.log([source, code, first, last, list.map(([d, n]) => `${d}=${n.replace(/[|=\t\n]/g, ' ')}`).join('|')].join('\t'))
}

// China: the notices of the State Council. Its holidays are runs of days off, weekends included.
const cn = JSON.parse(readFileSync('node_modules/chinese-days/dist/chinese-days.json', 'utf8'))
const worked = Object.fromEntries(Object.entries(cn.workdays).map(([d, n]) => [d, 'work ' + n.split(',')[0]]))
line('chinese-days', 'CN', 2015, 2026, { ...Object.fromEntries(Object.entries(cn.holidays).map(([d, n]) => [d, n.split(',')[0]])), ...worked })

// Korea: the official gazette.
const korea = {}
for (const year of Object.values(kr)) for (const [d, names] of Object.entries(year)) if (/^\d{4}-/.test(d)) korea[d] = names.join(', ')
line('holidays-kr', 'KR', 2018, 2027, korea)

// Japan: the list of the Cabinet Office, and by rule after it.
const jp = require('@holiday-jp/holiday_jp')
const japan = Object.fromEntries(Object.values(jp.holidays).map((h) => [h.date, h.name_en]))
line('holiday_jp', 'JP', 2015, 2036, japan)

// Germany: federation and states.
const de = require('feiertagejs')
for (const state of ['BUND', 'BW', 'BY', 'BE', 'BB', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH', 'AUGSBURG']) {
  const days = {}
  for (let year = 2015; year <= 2035; year++) for (const h of de.getHolidays(year, state)) days[h.dateString] = h.name
  line('feiertagejs', state === 'BUND' ? 'DE' : state === 'AUGSBURG' ? 'DE-Augsburg' : 'DE-' + state, 2015, 2035, days)
}
