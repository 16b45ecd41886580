/** A column → the line that declares it. */
import type { CatalogObject } from '../../model/catalog.js';
import { textOf } from '../ddl/renderer.js';
import { columnCall, type Enums } from './type.js';
import { call, camelCase, options, template, type Uses } from './words.js';

/** `email: varchar('email', { length: 120 }).notNull(),`; `isKey`: it alone is the primary key. */
export function columnLine(column: CatalogObject, isKey: boolean, enums: Enums, uses: Uses): string {
  const isSerial = textOf(column, 'serialSequence') !== null;
  const chain = [
    columnCall(column.name, textOf(column, 'type') ?? 'text', isSerial, enums, uses),
    isKey ? 'primaryKey()' : '',
    column.attributes['notNull'] === true && !isKey && !isSerial && textOf(column, 'identity') === null
      ? 'notNull()'
      : '',
    isSerial ? '' : valueOf(column, uses),
  ].filter((part) => part !== '');
  return `${camelCase(column.name)}: ${chain.join('.')},${noteOn(column)}`;
}

function valueOf(column: CatalogObject, uses: Uses): string {
  const [fallback, generated, identity] = ['default', 'generated', 'identity'].map((name) => textOf(column, name));
  if (generated) return `generatedAlwaysAs(${template(generated, uses)})`;
  if (identity) {
    const name = identity === 'always' ? 'generatedAlwaysAsIdentity' : 'generatedByDefaultAsIdentity';
    return call(name, identityOptions(column));
  }
  return fallback ? `default(${template(fallback, uses)})` : '';
}

const MAXIMA: Readonly<Record<string, string>> = {
  smallint: '32767',
  integer: '2147483647',
  bigint: '9223372036854775807',
};

/** What differs from the sequence that Postgres makes by itself. */
function identityOptions(column: CatalogObject): string {
  const unless = (attribute: string, usual: string | undefined) => {
    const value = textOf(column, attribute);
    if (value === null || value === usual) return null;
    return Number.isSafeInteger(Number(value)) ? value : `'${value}'`;
  };
  return options({
    startWith: unless('identityStart', '1'),
    increment: unless('identityIncrement', '1'),
    minValue: unless('identityMin', '1'),
    maxValue: unless('identityMax', MAXIMA[textOf(column, 'type') ?? '']),
    cache: unless('identityCache', '1'),
    cycle: column.attributes['identityCycle'] === true ? 'true' : null,
  });
}

function noteOn(column: CatalogObject): string {
  const collation = textOf(column, 'collation');
  return collation === null ? '' : ` // COLLATE ${collation} cannot be declared`;
}
