/** drizzle-kit as it comes with the gate: for histories without their own. */
import { assetPath } from '../../assets.js';
import type { Layout } from '../../model/history.js';
import type { Kit } from './protocol.js';

/** The line that writes snapshots of this layout. Throws CannotJudge where the installation lacks it. */
export function bundledKit(layout: Layout): Kit {
  const module = assetPath(`project/schema/kit/${layout}/index.js`);
  return { source: 'bundled', module, line: layout === 'journal' ? '0.x' : '1.0' };
}
