/** Failures whose cause lies beside the history: what a platform provides, or an extension. */
import type { ReplayFailure } from '../../model/replay.js';

export type Platform = 'supabase' | 'neon' | 'rds';

export type Lack =
  | { readonly kind: 'platform'; readonly platform: Platform }
  /** `isAvailable`: the server has it, or nothing is known of that; no statement has created it yet. */
  | { readonly kind: 'extension'; readonly extension: string; readonly isAvailable: boolean };

/** Class 42 and 3F of an object that is not there: type or role, function, relation, schema. */
const UNDEFINED_OBJECT: ReadonlySet<string> = new Set(['42704', '42883', '42P01', '3F000']);

/** null: the cause is in the history itself, as far as the server's words tell. */
export function lackOf({ error, statement }: Pick<ReplayFailure, 'error' | 'statement'>): Lack | null {
  const { sqlstate, message } = error;
  const unavailable = /^extension "([^"]+)" is not available|extension control file ".*\/([^/"]+)\.control"/.exec(
    message,
  );
  const name = unavailable?.[1] ?? unavailable?.[2];
  if (name !== undefined) return { kind: 'extension', extension: name, isAvailable: false };
  if (!UNDEFINED_OBJECT.has(sqlstate)) return null;
  // Two platforms have a schema `auth`, with functions of their own.
  const words = message.startsWith('schema "auth"') ? `${message} ${statement}` : message;
  const platform = PLATFORMS.find(([, names]) => names.test(words))?.[0];
  if (platform !== undefined) return { kind: 'platform', platform };
  const extension = EXTENSIONS.find(([, objects]) => objects.test(message))?.[0];
  return extension === undefined ? null : { kind: 'extension', extension, isAvailable: true };
}

/** Names that a platform has before the first migration, as they stand in the server's message. */
const PLATFORMS: readonly (readonly [platform: Platform, names: RegExp])[] = [
  ['neon', /"(?:neon_(?:superuser|auth|identity)(?:\.\w+)?|anonymous)"|auth\.(?:user_id|session)\(/],
  [
    'supabase',
    /"(?:(?:auth|storage|realtime|extensions|graphql_public|vault)(?:\.\w+)?|anon|authenticated|service_role|authenticator|supabase_\w+)"|(?:auth|storage|realtime|vault)\.\w+\(/,
  ],
  ['rds', /"(?:rds_\w+|rdsadmin)"/],
];

const type = (names: string) => `type "(?:\\w+\\.)?(?:${names})(?:\\[\\])?"`;
const calls = (names: string) => `function (?:\\w+\\.)?(?:${names})\\(`;
const classes = (names: string) => `operator class "(?:\\w+\\.)?(?:${names})"`;
const method = (names: string) => `access method "(?:${names})" does not exist`;
const noClass = (name: string) => `data type .* has no default operator class for access method "${name}"`;
const objects = (...patterns: readonly string[]) => new RegExp(`^(?:${patterns.join('|')})`);

/** What an extension brings along, as it stands in the server's message. */
const EXTENSIONS: readonly (readonly [extension: string, objects: RegExp])[] = [
  [
    'vector',
    objects(
      type('vector|halfvec|sparsevec'),
      classes('(?:vector|halfvec|sparsevec|bit)_\\w+_ops'),
      method('hnsw|ivfflat'),
    ),
  ],
  ['postgis', objects(type('geometry|geography|box2d|box3d|raster'), calls('st_\\w+'))],
  ['citext', objects(type('citext'))],
  ['hstore', objects(type('hstore'))],
  ['ltree', objects(type('ltree|lquery|ltxtquery'))],
  ['cube', objects(type('cube'))],
  ['uuid-ossp', objects(calls('uuid_generate_v[1345]\\w*|uuid_nil'))],
  ['pgcrypto', objects(calls('gen_random_bytes|gen_salt|crypt|digest|hmac|pgp_\\w+|encrypt|decrypt'))],
  ['pg_trgm', objects(classes('g(?:in|ist)_trgm_ops'), calls('(?:word_|strict_word_)?similarity|show_trgm'))],
  ['unaccent', objects(calls('unaccent'))],
  ['fuzzystrmatch', objects(calls('levenshtein\\w*|soundex|metaphone|dmetaphone'))],
  ['tablefunc', objects(calls('crosstab\\w*|connectby'))],
  ['btree_gist', objects(noClass('gist'))],
  ['btree_gin', objects(noClass('gin'))],
  ['timescaledb', objects(calls('create_hypertable|add_retention_policy|time_bucket'))],
  ['pg_cron', /^schema "cron" does not exist|^(?:function|relation "?)cron\./],
  ['pg_net', /^schema "net" does not exist|^function net\.http_/],
];

/** Images that carry what a plain PostgreSQL has not. */
const IMAGES: Readonly<Record<string, string>> = {
  vector: 'pgvector/pgvector:pg17',
  postgis: 'postgis/postgis:17-3.5',
  postgis_topology: 'postgis/postgis:17-3.5',
  timescaledb: 'timescale/timescaledb:latest-pg17',
  pg_cron: 'supabase/postgres:<tag>',
  pg_net: 'supabase/postgres:<tag>',
  pg_graphql: 'supabase/postgres:<tag>',
  pgjwt: 'supabase/postgres:<tag>',
  pgmq: 'supabase/postgres:<tag>',
  pgsodium: 'supabase/postgres:<tag>',
  supabase_vault: 'supabase/postgres:<tag>',
};

/** What the embedded server has besides what PostgreSQL itself delivers. */
const EMBEDDED: ReadonlySet<string> = new Set(['vector']);

/** An imperative sentence: the preset, image or statement that helps. */
export function hintForLack(lack: Lack): string {
  if (lack.kind === 'platform') {
    return `Replay on what the platform has: --platform ${lack.platform}; what its preset lacks goes into --bootstrap <file.sql>. Or create it in an earlier migration.`;
  }
  const { extension, isAvailable } = lack;
  if (isAvailable) {
    const statement = `CREATE EXTENSION IF NOT EXISTS ${/^[a-z_]+$/.test(extension) ? extension : `"${extension}"`};`;
    return `Create the extension in an earlier migration ("npx drizzle-kit generate --custom"), or where the platform has it in --bootstrap <file.sql>: ${statement}`;
  }
  const image = IMAGES[extension];
  const embedded = EMBEDDED.has(extension) ? '--postgres embedded, or ' : '';
  return image === undefined
    ? "Replay on a server that has the extension: an image with it (--postgres-image <image>), or a service container named in GATEKEEPER_POSTGRES_URL; PostgreSQL's own are in --postgres embedded."
    : `Replay on a server that has the extension: ${embedded}--postgres-image ${image}.`;
}
