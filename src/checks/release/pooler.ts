import { defineCheck } from '../../model/check.js';
import { targetOf } from './target.js';

export default defineCheck({
  code: 'release/pooler',
  severity: 'error',
  title: 'A pooler hands the session to others',
  why: 'In transaction mode the lock of a release stays with a server process that other clients use, and settings reach strangers.',

  *find(facts) {
    const target = targetOf(facts);
    if (target?.release.pooler !== 'transaction') return;
    yield { ...POOLED, at: target.at };
  },
});

/** What is said of it, here and before a lock is taken. */
export const POOLED = {
  message: 'two connections to the database were served by one server process in turns',
  hint: 'Name the direct connection, or a pooler in session mode, in the environment variable of the database.',
} as const;
