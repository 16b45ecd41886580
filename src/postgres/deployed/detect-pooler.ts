/** Whether somebody between us and the server hands a session to others: seen, not guessed from a port or a name. */
import type postgres from 'postgres';
import type { Pooler } from '../../model/proof.js';

/** Rounds of looking: a pooler with several idle servers may give the same one twice by chance. */
const ROUNDS = 3;

/**
 * Wants two connections to one database, made alike and in no transaction. In transaction mode a server that one of
 * them has just used is free: while the other holds one in a transaction, the first is served by that one before, or by
 * another one after. A connection that keeps its server shows one number from beginning to end.
 */
export async function detectPooler(left: postgres.Sql, right: postgres.Sql): Promise<Pooler> {
  const own = await readBackend(left);
  const moved = async (): Promise<boolean> => (await readBackend(left)).backend !== own.backend;
  for (let round = 0; round < ROUNDS; round++) {
    if (await moved()) return 'transaction';
    const wasShared = await holdBackend(right, async (backend) => backend === own.backend || (await moved()));
    if (wasShared) return 'transaction';
  }
  return own.announced === own.backend ? 'none' : 'session';
}

/** Whether the process that answers is the one that was announced: one connection is enough to see that nobody is between. */
export async function isDirect(sql: postgres.Sql): Promise<boolean> {
  const { announced, backend } = await readBackend(sql);
  return announced === backend;
}

interface Backend {
  /** Process that ran the query. */
  readonly backend: number;
  /** Process that answered when the connection was made (BackendKeyData); a pooler sends a number of its own. */
  readonly announced: number | null;
}

async function readBackend(sql: postgres.Sql): Promise<Backend> {
  const result = await sql<[{ backend: number }]>`select pg_catalog.pg_backend_pid() as backend`;
  const { pid } = (result as unknown as { readonly state?: { readonly pid?: number | null } }).state ?? {};
  return { backend: result[0].backend, announced: pid ?? null };
}

/** Keeps the server of `sql` from everybody else meanwhile. */
async function holdBackend(sql: postgres.Sql, look: (backend: number) => Promise<boolean>): Promise<boolean> {
  await sql`BEGIN READ ONLY`.simple();
  try {
    return await look((await readBackend(sql)).backend);
  } finally {
    await sql`ROLLBACK`.simple();
  }
}
