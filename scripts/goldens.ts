/** Writes the golden files of the renderers anew; read the diff before you commit it. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GOLDEN_FOLDER, renderGoldens } from '../__tests__/report/goldens.js';

await rm(GOLDEN_FOLDER, { recursive: true, force: true });
await mkdir(GOLDEN_FOLDER, { recursive: true });
for (const [name, text] of renderGoldens()) await writeFile(join(GOLDEN_FOLDER, name), text);
