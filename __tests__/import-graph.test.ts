/** Holds the arrows of the house: who may import whom. */
import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

/** Room → rooms that it may import besides itself and `model`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  sql: [],
  compare: [],
  checks: ['sql', 'compare'],
  policy: ['compare'],
  report: [],
  project: [],
  postgres: ['sql', 'project'],
  inputs: [],
  github: ['report', 'inputs'],
  gather: ['project', 'postgres', 'compare', 'sql'],
  fix: ['project', 'compare', 'checks', 'policy', 'gather'],
  release: ['project', 'postgres', 'compare', 'sql', 'checks', 'policy', 'gather'],
  doctor: ['project', 'postgres', 'sql', 'checks', 'policy', 'gather', 'release'],
  commands: [
    'doctor',
    'fix',
    'release',
    'project',
    'postgres',
    'compare',
    'checks',
    'policy',
    'report',
    'github',
    'inputs',
    'gather',
  ],
};

/** Rooms that must not touch the world. */
const PURE = ['model', 'compare', 'checks', 'policy'];

interface Import {
  /** `import type`: gone after compilation. */
  readonly typeOnly: boolean;
  readonly from: string;
  readonly to: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = Array.from(text.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)';$/gms), ([, name]) => name ?? '');
  return found.map(([, names = '', specifier = '']) => ({
    typeOnly: names.startsWith('type '),
    from: relative('src', file),
    to: specifier.startsWith('.') ? normalize(join(dirname(relative('src', file)), specifier)) : specifier,
  }));
}

const roomOf = (path: string): string => path.split('/')[0] ?? '';
const imports = sourceFiles('src').flatMap(importsOf);

describe('import graph', () => {
  test('is read from the sources', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test.each(Object.keys(MAY_IMPORT))('"%s" imports only what lies below it', (room) => {
    const allowed = new Set([room, 'model', ...(MAY_IMPORT[room] ?? [])]);
    const strays = imports
      .filter(({ from, to }) => roomOf(from) === room && !to.includes(':') && to.includes('/') && to.endsWith('.js'))
      .filter(({ to }) => !allowed.has(roomOf(to)) && to !== 'assets.js' && to !== 'version.js');
    expect(strays).toEqual([]);
  });

  test.each(PURE)('"%s" touches neither files nor connections', (room) => {
    const values = imports.filter(({ typeOnly }) => !typeOnly);
    const impure = values.filter(({ from, to }) => roomOf(from) === room && /^(node:|postgres$|@actions\/)/.test(to));
    expect(impure).toEqual([]);
  });

  test('only "github" and the shells know GitHub', () => {
    expect(imports.filter(({ from, to }) => to.startsWith('@actions/') && roomOf(from) !== 'github')).toEqual([]);
  });

  test('every room is known', () => {
    const rooms = new Set(imports.filter(({ from }) => from.includes('/')).map(({ from }) => roomOf(from)));
    expect([...rooms].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
  });
});
