/** Stands between a client and its server, counts what the client says, and does harm at one message. */
import { connect, createServer, type Server, type Socket } from 'node:net';

/** `asked`: instead of passing the message on. `answered`: instead of passing on what the server answers to it. */
export type Moment = 'asked' | 'answered';

export interface Harm {
  /** Which message, from 1; the greeting of a connection is none. */
  readonly message: number;
  readonly moment: Moment;
  /** `cut` ends the connection on both sides. */
  readonly act: (cut: () => void, backend: number) => void;
}

export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** Messages so far: the SQL of a query, simple or with parameters, and `null` for every other message. */
  readonly messages: () => readonly (string | null)[];
  readonly wasDone: () => boolean;
  readonly cutAll: () => void;
}

/** `Q`, and `P`, which names the statement before its text. */
const QUERY = 0x51;
const PARSE = 0x50;

function textOf(bytes: Buffer): string | null {
  if (bytes[0] === QUERY) return bytes.toString('utf8', 5, bytes.length - 1);
  if (bytes[0] !== PARSE) return null;
  const start = bytes.indexOf(0, 5) + 1;
  return bytes.toString('utf8', start, bytes.indexOf(0, start));
}

/** Messages have a type byte and a length; the first one of a connection has only the length. */
class FrontendReader {
  #rest: Buffer = Buffer.alloc(0);
  #isGreeted = false;

  /** Whole messages, in order; `isMessage` is false for the greeting. */
  read(data: Buffer): readonly { readonly bytes: Buffer; readonly isMessage: boolean }[] {
    this.#rest = Buffer.concat([this.#rest, data]);
    const found: { bytes: Buffer; isMessage: boolean }[] = [];
    for (;;) {
      const offset = this.#isGreeted ? 1 : 0;
      if (this.#rest.length < offset + 4) return found;
      const length = this.#rest.readUInt32BE(offset) + offset;
      if (this.#rest.length < length) return found;
      found.push({ bytes: this.#rest.subarray(0, length), isMessage: this.#isGreeted });
      this.#rest = this.#rest.subarray(length);
      this.#isGreeted = true;
    }
  }
}

export async function startProxy(serverPort: number, harm: Harm | null): Promise<Proxy> {
  const messages: (string | null)[] = [];
  let isDone = false;
  const open = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    const reader = new FrontendReader();
    let backend = 0;
    let swallowsAnswer = false;
    const cut = () => {
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    };
    const harmNow = () => {
      isDone = true;
      harm?.act(cut, backend);
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data) => {
      for (const { bytes, isMessage } of reader.read(data)) {
        if (isMessage) messages.push(textOf(bytes));
        const isIt = isMessage && !isDone && messages.length === harm?.message;
        if (isIt && harm?.moment === 'asked') {
          harmNow();
          return;
        }
        if (isIt) swallowsAnswer = true;
        upstream.write(bytes);
      }
    });
    upstream.on('data', (data) => {
      backend ||= backendIn(data);
      if (!swallowsAnswer) client.write(data);
      else if (!isDone) harmNow();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    messages: () => messages,
    wasDone: () => isDone,
    cutAll: () => {
      for (const socket of open) socket.resetAndDestroy();
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The process id out of BackendKeyData: `K`, length 12. 0: it is not in there. */
function backendIn(data: Buffer): number {
  const at = data.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]));
  return at === -1 || data.length < at + 9 ? 0 : data.readUInt32BE(at + 5);
}
