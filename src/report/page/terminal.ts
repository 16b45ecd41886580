/** A page of the gate's own Markdown on a terminal: the few forms that the pages use, and nothing foreign. */
import { wrap } from '../../model/wrap.js';
import type { Style } from '../pretty/style.js';

/** Prose is hard to read in longer lines. */
const WIDEST = 100;

/** Ends with a line break. */
export function renderOnTerminal(markdown: string, style: Style, width: number): string {
  const columns = Math.min(width, WIDEST);
  const blocks = markdown.split(/(^```[^]*?^```$)/m);
  const lines = blocks.flatMap((block) =>
    block.startsWith('```') ? renderCode(block) : renderProse(block.trim(), style, columns),
  );
  return `${lines.join('\n').trimEnd()}\n`;
}

function renderCode(block: string): string[] {
  const lines = block.split('\n').slice(1, -1);
  return [...lines.map((line) => (line === '' ? '' : `    ${line}`)), ''];
}

function renderProse(text: string, style: Style, columns: number): string[] {
  const paragraphs = text === '' ? [] : text.split(/\n{2,}/);
  return paragraphs.flatMap((paragraph) => {
    const items = paragraph.split(/\n(?=- |\d+\. |\|)/);
    return [...items.flatMap((item) => renderItem(item, style, columns)), ''];
  });
}

/** A heading, a row of a table, an item of a list, or a paragraph. */
function renderItem(text: string, style: Style, columns: number): string[] {
  const heading = /^#+ (.+)$/.exec(text)?.[1];
  if (heading !== undefined) return wrap(heading, columns).map(style.bold);
  if (text.startsWith('|')) return [text];
  const bullet = /^(?:- |\d+\. )/.exec(text)?.[0] ?? '';
  const words = keepSpans(nameLinks(text.slice(bullet.length).replace(/\s+/g, ' ')));
  const lines = wrap(words, columns - bullet.length).map((line) => paintSpans(line, style));
  return lines.map((line, index) => `${index === 0 ? bullet : ' '.repeat(bullet.length)}${line}`);
}

/** `[text](address)` → `text (address)`. */
function nameLinks(text: string): string {
  return text.replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)');
}

const NO_BREAK_SPACE = '\u00a0';

/** A command stays on one line, to be copied. */
function keepSpans(text: string): string {
  return text.replace(/`[^`]+`/g, (span) => span.replaceAll(' ', NO_BREAK_SPACE));
}

function paintSpans(line: string, style: Style): string {
  return line.replace(/`[^`]+`/g, (span) => style.notice(span.replaceAll(NO_BREAK_SPACE, ' ')));
}
