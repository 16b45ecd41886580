/** A comment as GitHub shows it, near enough to be judged by eye. */
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

export interface Look {
  readonly theme: 'light' | 'dark';
  /** In points; a phone has 390. */
  readonly width: number;
  /** Shows what is folded. */
  readonly unfolded: boolean;
}

const COLORS = {
  light: { text: '#1f2328', back: '#ffffff', code: '#eff1f3', line: '#d1d9e0', link: '#0969da', row: '#f6f8fa' },
  dark: { text: '#f0f6fc', back: '#0d1117', code: '#262c36', line: '#3d444d', link: '#4493f8', row: '#151b23' },
} as const;

/** A whole page. The HTML in the Markdown is ours: hostile texts are escaped before, and tests hold that. */
export function renderPage(markdown: string, { theme, width, unfolded }: Look): string {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const body = unfolded ? html.replaceAll('<details>', '<details open>') : html;
  return `<!doctype html><meta charset="utf-8"><style>${styleOf(theme, width)}</style><article>${body}</article>`;
}

/** Sizes and spaces of github-markdown-css. */
function styleOf(theme: Look['theme'], width: number): string {
  const { text, back, code, line, link, row } = COLORS[theme];
  return `
    html { background: ${back}; }
    body { box-sizing: border-box; width: ${width}px; margin: 0; padding: 16px; background: ${back}; color: ${text};
      font: 14px/1.5 "DejaVu Sans", Helvetica, Arial, sans-serif; }
    article { border: 1px solid ${line}; border-radius: 6px; padding: 16px; overflow-wrap: break-word; }
    h2 { font-size: 1.5em; margin: 0 0 16px; padding-bottom: .3em; border-bottom: 1px solid ${line}; }
    h4 { font-size: 1em; margin: 24px 0 16px; }
    p, pre, table, details, ul { margin: 0 0 16px; }
    ul { padding-left: 2em; }
    a { color: ${link}; text-underline-offset: .2rem; }
    code { background: ${code}; border-radius: 6px; padding: .2em .4em; font: 85% ui-monospace, "DejaVu Sans Mono", monospace; }
    pre { background: ${row}; border-radius: 6px; padding: 16px; overflow: auto; line-height: 1.45; }
    pre code { background: none; padding: 0; }
    table { border-collapse: collapse; display: block; overflow: auto; }
    th, td { border: 1px solid ${line}; padding: 6px 13px; }
    tr:nth-child(2n) { background: ${row}; }
    summary { cursor: pointer; }
    sub { font-size: 75%; line-height: 1.5; }
  `;
}
