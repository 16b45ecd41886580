/** PostgreSQL refuses to run as root, so root starts it under another account. */
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotJudge } from '../../model/cannot-judge.js';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account to start a server under; null: the current one will do. */
export function chooseAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const account = findAccount('postgres') ?? findAccount('nobody') ?? sudoer();
  if (account === null) {
    throw new CannotJudge('PostgreSQL does not run as root, and there is no other account to start it under', {
      hint: 'Run as another user, or use --postgres embedded.',
    });
  }
  return account;
}

/** Whether the account may reach what is in the directory. Groups beyond its own are not asked. */
export function mayEnter(account: Account | null, directory: string): boolean {
  if (account === null) return true;
  const { uid, gid, mode } = statSync(directory);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  const parent = dirname(directory);
  return (mode & bit) !== 0 && (parent === directory || mayEnter(account, parent));
}

function findAccount(name: string): Account | null {
  try {
    const line = readFileSync('/etc/passwd', 'utf8').match(new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm'));
    return line === null ? null : { uid: Number(line[1]), gid: Number(line[2]) };
  } catch {
    return null;
  }
}

function sudoer(): Account | null {
  const uid = Number(process.env['SUDO_UID']);
  const gid = Number(process.env['SUDO_GID']);
  return uid > 0 && gid > 0 ? { uid, gid } : null;
}
