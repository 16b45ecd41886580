/** A registry of npm's own protocol with one small package in it, for the real npm to fetch. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PACKAGE } from '../../../src/postgres/packages/find-package.js';
import type { Pin } from '../../../src/postgres/packages/pinned.js';

export interface Registry extends AsyncDisposable {
  readonly url: string;
  readonly pin: Pin;
  /** Paths that were asked for. */
  readonly requests: readonly string[];
}

/** Serves PostgreSQL `major`, whose programs do nothing; `delayMs` passes before each answer. */
export async function openRegistry(major: number, delayMs = 0): Promise<Registry> {
  const archive = packArchive(major);
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  const version = `${major}.0.0-beta.1`;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const tarball = `http://${request.headers.host}/archive.tgz`;
    const metadata = {
      name: PACKAGE,
      versions: { [version]: { name: PACKAGE, version, dist: { tarball, integrity } } },
    };
    setTimeout(
      () => response.end(request.url === '/archive.tgz' ? archive : JSON.stringify(metadata)),
      delayMs,
    ).unref();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pin: { name: PACKAGE, version, integrity },
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function packArchive(major: number): Buffer {
  const folder = mkdtempSync('/tmp/registry-');
  const root = join(folder, 'package');
  mkdirSync(join(root, 'native/bin'), { recursive: true });
  mkdirSync(join(root, 'native/lib'));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: PACKAGE, version: `${major}.0.0-beta.1` }));
  writeFileSync(join(root, 'native/bin/postgres'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(root, 'native/lib/libpq.so.5.17'), '');
  const links = [{ source: 'native/lib/libpq.so.5.17', target: 'native/lib/libpq.so.5' }];
  writeFileSync(join(root, 'native/pg-symlinks.json'), JSON.stringify(links));
  execFileSync('tar', ['-czf', 'archive.tgz', 'package'], { cwd: folder });
  const archive = readFileSync(join(folder, 'archive.tgz'));
  rmSync(folder, { recursive: true });
  return archive;
}
