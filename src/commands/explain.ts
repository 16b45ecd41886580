/** `explain`: the pages of findings, which ship with the package. Prints nothing. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packagedPath } from '../assets.js';
import { rankNearest } from '../inputs/nearest.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Page } from '../model/page.js';
import { HOME } from '../report/sarif.js';

const FOLDER = 'docs/findings';

/** All pages, sorted by code. Throws CannotJudge where the installation lacks them. */
export async function readPages(): Promise<readonly Page[]> {
  const root = packagedPath(FOLDER);
  const names = (await readdir(root, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  const codes = names.flatMap((name) => /^(\w+\/[\w-]+)\.md$/.exec(name)?.[1] ?? []);
  return Promise.all(codes.sort().map(async (code) => toPage(code, await readFile(join(root, `${code}.md`), 'utf8'))));
}

/** The pages that an operand names: one by its code, or all of a family; all where it is null. Throws CannotJudge. */
export function choosePages(pages: readonly Page[], operand: string | null): Page | readonly Page[] {
  if (operand === null) return pages;
  const page = pages.find(({ code }) => code === operand);
  if (page !== undefined) return page;
  const family = pages.filter(({ code }) => code.startsWith(`${operand}/`));
  if (family.length > 0) return family;
  const near = nearestCodes(
    operand,
    pages.map(({ code }) => code),
  );
  throw new CannotJudge(`there is no finding "${operand}"`, {
    hint: near.length > 0 ? `Use ${near.join(' or ')}.` : 'Run "drizzle-gatekeeper explain" for all codes.',
  });
}

const MOST_NEAREST = 3;

/** A code is often remembered without its family, or typed in part. */
function nearestCodes(word: string, codes: readonly string[]): readonly string[] {
  const namesakes = codes.filter((code) => word !== '' && (code.endsWith(`/${word}`) || code.startsWith(word)));
  return (namesakes.length > 0 ? namesakes : rankNearest(word, codes)).slice(0, MOST_NEAREST);
}

/** Without the generator's marks. Outside of GitHub a relative link leads nowhere. */
function toPage(code: string, text: string): Page {
  const body = text
    .replace(/^<!--.*-->$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trimStart();
  const place = `${HOME}/blob/main/${FOLDER}/${code}.md`;
  const markdown = body.replace(/\]\((?!\w+:)([^)]+)\)/g, (_, target: string) => `](${new URL(target, place).href})`);
  return { code, title: /^# (.+)$/m.exec(body)?.[1] ?? code, markdown };
}
