/** Tests run as compiled by `npm run build`: jest transforms nothing, so what is tested is what is bundled. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/build/__tests__'],
  testMatch: ['**/*.test.js'],
  setupFiles: ['<rootDir>/build/__tests__/asset-root.js', '<rootDir>/build/__tests__/native-postgres.js'],
  transform: {},
  // jest leaves one core free for a person; CI machines have two and nobody at them.
  maxWorkers: 2,
  maxConcurrency: 3,
  testTimeout: 60_000,
};
