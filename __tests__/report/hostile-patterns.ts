/** What must not come of a hostile text, as GitHub, its runner and a terminal find it. */
import { HOSTILE_TEXTS } from './hostile-texts.js';

/** Each text with a name that a test report can show. */
export const CASES = HOSTILE_TEXTS.map((text): [string, string] => [JSON.stringify(text).slice(0, 60), text]);

/** HTML that every report writes. */
export const OUR_HTML = /^(?:<details><summary>[^<>]*<\/summary>|<\/details>|<\/?sub>|<br>)$/;

export const MENTION = /(?:^|[^\w`])@[a-z\d]/im;
export const REFERENCE = /(?:^|[^\w&])(?:#|gh-)\d/im;
export const ADDRESS = /(?:[a-z]+:\/\/|www\.)[a-z]/i;

/** The new syntax at the start of a line, the old one anywhere. */
export const COMMAND = /^\s*::|##\[/m;

/** All but the joiner inside emoji. */
export const CONTROLS = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
