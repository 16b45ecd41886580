/** Edits that make a statement idempotent. */
import type { Edit, Fix, Span } from '../../model/finding.js';
import { commandRange, guardInBlock, guardInBody, isNextWord, offsetAfter } from '../../sql/edits.js';
import type { SourceFile } from '../../model/history.js';
import type { ParsedFile } from '../../model/sql.js';
import { effectsOf } from '../../sql/effects/effects-of.js';
import { quoteLiteral, quoteName } from '../../sql/names.js';
import type { Effect } from '../../sql/effects/effect.js';
import type { HandGuard } from '../../sql/hand-guard.js';
import { locate } from '../../model/locate.js';
import type { Met } from './rule.js';
import { namespaceOf } from '../../sql/rerun/state.js';

/** Puts keywords behind the last of these words; null where they do not stand in the text. */
export function addKeywords(met: Met, after: readonly string[], keywords: string): Fix | null {
  return insertAt(met, offsetAfter(met.file.source.text, met.statement.span, after), keywords);
}

/** The same within one command of ALTER TABLE; the last word may be left out in SQL (`ADD [COLUMN]`). */
export function addToCommand(met: Met, verb: string, noun: string, keywords: string): Fix | null {
  const { text } = met.file.source;
  const range = commandRange(text, met.statement, met.effect.part ?? 0);
  const verbEnd = offsetAfter(text, range, [verb]);
  if (verbEnd === null) return null;
  const hasNoun = isNextWord(text, { start: verbEnd, end: range.end }, noun);
  return insertAt(met, hasNoun ? offsetAfter(text, range, [verb, noun]) : verbEnd, keywords);
}

/** Runs the whole statement only where a condition holds; null without one, or where it does more than this one thing. */
export function runOnlyIf(met: Met, condition: string | null): Fix | null {
  const { file, statement } = met;
  const changes = effectsOf(statement).filter(({ action }) => action !== 'alter');
  // What lacks something that it needs does none of them.
  const isOne = changes.length <= 1 || met.effect.action === 'alter';
  if (!isOne || condition === null) return null;
  const guard = file.statements.includes(statement) ? guardInBlock : guardInBody;
  const lineBreak = file.source.text.includes('\r\n') ? '\r\n' : '\n';
  const edit = replace(met, statement.span, guard(condition, statement.text, lineBreak));
  if (edit === null) return null;
  // An ephemeral database has no rows: what becomes of them, no replay proves.
  const touchesRows = effectsOf(statement).some(({ kind, action }) => kind === 'row' || action === 'change');
  const proof = touchesRows ? {} : { provable: true as const };
  return { title: 'Run it only where it has not run yet', safety: 'review', ...proof, edits: [edit] };
}

/** Lets a condition look up what its statement makes or drops; null for kinds that are looked up in no common way. */
export function lookUp({ source }: ParsedFile, { conditionSpan }: HandGuard, effect: Effect): Fix | null {
  const condition = effect.action === 'drop' ? isThere(effect) : isMissing(effect);
  if (condition === null) return null;
  const edit = { ...locate(source, conditionSpan), text: condition };
  return { title: 'Look up what the statement is about', safety: 'review', edits: [edit] };
}

/** Takes a condition away from around a statement that a fix gives its own guard. Comments before the statement stay. */
export function replaceAround(
  source: SourceFile,
  { span, statement, comments }: HandGuard,
  { title, edits }: Fix,
): Fix {
  const lineBreak = source.text.includes('\r\n') ? '\r\n' : '\n';
  const kept = comments.map((comment) => `${comment}${lineBreak}`).join('');
  const opening = { ...locate(source, { start: span.start, end: statement.span.start }), text: kept };
  const closing = { ...locate(source, { start: statement.span.end, end: span.end }), text: '' };
  return { title: `${title} instead of the condition`, safety: 'safe', edits: [opening, ...edits, closing] };
}

/** Asks a catalog for a constraint, policy or trigger by its table and name. */
export function isInCatalog(catalog: string, prefix: string, { schema, table, name }: Effect): string {
  const owner = `${quoteLiteral(quoteName({ schema, name: table ?? '' }))}::regclass`;
  // A table has one primary key, so that it can be looked up without a name.
  const own = name === null ? "contype = 'p'" : `${prefix}name = ${quoteLiteral(name)}`;
  return isRow(catalog, `${prefix}relid = ${owner}`, own);
}

/** The same for the constraint of a domain. */
export function isOfDomain({ schema, table, name }: Effect): string {
  const domain = `${quoteLiteral(quoteName({ schema, name: table ?? '' }))}::regtype`;
  return isRow('pg_constraint', `contypid = ${domain}`, `conname = ${quoteLiteral(name ?? '')}`);
}

/** Asks whether an object is there; null for kinds that are looked up in no common way. */
export function isThere(effect: Effect): string | null {
  const name = quoteLiteral(quoteName({ schema: effect.schema, name: effect.name ?? '' }));
  const owner = quoteLiteral(quoteName({ schema: effect.schema, name: effect.table ?? '' }));
  switch (namespaceOf(effect.kind)) {
    case 'relation':
      return `to_regclass(${name}) IS NOT NULL`;
    case 'type':
      return `to_regtype(${name}) IS NOT NULL`;
    case 'row':
      return `to_regclass(${owner}) IS NOT NULL`;
    case 'column':
      return isRow(
        'pg_attribute',
        `attrelid = ${owner}::regclass`,
        `attname = ${quoteLiteral(effect.name ?? '')}`,
        'NOT attisdropped',
      );
    case 'constraint':
      return isInCatalog('pg_constraint', 'con', effect);
    case 'enum value':
      return isRow('pg_enum', `enumtypid = ${owner}::regtype`, `enumlabel = ${quoteLiteral(effect.name ?? '')}`);
    default:
      return null;
  }
}

/** Asks whether an index is there that stands for itself: that of a constraint cannot be dropped alone (2BP01). */
export function isNoIndexOfConstraint({ schema, name }: Effect): string {
  const index = `to_regclass(${quoteLiteral(quoteName({ schema, name: name ?? '' }))})`;
  return `${index} IS NOT NULL AND NOT ${isRow('pg_constraint', `conindid = ${index}`)}`;
}

/** The opposite of `isThere`. */
export function isMissing(effect: Effect): string | null {
  const there = isThere(effect);
  return there?.endsWith('IS NOT NULL') === true ? there.replace(/IS NOT NULL$/, 'IS NULL') : there && `NOT ${there}`;
}

function isRow(catalog: string, ...conditions: readonly string[]): string {
  return `EXISTS (SELECT FROM pg_catalog.${catalog} WHERE ${conditions.join(' AND ')})`;
}

function insertAt(met: Met, offset: number | null, keywords: string): Fix | null {
  const edit = offset === null ? null : replace(met, { start: offset, end: offset }, ` ${keywords}`);
  return edit === null ? null : { title: `Add ${keywords}`, safety: 'safe', edits: [edit] };
}

/** Null where the statement does not stand in the file as it is run (EXECUTE of a literal with doubled quotes). */
function replace({ file, statement }: Met, span: Span, text: string): Edit | null {
  if (file.source.text.slice(statement.span.start, statement.span.end) !== statement.text) return null;
  return { ...locate(file.source, span), text };
}
