/** The parser counts bytes, the server counts characters, the product counts UTF-16 code units. */

/** A function that turns a byte offset into `text`, encoded as UTF-8, into a UTF-16 offset. */
export function mapBytes(text: string): (byte: number) => number {
  if (Buffer.byteLength(text) === text.length) return (byte) => byte;
  const offsets = new Uint32Array(Buffer.byteLength(text) + 1);
  let byte = 0;
  for (let offset = 0; offset < text.length;) {
    const point = text.codePointAt(offset) ?? 0;
    const bytes = byteLengthOf(point);
    offsets.fill(offset, byte, byte + bytes);
    byte += bytes;
    offset += point > 0xffff ? 2 : 1;
  }
  offsets[byte] = text.length;
  return (at) => offsets[at] ?? text.length;
}

function byteLengthOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** UTF-16 offset of the character (code point) that has so many characters before it, as in a server's error position. */
export function offsetOfCharacter(text: string, character: number): number {
  let offset = 0;
  for (let count = 0; count < character && offset < text.length; count++) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}
