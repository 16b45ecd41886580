/**
 * What a Neon project has before its first migration, as far as migrations refer to it: the functions of
 * `pg_session_jwt` in schema `auth`, and the table of users that Neon Auth keeps.
 * Sources: Neon's documentation on row level security and Neon Auth; `drizzle-orm/neon`.
 */
export const NEON = /* sql */ `
CREATE SCHEMA IF NOT EXISTS auth;
CREATE SCHEMA IF NOT EXISTS neon_auth;
CREATE SCHEMA IF NOT EXISTS neon_identity;
GRANT USAGE ON SCHEMA public, auth TO authenticated, anonymous;
CREATE OR REPLACE FUNCTION auth.session() RETURNS jsonb LANGUAGE sql STABLE
  AS $$ SELECT coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb $$;
CREATE OR REPLACE FUNCTION auth.user_id() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT auth.session() ->> 'sub' $$;
CREATE OR REPLACE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT (auth.session() ->> 'sub')::uuid $$;
CREATE OR REPLACE FUNCTION auth.jwt() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT current_setting('request.jwt', true) $$;
CREATE TABLE IF NOT EXISTS neon_auth.users_sync (
  raw_json jsonb NOT NULL,
  id text NOT NULL PRIMARY KEY,
  name text,
  email text,
  created_at timestamptz,
  updated_at timestamptz,
  deleted_at timestamptz
);
CREATE TABLE IF NOT EXISTS neon_identity.users_sync (LIKE neon_auth.users_sync INCLUDING ALL);
`;
