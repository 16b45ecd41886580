import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { Watchdog } from '../../src/gather/watchdog.js';

const LIMIT_SECONDS = 0.05;
const PAST_LIMIT_MS = 100;
const LOSS = Object.assign(new Error('write CONNECTION_CLOSED /private/socket'), { code: 'CONNECTION_CLOSED' });

describe('a watchdog', () => {
  test('barks at its own step, and names it', async () => {
    using watchdog = new Watchdog(LIMIT_SECONDS);
    watchdog.enter('starting Postgres');
    await sleep(PAST_LIMIT_MS);
    expect(watchdog.signal.aborted).toBe(true);
    expect(watchdog.explain(LOSS)).toMatchObject({ message: 'still starting Postgres after 0.05 s' });
  });

  test('leaves its own step to lanes, and barks at the one that is late', async () => {
    using watchdog = new Watchdog(LIMIT_SECONDS);
    watchdog.enter('reading the base');
    const [quick, slow] = [watchdog.openLane(), watchdog.openLane()];
    quick.enter('building the recorded schema');
    slow.enter('replaying "0001_orders"');
    quick.leave();
    await sleep(PAST_LIMIT_MS);
    expect(watchdog.explain(LOSS)).toMatchObject({ message: 'still replaying "0001_orders" after 0.05 s' });
  });

  test('is silent once every lane has left', async () => {
    using watchdog = new Watchdog(LIMIT_SECONDS);
    watchdog.enter('reading the base');
    const lane = watchdog.openLane();
    lane.enter('replaying "0001_orders"');
    lane.leave();
    await sleep(PAST_LIMIT_MS);
    expect(watchdog.signal.aborted).toBe(false);
  });

  test('tells of a lost server what each lane did', () => {
    using watchdog = new Watchdog(LIMIT_SECONDS);
    const [left, right] = [watchdog.openLane(), watchdog.openLane()];
    left.enter('replaying "0001_orders"');
    right.enter('building the recorded schema');
    expect(watchdog.explain(LOSS)).toMatchObject({
      message: 'the server was lost while replaying "0001_orders" and building the recorded schema (CONNECTION_CLOSED)',
    });
  });
});
