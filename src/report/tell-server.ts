import type { ProjectVerdict } from '../model/verdict.js';

/** Which server was taken instead of others, and why; nothing where the first one served. */
export function tellServer({ server }: ProjectVerdict): string[] {
  const { reason = '', passedOver = [] } = server ?? {};
  return passedOver.length === 0 ? [] : [`server: ${reason} (${passedOver.join('; ')})`];
}
