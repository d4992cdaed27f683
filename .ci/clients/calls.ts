// Calls every operation with the types that openapi-typescript made of the description.
import {strict as assert} from 'node:assert'
import {readFileSync} from 'node:fs'
import createClient from 'openapi-fetch'
import type {components, paths} from './openapi.d.ts'

type Plan = components['schemas']['plan']

const url = process.argv[2]
assert(url)
const client = createClient<paths>({baseUrl: url})
const example = (name: string) => JSON.parse(readFileSync(`../../scheduler/httpapi/examples/${name}`, 'utf8')) as Plan

/** Returns the data of an answer; an answer that is a problem ends the program. */
function good<T>(answer: {data?: T; error?: unknown}): NonNullable<T> {
  assert(answer.data, JSON.stringify(answer.error))
  return answer.data
}

const plan = example('plan.json')
const many = example('campaign.json')

const suggested = good(await client.POST('/v1/suggest', {body: plan}))
const best: number | undefined = suggested.suggestions[0]?.impact.customer_hours
const assessed = good(await client.POST('/v1/assess', {body: {plan, starts: ['2026-12-05T03:00:00Z']}}))
assert.equal(assessed.assessments.length, 1)
const tradeoff = good(await client.POST('/v1/tradeoff', {body: plan}))
assert(tradeoff.points.length > 0)
const robust = good(await client.POST('/v1/robustness', {body: plan}))
assert(robust.cases.length > 0)
const heat = good(await client.POST('/v1/heatmap', {body: plan}))
assert.equal(heat.days.length, 14)
const notices = good(await client.POST('/v1/notices', {body: {plan, suggestion: 2}}))
assert(notices.entries.length > 0)
const report = good(await client.POST('/v1/report/{format}', {params: {path: {format: 'txt'}}, body: {plan}, parseAs: 'text'}))
assert.match(report as string, /^3,300 customers/)
const calendar = good(
  await client.POST('/v1/export/{format}', {params: {path: {format: 'ical'}}, body: {plan, export: {title: 'Upgrade'}}, parseAs: 'text'}),
)
assert.match(calendar as string, /SUMMARY:Upgrade/)
const campaign = good(await client.POST('/v1/campaign', {body: {plan: many}}))
assert.equal(campaign.campaign.windows.length, 3)
const review = good(await client.POST('/v1/campaign/review', {body: many}))
assert.equal(review.review.windows[0]?.task, 'Upgrade')
const recurring = good(await client.POST('/v1/recurring', {body: example('recurring.json')}))
assert(recurring.recurring.slots.length > 0)
const slot = good(
  await client.POST('/v1/recurring/export/{format}', {params: {path: {format: 'kured'}}, body: {plan: example('recurring.json'), suggestion: 2}, parseAs: 'text'}),
)
assert.match(slot as string, /--reboot-days=/)

const at = '2026-12-05T12:00:00Z'
const gate = good(await client.POST('/v1/gate', {body: {plan, at, below: 0.5}}))
assert(gate.open && gate.until)
assert.equal(good(await client.GET('/v1/gate', {params: {query: {at}}})).until, gate.until)

const holidays = good(await client.GET('/v1/holidays/{code}', {params: {path: {code: 'DE-BY'}, query: {year: 2026}}}))
assert(holidays.holidays.length > 0)
assert(good(await client.GET('/v1/holidays')).codes.length > 0)
assert(good(await client.GET('/v1/countries')).countries.length > 0)
assert.equal(good(await client.GET('/v1/countries/{code}', {params: {path: {code: 'US'}}})).name, 'United States')
assert(good(await client.GET('/v1/formats')).exports.length > 0)
assert(good(await client.GET('/v1/zones')).zones.length > 0)
assert.equal(good(await client.GET('/healthz')).status, 'ok')
assert(good(await client.GET('/openapi.json')).paths)

// Errors have their types too.
const {error} = await client.POST('/v1/suggest', {body: example('recurring.json')})
assert(error?.errors?.[0]?.expected)
console.log(`${best} customer-hours at best`)
