/** The report as GitHub-flavoured Markdown: job summary, comment. */
import type { Verdict } from '../model/verdict.js';
import { sayVerdict } from './count.js';
import { bytesOf } from './markdown/budget.js';
import { escapeProse, fence } from './markdown/escape.js';
import { NO_LINKS, type Links } from './markdown/links.js';
import { renderProject } from './markdown/project.js';
import type { Sources } from './sources.js';
import { disarmCommands } from './visible.js';

export interface MarkdownOptions {
  readonly sources: Sources;
  /** Most bytes of UTF-8 that the text may have. */
  readonly limit: number;
  readonly links?: Links;
}

/** Verdict, axes, deploy, findings worst first, pictures; what has no room is counted. */
export function renderMarkdown(verdict: Verdict, { sources, limit, links = NO_LINKS }: MarkdownOptions): string {
  const title = renderTitle(verdict);
  const blocks = [title];
  let left = limit - bytesOf(title);
  for (const [index, project] of verdict.projects.entries()) {
    const share = Math.floor(left / (verdict.projects.length - index));
    const part = renderProject(project, { sources, links }, share);
    blocks.push(...part);
    left -= bytesOf(...part);
  }
  return disarmCommands(`${blocks.join('\n\n')}\n`);
}

/** What stands in the place of a report where nothing could be judged. */
export function renderFailure(message: string, hint: string): string {
  return `${['## ❌ Drizzle Gatekeeper could not judge', fence(message, 'text'), `💡 ${escapeProse(hint)}`].join('\n\n')}\n`;
}

function renderTitle(verdict: Verdict): string {
  return `## ${verdict.verdict === 'passed' ? '✅' : '❌'} Drizzle Gatekeeper ${verdict.verdict}: ${sayVerdict(verdict)}`;
}
