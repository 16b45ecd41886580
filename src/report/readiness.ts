/** What stands between a history and Drizzle 1.0, for a terminal and as JSON. */
import { sayNumber } from './count.js';
import { printJson } from './json.js';
import { disarmCommands, visible } from './visible.js';

interface Line {
  readonly migration: string | null;
  readonly message: string;
  readonly hint: string;
}

export interface ReadinessReport {
  readonly migrations: string;
  readonly layout: string;
  readonly entries: number;
  readonly stops: readonly Line[];
  readonly newlyRun: readonly Line[];
  readonly leftBehind: readonly string[];
}

/** Ends with a line break. */
export function renderReadiness(projects: readonly ReadinessReport[], format: 'pretty' | 'json'): string {
  if (format === 'json') return printJson({ schemaVersion: 1, projects });
  return disarmCommands(`${projects.flatMap(renderProject).map(visible).join('\n')}\n`);
}

function renderProject(project: ReadinessReport): readonly string[] {
  const { migrations, layout, entries, stops, newlyRun, leftBehind } = project;
  const title = `${migrations} · ${sayNumber(entries, 'migration')}`;
  if (layout === 'folders') return [title, '  in the layout of Drizzle 1.0 already'];
  const count = stops.length + newlyRun.length;
  return [
    title,
    ...renderLines('drizzle-kit up would stop at', stops),
    ...renderLines('Drizzle 1.0 would newly run', newlyRun),
    ...(leftBehind.length === 0
      ? []
      : ['  left beside the new folders, unseen by 1.0', ...leftBehind.map((path) => `    ${path}`)]),
    count === 0
      ? '  ready for Drizzle 1.0, as far as files tell; "check" with DATABASE_URL asks a tracker'
      : `  not ready for Drizzle 1.0: ${sayNumber(count, 'obstacle')}`,
  ];
}

function renderLines(heading: string, lines: readonly Line[]): readonly string[] {
  if (lines.length === 0) return [];
  return [`  ${heading}`, ...lines.flatMap(({ message, hint }) => [`    ${message}`, `      ${hint}`])];
}
