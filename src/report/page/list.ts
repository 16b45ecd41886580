/** All findings by code, in their forms. */
import type { Page } from '../../model/page.js';
import { printJson } from '../json.js';

/** A column of codes and one of titles, family by family. */
export function renderListPretty(pages: readonly Page[]): string {
  const width = Math.max(...pages.map(({ code }) => code.length));
  return renderList(pages, ({ code, title }) => `${code.padEnd(width)}  ${title}`);
}

export function renderListMarkdown(pages: readonly Page[]): string {
  return renderList(pages, ({ code, title }) => `- \`${code}\`: ${title}`);
}

export function renderListJson(pages: readonly Page[]): string {
  return printJson({ schemaVersion: 1, findings: pages.map(({ code, title }) => ({ code, title })) });
}

function renderList(pages: readonly Page[], render: (page: Page) => string): string {
  const families = [...new Set(pages.map(familyOf))];
  const sections = families.map((family) => pages.filter((page) => familyOf(page) === family).map(render));
  return sections.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function familyOf({ code }: Page): string {
  return code.split('/')[0] ?? code;
}
