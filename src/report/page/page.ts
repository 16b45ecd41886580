/** The page of a finding in its forms. */
import type { Page } from '../../model/page.js';
import { printJson } from '../json.js';
import type { Terminal } from '../pretty.js';
import { createStyle } from '../pretty/style.js';
import { renderOnTerminal } from './terminal.js';

export function renderPagePretty({ markdown }: Page, { color, width }: Terminal): string {
  return renderOnTerminal(markdown, createStyle(color), width);
}

export function renderPageJson({ code, title, markdown }: Page): string {
  return printJson({ schemaVersion: 1, code, title, markdown });
}
