import { expect, test } from '@jest/globals';
import { list, renderList, renderMatrix } from '../../src/commands/list.js';
import { parseArguments } from '../../src/inputs/arguments.js';
import type { Options } from '../../src/inputs/table.js';
import { writeFiles } from '../project/write-files.js';

const MONOREPO = {
  'packages/shop/drizzle.config.ts': 'throw new Error("a list evaluates nothing")',
  'packages/billing/drizzle.config.js': '',
  'packages/billing/drizzle.reports.config.ts': '',
  'packages/shop/vite.config.ts': '',
  'packages/shop/node_modules/other/drizzle.config.ts': '',
};

function optionsOf(folder: string, flags = ''): Options {
  const words = flags.split(' ').filter((word) => word !== '');
  const invocation = parseArguments(['list', '--working-directory', folder, ...words]);
  if (!('options' in invocation)) throw new Error('the arguments ask for no list');
  return invocation.options;
}

test.each([
  [
    '',
    [
      'packages/billing/drizzle.config.js',
      'packages/billing/drizzle.reports.config.ts',
      'packages/shop/drizzle.config.ts',
    ],
  ],
  ['--config packages/*/drizzle.config.*', ['packages/billing/drizzle.config.js', 'packages/shop/drizzle.config.ts']],
])('the configs of a monorepo with "%s"', async (flags, expected) => {
  using folder = writeFiles(MONOREPO);
  expect(await list(optionsOf(folder.path, flags))).toEqual(expected.map((config) => ({ config })));
});

test('a migrations folder is a project by itself', async () => {
  expect(await list(optionsOf('.', '--migrations drizzle'))).toEqual([{ migrations: 'drizzle' }]);
});

test('nothing to list cannot be judged', async () => {
  using folder = writeFiles({ 'README.md': '' });
  await expect(list(optionsOf(folder.path))).rejects.toThrow('no drizzle config found');
  await expect(list(optionsOf('no-such-folder'))).rejects.toThrow('working directory "no-such-folder" is no folder');
});

const PROJECTS = [{ config: 'a/drizzle.config.ts' }, { migrations: 'b/drizzle' }];

test.each([
  ['pretty', 'a/drizzle.config.ts\nb/drizzle\n'],
  ['matrix', '{"include":[{"config":"a/drizzle.config.ts"},{"migrations":"b/drizzle"}]}\n'],
] as const)('as %s', (format, text) => {
  expect(renderList(PROJECTS, format)).toBe(text);
});

test('names of files are spelled out where a terminal or a runner would obey them', () => {
  const projects = [{ config: '::warning::\u001b[2J/drizzle.config.ts' }];
  expect(renderList(projects, 'pretty')).toBe(':\u200b:warning::\\u{1b}[2J/drizzle.config.ts\n');
  expect(renderList([{ migrations: '##[error]' }], 'json')).not.toContain('##[');
});

test('as JSON it says what it was given, in a form of a verdict nothing', () => {
  expect(JSON.parse(renderList(PROJECTS, 'json'))).toEqual(PROJECTS);
  expect(() => renderList(PROJECTS, 'sarif')).toThrow('"list" has no form "sarif"');
});

test('GitHub takes 256 jobs of a matrix and no more', () => {
  const projects = Array.from({ length: 257 }, (_, index) => ({ config: `packages/p${index}/drizzle.config.ts` }));
  expect(JSON.parse(renderMatrix(projects.slice(1)))).toEqual({ include: projects.slice(1) });
  expect(() => renderMatrix(projects)).toThrow('257 projects are more than the 256 jobs of a matrix');
});
