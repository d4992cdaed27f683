// The plan: one object, as in a plan file, and the files that it names. It lives in the address of the
// page; files that it names do not, they are too large for that.
export const state = { plan: {}, files: {} };

// at follows a JSON pointer; with make, objects on the way are made.
export function at(pointer, make = false) {
  let here = state.plan;
  for (const key of keys(pointer)) {
    if (here === undefined || here === null) return undefined;
    if (make && here[key] === undefined) here[key] = {};
    here = here[key];
  }
  return here;
}

// set puts a value under a JSON pointer; undefined takes the key away.
export function set(pointer, value) {
  const path = keys(pointer);
  const last = path.pop();
  const holder = at('/' + path.map(escapeKey).join('/'), value !== undefined);
  if (!holder) return;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
}

const escapeKey = (key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

function keys(pointer) {
  return pointer.split('/').slice(1).filter((k) => k !== '').map((k) => k.replaceAll('~1', '/').replaceAll('~0', '~'));
}

const toText = (bytes) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

// toFragment returns the plan for the address: JSON, compressed, in base64 for addresses.
export async function toFragment() {
  const json = new TextEncoder().encode(JSON.stringify(state.plan));
  return '#plan=' + toText(await through(json, new CompressionStream('deflate-raw')));
}

// fromFragment reads what toFragment wrote; null where there is none.
export async function fromFragment(fragment) {
  const match = /^#plan=([A-Za-z0-9_-]+)$/.exec(fragment);
  if (!match) return null;
  const json = await through(toBytes(match[1]), new DecompressionStream('deflate-raw'));
  return JSON.parse(new TextDecoder().decode(json));
}

const day = 24 * 3600 * 1000;

// fresh moves the dates of the example to the coming weeks once they are past. Dates only: the times
// are in UTC.
export function fresh(plan, now) {
  if (Date.parse(plan.search.from) > now.getTime()) return plan;
  const first = new Date(Math.floor(now.getTime() / day + 2) * day);
  plan.search.from = iso(first);
  plan.search.to = iso(new Date(first.getTime() + 42 * day));
  plan.rules.blackouts = [];
  return plan;
}

export const iso = (date) => date.toISOString().replace('.000Z', 'Z');
