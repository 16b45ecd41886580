import type { ProjectVerdict } from '../model/verdict.js';

/** Which server was taken instead of others, and whose replays count; nothing where the first one served and ran them. */
export function tellServer({ server, replayedAt }: ProjectVerdict): string[] {
  const { reason = '', passedOver = [] } = server ?? {};
  return [
    ...(passedOver.length === 0 ? [] : [`server: ${reason} (${passedOver.join('; ')})`]),
    ...(replayedAt === undefined
      ? []
      : [
          `replays: those of ${replayedAt}, since nothing that they depend on has changed (--replay always runs them again)`,
        ]),
  ];
}
