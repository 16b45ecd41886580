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
  const child = childEnvironment(parent);
  expect(Object.values(child)).not.toContain('orders');
  expect(child['PATH']).toBe('/bin');
});

test('a database of the run is replaced by one that leads nowhere', () => {
  const child = childEnvironment({ DATABASE_URL: 'postgres://invoices@production/invoices', PGHOST: 'production' });
  expect(child).toMatchObject({ DATABASE_URL: nowhere, POSTGRES_URL: nowhere, PGHOST: '127.0.0.1', DB_PORT: '1' });
});

test('a variable under the prefix comes through, and wins', () => {
  const child = childEnvironment({ GATEKEEPER_ENV_REGION: 'eu', GATEKEEPER_ENV_DATABASE_URL: 'postgres://elsewhere' });
  expect(child).toMatchObject({ REGION: 'eu', DATABASE_URL: 'postgres://elsewhere' });
  expect(child).not.toHaveProperty('GATEKEEPER_ENV_REGION');
});
