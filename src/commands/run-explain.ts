/** `explain` on the command line: one page, or a list of them. */
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Page } from '../model/page.js';
import { renderListJson, renderListMarkdown, renderListPretty } from '../report/page/list.js';
import { renderPageJson, renderPagePretty } from '../report/page/page.js';
import { readTerminal } from '../report/terminal.js';
import { choosePages, readPages } from './explain.js';
import { print } from './print.js';

/** Throws CannotJudge, which is 2. */
export async function runExplain(
  options: Options,
  _environment: NodeJS.ProcessEnv,
  operand: string | null,
): Promise<0> {
  const form = formOf(options);
  const chosen = choosePages(await readPages(), operand);
  await print('code' in chosen ? ONE[form](chosen, options) : MANY[form](chosen), options);
  return 0;
}

type Form = 'pretty' | 'json' | 'markdown';

function formOf({ format }: Options): Form {
  if (format === 'pretty' || format === 'json' || format === 'markdown') return format;
  throw new CannotJudge(`"explain" has no form "${format}"`, { hint: 'Use one of pretty, json, markdown.' });
}

const ONE: Readonly<Record<Form, (page: Page, options: Options) => string>> = {
  json: renderPageJson,
  markdown: ({ markdown }) => markdown,
  // What is piped or written to a file is read by a program, or as Markdown.
  pretty: (page, { color, output }) => {
    const terminal = readTerminal(output === null ? color : false);
    const isShown = output === null && (terminal.color || process.stdout.isTTY);
    return isShown ? renderPagePretty(page, terminal) : page.markdown;
  },
};

const MANY: Readonly<Record<Form, (pages: readonly Page[]) => string>> = {
  json: renderListJson,
  markdown: renderListMarkdown,
  pretty: renderListPretty,
};
