/** The bundled drizzle-kit of the 0.x line, for histories that come without their own. */
export { generateDrizzleJson, generateMigration, upPgSnapshot } from 'drizzle-kit/api';
