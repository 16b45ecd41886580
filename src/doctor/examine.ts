/** `doctor`: asks everything that a run rests on, in the order in which a run meets it. Writes nothing. */
import { resolve } from 'node:path';
import type { DeployedReading } from '../gather/deployed.js';
import { Watchdog } from '../gather/watchdog.js';
import type { GatherRequest } from '../gather/gather.js';
import type { Diagnosis, Examination } from '../model/diagnosis.js';
import { gathered, skipped, type Gathered } from '../model/gathered.js';
import type { Project } from '../model/project.js';
import type { Survey } from '../release/plan/survey-target.js';
import type { Attempt } from './attempt.js';
import { examineDatabase, surveyDatabase } from './database.js';
import { describeServer, examineNode, tryServer } from './machine.js';
import { examineProject, type Ground } from './project.js';

export interface DoctorRequest extends Omit<GatherRequest, 'project' | 'siblings' | 'history'> {
  readonly projects: readonly {
    /** null: none was found, and `load` says why. */
    readonly name: string | null;
    /** Throws CannotJudge. */
    readonly load: () => Promise<Project>;
  }[];
  /** Name of GitHub's event; null: the run is none of GitHub Actions. */
  readonly event: string | null;
}

/** Throws CannotJudge where a step does not end in its time. */
export async function examine(request: DoctorRequest): Promise<Examination> {
  using watchdog = new Watchdog(request.timeoutSeconds, request.onStep);
  return await watchdog.watch(examineAll(request, watchdog));
}

/** A project, as far as it can be looked at without an ephemeral server. */
interface Patient {
  readonly name: string | null;
  readonly lines: readonly Diagnosis[];
  readonly ground: Ground | null;
  readonly survey: Attempt<Survey>;
}

async function examineAll(request: DoctorRequest, watchdog: Watchdog): Promise<Examination> {
  const patients: Patient[] = [];
  for (const { name, load } of request.projects) {
    const { lines, ground } = await examineProject(load, { ...request, watchdog });
    watchdog.enter('reading the database');
    const survey = await surveyDatabase(request.database, ground, request.timeoutSeconds);
    patients.push({ name, lines, ground, survey });
  }
  watchdog.enter('starting Postgres');
  const server = await tryServerFor(patients, request, watchdog.signal);
  const facts = 'value' in server ? gathered(server.value) : skipped(server.found);
  const projects: Examination['projects'][number][] = [];
  for (const patient of patients) {
    const ofDatabase = await examineSurvey(patient, { ...request, server: facts });
    projects.push({ name: patient.name, checks: [...patient.lines, ...ofDatabase] });
  }
  const machine = [examineNode(process.versions.node), 'value' in server ? describeServer(server.value) : server];
  return { schemaVersion: 1, machine, projects };
}

async function examineSurvey(
  { ground, survey }: Patient,
  around: Parameters<typeof examineDatabase>[2],
): Promise<readonly Diagnosis[]> {
  if (!('value' in survey)) return [survey];
  return ground === null ? [] : examineDatabase(survey.value, ground, around);
}

/** One for all of them: of the major version of the first database that could be read, with all extensions. */
function tryServerFor(
  patients: readonly Patient[],
  { server, bootstrap, cwd }: DoctorRequest,
  signal: AbortSignal,
): ReturnType<typeof tryServer> {
  const grounds = patients.flatMap(({ ground }) => ground ?? []);
  const [reading = skipped('no database is read')] = patients.flatMap(({ survey }): Gathered<DeployedReading>[] =>
    'value' in survey ? [gathered(survey.value.reading)] : [],
  );
  const files = grounds.flatMap(({ history }) => history.files);
  const folder = resolve(cwd, grounds[0]?.project.migrations ?? '.');
  return tryServer({ server, bootstrap, history: { files } }, reading, { folder, signal });
}
