/** One client connection of an embedded server, from its opening packet to its end. */
import type { Socket } from 'node:net';
import type { Databases } from './databases.js';
import type { Instance } from './instance.js';
import { endsInTerminate, fatalMessage, MessageBuffer, type Opening } from './wire.js';

/** What gives the session back to the superuser, in a message of ours. */
const ENDS_SESSION = ['DISCARD ALL', 'SET SESSION AUTHORIZATION DEFAULT'];

interface Client {
  readonly socket: Socket;
  readonly chunks: AsyncIterator<Buffer>;
  readonly received: MessageBuffer;
}

/** Serves until the client leaves. Rejects only when the backend crashed. */
export async function serveConnection(socket: Socket, databases: Databases): Promise<void> {
  socket.on('error', () => socket.destroy());
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const client = { socket, chunks, received: new MessageBuffer() };
  const opening = await awaitOpening(client);
  if (opening?.kind !== 'start') {
    socket.destroy();
    return;
  }
  try {
    await databases.serve(opening.database, async (instance) => {
      await relay(instance, opening.packet, client);
      await instance.endSession();
    });
  } catch (error) {
    socket.write(fatalMessage('XX000', 'the embedded server crashed'));
    throw error;
  } finally {
    socket.end();
  }
}

/** Passes messages on until the client leaves. */
async function relay(instance: Instance, start: Buffer, client: Client): Promise<void> {
  const answer = (bytes: Buffer): boolean => client.socket.write(bytes);
  await instance.send(start, answer);
  await instance.resetAuthorization();
  for (let more = true; more;) {
    const messages = client.received.takeMessages();
    if (messages === null) more = await receive(client);
    else if (endsInTerminate(messages)) more = false;
    else {
      await instance.send(messages, answer);
      if (ENDS_SESSION.some((sql) => messages.includes(sql))) await instance.resetAuthorization();
    }
  }
}

async function awaitOpening(client: Client): Promise<Opening | null> {
  for (;;) {
    const opening = client.received.takeOpening();
    if (opening !== null && opening.kind !== 'encryption') return opening;
    if (opening?.kind === 'encryption') client.socket.write('N');
    else if (!(await receive(client))) return null;
  }
}

/** False: the client has left. */
async function receive(client: Client): Promise<boolean> {
  try {
    const { done, value } = await client.chunks.next();
    if (done === true) return false;
    client.received.append(value);
    return true;
  } catch {
    return false; // A connection that was reset has ended as well.
  }
}
