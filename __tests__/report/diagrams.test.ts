import { describe, expect, test } from '@jest/globals';
import type { ColumnChange, TableChange } from '../../src/model/verdict.js';
import { renderEntities, renderFork } from '../../src/report/markdown/diagrams.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { hostileExample, projectOf } from './verdicts.js';

function tableOf(parts: Partial<TableChange>): TableChange {
  return { table: 'public.orders', change: 'changed', columns: [], references: [], ...parts };
}

function columnOf(name: string, parts: Partial<ColumnChange> = {}): ColumnChange {
  return { name, type: 'integer', key: null, change: null, ...parts };
}

function draw(...changes: TableChange[]): string {
  return renderEntities(projectOf({ changes })).join('\n');
}

describe('the picture of tables', () => {
  test.each<[string, TableChange, string]>([
    ['a new column', tableOf({ columns: [columnOf('note', { change: 'added' })] }), 'integer note "added"'],
    [
      'all columns of a new table, without remarks',
      tableOf({ change: 'added', columns: [columnOf('id', { key: 'primary', change: 'added' })] }),
      '"public.orders"["public.orders (added)"] {\n    integer id PK\n',
    ],
    ['a reference', tableOf({ references: ['public.customers'] }), '"public.customers" ||--o{ "public.orders" : ""'],
    [
      'long types by their short names',
      tableOf({ columns: [columnOf('at', { type: 'timestamp with time zone', change: 'added' })] }),
      'timestamptz at "added"',
    ],
    [
      'a precision without a comma, which Mermaid does not take',
      tableOf({ columns: [columnOf('total', { type: 'numeric(12,2)', change: 'changed' })] }),
      'numeric(12-2) total "changed"',
    ],
    [
      'a column that is called like a key',
      tableOf({ columns: [columnOf('pk', { change: 'added' })] }),
      'integer _pk "added"',
    ],
    ['names of other scripts', tableOf({ table: 'public.注文' }), '"public.注文"'],
  ])('shows %s', (_, table, line) => {
    expect(draw(table)).toContain(line);
  });

  test('leaves out columns that stay as they are', () => {
    expect(draw(tableOf({ columns: [columnOf('quiet'), columnOf('note', { change: 'added' })] }))).not.toContain(
      'quiet',
    );
  });

  test('is none where no table changes, and where that is not known', () => {
    expect(renderEntities(projectOf({ changes: [] }))).toEqual([]);
    expect(renderEntities(projectOf({ changes: null }))).toEqual([]);
  });

  test('of very many tables shows some and counts the rest', () => {
    const columns = Array.from({ length: 500 }, (_, index) => columnOf(`c${index}`, { change: 'added' }));
    const tables = Array.from({ length: 500 }, (_, index) => tableOf({ table: `public.t${index}`, columns }));
    const text = draw(...tables);
    expect(text).toContain('500 tables would change; 12 of them shown');
    expect(text).toContain('and_480 more_columns');
    expect(text.length).toBeLessThan(20_000);
  });
});

test('the graph of a collision has both branches', () => {
  const fork = { common: '0001_orders', base: ['0002_refunds'], head: ['0002_invoices', '0003_totals'] };
  expect(renderFork(projectOf({ fork })).join('\n')).toContain(
    [
      'gitGraph',
      '  commit id: "0001_orders"',
      '  branch "this change"',
      '  commit id: "0002_invoices"',
      '  commit id: "0003_totals"',
      '  checkout "origin/main"',
      '  commit id: "0002_refunds"',
    ].join('\n'),
  );
  expect(renderFork(projectOf({ fork: null }))).toEqual([]);
});

test.each(HOSTILE_TEXTS.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
  'no name breaks out: %s',
  (_, text) => {
    const [project] = hostileExample(text).verdict.projects;
    const pictures = project === undefined ? [] : [...renderEntities(project), ...renderFork(project)];
    expect(pictures).toHaveLength(2);
    for (const picture of pictures) {
      const [, code = ''] = /```mermaid\n(.*)\n```/s.exec(picture) ?? [];
      const names = Array.from(code.matchAll(/"([^"\n]*)"/g), ([, name = '']) => name);
      // Every line is one of ours: what stands between quotes and words has no character with a meaning.
      for (const name of names) expect(name).toMatch(/^[\p{L}\p{N}_. /()-]*$|^gitGraph$|^mainBranchName$/u);
      for (const line of code.split('\n')) {
        expect(line.replaceAll(/"[^"]*"/g, '""')).toMatch(
          /^(?:%%\{init: \{"": \{"": ""\}\} \}%%|gitGraph|erDiagram| {2}(?:commit id: ""|branch ""|checkout ""|""|""(?:\[""\])?(?: \{)?|\}|"" \|\|--o\{ "" : "")| {4}[\w()[\]-]+ [\w()[\]-]+(?: [PF]K)?(?: "")?)$/,
        );
      }
    }
  },
);
