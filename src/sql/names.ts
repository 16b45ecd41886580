/** Names as PostgreSQL understands them: already folded to lower case where they were not quoted. */
import { fieldOf, listOf, nodeOf, textOf } from './tree.js';

/** A relation, type or function; `schema` is null where the search path decides. */
export interface QualifiedName {
  readonly schema: string | null;
  readonly name: string;
}

/** The one way in which the product writes an identifier into SQL. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** As SQL: `"public"."orders"`, or `"orders"` where no schema is known. */
export function quoteName({ schema, name }: QualifiedName): string {
  return schema === null ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** As SQL string literal. */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  // standard_conforming_strings may be off; the escape form means the same either way.
  return text.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

/** The name in a RangeVar (its inside). */
export function relationName(relation: unknown): QualifiedName {
  return { schema: textOf(relation, 'schemaname') || null, name: textOf(relation, 'relname') };
}

/** The parts of a list of String nodes, such as `["public", "status"]`. */
export function nameParts(items: readonly unknown[]): readonly string[] {
  return items.map((item) => textOf(nodeOf(item, 'String'), 'sval'));
}

/** A name out of its parts; what stands before the last two (a database) is left out. */
export function toQualifiedName(parts: readonly string[]): QualifiedName {
  return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '' };
}

/** The name in a TypeName (its inside), array bounds and modifiers left out. */
export function typeName(type: unknown): QualifiedName {
  return toQualifiedName(nameParts(listOf(type, 'names')));
}

/** A function with its argument types as PostgreSQL tells functions apart: `total(int4,text)`; `total` where none are given. */
export function signature(objectWithArgs: unknown): QualifiedName {
  const { schema, name } = toQualifiedName(nameParts(listOf(objectWithArgs, 'objname')));
  if (fieldOf(objectWithArgs, 'args_unspecified') === true) return { schema, name };
  const types = listOf(objectWithArgs, 'objargs').map((type) => typeName(nodeOf(type, 'TypeName')).name);
  return { schema, name: `${name}(${types.join(',')})` };
}

/** The same for the parameters of CREATE FUNCTION: OUT and TABLE parameters do not count. */
export function declaredSignature(name: QualifiedName, parameters: readonly unknown[]): QualifiedName {
  const inputs = parameters
    .map((parameter) => nodeOf(parameter, 'FunctionParameter'))
    .filter((parameter) => !['FUNC_PARAM_OUT', 'FUNC_PARAM_TABLE'].includes(textOf(parameter, 'mode')));
  const types = inputs.map((parameter) => typeName(fieldOf(parameter, 'argType')).name);
  return { schema: name.schema, name: `${name.name}(${types.join(',')})` };
}
