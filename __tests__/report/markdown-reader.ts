/** Reads Markdown as GitHub does, and tells what in it could harm. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly depth?: number;
  readonly children?: readonly Node[];
}

export interface Reading {
  /** Types of all nodes, with the depth of headings, in document order. */
  readonly outline: readonly string[];
  /** Addresses of links and images, however they are written. */
  readonly links: readonly string[];
  /** Raw HTML, as it stands. */
  readonly html: readonly string[];
  /** What GitHub searches for mentions and references: the text outside code, and what HTML elements hold. */
  readonly prose: string;
  /** Number of cells in each table row. */
  readonly cells: readonly number[];
}

export function readMarkdown(markdown: string): Reading {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node;
  const nodes = [...walk(tree)];
  const valuesOf = (type: string): string[] =>
    nodes.filter((node) => node.type === type).map((node) => node.value ?? '');
  return {
    outline: nodes.map(({ type, depth }) => (type === 'heading' ? `heading ${depth}` : type)),
    links: nodes.flatMap(({ url }) => url ?? []),
    html: valuesOf('html'),
    prose: [...valuesOf('text'), ...valuesOf('html').map(decodeReferences)].join('\n'),
    cells: nodes.filter(({ type }) => type === 'tableRow').map(({ children = [] }) => children.length),
  };
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}

/** A browser decodes them in raw HTML, and GitHub looks for mentions afterwards. */
function decodeReferences(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
