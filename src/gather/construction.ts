/** What is needed to build on an ephemeral server what a project's history builds. */
import { migrationsOf } from '../model/history.js';
import type { ParsedFile } from '../model/sql.js';
import type { Construction } from './deployed.js';
import type { GatherRequest } from './gather.js';
import { obstacleOf } from './obstacle.js';
import type { Watchdog } from './watchdog.js';

/** `enter` of the watchdog is told before each migration. */
export function constructionOf(
  { project, history, bootstrap }: Pick<GatherRequest, 'project' | 'history' | 'bootstrap'>,
  parsed: ReadonlyMap<string, ParsedFile>,
  { enter }: Watchdog,
): Construction {
  const script = {
    layout: history.layout,
    tracker: project.tracker,
    migrations: migrationsOf(history),
    parsed,
    onMigration: (tag: string): void => enter(`replaying "${tag}"`),
  };
  return { script, obstacle: obstacleOf(history), bootstrap, onStep: enter };
}
