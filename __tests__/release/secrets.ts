/** Passwords of every kind, all told to a run at once, and whether one of them has got out. */

/** As they are meant; each has letters or digits enough to be found again, whatever an output makes of the rest. */
export const PASSWORDS: readonly string[] = [
  '100%sure-n3ver',
  '50%25percent',
  `quo"te'back\\slash9`,
  'größe-密码-🔑-x7y8',
  'p@ss:w/rd?x#9z88',
  '*bold*_it4lic_[l1nk](x)<b>&amp;`c0de`|cell|',
  '$1$&-gr0up$$',
  'with some spaces 77',
  'L0ng'.repeat(1000),
];

/** `host` and what follows it. */
export function urlWith(password: string, rest = 'db.internal:5432/shop'): string {
  return `postgres://gate:${encodeURIComponent(password)}@${rest}`;
}

/** A connection string of each, in variables of an environment. */
export function secretEnvironment(): Record<string, string> {
  return Object.fromEntries(PASSWORDS.map((password, index) => [`REPLICA_${index}_URL`, urlWith(password)]));
}

/** All of them, as they are, in connection strings, and spelled as a URL spells them. */
export const SPOKEN = PASSWORDS.map(
  (password) => `${password} ${urlWith(password)} ${encodeURIComponent(password)}`,
).join(' ; ');

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Passwords that stand in a text, whole or in part, however it is escaped. */
export function leakedIn(text: string): readonly string[] {
  const found = skeletonOf(text);
  // One that holds a percent sign and digits has another skeleton once it is encoded.
  const isIn = (skeleton: string): boolean =>
    found.includes(skeleton.slice(0, 8)) || found.includes(skeleton.slice(-8));
  const leaked = PASSWORDS.filter((password) => [password, encodeURIComponent(password)].map(skeletonOf).some(isIn));
  return leaked.map((password) => password.slice(0, 40));
}

/** Letters and digits alone, with escapes of HTML, JSON, a terminal and a URL undone. */
function skeletonOf(text: string): string {
  const plain = text
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\\u\{?([0-9a-f]{4,6})\}?/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'));
  return plain.replace(/[^\p{L}\p{N}]/gu, '');
}
