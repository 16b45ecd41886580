/** Re-exports the schema, as a config may name it. */
export * from './schema';
