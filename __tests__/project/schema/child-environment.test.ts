import { delimiter, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { childEnvironment } from '../../../src/project/schema/child-environment.js';

const nowhere = 'postgres://gatekeeper:gatekeeper@127.0.0.1:1/gatekeeper';

test('no secret of the run reaches the project', () => {
  const parent = {
    GITHUB_TOKEN: 'orders',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'orders',
    NPM_TOKEN: 'orders',
    PATH: '/bin',
  };
  const child = childEnvironment(parent, null);
  expect(Object.values(child)).not.toContain('orders');
  expect(child['PATH']).toBe('/bin');
});

test('a database of the run is replaced by one that leads nowhere', () => {
  const child = childEnvironment(
    { DATABASE_URL: 'postgres://invoices@production/invoices', PGHOST: 'production' },
    null,
  );
  expect(child).toMatchObject({ DATABASE_URL: nowhere, POSTGRES_URL: nowhere, PGHOST: '127.0.0.1', DB_PORT: '1' });
});

test('a variable under the prefix comes through, and wins', () => {
  const child = childEnvironment(
    { GATEKEEPER_ENV_REGION: 'eu', GATEKEEPER_ENV_DATABASE_URL: 'postgres://elsewhere' },
    null,
  );
  expect(child).toMatchObject({ REGION: 'eu', DATABASE_URL: 'postgres://elsewhere' });
  expect(child).not.toHaveProperty('GATEKEEPER_ENV_REGION');
});

test('the search path of pnpm is set where drizzle-kit stands in its store, and nowhere else', () => {
  const store = join('/shop', 'node_modules', '.pnpm');
  const beside = join(store, 'drizzle-kit@0.31.11', 'node_modules');
  const child = childEnvironment({}, join(beside, 'drizzle-kit'));
  expect(child['NODE_PATH']).toBe([beside, join(store, 'node_modules')].join(delimiter));
  expect(childEnvironment({}, join('/shop', 'node_modules', 'drizzle-kit'))).not.toHaveProperty('NODE_PATH');
});
