/** The texts of the release commands, shown what must not get out of them. */
import { describe, expect, test } from '@jest/globals';
import type { Examination } from '../../src/model/diagnosis.js';
import { UNKNOWN_EFFECTS } from '../../src/model/effects.js';
import { gathered } from '../../src/model/gathered.js';
import type { Plan, ReleaseRecord } from '../../src/model/release.js';
import type { Environment } from '../../src/model/status.js';
import type { TrackerChange, TrackerRecord } from '../../src/model/tracker-change.js';
import { renderExamination } from '../../src/report/doctor.js';
import { printJson } from '../../src/report/json.js';
import { NO_LINKS } from '../../src/report/markdown/links.js';
import { renderPlanJson } from '../../src/report/plan/json.js';
import { renderPlanMarkdown } from '../../src/report/plan/markdown.js';
import { renderPlanPretty } from '../../src/report/plan/pretty.js';
import { renderReadiness, type ReadinessReport } from '../../src/report/readiness.js';
import * as release from '../../src/report/release-record.js';
import { renderStatusJson } from '../../src/report/status/json.js';
import { renderStatusMarkdown } from '../../src/report/status/markdown.js';
import { renderStatusPretty } from '../../src/report/status/pretty.js';
import * as tracker from '../../src/report/tracker-change.js';
import { ADDRESS, CASES, COMMAND, CONTROLS, MENTION, OUR_HTML, REFERENCE } from './hostile-patterns.js';
import { readMarkdown } from './markdown-reader.js';
import { hostileExample } from './verdicts.js';

/** A plan also writes code in cells of a table. */
const isOurs = (html: string): boolean => OUR_HTML.test(html) || /^<\/?code>$/.test(html);
const PLAIN = { color: false, width: 100 };

function changeWith(text: string): TrackerChange {
  const row = { id: null, hash: text, createdAt: text, name: text, appliedAt: null };
  return {
    line: '0.x',
    columnsAreRight: false,
    entries: [{ tag: text, state: 'skipped', effects: UNKNOWN_EFFECTS, decision: 'pending', reason: text }],
    rows: [
      { tag: text, action: 'added', row, reason: text },
      { tag: null, action: 'kept', row, reason: text },
    ],
    removed: [{ row, reason: text }],
    mark: { before: text, after: text },
    next: { before: [text], after: [text] },
    passedOver: [text],
    obstacles: [],
  };
}

/** Every text of a release that somebody else has written. */
function textsWith(text: string) {
  const { verdict, sources } = hostileExample(text);
  const findings = verdict.projects[0]?.findings ?? [];
  const plan: Plan = {
    schemaVersion: 1,
    target: text,
    fingerprint: '0f'.repeat(32),
    refusals: findings,
    pending: [
      {
        tag: text,
        transaction: 'shared',
        statements: [
          {
            line: 1,
            sql: text,
            durationMs: 1,
            locks: [{ table: text, mode: 'ShareLock' }],
            rewrites: [text, 'orders'],
          },
        ],
      },
    ],
    tables: [{ table: text, estimatedRows: 7, bytes: 8192 }],
  };
  const record: ReleaseRecord = {
    schemaVersion: 1,
    outcome: 'applied-by-other',
    by: text,
    applied: [text],
    findings,
    before: { mark: 0, lsn: text, time: text, tracker: [] },
    backup: text,
    durationMs: 1,
  };
  const environment: Environment = {
    status: {
      name: text,
      server: text,
      tracker: { schema: text, table: text, line: '0.x', mark: 0 },
      entries: [{ tag: text, state: 'skipped', createdAt: null }],
      orphans: [],
      findings,
    },
    next: [text],
    differences: gathered(1),
  };
  const refused: TrackerRecord = {
    schemaVersion: 1,
    target: text,
    tracker: { schema: text, table: text },
    outcome: 'applied',
    blind: text,
    change: changeWith(text),
    findings,
    backup: text,
    applied: [text],
    before: null,
    durationMs: 1,
  };
  const line = { migration: text, message: text, hint: text };
  const readiness: ReadinessReport[] = [
    { migrations: text, layout: 'journal', entries: 1, stops: [line], newlyRun: [line], leftBehind: [text] },
  ];
  const diagnosis = { check: 'config', health: 'problem', found: text, hint: text } as const;
  const examination: Examination = {
    schemaVersion: 1,
    machine: [diagnosis],
    projects: [{ name: text, checks: [diagnosis] }],
  };
  return {
    markdown: {
      plan: renderPlanMarkdown(plan, { sources, links: NO_LINKS }),
      record: release.renderRecordMarkdown(record, sources, NO_LINKS),
      status: renderStatusMarkdown([environment, environment], sources),
      tracker: tracker.renderRecordMarkdown(refused),
    },
    pretty: {
      plan: renderPlanPretty(plan, sources, PLAIN),
      record: release.renderRecordPretty(record, sources, PLAIN),
      status: renderStatusPretty([environment, environment], sources, PLAIN),
      tracker: tracker.renderRecordPretty(refused, false),
      readiness: renderReadiness(readiness, 'pretty'),
      doctor: renderExamination(examination, PLAIN),
    },
    json: {
      plan: [plan, renderPlanJson(plan)],
      record: [record, release.renderRecordJson(record)],
      status: [
        {
          schemaVersion: 1,
          environments: [{ ...environment.status, next: environment.next, differences: 1 }],
          differing: [],
        },
        renderStatusJson([environment]),
      ],
      tracker: [refused, tracker.renderRecordJson(refused)],
      readiness: [{ schemaVersion: 1, projects: readiness }, renderReadiness(readiness, 'json')],
      doctor: [examination, printJson(examination)],
    },
  } as const;
}

describe.each(CASES)('with %s', (_, text) => {
  const { markdown, pretty, json } = textsWith(text);

  test.each(Object.entries(markdown))(
    'the Markdown of %s holds no link, mention, HTML, marker or command',
    (_form, page) => {
      const { links, prose, html, outline } = readMarkdown(page);
      expect(links).toEqual([]);
      expect(prose).not.toMatch(ADDRESS);
      expect(prose).not.toMatch(MENTION);
      expect(prose).not.toMatch(REFERENCE);
      expect(html.filter((each) => !isOurs(each))).toEqual([]);
      expect(outline.filter((type) => ['image', 'definition', 'blockquote', 'thematicBreak'].includes(type))).toEqual(
        [],
      );
      expect(page).not.toContain('<!--');
      expect(page).not.toMatch(COMMAND);
    },
  );

  test.each(Object.entries(pretty))('the terminal gets no control character and no command from %s', (_form, page) => {
    expect(page.replaceAll(/[\n\u200b]/g, '')).not.toMatch(CONTROLS);
    expect(page).not.toMatch(COMMAND);
  });

  test.each(Object.entries(json))('the JSON of %s says exactly what it was given', (_form, [given, page]) => {
    expect(JSON.parse(page)).toEqual(given);
    expect(page).not.toMatch(COMMAND);
  });
});
