/** What a project's own manifest says that it runs with. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asRecord, parseJson } from '../history/parse-json.js';
import { findPackageFolder } from './find-root.js';

/** Names under `dependencies` of the nearest `package.json`, from `folder` up to `top`; empty where none can be read. */
export async function readDependencies(folder: string, top: string): Promise<readonly string[]> {
  const home = await findPackageFolder(folder, top);
  const text = home === null ? '' : await readFile(join(home, 'package.json'), 'utf8').catch(() => '');
  const json = parseJson(text);
  const manifest = json.defect === null ? asRecord(json.value) : null;
  return Object.keys(asRecord(manifest?.['dependencies']) ?? {});
}
