/** The bundled drizzle-kit of the 1.0 line; npm can keep it and its drizzle-orm only in a workspace of their own. */
export { generateDrizzleJson, generateMigration, reconstruct } from 'fixture-kit-1.0';
