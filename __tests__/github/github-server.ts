/** A stand-in for GitHub: one pull request with its files, comments and reviews, every request held against GitHub's own API description. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { tellRepository, type Hosted } from './hosted.js';

export interface StoredComment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

export interface ReviewComment extends StoredComment {
  readonly path: string;
  readonly line: number;
  readonly start_line?: number;
}

/** As `pulls/list-files` gives it; GitHub leaves the patch out of what it finds too large. */
export interface ChangedFile {
  readonly filename: string;
  readonly patch?: string;
}

export interface OpenPull {
  readonly number: number;
  readonly head: { readonly label: string; readonly sha: string };
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly body: object | null;
}

const api = JSON.parse(await readFile('__tests__/github/github-api.json', 'utf8')) as {
  readonly operations: Readonly<Record<string, Operation>>;
};
const ajv = new Ajv({ strict: false, coerceTypes: true, allErrors: true });
addFormats.default(ajv);

export const BOT = 'github-actions[bot]';

export class GitHubServer implements AsyncDisposable {
  readonly comments: StoredComment[] = [];
  files: readonly ChangedFile[] = [];
  pulls: readonly OpenPull[] = [];
  /** The repository that every name stands for; null: there is none. */
  hosted: Hosted | null = null;
  readonly reviewComments: ReviewComment[] = [];
  /** Operations in the order of their requests. */
  readonly log: string[] = [];
  /** What GitHub's description forbids; a test that leaves some here has failed. */
  readonly violations: string[] = [];
  /** Answers in place of the real one, or none at all; null: the real one. */
  intercept: (operation: string) => Answer | 'silence' | null = () => null;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #nextId = 1000;

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  add(login: string, body: string): StoredComment {
    const comment = { id: this.#nextId++, user: { login }, body };
    this.comments.push(comment);
    return comment;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '/', 'http://localhost');
    const answer = this.#answer(request.method ?? 'GET', url, text === '' ? null : JSON.parse(text));
    if (answer === 'silence') return;
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }

  #answer(method: string, url: URL, body: unknown): Answer | 'silence' {
    if (url.pathname === '/graphql') {
      this.log.push('graphql');
      return this.intercept('graphql') ?? { status: 200, body: { data: { viewer: { login: BOT } } } };
    }
    for (const [id, operation] of Object.entries(api.operations)) {
      const values = matchPath(operation, method, url.pathname);
      if (values === null) continue;
      this.log.push(id);
      const problems = violationsOf(id, operation, values, url.searchParams, body);
      this.violations.push(...problems);
      if (problems.length > 0) return { status: 422, body: { message: problems.join('; ') } };
      return this.intercept(id) ?? this.#operate(id, values, url, body as { body: string });
    }
    this.violations.push(`${method} ${url.pathname} is no operation of the description`);
    return { status: 404, body: { message: 'Not Found' } };
  }

  #operate(operation: string, values: Readonly<Record<string, string>>, url: URL, body: { body: string }): Answer {
    if (operation === 'issues/list-comments') return this.#page(url, this.comments);
    if (operation === 'pulls/list-files') return this.#page(url, this.files);
    if (operation === 'pulls/list-review-comments') return this.#page(url, this.reviewComments);
    if (operation === 'pulls/list') {
      return this.#page(
        url,
        this.pulls.filter(({ head }) => head.label === url.searchParams.get('head')),
      );
    }
    const told = tellRepository(this.hosted, operation, values, url);
    if (told !== null) return told;
    if (operation === 'pulls/create-review') return this.#review(body as unknown as Review);
    if (operation === 'issues/create-comment') return { status: 201, body: this.add(BOT, body.body) };
    const index = this.comments.findIndex(({ id }) => id === Number(values['comment_id']));
    const comment = this.comments[index];
    if (comment === undefined) return { status: 404, body: { message: 'Not Found' } };
    if (operation === 'issues/delete-comment') {
      this.comments.splice(index, 1);
      return { status: 204 };
    }
    comment.body = body.body;
    return { status: 200, body: comment };
  }

  /** All or nothing, as GitHub: one comment outside the diff refuses the review. */
  #review({ comments }: Review): Answer {
    for (const { path, line, start_line = null } of comments) {
      const shown = linesOfDiff(this.files.find(({ filename }) => filename === path)?.patch ?? '');
      const isInside = shown.has(line) && (start_line === null || (shown.has(start_line) && start_line < line));
      if (!isInside) this.violations.push(`${path}:${start_line ?? ''}-${line} lies outside the diff`);
      if (!isInside) return { status: 422, body: { message: 'Unprocessable Entity' } };
    }
    for (const comment of comments) this.reviewComments.push({ ...comment, id: this.#nextId++, user: { login: BOT } });
    return { status: 200, body: { id: this.#nextId++ } };
  }

  #page(url: URL, items: readonly unknown[]): Answer {
    const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
    const page = Number(url.searchParams.get('page') ?? 1);
    const next = new URL(
      `${url.pathname}${url.search}`,
      `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`,
    );
    next.searchParams.set('page', String(page + 1));
    const isLast = page * size >= items.length;
    return {
      status: 200,
      headers: isLast ? {} : { link: `<${next.href}>; rel="next"` },
      body: items.slice((page - 1) * size, page * size),
    };
  }
}

interface Review {
  readonly comments: readonly Omit<ReviewComment, 'id' | 'user'>[];
}

/** Lines of the new version, counted from the headers by what GNU diff says of them. */
function linesOfDiff(patch: string): Set<number> {
  const lines = new Set<number>();
  for (const [, start = '', count = '1'] of patch.matchAll(/^@@ -[\d,]+ \+(\d+)(?:,(\d+))? @@/gm)) {
    for (let index = 0; index < Number(count); index++) lines.add(Number(start) + index);
  }
  return lines;
}

function matchPath({ method, path }: Operation, asked: string, pathname: string): Record<string, string> | null {
  if (asked !== method) return null;
  const pattern = path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${pattern}$`).exec(pathname)?.groups ?? null;
}

function violationsOf(
  id: string,
  { parameters, body: schema }: Operation,
  values: Readonly<Record<string, string>>,
  query: URLSearchParams,
  body: unknown,
): string[] {
  const declared = new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
  const problems = [...query.keys()]
    .filter((name) => !declared.has(name))
    .map((name) => `${id}: query "${name}" is not declared`);
  for (const parameter of parameters) {
    const value = parameter.in === 'path' ? values[parameter.name] : (query.get(parameter.name) ?? undefined);
    if (value === undefined && !parameter.required) continue;
    // Wrapped, so that a text can be coerced to the number that it stands for.
    const isValid = ajv.compile({ type: 'object', properties: { value: parameter.schema }, required: ['value'] });
    if (!isValid({ value })) problems.push(`${id}: ${parameter.name} ${ajv.errorsText(isValid.errors)}`);
  }
  if (schema !== null && !ajv.validate(schema, body)) problems.push(`${id}: ${ajv.errorsText()}`);
  // The description lacks this limit.
  const text = (body as { body?: unknown } | null)?.body;
  if (typeof text === 'string' && text.length > 65_536) {
    problems.push(`${id}: body is too long (maximum is 65536 characters)`);
  }
  return problems;
}
