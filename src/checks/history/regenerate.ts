/** The commands that mend a collision of two branches in this pull request. */
import type { Facts } from '../../model/facts.js';
import type { Entry } from '../../model/history.js';
import { comparableBase } from './merged.js';
import { shellWord } from './shell.js';

/** An imperative sentence that ends in commands: to renumber where it can be proven, and to generate anew. */
export function sayRegenerate(facts: Facts, entry: Entry | null): string {
  const ref = comparableBase(facts)?.ref ?? null;
  const tag = entry?.tag ?? null;
  if (ref === null || tag === null || facts.newTags?.includes(tag) !== true) return OF_ANY_BASE;
  const { history } = facts;
  const [base, meta] = [shellWord(ref), shellWord(`${history.folder}/meta`)];
  const generate = `git checkout ${base} -- ${meta} && git rm -f -- ${shellWord(`${history.folder}/${tag}.sql`)} && ${generateAs(facts, tag)}`;
  return `Merge ${ref} and let fix give it the next number: git merge ${base}; npx drizzle-gatekeeper fix --base ${base} — or generate it again: ${generate}`;
}

const OF_ANY_BASE =
  'Take the journal and the snapshots of the base branch, delete your own SQL file, and run "npx drizzle-kit generate" again.';

/** Under the name that it has, with the config of the project. */
function generateAs({ project: { config } }: Facts, tag: string): string {
  const place = config === null || config.path === 'drizzle.config.ts' ? '' : ` --config=${shellWord(config.path)}`;
  return `npx drizzle-kit generate${place} --name ${shellWord(tag.replace(/^\d+_/, ''))}`;
}
