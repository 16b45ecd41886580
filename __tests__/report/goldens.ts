/** What the golden files hold: whole reports, as a person sees them. `npm run goldens` writes them anew. */
import { renderAnnotations, renderWorkflowCommands } from '../../src/report/annotations.js';
import { renderJson } from '../../src/report/json.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { renderPretty } from '../../src/report/pretty.js';
import { EXAMPLES, type Example } from './verdicts.js';

export const GOLDEN_FOLDER = '__tests__/report/golden';

/** Text by file name below the golden folder. */
export function renderGoldens(): Map<string, string> {
  const goldens = new Map<string, string>();
  for (const [name, { verdict, sources }] of Object.entries(EXAMPLES)) {
    goldens.set(`${name}.txt`, renderPretty(verdict, sources, { color: false, width: 100 }));
    goldens.set(`${name}.md`, renderMarkdown(verdict, { sources, limit: 65_536 }));
    goldens.set(`${name}.github.txt`, renderWorkflowCommands(renderAnnotations(verdict, 'packages/shop')));
  }
  const { families, many } = EXAMPLES as Record<'families' | 'many', Example>;
  goldens.set('families.json', renderJson(families.verdict));
  goldens.set('families.narrow.txt', renderPretty(families.verdict, families.sources, { color: true, width: 60 }));
  goldens.set('many.short.md', renderMarkdown(many.verdict, { sources: many.sources, limit: 4000 }));
  return goldens;
}
