/** What hosting platforms provide and migrations rely on (`--platform`), as bootstrap SQL. */
import type { SourceFile } from '../../model/history.js';
import { quoteLiteral } from '../../model/quote.js';
import { NEON } from './neon.js';
import { SUPABASE } from './supabase.js';

export type Platform = 'supabase' | 'neon' | 'rds';

interface Preset {
  readonly roles: readonly string[];
  readonly sql: string;
}

const PRESETS: Readonly<Record<Platform, Preset>> = {
  supabase: {
    roles: [
      'anon',
      'authenticated',
      'service_role',
      'authenticator',
      'dashboard_user',
      'supabase_admin',
      'supabase_auth_admin',
      'supabase_storage_admin',
      'supabase_realtime_admin',
      'supabase_replication_admin',
    ],
    sql: SUPABASE,
  },
  neon: { roles: ['neon_superuser', 'authenticated', 'anonymous'], sql: NEON },
  // Amazon's documentation: "Understanding the rds_superuser role"; there are no schemas of its own.
  rds: { roles: ['rdsadmin', 'rds_superuser', 'rds_iam', 'rds_password', 'rds_replication'], sql: '' },
};

/** Runs on an empty database, or on a server that has the roles already. */
export function platformSql(platform: Platform): SourceFile {
  const { roles, sql } = PRESETS[platform];
  return { path: `the preset of ${platform}`, text: `${createRoles(roles)}\n${sql}` };
}

function createRoles(names: readonly string[]): string {
  return /* sql */ `DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY[${names.map(quoteLiteral).join(', ')}] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role_name) THEN
      EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN', role_name);
    END IF;
  END LOOP;
END $$;`;
}
