/** The base branch, where one was named or is implied. */
import type { Base, BaseRequest } from '../model/base.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { gathered, skipped, type Gathered } from '../model/gathered.js';
import { readBase } from '../project/base/read-base.js';
import { readImpliedBase } from '../project/base/read-implied-base.js';
import { readRemoteBase } from '../project/base/read-remote-base.js';

/** `folder` and `cwd` are absolute. Throws CannotJudge only where the base was named: what nobody asked for is skipped. */
export async function gatherBase(folder: string, cwd: string, request: BaseRequest): Promise<Gathered<Base>> {
  if (request.kind === 'none') return skipped(request.reason);
  if (request.kind === 'named') return gathered(await readBase(folder, cwd, request.ref));
  const { connect = null } = request;
  const byGit = await refusing(readImpliedBase(folder, cwd, request));
  if (!(byGit instanceof CannotJudge)) return gathered(byGit);
  const remote = connect && (await refusing(readRemoteBase(folder, cwd, request, await connect())));
  if (remote === null) return skipped(`${byGit.message} (${byGit.hint})`);
  if (!(remote instanceof CannotJudge)) return gathered(remote);
  return skipped(`${byGit.message}, and ${remote.message} (${remote.hint})`);
}

async function refusing(reading: Promise<Base>): Promise<Base | CannotJudge> {
  return reading.catch((error: unknown) => {
    if (error instanceof CannotJudge) return error;
    throw error;
  });
}
