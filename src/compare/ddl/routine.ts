/** Functions and procedures: Postgres prints the whole statement. */
import type { CatalogObject } from '../../model/catalog.js';
import { quoteIdentifier } from '../../model/quote.js';
import { textOf, type Renderer } from './renderer.js';

function routineRenderer(kind: 'FUNCTION' | 'PROCEDURE'): Renderer {
  return {
    create: createRoutine,
    drop: (routine) => signatureOf(routine).map((signature) => `DROP ${kind} ${signature}`),
    // CREATE OR REPLACE, which keeps what depends on it; the server refuses another result type.
    alter: ({ expected, differing }) => (differing.has('owner') ? null : createRoutine(expected)),
  };
}

function createRoutine(routine: CatalogObject): string[] {
  return [textOf(routine, 'definition')?.trim() ?? ''];
}

/** `"public"."touch"(integer)` of `touch(integer)`; empty where the name itself has a parenthesis, so that nobody can tell. */
function signatureOf({ schema, name }: CatalogObject): string[] {
  const [routine = '', ...rest] = name.split('(');
  const path = schema === null ? [routine] : [schema, routine];
  return rest.length === 1 ? [`${quoteIdentifier(...path)}(${rest[0]}`] : [];
}

export const func = routineRenderer('FUNCTION');
export const procedure = routineRenderer('PROCEDURE');
