/** Program: starts a server ahead and ends it again, later each time; prints what is left. Arguments: assets, provider. */
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { setAssetRoot } from '../../src/assets.js';
import { ServerAhead } from '../../src/gather/server-ahead.js';
import { skipped } from '../../src/model/gathered.js';
import { listPlaces } from '../../src/postgres/servers/run-directory.js';

const [assets = '', provider] = process.argv.slice(2);
setAssetRoot(assets);
const server = { provider: provider as 'embedded' | 'local', version: null, image: null, givenUrl: null };
for (let delayMs = 0; delayMs < 60; delayMs += 4) {
  const ahead = new ServerAhead({ server, database: skipped('none is named') });
  await sleep(delayMs);
  await ahead[Symbol.asyncDispose]();
}
const names = listPlaces().flatMap((place) => readdirSync(place));
console.log(JSON.stringify(names.filter((name) => name.startsWith(`gatekeeper-${process.pid}-`))));
