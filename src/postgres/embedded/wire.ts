/** As much of PostgreSQL's wire protocol (version 3) as it takes to stand in front of a backend. */

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const PROTOCOL_3_MAJOR = 3;
/** Refused by a real server as well (MAX_STARTUP_PACKET_LENGTH). */
const MAX_STARTUP_LENGTH = 10_000;

/** The first packet of a connection; the others have a type byte. */
export type Opening =
  | { readonly kind: 'start'; readonly database: string; readonly packet: Buffer }
  /** A wish for encryption, to be answered by one byte `N`, after which the client goes on in the clear. */
  | { readonly kind: 'encryption' }
  /** A cancel request, or what is no PostgreSQL client. Real servers answer neither. */
  | { readonly kind: 'other' };

/** Collects what arrives on a socket and gives it out in whole messages. */
export class MessageBuffer {
  #pending: Buffer = Buffer.alloc(0);

  append(chunk: Buffer): void {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
  }

  /** The opening packet, or null until it is complete. */
  takeOpening(): Opening | null {
    if (this.#pending.length < 8) return null;
    const length = this.#pending.readInt32BE(0);
    if (length < 8 || length > MAX_STARTUP_LENGTH) return { kind: 'other' };
    if (this.#pending.length < length) return null;
    return readOpening(this.#take(length));
  }

  /** All complete messages in one piece, or null if there is none. */
  takeMessages(): Buffer | null {
    let end = 0;
    while (this.#pending.length >= end + 5) {
      const next = end + 1 + this.#pending.readInt32BE(end + 1);
      if (next > this.#pending.length) break;
      end = next;
    }
    return end === 0 ? null : this.#take(end);
  }

  #take(length: number): Buffer {
    const taken = this.#pending.subarray(0, length);
    this.#pending = this.#pending.subarray(length);
    return taken;
  }
}

function readOpening(packet: Buffer): Opening {
  const code = packet.readInt32BE(4);
  if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'encryption' };
  if (code >> 16 !== PROTOCOL_3_MAJOR) return { kind: 'other' };
  const words = packet.toString('utf8', 8).split('\0');
  const parameters = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2) parameters.set(words[at] ?? '', words[at + 1] ?? '');
  return { kind: 'start', database: parameters.get('database') ?? parameters.get('user') ?? '', packet };
}

/** A simple query message. */
export function queryMessage(sql: string): Buffer {
  return message('Q', `${sql}\0`);
}

/** The last message of a server that cannot go on. */
export function fatalMessage(sqlstate: string, text: string): Buffer {
  return message('E', `SFATAL\0VFATAL\0C${sqlstate}\0M${text}\0\0`);
}

/** Whether a run of messages ends in Terminate, after which the client closes. */
export function endsInTerminate(messages: Buffer): boolean {
  return messages.length >= 5 && messages.subarray(-5).equals(TERMINATE);
}

const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4]);

function message(type: string, body: string): Buffer {
  const bytes = Buffer.from(`${type}\0\0\0\0${body}`);
  bytes.writeInt32BE(bytes.length - 1, 1);
  return bytes;
}
