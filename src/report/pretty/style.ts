/** Colours of the terminal. */
import type { Severity } from '../../model/finding.js';

type Paint = (text: string) => string;

export interface Style extends Readonly<Record<Severity, Paint>> {
  readonly passed: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
}

/** Select Graphic Rendition parameters of ECMA-48: on, off. */
const CODES = {
  error: [31, 39],
  warning: [33, 39],
  notice: [36, 39],
  passed: [32, 39],
  bold: [1, 22],
  dim: [2, 22],
} as const satisfies Record<keyof Style, readonly [number, number]>;

export function createStyle(color: boolean): Style {
  const paints = Object.entries(CODES).map(([name, [on, off]]): [string, Paint] => {
    return [name, color ? (text) => `\u001b[${on}m${text}\u001b[${off}m` : (text) => text];
  });
  return Object.fromEntries(paints) as unknown as Style;
}
