/** Program for cleanup.test: starts a server, prints its socket folder and databases, then ends in the given way. */
import { setAssetRoot } from '../../../src/assets.js';
import { startServer } from '../../../src/postgres/servers/start-server.js';
import { ANY } from './providers.js';

const [, , assetRoot = '', provider = '', givenUrl = '', ending = ''] = process.argv;
setAssetRoot(assetRoot);
await using server = await startServer({
  ...ANY,
  provider: provider === 'given' ? 'auto' : (provider as 'embedded' | 'local'),
  givenUrl: provider === 'given' ? givenUrl : null,
});
await using database = await server.createDatabase();
const sql = await database.connect();
await sql.unsafe('CREATE ROLE clerk; CREATE TABLE orders (id int)');
console.log('ready');
if (ending === 'throw') throw new Error('the program failed');
if (ending === 'exit') process.exit(3);
if (ending !== 'finish') await sql.unsafe('DO $$ BEGIN LOOP END LOOP; END $$');
