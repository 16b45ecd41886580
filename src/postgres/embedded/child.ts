/** Program: the embedded server's own process, PGlite behind a socket. Its parent is `servers/embedded.ts`. */
import { rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { setAssetRoot } from '../../assets.js';
import { Databases } from './databases.js';
import { findExtensions, readEmbeddedAssets } from './embedded-assets.js';
import { serveConnection } from './serve-connection.js';

/** From the parent: what to do, as the only argument. */
export interface ChildOrder {
  readonly assetRoot: string;
  /** Private to the run, removed with the process; null: loopback (Windows). */
  readonly directory: string | null;
}

/** To the parent, once: connections are accepted. */
export interface ChildReady {
  readonly version: string;
  readonly versionNumber: number;
  /** Port on the loopback interface; null where the socket is in the directory. */
  readonly port: number | null;
}

/** From the parent. */
export type ParentMessage =
  /** First and once: the extensions that every database has at hand. */
  | { readonly load: readonly string[] }
  /** At any time: the database is not needed any more. */
  | { readonly drop: string };

/** Named as libpq looks for it in a directory, so that psql can be pointed at it. */
export const SOCKET_NAME = '.s.PGSQL.5432';

async function main(order: ChildOrder): Promise<void> {
  setAssetRoot(order.assetRoot);
  endWithParent(order.directory);
  const [extensions, assets] = await Promise.all([awaitExtensions(), readEmbeddedAssets()]);
  const databases = new Databases({ ...assets, extensions: findExtensions(extensions) });
  const version = await databases.prepare();
  process.on('message', (message: ParentMessage) => {
    if ('drop' in message) databases.drop(message.drop);
  });
  const server = createServer((socket) => void serveConnection(socket, databases).catch(crash));
  server.on('error', crash);
  server.listen(order.directory === null ? { host: '127.0.0.1', port: 0 } : `${order.directory}/${SOCKET_NAME}`, () => {
    const port = order.directory === null ? (server.address() as AddressInfo).port : null;
    process.send?.({ ...version, port } satisfies ChildReady);
  });
}

async function awaitExtensions(): Promise<readonly string[]> {
  return new Promise((resolve) => {
    process.once('message', (message: ParentMessage) => resolve('load' in message ? message.load : []));
  });
}

/**
 * A parent that is gone closes the channel. While a statement runs nobody reads the channel, so a thread looks as well
 * whether the process has been handed to another parent.
 */
function endWithParent(directory: string | null): void {
  process.on('disconnect', () => {
    if (directory !== null) rmSync(directory, { recursive: true, force: true });
    process.exit();
  });
  const watch = `
    const { rmSync } = require('node:fs');
    const { parent, directory } = require('node:worker_threads').workerData;
    setInterval(() => {
      if (process.ppid === parent) return;
      if (directory !== null) rmSync(directory, { recursive: true, force: true });
      process.kill(process.pid, 'SIGKILL');
    }, 500);`;
  new Worker(watch, { eval: true, workerData: { parent: process.ppid, directory } }).unref();
}

function crash(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

main(JSON.parse(process.argv[2] ?? '{}') as ChildOrder).catch(crash);
