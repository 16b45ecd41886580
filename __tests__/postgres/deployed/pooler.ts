/** A small pooler that speaks the wire protocol, as PgBouncer does: one client's session, anybody's server process. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

export interface PoolerOptions {
  /** Folder of the server's Unix socket. */
  readonly socketDirectory: string;
  readonly database: string;
  readonly mode: 'transaction' | 'session';
  /** Which idle server process is used next: PgBouncer's default is the last one, `server_round_robin` the first. */
  readonly next?: 'last' | 'first';
  /** Server processes that are started before anybody asks. */
  readonly size: number;
}

export interface RunningPooler extends AsyncDisposable {
  readonly port: number;
}

export async function startPooler(options: PoolerOptions): Promise<RunningPooler> {
  const idle: Backend[] = [];
  for (let count = 0; count < options.size; count++) idle.push(await openBackend(options));
  const waiting: ((backend: Backend) => void)[] = [];
  const pool: Pool = {
    take: async () => {
      const backend = options.next === 'first' ? idle.shift() : idle.pop();
      return backend ?? (await new Promise<Backend>((resolve) => waiting.push(resolve)));
    },
    give: (backend) => {
      const next = waiting.shift();
      if (next === undefined) idle.push(backend);
      else next(backend);
    },
  };
  const backends = [...idle];
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.on('error', () => client.destroy());
    void serve(client, pool, options);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of [...clients, ...backends.map((backend) => backend.socket)]) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Backend {
  readonly socket: Socket;
  readonly read: () => Promise<Message>;
}

interface Pool {
  readonly take: () => Promise<Backend>;
  readonly give: (backend: Backend) => void;
}

interface Message {
  readonly type: string;
  readonly bytes: Buffer;
}

async function serve(client: Socket, pool: Pool, { mode }: PoolerOptions): Promise<void> {
  const read = readerOf(client, true);
  if ((await read()).type !== 'startup') return;
  const ready = message('Z', Buffer.from('I'));
  const encoding = message('S', Buffer.from('client_encoding\0UTF8\0'));
  // A number of its own, by which it would know whom to cancel.
  client.write(
    Buffer.concat([message('R', int32(0)), encoding, message('K', Buffer.concat([int32(77), int32(1)])), ready]),
  );
  let backend: Backend | null = null;
  let answer: Promise<string> | null = null;
  for (let next = await read(); next.type !== 'X'; next = await read()) {
    backend ??= await pool.take();
    backend.socket.write(next.bytes);
    // A client may ask for a part of the answer (Flush) before it asks for the end of it (Sync).
    answer ??= relayAnswer(backend, client);
    if (!'QS'.includes(next.type)) continue;
    const state = await answer;
    answer = null;
    if (state !== 'I' || mode === 'session') continue;
    pool.give(backend);
    backend = null;
  }
  if (backend !== null) pool.give(backend);
}

/** Up to ReadyForQuery, which says whether a transaction is open. */
async function relayAnswer({ read }: Backend, client: Socket): Promise<string> {
  for (;;) {
    const { type, bytes } = await read();
    client.write(bytes);
    if (type === 'Z') return bytes.toString('latin1', 5, 6);
  }
}

async function openBackend({ socketDirectory, database }: PoolerOptions): Promise<Backend> {
  const socket = connect(join(socketDirectory, '.s.PGSQL.5432'));
  const read = readerOf(socket, false);
  const parameters = Buffer.from(`user\0postgres\0database\0${database}\0\0`);
  socket.write(Buffer.concat([int32(8 + parameters.length), int32(196_608), parameters]));
  while ((await read()).type !== 'Z');
  return { socket, read };
}

/** Messages one by one; a client's first ones have no type. A connection that ends reads as Terminate. */
function readerOf(socket: Socket, startsUntyped: boolean): () => Promise<Message> {
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let buffer = Buffer.alloc(0);
  let isTyped = !startsUntyped;
  const need = async (length: number): Promise<boolean> => {
    while (buffer.length < length) {
      const { done, value } = await chunks.next().catch(() => ({ done: true as const, value: undefined }));
      if (done === true) return false;
      buffer = Buffer.concat([buffer, value]);
    }
    return true;
  };
  return async () => {
    const header = isTyped ? 1 : 0;
    if (!(await need(header + 4))) return { type: 'X', bytes: Buffer.alloc(0) };
    const length = header + buffer.readInt32BE(header);
    if (!(await need(length))) return { type: 'X', bytes: Buffer.alloc(0) };
    const bytes = buffer.subarray(0, length);
    buffer = buffer.subarray(length);
    const type = isTyped ? bytes.toString('latin1', 0, 1) : 'startup';
    isTyped = true;
    return { type, bytes };
  };
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
