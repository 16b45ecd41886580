/** The least that any gate must do: start the server, run the whole SQL once through one connection, stop. */
import { resolve } from 'node:path';
import { setAssetRoot } from '../../src/assets.js';
import { extensionsIn } from '../../src/gather/prelude.js';
import { migrationsOf } from '../../src/model/history.js';
import type { ServerOptions } from '../../src/postgres/servers/start-server.js';
import { startServer } from '../../src/postgres/servers/start-server.js';
import { createTracker } from '../../src/postgres/tracker/write.js';
import { readHistory } from '../../src/project/history/read-history.js';

const [folder = '', provider = 'embedded'] = process.argv.slice(2);
setAssetRoot(resolve('build/src'));
const history = await readHistory(resolve(folder), process.cwd());
const extensions = extensionsIn(history.files);
await using server = await startServer({
  provider: provider as ServerOptions['provider'],
  version: null,
  image: null,
  givenUrl: null,
  extensions,
});
await using database = await server.createDatabase();
const sql = await database.connect();
// Some histories change rows of the tracker.
await createTracker(sql, { schema: 'drizzle', table: '__drizzle_migrations' }, history.layout);
for (const { chunks } of migrationsOf(history)) {
  await Promise.all(chunks.map(({ text }) => sql.unsafe(text)));
}
