/**
 * An executable `docker` that notes its arguments and answers as it is told. It proves what the gate asks of Docker, and what
 * the gate makes of the answers; that Docker gives them is for the tests on a real one.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAM = `#!/bin/sh
cd "$(dirname "$0")"
{ for word in "$@"; do printf '%s ' "$word"; done; echo; } >> calls
case "$1" in
  image) [ ! -e absent ] || { echo "Error: No such image: $5" >&2; exit 1; }; cat command ;;
  pull) rm -f absent ;;
  run) [ -n "$POSTGRES_PASSWORD" ] || exit 9; [ ! -e broken ] || { cat broken >&2; exit 125; }; echo 0123456789ab ;;
  port) cat port ;;
  inspect) cat running ;;
  logs) cat log >&2 ;;
  ps) cat containers ;;
  rm) sed -i "/^$4\\$/d" containers ;;
  *) exit 9 ;;
esac`;

const ANSWERS = { command: '["postgres"]\n', port: '127.0.0.1:9\n', running: 'true\n', log: '', containers: '' };

export interface FakeDocker extends Disposable {
  readonly directory: string;
  answer(file: keyof typeof ANSWERS | 'absent' | 'broken', text: string): void;
  /** Each call's arguments, joined. */
  listCalls(): string[];
}

/** To be put first into PATH. */
export function makeFakeDocker(): FakeDocker {
  const directory = mkdtempSync('/tmp/fake-docker-');
  chmodSync(directory, 0o755);
  writeFileSync(join(directory, 'docker'), PROGRAM, { mode: 0o755 });
  for (const [name, text] of Object.entries(ANSWERS)) writeFileSync(join(directory, name), text);
  return {
    directory,
    answer: (file, text) => writeFileSync(join(directory, file), text),
    listCalls: () => readFileSync(join(directory, 'calls'), 'utf8').trimEnd().split(' \n'),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  };
}
