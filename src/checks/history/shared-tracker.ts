import { defineCheck } from '../../model/check.js';
import { topOf } from './places.js';

export default defineCheck({
  code: 'history/shared-tracker',
  severity: 'notice',
  title: 'Two histories write to one tracking table',
  why: 'Where both are migrated in one database, Drizzle 0.x takes the newest row of either for its mark: entries of one history that are older than the last deploy of the other are skipped, with success.',

  *find({ history, project, siblings }) {
    // 1.0 goes by name, and two histories have no names in common.
    if (history.layout === 'folders' || project.config === null) return;
    const { schema, table } = project.tracker;
    for (const other of siblings) {
      const isShared = other.tracker.schema === schema && other.tracker.table === table;
      // Several configs of one folder are one history for several environments.
      if (!isShared || other.migrations === project.migrations || other.config === null) continue;
      yield {
        message: `"${project.config.path}" and "${other.config.path}" both track their migrations in "${schema}"."${table}"`,
        at: topOf(project.config.path),
        hint: 'If both are deployed to one database, give one of them a table of its own: "migrations": { "table": "…" } in its config, and the same in its call of migrate().',
      };
    }
  },
});
