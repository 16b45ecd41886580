export const migrations = './migrations';
