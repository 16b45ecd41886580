/** What a commit has and the working tree has as well need not be asked for. */
import { createHash } from 'node:crypto';
import type { Tree } from '../history/tree.js';

/** The bytes that Git calls `blob`, where the file of that name holds them; null: it holds others, or there is none. */
export async function findOnDisk(disk: Tree, file: string, blob: string): Promise<Buffer | null> {
  const reading = await disk.read(file);
  if (reading === null || 'fault' in reading) return null;
  const bytes = Buffer.from(reading.text);
  if (idOf(bytes, blob.length) === blob) return bytes;
  if (!bytes.includes('\r\n')) return null;
  // Git may have changed the line ends when it checked the file out.
  const committed = Buffer.from(reading.text.replaceAll('\r\n', '\n'));
  return idOf(committed, blob.length) === blob ? committed : null;
}

/** Git's name for these bytes (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects); 64 digits are SHA-256. */
function idOf(bytes: Buffer, digits: number): string {
  const hash = createHash(digits === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
