/**
 * `npm run corpus:idempotency -- <corpus> [suites]`: how parse tree and second run agree on every history that the folder's
 * `expectations.json` lists, what `fix` makes of it, and the same agreement on other projects' test suites. Prints Markdown.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setAssetRoot } from '../src/assets.js';
import { measureIdempotency, type Measured } from './corpus/idempotency.js';
import type { Observed } from './corpus/observed.js';
import { measureSuites } from './corpus/suites.js';

setAssetRoot(resolve('build/src'));
const [corpus = '', suites] = process.argv.slice(2);
const { repositories } = JSON.parse(readFileSync(join(corpus, 'expectations.json'), 'utf8')) as {
  repositories: readonly Observed[];
};

function printRow(cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)} %`;
}

const all: Measured[] = [];
printRow([
  'history',
  'statements',
  'disagree',
  'not clean twice',
  'fixed safely',
  'fixed, to be read',
  'left',
  'clean files',
  'same catalog',
]);
printRow(['---', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '---']);
for (const { repo, path, replay } of repositories) {
  const flags = ['--postgres', 'embedded', ...(replay.prelude === undefined ? [] : ['--bootstrap', replay.prelude])];
  const measured = await measureIdempotency(resolve(corpus), path, flags);
  all.push(measured);
  const { statements, disagreements, broken, fixedSafely, fixedForReview, files, cleanFiles, buildsTheSame } = measured;
  const left = broken - fixedSafely - fixedForReview;
  const clean = `${cleanFiles} of ${files}`;
  printRow([
    repo,
    statements,
    disagreements.length,
    broken,
    fixedSafely,
    fixedForReview,
    left,
    clean,
    buildsTheSame ? 'yes' : '**no**',
  ]);
}
const sum = (pick: (each: Measured) => number): number => all.reduce((total, each) => total + pick(each), 0);
const [statements, broken] = [sum((each) => each.statements), sum((each) => each.broken)];
const disagreeing = all.flatMap(({ disagreements }) => disagreements);
const [safe, toRead] = [sum((each) => each.fixedSafely), sum((each) => each.fixedForReview)];
console.log(
  `\nTree and proof agree on ${share(statements - disagreeing.length, statements)} of ${statements} statements.`,
);
console.log(
  `Of ${broken} that are not clean twice, ${safe} (${share(safe, broken)}) are fixed safely, ${toRead} to be read.`,
);
console.log(['\nDisagreements:', ...disagreeing, '\nLeft:', ...all.flatMap(({ left }) => left)].join('\n'));

if (suites !== undefined) {
  const found = await measureSuites(suites);
  const agreed = found.statements - found.disagreements.length;
  console.log(
    `\nSuites: ${found.ran} of ${found.cases} cases run, ${share(agreed, found.statements)} of ${found.statements} statements agree.`,
  );
  console.log(found.disagreements.join('\n'));
  console.log('\nRefused in their first run, by SQLSTATE:');
  for (const [sqlstate, cases] of [...found.refused].sort(([left], [right]) => (left < right ? -1 : 1))) {
    console.log([`${sqlstate} (${cases.length})`, ...cases.map((each) => `  ${each}`)].join('\n'));
  }
}
