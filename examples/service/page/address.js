// The address holds the plan and the window shown, so that a link or a bookmark opens both. Files that
// the plan names are not in it: they are too large for that.
const toText = (bytes) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

// toFragment returns a plan, compressed, in base64 for addresses, and the start that is shown if it is
// not the best.
export async function toFragment(plan, start) {
  const json = new TextEncoder().encode(JSON.stringify(plan));
  const text = '#plan=' + toText(await through(json, new CompressionStream('deflate-raw')));
  return start === null ? text : `${text}&start=${new Date(start).toISOString().replace('.000Z', 'Z')}`;
}

// fromFragment reads what toFragment wrote; null where there is no plan in it.
export async function fromFragment(fragment) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  if (!/^[A-Za-z0-9_-]+$/.test(parts.get('plan') ?? '')) return null;
  const json = await through(toBytes(parts.get('plan')), new DecompressionStream('deflate-raw'));
  const start = Date.parse(parts.get('start') ?? '');
  return { plan: JSON.parse(new TextDecoder().decode(json)), start: Number.isNaN(start) ? null : start };
}

const day = 24 * 3600 * 1000;

// fresh moves the dates of the example to the coming weeks once they are past. Dates only: the times
// are in UTC.
export function fresh(plan, now) {
  if (Date.parse(plan.search.from) > now.getTime()) return plan;
  const first = new Date(Math.floor(now.getTime() / day + 2) * day);
  const iso = (date) => date.toISOString().replace('.000Z', 'Z');
  plan.search.from = iso(first);
  plan.search.to = iso(new Date(first.getTime() + 42 * day));
  delete plan.rules.blackouts;
  return plan;
}
