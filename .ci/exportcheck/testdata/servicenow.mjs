// Prints the columns of ServiceNow's table change_request and of task, which it extends, as their own package describes them: name, kind
// and the most characters. The tables are TypeScript that calls functions for columns; here these functions note what they are called with.
import { readFileSync } from 'node:fs'

const folder = new URL('../node_modules/@servicenow/sdk-core/src/fluent/tables/', import.meta.url)
const columns = {}
for (const table of ['task', 'change_request']) {
  const text = readFileSync(new URL(table + '.now.ts', folder), 'utf8')
  const names = text.match(/import \{([^}]*)\}/)[1].split(',').map((s) => s.trim()).filter(Boolean)
  const code = text.replace(/import \{[^}]*\} from '[^']*'/g, '').replace(/export const \w+ =/, 'return')
  const made = names.map((name) => (name === 'Table' ? (t) => t : (c) => ({ kind: name, most: c?.maxLength ?? 0 })))
  const { name, schema } = new Function(...names, code)(...made)
  if (name !== table) throw new Error(`found the table ${name} in the file of ${table}`)
  Object.assign(columns, schema)
}
console.log(JSON.stringify(columns))
