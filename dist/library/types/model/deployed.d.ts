/** A live database, read only. */
import type { Catalog, Difference } from './catalog.js';
import type { Gathered } from './gathered.js';
import type { TrackerMatch, TrackerReading } from './tracker.js';
/** Where a connection ends, as the server sees it. Holds no password. */
export interface DeployedServer {
    /** As given; a folder for a Unix socket. */
    readonly host: string;
    /** null: a Unix socket. */
    readonly port: number | null;
    readonly database: string;
    readonly role: string;
    /** As in `16.4`. */
    readonly version: string;
    /** `server_version_num`. */
    readonly versionNumber: number;
    /** A standby takes no writes. */
    readonly isStandby: boolean;
}
/** Read in one snapshot. */
export interface DeployedFacts {
    readonly server: DeployedServer;
    readonly reading: TrackerReading;
    readonly match: TrackerMatch;
    /** The schemas that the history has to do with, without the tracker. */
    readonly catalog: Catalog;
    /** What the entries build that the tracker says are applied, on the ephemeral server. */
    readonly expected: Gathered<Catalog>;
    /** `expected` against `catalog`, without what belongs to the platform rather than to the history. */
    readonly differences: Gathered<readonly Difference[]>;
}
