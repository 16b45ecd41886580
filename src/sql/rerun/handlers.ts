/** Which handler of a PL/pgSQL block an error goes to. */
import type { Handler } from '../../model/sql.js';

/** Condition names of errcodes.txt that a second run can meet. */
export const CONDITIONS: Readonly<Record<string, string>> = {
  duplicate_column: '42701',
  duplicate_function: '42723',
  duplicate_object: '42710',
  duplicate_schema: '42P06',
  duplicate_table: '42P07',
  dependent_objects_still_exist: '2BP01',
  integrity_constraint_violation: '23000',
  invalid_parameter_value: '22023',
  invalid_schema_name: '3F000',
  invalid_table_definition: '42P16',
  object_not_in_prerequisite_state: '55000',
  syntax_error_or_access_rule_violation: '42000',
  undefined_column: '42703',
  undefined_function: '42883',
  undefined_object: '42704',
  undefined_table: '42P01',
  unique_violation: '23505',
};

/** The first handler that an error with this SQLSTATE goes to; null: none. Codes ending in 000 stand for their class. */
export function handlerFor(sqlstate: string, handlers: readonly Handler[]): Handler | null {
  const caught = (condition: string): boolean => {
    if (condition === 'others') return true;
    const code = CONDITIONS[condition] ?? condition;
    return code === sqlstate || (code.endsWith('000') && code.slice(0, 2) === sqlstate.slice(0, 2));
  };
  return handlers.find((handler) => handler.conditions.some(caught)) ?? null;
}

/** The name that PL/pgSQL has for an SQLSTATE, or the SQLSTATE itself. */
export function conditionName(sqlstate: string): string {
  return Object.entries(CONDITIONS).find(([, code]) => code === sqlstate)?.[0] ?? sqlstate;
}
