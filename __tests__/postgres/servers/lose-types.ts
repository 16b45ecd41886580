/** Program for connection.test: connects to a server that is lost when the driver asks it for its types. */
import { openConnection } from '../../../src/postgres/servers/connection.js';

const sql = openConnection({ port: Number(process.argv[2]), password: '' }, 'postgres');
await sql`SELECT 1`.catch((error: { code: string }) => console.log(error.code));
await sql.end({ timeout: 0 });
