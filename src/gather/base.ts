/** The base branch, where one was named or is implied. */
import type { Base, BaseRequest } from '../model/base.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { gathered, skipped, type Gathered } from '../model/gathered.js';
import { readBase } from '../project/base/read-base.js';
import { readImpliedBase } from '../project/base/read-implied-base.js';

/** `folder` and `cwd` are absolute. Throws CannotJudge only where the base was named: what nobody asked for is skipped. */
export async function gatherBase(folder: string, cwd: string, request: BaseRequest): Promise<Gathered<Base>> {
  if (request.kind === 'none') return skipped(request.reason);
  if (request.kind === 'named') return gathered(await readBase(folder, cwd, request.ref));
  try {
    return gathered(await readImpliedBase(folder, cwd, request));
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error;
    return skipped(`${error.message} (${error.hint})`);
  }
}
