/** What of the environment the project's code gets to see: nothing secret, and databases that lead nowhere. */
import { delimiter, dirname, join } from 'node:path';

/** What programs need to run at all. Names on Windows differ in case, so the comparison has none. */
const PASSED = new Set(
  [
    ['PATH', 'PATHEXT', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TZ', 'LANG', 'LC_ALL', 'LC_CTYPE', 'CI', 'NODE_ENV'],
    ['TMPDIR', 'TMP', 'TEMP', 'SYSTEMROOT', 'COMSPEC', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'NODE_EXTRA_CA_CERTS'],
  ].flat(),
);

/** A project's own variables come through under this prefix, without it. */
export const PASS_PREFIX = 'GATEKEEPER_ENV_';

/** Configs read one of these and throw without it. Port 1 is reserved and refuses at once. */
const NOWHERE = 'postgres://gatekeeper:gatekeeper@127.0.0.1:1/gatekeeper';
const DUMMIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ['DATABASE_URL', 'DATABASE_URL_UNPOOLED', 'DATABASE_DIRECT_URL', 'DIRECT_URL', 'DIRECT_DATABASE_URL', 'DB_URL'],
      ['POSTGRES_URL', 'POSTGRES_URL_NON_POOLING', 'POSTGRES_PRISMA_URL', 'POSTGRES_DATABASE_URL', 'PG_URL'],
      ['POSTGRESQL_URL', 'PG_DATABASE_URL', 'NEON_DATABASE_URL', 'SUPABASE_DB_URL', 'SUPABASE_DATABASE_URL'],
    ]
      .flat()
      .map((name) => [name, NOWHERE]),
  ),
  ...Object.fromEntries(
    ['PG', 'DB_', 'DATABASE_', 'POSTGRES_'].flatMap((prefix) => [
      [`${prefix}HOST`, '127.0.0.1'],
      [`${prefix}PORT`, '1'],
      [`${prefix}USER`, 'gatekeeper'],
      [`${prefix}PASSWORD`, 'gatekeeper'],
      [`${prefix}DATABASE`, 'gatekeeper'],
      [`${prefix}NAME`, 'gatekeeper'],
      [`${prefix}DB`, 'gatekeeper'],
    ]),
  ),
  // The switch of t3-env, which validates a whole application's variables at import.
  SKIP_ENV_VALIDATION: '1',
  NO_COLOR: '1',
  // jiti would write its cache into the project's node_modules; `check` writes nothing there.
  JITI_FS_CACHE: 'false',
};

/** The child's environment out of the parent's. `kit`: package folder of drizzle-kit, real path; null: none is installed. */
export function childEnvironment(parent: NodeJS.ProcessEnv, kit: string | null): NodeJS.ProcessEnv {
  const given = Object.entries(parent);
  const passed = given.filter(([name]) => PASSED.has(name.toUpperCase()));
  const named = given
    .filter(([name]) => name.startsWith(PASS_PREFIX))
    .map(([name, value]) => [name.slice(PASS_PREFIX.length), value]);
  return { ...DUMMIES, ...searchPath(kit), ...Object.fromEntries(passed), ...Object.fromEntries(named) };
}

/**
 * pnpm starts drizzle-kit through a script that lets every file find what stands beside drizzle-kit and what is hoisted in
 * its store, as a config outside of the package needs it to import drizzle-kit. Other package managers set no such path.
 */
function searchPath(kit: string | null): NodeJS.ProcessEnv {
  const store = /^.*[\\/]node_modules[\\/]\.pnpm(?=[\\/])/.exec(kit ?? '')?.[0];
  if (kit === null || store === undefined) return {};
  return { NODE_PATH: [dirname(kit), join(store, 'node_modules')].join(delimiter) };
}
