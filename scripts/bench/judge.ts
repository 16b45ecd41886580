/** Parses a history and judges its statements by their parse trees, in a process of its own: the parser has to start too. */
import { resolve } from 'node:path';
import { judge } from '../../src/checks/judge.js';
import { CHECKS } from '../../src/checks/registry.js';
import { setAssetRoot } from '../../src/assets.js';
import type { Facts } from '../../src/model/facts.js';
import { skipped } from '../../src/model/gathered.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { parseHistory } from '../../src/sql/parse.js';

const [folder = ''] = process.argv.slice(2);
setAssetRoot(resolve('build/src'));
const parsed = await parseHistory(await readHistory(resolve(folder), process.cwd()));
const replays = { secondRuns: skipped('judged by the tree alone') };
const facts = { parsed, judgedTags: null, replays } as unknown as Facts;
const findings = judge(
  facts,
  CHECKS.filter(({ code }) => code.startsWith('idempotency/')),
);
const statements = [...parsed.values()].reduce((sum, file) => sum + file.statements.length, 0);
console.log(`${statements} statements, ${findings.length} findings`);
