/** An initialised data directory as one buffer: an index in JSON, then the contents of the files one after the other. */

/** A file, or a directory where `content` is null. Paths are POSIX, relative to the data directory, parents first. */
export interface DataFile {
  readonly path: string;
  readonly content: Uint8Array | null;
}

/** Packs files; the same files give the same bytes. */
export function packDataDirectory(files: readonly DataFile[]): Buffer {
  const index = Buffer.from(JSON.stringify(files.map(({ path, content }) => [path, content?.length ?? null])));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(index.length);
  return Buffer.concat([length, index, ...files.flatMap(({ content }) => content ?? [])]);
}

/** Unpacks files; the contents are views into `packed`. */
export function unpackDataDirectory(packed: Buffer): DataFile[] {
  let offset = 4 + packed.readUInt32LE(0);
  const index = JSON.parse(packed.toString('utf8', 4, offset)) as [string, number | null][];
  return index.map(([path, size]) => {
    const content = size === null ? null : packed.subarray(offset, offset + size);
    offset += size ?? 0;
    return { path, content };
  });
}
