// The form of the plan: sentences that open into fields, the rules with their prices, the plan as text.
import { find } from './dom.js';
import { renewSentences } from './fields.js';
import { state } from './plan.js';
import { drawRules } from './rules.js';
import { lateSections, sections } from './sections.js';

// drawForm draws the whole form. Where the cursor was in a field, it is there again.
export function drawForm() {
  const { id } = document.activeElement ?? {};
  find('sections').replaceChildren(...sections());
  drawRules();
  find('late-sections').replaceChildren(...lateSections());
  renewSentences();
  find('text').value = JSON.stringify(state.plan, null, 2);
  if (id && document.activeElement?.id !== id) find(id)?.focus();
}
