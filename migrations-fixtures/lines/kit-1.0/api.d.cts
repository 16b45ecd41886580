export const generateDrizzleJson: unknown;
export const generateMigration: unknown;
export const reconstruct: unknown;
