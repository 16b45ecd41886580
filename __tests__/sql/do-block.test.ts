import { describe, expect, test } from '@jest/globals';
import type { Step } from '../../src/model/sql.js';
import { parseText } from './parsed-file.js';

/** Steps as one line: `IF (cond) {...} ELSE {...}`, `TRY {...} CATCH x {...}`. */
function print(steps: readonly Step[]): string {
  return steps.map(printStep).join('; ');
}

function printStep(step: Step): string {
  if (step.kind === 'statement') return step.statement.text;
  if (step.kind === 'computed') return `? ${step.text}`;
  if (step.kind === 'loop') return `LOOP {${print(step.steps)}}`;
  if (step.kind === 'choice') {
    return step.branches
      .map(({ condition, steps }) => `${condition === null ? 'ELSE' : `IF ${condition.text}`} {${print(steps)}}`)
      .join(' ');
  }
  if (step.kind !== 'attempt') return step.kind.toUpperCase();
  const handlers = step.handlers.map(({ conditions, steps }) => ` CATCH ${conditions.join('|')} {${print(steps)}}`);
  return `TRY {${print(step.steps)}}${handlers.join('')}`;
}

const blockOf = async (sql: string) => (await parseText(sql)).statements[0]?.block;

test.each([
  ['DO $$ BEGIN DROP TABLE a; DROP TABLE b; END $$', 'DROP TABLE a; DROP TABLE b'],
  ["DO 'BEGIN DROP TABLE \"it''s\"; END'", 'DROP TABLE "it\'s"'],
  ['DO LANGUAGE plpgsql $x$ BEGIN DROP TABLE a; END $x$', 'DROP TABLE a'],
  [
    'DO $$ BEGIN IF a THEN DROP TABLE a; ELSIF b THEN NULL; ELSE DROP TABLE c; END IF; END $$',
    'IF a {DROP TABLE a} IF b {} ELSE {DROP TABLE c}',
  ],
  ['DO $$ BEGIN IF a THEN DROP TABLE a; END IF; END $$', 'IF a {DROP TABLE a} ELSE {}'],
  ['DO $$ BEGIN CASE WHEN a THEN DROP TABLE a; ELSE RETURN; END CASE; END $$', 'IF a {DROP TABLE a} ELSE {RETURN}'],
  [
    "DO $$ BEGIN DROP TABLE a; EXCEPTION WHEN undefined_table OR SQLSTATE '42704' THEN NULL; WHEN OTHERS THEN RAISE; END $$",
    'TRY {DROP TABLE a} CATCH undefined_table|42704 {} CATCH others {RAISE}',
  ],
  [
    "DO $$ DECLARE r record; BEGIN FOR r IN SELECT 1 LOOP EXECUTE format('DROP TABLE %I', r); END LOOP; END $$",
    "LOOP {? format('DROP TABLE %I', r)}",
  ],
  ["DO $$ BEGIN EXECUTE 'DROP TABLE a; DROP TABLE b'; END $$", 'DROP TABLE a; DROP TABLE b'],
  ['DO $$ BEGIN WHILE a LOOP DROP TABLE a; END LOOP; END $$', 'LOOP {DROP TABLE a}'],
  ["DO $$ BEGIN PERFORM total(); RAISE NOTICE 'done'; END $$", 'SELECT total()'],
  [
    'DO $$ BEGIN BEGIN DROP TABLE a; EXCEPTION WHEN OTHERS THEN NULL; END; DROP TABLE b; END $$',
    'TRY {DROP TABLE a} CATCH others {}; DROP TABLE b',
  ],
])('%s', async (sql, expected) => {
  const block = await blockOf(sql);
  expect(block?.defect).toBeNull();
  expect(print(block?.steps ?? [])).toBe(expected);
});

test.each([
  ['DO $$ BEGIN DROB TABLE a; END $$', 'syntax error at or near "DROB"'],
  ['DO LANGUAGE plpython3u $$ pass $$', 'language "plpython3u" is not read'],
  [`DO $$ ${'BEGIN '.repeat(300)} ${'END; '.repeat(300)} $$`, 'it is nested more than 200 deep'],
])('%s is not read, and says why', async (sql, defect) => {
  expect(await blockOf(sql)).toEqual({ steps: [], defect });
});

describe('statements in a block stand where the file has them', () => {
  test.each([
    '-- 🧾\r\nSELECT \'é\';\r\nDO $$ BEGIN\r\n  -- ö\r\n  ALTER TABLE "bestellung🧾" ADD COLUMN note text;\r\nEND $$;',
    'DO $$ BEGIN PERFORM 1; ALTER TABLE "bestellung🧾" ADD COLUMN note text; END $$',
    'DO $$ BEGIN IF true THEN ALTER TABLE "bestellung🧾" ADD COLUMN note text; END IF; END $$',
  ])('%j', async (sql) => {
    const [step] = ((await parseText(sql)).statements.at(-1)?.block?.steps ?? []).slice(-1);
    const inner = step?.kind === 'choice' ? step.branches[0]?.steps[0] : step;
    if (inner?.kind !== 'statement') throw new Error('no statement');
    const { span, text, node } = inner.statement;
    expect(sql.slice(span.start, span.end)).toBe(text);
    expect(text).toBe('ALTER TABLE "bestellung🧾" ADD COLUMN note text');
    const { location } = node['relation'] as { location: number };
    expect(sql.slice(location).startsWith('"bestellung🧾"')).toBe(true);
  });
});
