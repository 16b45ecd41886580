/** The way back as an SQL file for review. */
import type { Rollback } from '../../model/proof.js';
import type { Plan } from '../../model/release.js';
import { visible } from '../visible.js';

/** Ends with a line break. What is not proven begins with a statement that undoes it all. */
export function renderRollback({ pending, target }: Plan, rollback: Rollback): string {
  const { statements, losses, underived, fault } = rollback;
  const tags = pending.map(({ tag }) => tag).join(', ');
  const lines = [
    comment(
      `The way back from ${tags} on ${target}, derived by drizzle-gatekeeper. Read it; nothing runs it by itself.`,
    ),
    comment(
      fault === null
        ? 'Proven on an ephemeral server without rows: forward and back gives the schema and the tracker from before.'
        : `NOT PROVEN: ${fault}.`,
    ),
    ...list('Not derived, to be written by hand:', underived),
    ...list('What is lost:', losses),
    '',
    'BEGIN;',
    // Within the transaction, because psql goes on after an error, and then nothing of it does anything.
    ...(fault === null ? [] : [`DO $$ BEGIN RAISE EXCEPTION 'this way back is not proven'; END $$;`]),
    ...statements,
    'COMMIT;',
  ];
  return `${lines.join('\n')}\n`;
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [comment(title), ...items.map((item) => comment(`  * ${item}`))];
}

/** On one line, whatever the text is. */
function comment(text: string): string {
  return `-- ${visible(text)}`;
}
