/** What runs of the gate could leave behind, on this machine and on a server. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { listPlaces } from '../../src/postgres/servers/run-directory.js';

/** Processes started from `place` or naming a run's folder, and folders of those runs, as text. */
export function listTraces(place: string, pids: ReadonlySet<number>): string[] {
  const isTheirs = (text: string): boolean => {
    return [...text.matchAll(/gatekeeper-(\d+)-/g)].some(([, pid]) => pids.has(Number(pid)));
  };
  const processes = listProcesses().filter(({ args }) => isTheirs(args) || args.includes(place));
  const folders = listPlaces().flatMap((parent) => readdirSync(parent).filter(isTheirs));
  return [...processes.map(({ pid, args }) => `process ${pid}: ${args}`), ...folders.map((name) => `folder ${name}`)];
}

/** The server's own process of a run: its first argument but one names the run's folder, or it is the embedded child. */
export function findServer(pid: number): number | null {
  const mine = listProcesses().filter(({ args }) => args.includes(`gatekeeper-${pid}-`));
  const server = mine.find(({ args }) => /^\S*postgres -D |^\S*node\S* .*embedded\/child\.js/.test(args));
  return server?.pid ?? null;
}

function listProcesses(): { pid: number; args: string }[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid = '', state = '', args = ''] = /^ *(\d+) (\S+) +(.*)$/.exec(line) ?? [];
    // A zombie is only waited for by its parent, which may be an init that does not.
    return pid === '' || state.startsWith('Z') ? [] : [{ pid: Number(pid), args }];
  });
}
