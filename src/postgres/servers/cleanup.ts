/** What outlives a JavaScript object (processes, folders, databases) and has to go however the run ends. */

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** GitHub sends SIGINT, SIGTERM 7.5 s later, and kills after another 2.5 s. */
const GRACE_MS = 5_000;

/** Something to be removed. Both forms may be called more than once. */
export interface Leftover {
  /** At once and synchronously, as far as that is possible; the last thing the run does. */
  readonly removeNow: () => void;
  /** Completely; after a signal, within seconds. */
  readonly remove?: () => Promise<void>;
}

const leftovers = new Set<Leftover>();

/** Has something removed if the run ends before the returned function is called. */
export function removeAtEnd(leftover: Leftover): () => void {
  if (leftovers.size === 0) listen();
  leftovers.add(leftover);
  return () => {
    if (leftovers.delete(leftover) && leftovers.size === 0) unlisten();
  };
}

function listen(): void {
  process.on('exit', removeAllNow);
  for (const signal of SIGNALS) process.on(signal, endBySignal);
}

function unlisten(): void {
  process.off('exit', removeAllNow);
  for (const signal of SIGNALS) process.off(signal, endBySignal);
}

function removeAllNow(): void {
  for (const { removeNow } of leftovers) removeNow();
}

/** Removes everything, then dies of the signal, so that whoever started the run sees what ended it. */
function endBySignal(signal: NodeJS.Signals): void {
  unlisten();
  const removals = [...leftovers].flatMap(({ remove }) => remove?.() ?? []);
  if (removals.length === 0) finish();
  setTimeout(finish, GRACE_MS);
  void Promise.allSettled(removals).then(finish);

  function finish(): void {
    removeAllNow();
    process.kill(process.pid, signal);
  }
}
