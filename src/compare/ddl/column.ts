import type { CatalogObject } from '../../model/catalog.js';
import { quoteIdentifier } from '../../model/quote.js';
import { tableOf, textOf, type Change, type Renderer } from './renderer.js';

export const column: Renderer = {
  create: (column) => [`ALTER TABLE ${tableOf(column)} ADD COLUMN ${columnDefinition(column)}`],
  drop: (column) => [`ALTER TABLE ${tableOf(column)} DROP COLUMN ${quoteIdentifier(column.name)}`],
  alter: alterColumn,
};

const SERIAL: Readonly<Record<string, string>> = { smallint: 'smallserial', integer: 'serial', bigint: 'bigserial' };

/** As it stands in CREATE TABLE. A sequence that the column owns comes with `serial`. */
export function columnDefinition(column: CatalogObject): string {
  const type = textOf(column, 'type') ?? '';
  const serial = textOf(column, 'serialSequence') === null ? undefined : SERIAL[type];
  const fallback = serial === undefined ? textOf(column, 'default') : null;
  const generated = textOf(column, 'generated');
  return [
    quoteIdentifier(column.name),
    serial ?? typeOf(column),
    ...(fallback === null ? [] : [`DEFAULT ${fallback}`]),
    ...(generated === null ? [] : [generatedClause(column, generated)]),
    ...(textOf(column, 'identity') === null ? [] : [identityClause(column)]),
    ...(column.attributes['notNull'] === true ? ['NOT NULL'] : []),
  ].join(' ');
}

function alterColumn(change: Change): string[] | null {
  const { expected, actual, differing, catalog } = change;
  if (differing.has('generated') || differing.has('generatedKind')) {
    // Up to PostgreSQL 16 an expression cannot be changed, and no column can become generated.
    return textOf(expected, 'generated') === null
      ? [`${alter(expected)} DROP EXPRESSION`]
      : [...column.drop(actual), ...column.create(expected, catalog)];
  }
  if ([...differing].some((attribute) => !isAlterable(attribute))) return null;
  return [
    ...dropWhatBlocks(change),
    ...changeType(change),
    ...changeNotNull(change),
    ...setDefault(change),
    ...setIdentity(change),
  ];
}

function isAlterable(attribute: string): boolean {
  return ['type', 'collation', 'notNull', 'default'].includes(attribute) || attribute.startsWith('identity');
}

/** A default of the old type may have no cast to the new one, and identity and default exclude each other. */
function dropWhatBlocks({ expected, actual, differing }: Change): string[] {
  return [
    ...(textOf(actual, 'default') !== null && (differing.has('default') || differing.has('type'))
      ? [`${alter(expected)} DROP DEFAULT`]
      : []),
    ...(differing.has('identity') && textOf(expected, 'identity') === null ? [`${alter(expected)} DROP IDENTITY`] : []),
  ];
}

function changeType({ expected, differing }: Change): string[] {
  if (!differing.has('type') && !differing.has('collation')) return [];
  const cast = `${quoteIdentifier(expected.name)}::${textOf(expected, 'type')}`;
  return [`${alter(expected)} SET DATA TYPE ${typeOf(expected)} USING ${cast}`];
}

function changeNotNull({ expected, differing }: Change): string[] {
  if (!differing.has('notNull')) return [];
  return [`${alter(expected)} ${expected.attributes['notNull'] === true ? 'SET' : 'DROP'} NOT NULL`];
}

function setDefault({ expected, differing }: Change): string[] {
  const value = textOf(expected, 'default');
  if (value === null || (!differing.has('default') && !differing.has('type'))) return [];
  return [...createSerialSequence(expected), `${alter(expected)} SET DEFAULT ${value}`];
}

/** ALTER TABLE knows no serial, only the parts that it is made of. */
function createSerialSequence(column: CatalogObject): string[] {
  const sequence = textOf(column, 'serialSequence');
  if (sequence === null) return [];
  const owner = `${tableOf(column)}.${quoteIdentifier(column.name)}`;
  return [`CREATE SEQUENCE IF NOT EXISTS ${sequence} AS ${textOf(column, 'type')} OWNED BY ${owner}`];
}

function setIdentity({ expected, actual, differing }: Change): string[] {
  const identity = textOf(expected, 'identity');
  if (identity === null || ![...differing].some((attribute) => attribute.startsWith('identity'))) return [];
  if (textOf(actual, 'identity') === null) return [`${alter(expected)} ADD ${identityClause(expected)}`];
  const options = identityOptions(expected)
    .map((option) => `SET ${option}`)
    .join(' ');
  return [`${alter(expected)} SET GENERATED ${identity.toUpperCase()} ${options}`];
}

function alter(column: CatalogObject): string {
  return `ALTER TABLE ${tableOf(column)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
}

function typeOf(column: CatalogObject): string {
  const collation = textOf(column, 'collation');
  return `${textOf(column, 'type')}${collation === null ? '' : ` COLLATE ${collation}`}`;
}

function generatedClause(column: CatalogObject, expression: string): string {
  return `GENERATED ALWAYS AS (${expression}) ${(textOf(column, 'generatedKind') ?? 'stored').toUpperCase()}`;
}

function identityClause(column: CatalogObject): string {
  return `GENERATED ${textOf(column, 'identity')?.toUpperCase()} AS IDENTITY (${identityOptions(column).join(' ')})`;
}

function identityOptions(column: CatalogObject): string[] {
  const value = (attribute: string) => textOf(column, attribute);
  return [
    `INCREMENT BY ${value('identityIncrement')}`,
    `MINVALUE ${value('identityMin')}`,
    `MAXVALUE ${value('identityMax')}`,
    `START WITH ${value('identityStart')}`,
    `CACHE ${value('identityCache')}`,
    column.attributes['identityCycle'] === true ? 'CYCLE' : 'NO CYCLE',
  ];
}
