/** `snapshot` over real projects: what it writes is what drizzle-kit wrote, and it writes nothing that is not proven. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseArguments } from '../../src/inputs/arguments.js';
import type { Options } from '../../src/inputs/table.js';
import { snapshot } from '../../src/commands/snapshot.js';

const LATEST = 'drizzle/meta/0001_snapshot.json';
const surroundings = {
  connections: { postgres: null, database: null },
  impliedBase: { kind: 'none', reason: 'no base branch was named' },
  distrust: null,
} as const;

interface Copy extends Disposable {
  readonly path: string;
}

/** Inside of the repository, where the project finds its drizzle-kit. */
function copyOf(fixture: string): Copy {
  const path = mkdtempSync(join(process.cwd(), 'build', 'snapshot-'));
  cpSync(join('migrations-fixtures', fixture), path, { recursive: true });
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

function optionsFor({ path }: Copy, ...flags: readonly string[]): Options {
  const invocation = parseArguments(['snapshot', '--working-directory', path, '--postgres', 'embedded', ...flags]);
  if (invocation.command !== 'snapshot') throw new Error('the arguments ask for no snapshot');
  return invocation.options;
}

const stateOf = (text: string) => ({ ...(JSON.parse(text) as object), id: '' });

test('a missing snapshot is written as drizzle-kit wrote it, but for its id', async () => {
  using project = copyOf('drift/differs/good');
  const path = join(project.path, LATEST);
  const original = readFileSync(path, 'utf8');
  rmSync(path);
  const [plan] = await snapshot(optionsFor(project), surroundings);
  expect(plan).toMatchObject({ kind: 'write', path: LATEST });
  expect(stateOf(readFileSync(path, 'utf8'))).toEqual(stateOf(original));
  expect(await snapshot(optionsFor(project), surroundings)).toEqual([{ kind: 'current' }]);
});

test('with --check nothing is written', async () => {
  using project = copyOf('drift/differs/good');
  rmSync(join(project.path, LATEST));
  expect(await snapshot(optionsFor(project, '--check'), surroundings)).toMatchObject([{ kind: 'write', path: LATEST }]);
  expect(existsSync(join(project.path, LATEST))).toBe(false);
});

test('a snapshot is not written of what the migrations do not build', async () => {
  using project = copyOf('drift/missing-migration/bad');
  rmSync(join(project.path, 'drizzle/meta/0000_snapshot.json'));
  const [plan] = await snapshot(optionsFor(project), surroundings);
  expect(plan).toMatchObject({ kind: 'refused', differences: [{ object: 'column public.orders.note' }] });
  expect(existsSync(join(project.path, 'drizzle/meta/0000_snapshot.json'))).toBe(false);
});

test('a stale snapshot that may be merged stays as it is', async () => {
  using project = copyOf('drift/differs/good');
  const path = join(project.path, LATEST);
  const stale = readFileSync(join(project.path, 'drizzle/meta/0000_snapshot.json'), 'utf8').replace(
    /"id": "[^"]+"/,
    '"id": "5c27cf38-2311-4049-bc28-1a7f18697e2d"',
  );
  writeFileSync(path, stale);
  await expect(snapshot(optionsFor(project), surroundings)).rejects.toThrow(
    'the snapshot of "0001_order_shipped" is merged, as far as is known, and merged files stay as they are',
  );
  expect(readFileSync(path, 'utf8')).toBe(stale);
});

test('a migrations folder alone says nothing of the schema', async () => {
  using project = copyOf('drift/differs/good');
  await expect(snapshot(optionsFor(project, '--migrations', 'drizzle'), surroundings)).rejects.toThrow(
    'what is declared cannot be compared with what the migrations build: only a migrations folder is given',
  );
});

test('a missing snapshot of 1.0 is written by the project’s drizzle-kit, as it wrote it before', async () => {
  // Inside of the workspace, where 1.0 is installed.
  const path = mkdtempSync(join('migrations-fixtures', 'lines', 'kit-1.0', 'snapshot-'));
  using project: Copy = { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
  for (const name of ['drizzle', 'drizzle.config.ts', 'schema.ts']) {
    cpSync(join('migrations-fixtures/lines/kit-1.0', name), join(path, name), { recursive: true });
  }
  const latest = 'drizzle/20261121212545_invoices/snapshot.json';
  const original = readFileSync(join(path, latest), 'utf8');
  rmSync(join(path, latest));
  expect(await snapshot(optionsFor(project, '--check'), surroundings)).toMatchObject([{ kind: 'write', path: latest }]);
  expect(existsSync(join(path, latest))).toBe(false);
  await snapshot(optionsFor(project), surroundings);
  expect(stateOf(readFileSync(join(path, latest), 'utf8'))).toEqual(stateOf(original));
  expect(await snapshot(optionsFor(project), surroundings)).toEqual([{ kind: 'current' }]);
});
