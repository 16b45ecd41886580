/** Failure modes that no history shows, each with the reason; those of a database belong to `status`, `plan` and `apply`. */

const TRACKER = 'only the tracking table of a database shows it';
const SURROUNDINGS = 'it lies in the workflow, the runner or the code that calls the migrator, not in the history';
const LOCKS =
  'which locks a statement takes on a database, and what it rewrites, is measured by `plan`, not guessed from SQL';

export const LEFT_OUT: Readonly<Record<`FM${number}`, string>> = {
  FM5: `tables exist and the tracker is empty: ${TRACKER}`,
  FM6: `exit codes that are swallowed: ${SURROUNDINGS}`,
  FM12: `two deploys at once: ${SURROUNDINGS}`,
  FM15: `a gap below the mark: ${TRACKER}`,
  FM23: `the right to CREATE SCHEMA: ${TRACKER}`,
  FM30: `statements that block: ${LOCKS}`,
  FM32: `a driver without transactions (neon-http): ${SURROUNDINGS}, and it cannot be run without its network service`,
  FM33: `which migration failed, which is applied: ${TRACKER}`,
  FM34: 'a database that was changed by hand: only its catalog shows it',
  FM35: 'objects that Drizzle cannot model are no failure of the history; they are listed as unmanaged',
  FM36: `push where migrate is meant: ${SURROUNDINGS}`,
  FM38: `another tracking table in the code than in the config: ${SURROUNDINGS}`,
  FM39: 'a folder without migrations is no finding: the gate cannot judge, which is exit code 2',
  FM40: 'a config that needs secrets is no finding: what it needs is set, or the gate cannot judge, which is exit code 2',
  FM45: 'what home-grown splitters of SQL break is no fault of the history',
  FM47: `a pooler between migrator and server: ${SURROUNDINGS}`,
  FM52: `0.x history replayed by 1.0: ${TRACKER}`,
  FM53: `rows that the upgrade to 1.0 does not match: ${TRACKER}`,
  FM56: 'what other tools expect of the folder, Drizzle does not: nothing fails under its migrator',
  FM57: 'the commutativity check of 1.0 is its own; the upgrade replay tells whether the new migrations run',
  FM60: `the order of code and database: ${SURROUNDINGS}`,
  FM61: `a preview that migrates production: ${SURROUNDINGS}`,
  FM62: `a folder that is not shipped: ${SURROUNDINGS}`,
  FM63: `a tracker that was edited by hand: ${TRACKER}`,
  FM64: `duplicate and foreign rows: ${TRACKER}`,
  FM65: `a reset that leaves the tracker: ${TRACKER}`,
  FM66: 'versions of kit and orm that do not fit are no finding: the gate cannot judge, which is exit code 2',
  FM67: `a squash over environments in between: ${TRACKER}`,
};
