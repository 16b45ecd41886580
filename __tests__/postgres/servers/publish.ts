/** A native server's socket, published on a port of the loopback interface, as Docker would. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { ANY } from './providers.js';

export interface Published extends AsyncDisposable {
  readonly port: number;
  readonly major: number;
  /** Breaks every connection, as a network does that fails (ECONNRESET). */
  readonly reset: () => void;
}

/** With `resetOn`, a connection is broken as soon as its client sends that text. */
export async function publish(resetOn: string | null = null): Promise<Published> {
  const host = await startServer({ ...ANY, provider: 'local' });
  const database = await host.createDatabase();
  const [row] = await (await database.connect())<{ directory: string }[]>`
    SELECT current_setting('unix_socket_directories') AS directory`;
  const sockets = new Set<Socket>();
  const proxy = createServer((socket) => {
    sockets.add(socket);
    if (resetOn !== null) socket.on('data', (data) => data.includes(resetOn) && socket.resetAndDestroy());
    const upstream = connect(`${row?.directory}/.s.PGSQL.5432`);
    socket.pipe(upstream).on('error', () => socket.destroy());
    upstream.pipe(socket).on('error', () => upstream.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    major: Math.trunc(host.versionNumber / 10_000),
    reset: () => sockets.forEach((socket) => socket.resetAndDestroy()),
    [Symbol.asyncDispose]: async () => {
      proxy.close();
      await host[Symbol.asyncDispose]();
    },
  };
}
