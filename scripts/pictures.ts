/** `npm run pictures`: comments of real runs, as pictures in docs/pictures. Needs a Chromium; CHROMIUM names it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setAssetRoot } from '../src/assets.js';
import { renderComment } from '../src/github/comment-body.js';
import { linksOf } from '../src/github/links.js';
import { renderPage, type Look } from './pictures/page.js';
import { runFixture } from './run-fixture.js';

const FOLDER = process.argv[2] ?? 'docs/pictures';
const CHROMIUM = process.env['CHROMIUM'] ?? 'chromium';

const LIGHT: Look = { theme: 'light', width: 860, unfolded: false };
const DARK: Look = { ...LIGHT, theme: 'dark' };
const PHONE: Look = { ...LIGHT, width: 390 };
const UNFOLDED: Look = { ...LIGHT, unfolded: true };

/** Picture → fixture with its flags, and how it is looked at. */
const RUNS: Readonly<Record<string, readonly [run: string, ...looks: Look[]]>> = {
  passed: ['example/green', LIGHT],
  several: ['example/red', LIGHT, DARK, PHONE, UNFOLDED],
  history: ['history/skipped-on-deploy/bad --idempotency off', LIGHT],
  replay: ['replay/statement-failed/bad --idempotency off', LIGHT],
  drift: ['drift/missing-migration/bad --idempotency off', LIGHT],
  idempotency: ['idempotency/create-table/bad', LIGHT],
  large: ['large', LIGHT],
};

/** What is below is no news. */
const MOST_HEIGHT = 2400;

const LINKS = linksOf(
  {
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_SHA: 'fedcba9',
    GITHUB_ACTION_REPOSITORY: 'drizzle-gatekeeper/drizzle-gatekeeper',
  },
  '',
);

async function writeComment(run: string): Promise<string> {
  const [fixture = '', ...flags] = run.split(' ');
  using large = fixture === 'large' ? writeLargeHistory(60) : null;
  const { verdict, sources } = await runFixture(large?.path ?? `migrations-fixtures/${fixture}`, ...flags);
  const [project] = verdict.projects;
  if (project === undefined) throw new Error(`fixture "${fixture}" is no project`);
  return renderComment(verdict, project, 'picture', null, { sources, links: LINKS });
}

/** A history as it grows in a year: no statement has a guard, and the snapshots were not committed. */
function writeLargeHistory(count: number): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'large-'));
  mkdirSync(join(path, 'drizzle/meta'), { recursive: true });
  const entries = Array.from({ length: count }, (_, idx) => {
    const tag = `${String(idx).padStart(4, '0')}_orders_of_week_${idx}`;
    const sql = `CREATE TABLE "orders_${idx}" ("id" serial PRIMARY KEY, "total" integer);\n--> statement-breakpoint\nCREATE INDEX "total_${idx}" ON "orders_${idx}" ("total");\n`;
    writeFileSync(join(path, `drizzle/${tag}.sql`), sql);
    return { idx, version: '7', when: 1_714_900_000_000 + idx * 604_800_000, tag, breakpoints: true };
  });
  const journal = { version: '7', dialect: 'postgresql', entries };
  writeFileSync(join(path, 'drizzle/meta/_journal.json'), JSON.stringify(journal, null, 2));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

function suffixOf({ theme, width, unfolded }: Look): string {
  return `${theme === 'dark' ? '-dark' : ''}${width < 400 ? '-phone' : ''}${unfolded ? '-unfolded' : ''}`;
}

/** Chromium pictures its window, so the height is asked of the page first. */
function take(html: string, width: number, target: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'picture-'));
  try {
    const page = join(folder, 'page.html');
    const probe = '<script>document.title = document.documentElement.scrollHeight</script>';
    writeFileSync(page, html + probe);
    const url = pathToFileURL(page).href;
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      `--user-data-dir=${folder}/profile`,
    ];
    const run = (...more: string[]): string =>
      execFileSync(CHROMIUM, [...flags, ...more, url], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: 60_000,
      });
    const asked = /<title>(\d+)<\/title>/.exec(run(`--window-size=${width},100`, '--dump-dom'))?.[1];
    const height = Math.min(Number(asked ?? MOST_HEIGHT), MOST_HEIGHT);
    run(`--window-size=${width},${height}`, `--screenshot=${resolve(target)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

setAssetRoot(resolve('build/src'));
mkdirSync(FOLDER, { recursive: true });
for (const [name, [run, ...looks]] of Object.entries(RUNS)) {
  const comment = await writeComment(run);
  for (const look of looks) take(renderPage(comment, look), look.width, join(FOLDER, `${name}${suffixOf(look)}.png`));
  console.log(name);
}
