/** What of the environment the project's code gets to see: nothing secret, and databases that lead nowhere. */

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

/** The child's environment out of the parent's. */
export function childEnvironment(parent: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const given = Object.entries(parent);
  const passed = given.filter(([name]) => PASSED.has(name.toUpperCase()));
  const named = given
    .filter(([name]) => name.startsWith(PASS_PREFIX))
    .map(([name, value]) => [name.slice(PASS_PREFIX.length), value]);
  return { ...DUMMIES, ...Object.fromEntries(passed), ...Object.fromEntries(named) };
}
