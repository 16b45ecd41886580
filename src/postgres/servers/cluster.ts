/** Databases on a real server: created, handed out and dropped through one maintenance connection. */
import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { quoteLiteral } from '../../model/quote.js';
import type { EphemeralDatabase } from '../../model/server.js';
import { closeConnection, openConnection, type Endpoint } from './connection.js';
import { dropDatabase } from './drop-database.js';
import { dropRoles, listRoles } from './roles.js';
import { isServerLoss } from './server-loss.js';

export interface ClusterOptions {
  readonly endpoint: Endpoint;
  /** Database of the maintenance connection. */
  readonly maintenance: string;
  /** Stays when the run ends, so that everything has to be dropped; else the server takes its databases with it. */
  readonly outlivesRun: boolean;
  /** Comment on each database, by which a later run knows it; made from the roles that were there before. */
  readonly mark: ((roles: readonly string[]) => string) | null;
}

interface Database {
  readonly name: string;
  readonly connections: Set<postgres.Sql>;
  /** null: it is in use. */
  dropped: Promise<void> | null;
}

async function closeConnections({ connections }: Database): Promise<void> {
  await Promise.all([...connections].map(closeConnection));
}

/** A server that one run works on. */
export class Cluster {
  readonly maintenance: postgres.Sql;
  readonly version: string;
  readonly versionNumber: number;
  /** `version()`. */
  readonly build: string;
  readonly #options: ClusterOptions;
  readonly #databases = new Map<string, Database>();
  readonly #rolesBefore: ReadonlySet<string>;
  #closed: Promise<void> | null = null;

  private constructor(
    options: ClusterOptions,
    maintenance: postgres.Sql,
    version: Version,
    rolesBefore: ReadonlySet<string>,
  ) {
    this.#options = options;
    this.maintenance = maintenance;
    this.version = version.version;
    this.versionNumber = version.versionNumber;
    this.build = version.build;
    this.#rolesBefore = rolesBefore;
  }

  /** Connects; rejects with the error of the connection where that fails. */
  static async open(options: ClusterOptions): Promise<Cluster> {
    const maintenance = openConnection(options.endpoint, options.maintenance);
    try {
      return new Cluster(options, maintenance, await readVersion(maintenance), await listRoles(maintenance));
    } catch (error) {
      await closeConnection(maintenance);
      throw error;
    }
  }

  async createDatabase(): Promise<EphemeralDatabase> {
    const name = `gatekeeper_${randomBytes(6).toString('hex')}`;
    const database: Database = { name, connections: new Set(), dropped: null };
    this.#databases.set(name, database);
    // template1 may hold whatever somebody once put there.
    await this.maintenance.unsafe(`CREATE DATABASE ${name} TEMPLATE template0`);
    const mark = this.#options.mark?.([...this.#rolesBefore]);
    if (mark !== undefined) await this.maintenance.unsafe(`COMMENT ON DATABASE ${name} IS ${quoteLiteral(mark)}`);
    return {
      name,
      connect: async () => {
        const sql = openConnection(this.#options.endpoint, name);
        database.connections.add(sql);
        return sql;
      },
      [Symbol.asyncDispose]: () => this.#drop(database),
    };
  }

  /** Ends every session on the run's databases; without waiting. */
  terminateSessions(): void {
    const names = [...this.#databases.keys()];
    this.maintenance`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY (${names})`.catch(() => undefined);
  }

  /** Drops what would outlive the run, and closes all connections. Whoever calls it again waits for the same end. */
  async close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    for (const database of this.#databases.values()) {
      await (this.#options.outlivesRun ? this.#drop(database) : closeConnections(database));
    }
    await closeConnection(this.maintenance);
  }

  async #drop(database: Database): Promise<void> {
    database.dropped ??= this.#dropOnce(database);
    return database.dropped;
  }

  async #dropOnce(database: Database): Promise<void> {
    await closeConnections(database);
    try {
      const roles = await this.#newRoles();
      if (!this.#options.outlivesRun && roles.length === 0) return;
      await dropDatabase(this.maintenance, database.name);
      await dropRoles(this.maintenance, roles);
    } catch (error) {
      if (!isServerLoss(error)) throw error; // Where the server is gone, so are its databases, or none can be dropped.
    }
  }

  async #newRoles(): Promise<string[]> {
    const roles = await listRoles(this.maintenance);
    return [...roles].filter((name) => !this.#rolesBefore.has(name));
  }
}

interface Version {
  /** As in `15.18`, without what distributions append: `15.18 (Debian 15.18-0+deb12u1)`. */
  readonly version: string;
  /** `server_version_num`. */
  readonly versionNumber: number;
  /** `version()`. */
  readonly build: string;
}

async function readVersion(sql: postgres.Sql): Promise<Version> {
  const [row] = await sql<{ version: string; number: string; build: string }[]>`
    SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
           version() AS build`;
  return { version: row?.version.split(' ')[0] ?? '', versionNumber: Number(row?.number), build: row?.build ?? '' };
}
