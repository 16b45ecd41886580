/** Fills a text with a limit: whole blocks, the first ones first, none of them ever cut. */

/** As many of the first blocks as have room. */
export function takeFitting(blocks: readonly string[], limit: number): string[] {
  let left = limit;
  const end = blocks.findIndex((block) => {
    left -= bytesOf(block);
    return left < 0;
  });
  return end === -1 ? [...blocks] : blocks.slice(0, end);
}

/** Bytes of UTF-8, with the empty line after the block. */
export function bytesOf(...blocks: readonly string[]): number {
  return blocks.reduce((sum, block) => sum + Buffer.byteLength(block) + 2, 0);
}
