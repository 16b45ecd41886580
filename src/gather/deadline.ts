/** A time limit over work that may hang in a place that nothing can interrupt but the end of its server. */
import { CannotJudge } from '../model/cannot-judge.js';

/** What is being done, for progress and for the message when time runs out. */
export interface Activity {
  current: string;
}

/**
 * Runs the work with a signal that fires after `seconds`. Whoever holds a server or a child ends it on that signal;
 * whatever then fails is reported as the lack of time that it is.
 */
export async function withDeadline<T>(
  seconds: number,
  activity: Activity,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort();
  }, seconds * 1000);
  try {
    return await work(deadline.signal);
  } catch (error) {
    if (!deadline.signal.aborted) throw error;
    throw new CannotJudge(`no verdict after ${seconds} s, still ${activity.current}`, {
      hint: 'Look for a statement that waits or loops there, or allow more time with --timeout <seconds>.',
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}
