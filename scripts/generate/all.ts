/** Everything that is generated and needs the gate itself; the registry, which the gate needs, comes before. */
import { generateActionMetadata } from './action-metadata.js';
import { generateDocs } from './docs.js';
import type { GeneratedFile } from './file.js';
import { generateReadme } from './readme.js';

export async function generateAll(): Promise<readonly GeneratedFile[]> {
  return [await generateActionMetadata(), await generateReadme(), ...(await generateDocs())];
}
