/** An initialised data directory as one buffer: an index in JSON, then the contents of the files one after the other. */

/** A file, or a directory where `content` is null. Paths are POSIX, relative to the data directory, parents first. */
export interface DataFile {
  readonly path: string;
  readonly content: Uint8Array | null;
}

/** Path, and where the content begins and ends behind the index, in bytes; a directory has none. */
type Entry = readonly [path: string, start?: number, end?: number];

/**
 * Packs files; the same files give the same bytes. initdb makes three databases that are copies of each other, file by file of
 * the same name: what is alike is there once.
 */
export function packDataDirectory(files: readonly DataFile[]): Buffer {
  const contents: Uint8Array[] = [];
  const newest = new Map<string, { readonly content: Uint8Array; readonly start: number }>();
  let size = 0;
  const index = files.map(({ path, content }): Entry => {
    if (content === null) return [path];
    const name = path.slice(path.lastIndexOf('/') + 1);
    const known = newest.get(name);
    if (known !== undefined && Buffer.compare(known.content, content) === 0) {
      return [path, known.start, known.start + content.length];
    }
    const start = size;
    newest.set(name, { content, start });
    contents.push(content);
    size += content.length;
    return [path, start, size];
  });
  const text = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, ...contents]);
}

/** Unpacks files; the contents are views into `packed`, and may be shared. */
export function unpackDataDirectory(packed: Buffer): DataFile[] {
  const from = 4 + packed.readUInt32LE(0);
  const index = JSON.parse(packed.toString('utf8', 4, from)) as readonly Entry[];
  return index.map(([path, start, end]) => ({
    path,
    content: start === undefined || end === undefined ? null : packed.subarray(from + start, from + end),
  }));
}
