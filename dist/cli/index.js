#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 6:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const pico = __nccwpck_require__(16);
const utils = __nccwpck_require__(59);

function picomatch(glob, options, returnState = false) {
  // default to os.platform()
  if (options && (options.windows === null || options.windows === undefined)) {
    // don't mutate the original options object
    options = { ...options, windows: utils.isWindows() };
  }

  return pico(glob, options, returnState);
}

Object.assign(picomatch, pico);
module.exports = picomatch;


/***/ }),

/***/ 595:
/***/ ((module) => {



const WIN_SLASH = '\\\\/';
const WIN_NO_SLASH = `[^${WIN_SLASH}]`;

const DEFAULT_MAX_EXTGLOB_RECURSION = 0;

/**
 * Posix glob regex
 */

const DOT_LITERAL = '\\.';
const PLUS_LITERAL = '\\+';
const QMARK_LITERAL = '\\?';
const SLASH_LITERAL = '\\/';
const ONE_CHAR = '(?=.)';
const QMARK = '[^/]';
const END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
const START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
const DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
const NO_DOT = `(?!${DOT_LITERAL})`;
const NO_DOTS = `(?!${START_ANCHOR}${DOTS_SLASH})`;
const NO_DOT_SLASH = `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`;
const NO_DOTS_SLASH = `(?!${DOTS_SLASH})`;
const QMARK_NO_DOT = `[^.${SLASH_LITERAL}]`;
const STAR = `${QMARK}*?`;
const SEP = '/';

const POSIX_CHARS = {
  DOT_LITERAL,
  PLUS_LITERAL,
  QMARK_LITERAL,
  SLASH_LITERAL,
  ONE_CHAR,
  QMARK,
  END_ANCHOR,
  DOTS_SLASH,
  NO_DOT,
  NO_DOTS,
  NO_DOT_SLASH,
  NO_DOTS_SLASH,
  QMARK_NO_DOT,
  STAR,
  START_ANCHOR,
  SEP
};

/**
 * Windows glob regex
 */

const WINDOWS_CHARS = {
  ...POSIX_CHARS,

  SLASH_LITERAL: `[${WIN_SLASH}]`,
  QMARK: WIN_NO_SLASH,
  STAR: `${WIN_NO_SLASH}*?`,
  DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
  NO_DOT: `(?!${DOT_LITERAL})`,
  NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
  NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
  NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
  QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
  START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
  END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
  SEP: '\\'
};

/**
 * POSIX Bracket Regex
 */

const POSIX_REGEX_SOURCE = {
  __proto__: null,
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  ascii: '\\x00-\\x7F',
  blank: ' \\t',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '\\x21-\\x7E',
  lower: 'a-z',
  print: '\\x20-\\x7E ',
  punct: '\\-!"#$%&\'()\\*+,./:;<=>?@[\\]^_`{|}~',
  space: ' \\t\\r\\n\\v\\f',
  upper: 'A-Z',
  word: 'A-Za-z0-9_',
  xdigit: 'A-Fa-f0-9'
};

module.exports = {
  DEFAULT_MAX_EXTGLOB_RECURSION,
  MAX_LENGTH: 1024 * 64,
  POSIX_REGEX_SOURCE,

  // regular expressions
  REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
  REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
  REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
  REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
  REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
  REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,

  // Replace globs with equivalent patterns to reduce parsing time.
  REPLACEMENTS: {
    __proto__: null,
    '***': '*',
    '**/**': '**',
    '**/**/**': '**'
  },

  // Digits
  CHAR_0: 48, /* 0 */
  CHAR_9: 57, /* 9 */

  // Alphabet chars.
  CHAR_UPPERCASE_A: 65, /* A */
  CHAR_LOWERCASE_A: 97, /* a */
  CHAR_UPPERCASE_Z: 90, /* Z */
  CHAR_LOWERCASE_Z: 122, /* z */

  CHAR_LEFT_PARENTHESES: 40, /* ( */
  CHAR_RIGHT_PARENTHESES: 41, /* ) */

  CHAR_ASTERISK: 42, /* * */

  // Non-alphabetic chars.
  CHAR_AMPERSAND: 38, /* & */
  CHAR_AT: 64, /* @ */
  CHAR_BACKWARD_SLASH: 92, /* \ */
  CHAR_CARRIAGE_RETURN: 13, /* \r */
  CHAR_CIRCUMFLEX_ACCENT: 94, /* ^ */
  CHAR_COLON: 58, /* : */
  CHAR_COMMA: 44, /* , */
  CHAR_DOT: 46, /* . */
  CHAR_DOUBLE_QUOTE: 34, /* " */
  CHAR_EQUAL: 61, /* = */
  CHAR_EXCLAMATION_MARK: 33, /* ! */
  CHAR_FORM_FEED: 12, /* \f */
  CHAR_FORWARD_SLASH: 47, /* / */
  CHAR_GRAVE_ACCENT: 96, /* ` */
  CHAR_HASH: 35, /* # */
  CHAR_HYPHEN_MINUS: 45, /* - */
  CHAR_LEFT_ANGLE_BRACKET: 60, /* < */
  CHAR_LEFT_CURLY_BRACE: 123, /* { */
  CHAR_LEFT_SQUARE_BRACKET: 91, /* [ */
  CHAR_LINE_FEED: 10, /* \n */
  CHAR_NO_BREAK_SPACE: 160, /* \u00A0 */
  CHAR_PERCENT: 37, /* % */
  CHAR_PLUS: 43, /* + */
  CHAR_QUESTION_MARK: 63, /* ? */
  CHAR_RIGHT_ANGLE_BRACKET: 62, /* > */
  CHAR_RIGHT_CURLY_BRACE: 125, /* } */
  CHAR_RIGHT_SQUARE_BRACKET: 93, /* ] */
  CHAR_SEMICOLON: 59, /* ; */
  CHAR_SINGLE_QUOTE: 39, /* ' */
  CHAR_SPACE: 32, /*   */
  CHAR_TAB: 9, /* \t */
  CHAR_UNDERSCORE: 95, /* _ */
  CHAR_VERTICAL_LINE: 124, /* | */
  CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279, /* \uFEFF */

  /**
   * Create EXTGLOB_CHARS
   */

  extglobChars(chars) {
    return {
      '!': { type: 'negate', open: '(?:(?!(?:', close: `))${chars.STAR})` },
      '?': { type: 'qmark', open: '(?:', close: ')?' },
      '+': { type: 'plus', open: '(?:', close: ')+' },
      '*': { type: 'star', open: '(?:', close: ')*' },
      '@': { type: 'at', open: '(?:', close: ')' }
    };
  },

  /**
   * Create GLOB_CHARS
   */

  globChars(win32) {
    return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
  }
};


/***/ }),

/***/ 265:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const constants = __nccwpck_require__(595);
const utils = __nccwpck_require__(59);

/**
 * Constants
 */

const {
  MAX_LENGTH,
  POSIX_REGEX_SOURCE,
  REGEX_NON_SPECIAL_CHARS,
  REGEX_SPECIAL_CHARS_BACKREF,
  REPLACEMENTS
} = constants;

/**
 * Helpers
 */

const expandRange = (args, options) => {
  if (typeof options.expandRange === 'function') {
    return options.expandRange(...args, options);
  }

  args.sort();
  const value = `[${args.join('-')}]`;

  try {
    /* eslint-disable-next-line no-new */
    new RegExp(value);
  } catch (ex) {
    return args.map(v => utils.escapeRegex(v)).join('..');
  }

  return value;
};

/**
 * Create the message for a syntax error
 */

const syntaxError = (type, char) => {
  return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
};

const splitTopLevel = input => {
  const parts = [];
  let bracket = 0;
  let paren = 0;
  let quote = 0;
  let value = '';
  let escaped = false;

  for (const ch of input) {
    if (escaped === true) {
      value += ch;
      escaped = false;
      continue;
    }

    if (ch === '\\') {
      value += ch;
      escaped = true;
      continue;
    }

    if (ch === '"') {
      quote = quote === 1 ? 0 : 1;
      value += ch;
      continue;
    }

    if (quote === 0) {
      if (ch === '[') {
        bracket++;
      } else if (ch === ']' && bracket > 0) {
        bracket--;
      } else if (bracket === 0) {
        if (ch === '(') {
          paren++;
        } else if (ch === ')' && paren > 0) {
          paren--;
        } else if (ch === '|' && paren === 0) {
          parts.push(value);
          value = '';
          continue;
        }
      }
    }

    value += ch;
  }

  parts.push(value);
  return parts;
};

const isPlainBranch = branch => {
  let escaped = false;

  for (const ch of branch) {
    if (escaped === true) {
      escaped = false;
      continue;
    }

    if (ch === '\\') {
      escaped = true;
      continue;
    }

    if (/[?*+@!()[\]{}]/.test(ch)) {
      return false;
    }
  }

  return true;
};

const normalizeSimpleBranch = branch => {
  let value = branch.trim();
  let changed = true;

  while (changed === true) {
    changed = false;

    if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
      value = value.slice(2, -1);
      changed = true;
    }
  }

  if (!isPlainBranch(value)) {
    return;
  }

  return value.replace(/\\(.)/g, '$1');
};

const hasRepeatedCharPrefixOverlap = branches => {
  const values = branches.map(normalizeSimpleBranch).filter(Boolean);

  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      const a = values[i];
      const b = values[j];
      const char = a[0];

      if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) {
        continue;
      }

      if (a === b || a.startsWith(b) || b.startsWith(a)) {
        return true;
      }
    }
  }

  return false;
};

const parseRepeatedExtglob = (pattern, requireEnd = true) => {
  if ((pattern[0] !== '+' && pattern[0] !== '*') || pattern[1] !== '(') {
    return;
  }

  let bracket = 0;
  let paren = 0;
  let quote = 0;
  let escaped = false;

  for (let i = 1; i < pattern.length; i++) {
    const ch = pattern[i];

    if (escaped === true) {
      escaped = false;
      continue;
    }

    if (ch === '\\') {
      escaped = true;
      continue;
    }

    if (ch === '"') {
      quote = quote === 1 ? 0 : 1;
      continue;
    }

    if (quote === 1) {
      continue;
    }

    if (ch === '[') {
      bracket++;
      continue;
    }

    if (ch === ']' && bracket > 0) {
      bracket--;
      continue;
    }

    if (bracket > 0) {
      continue;
    }

    if (ch === '(') {
      paren++;
      continue;
    }

    if (ch === ')') {
      paren--;

      if (paren === 0) {
        if (requireEnd === true && i !== pattern.length - 1) {
          return;
        }

        return {
          type: pattern[0],
          body: pattern.slice(2, i),
          end: i
        };
      }
    }
  }
};

const buildCharClassStar = chars => {
  const source = chars.length === 1
    ? utils.escapeRegex(chars[0])
    : `[${chars.map(ch => utils.escapeRegex(ch)).join('')}]`;

  return `${source}*`;
};

const getStarExtglobSequenceChars = pattern => {
  let index = 0;
  const chars = [];

  while (index < pattern.length) {
    const match = parseRepeatedExtglob(pattern.slice(index), false);

    if (!match || match.type !== '*') {
      return;
    }

    const branches = splitTopLevel(match.body).map(branch => branch.trim());
    if (branches.length !== 1) {
      return;
    }

    const branch = normalizeSimpleBranch(branches[0]);
    if (!branch || branch.length !== 1) {
      return;
    }

    chars.push(branch);
    index += match.end + 1;
  }

  if (chars.length < 1) {
    return;
  }

  return chars;
};

const repeatedExtglobRecursion = pattern => {
  let depth = 0;
  let value = pattern.trim();
  let match = parseRepeatedExtglob(value);

  while (match) {
    depth++;
    value = match.body.trim();
    match = parseRepeatedExtglob(value);
  }

  return depth;
};

const analyzeRepeatedExtglob = (body, options) => {
  if (options.maxExtglobRecursion === false) {
    return { risky: false };
  }

  const max =
    typeof options.maxExtglobRecursion === 'number'
      ? options.maxExtglobRecursion
      : constants.DEFAULT_MAX_EXTGLOB_RECURSION;

  const branches = splitTopLevel(body).map(branch => branch.trim());

  if (branches.length > 1) {
    if (
      branches.some(branch => branch === '') ||
      branches.some(branch => /^[*?]+$/.test(branch)) ||
      hasRepeatedCharPrefixOverlap(branches)
    ) {
      return { risky: true };
    }
  }

  // A repeated extglob is "risky" (prone to catastrophic backtracking) when a
  // branch is itself a `*(...)` sequence, since that nests an unbounded quantifier
  // inside the outer `+(...)`/`*(...)`. When *every* branch reduces to single
  // characters we can emit one flat, ReDoS-safe character class that preserves the
  // meaning of ALL branches (e.g. `+(*(a)|*(b))` -> `[ab]*`), rather than dropping
  // every branch but the first.
  const safeChars = [];
  let sawStarSequence = false;
  let combinable = true;

  for (const branch of branches) {
    const chars = getStarExtglobSequenceChars(branch);
    if (chars) {
      sawStarSequence = true;
      safeChars.push(...chars);
      continue;
    }

    const literal = normalizeSimpleBranch(branch);
    if (literal && literal.length === 1) {
      safeChars.push(literal);
      continue;
    }

    combinable = false;

    if (repeatedExtglobRecursion(branch) > max) {
      return { risky: true };
    }
  }

  if (sawStarSequence) {
    return combinable
      ? { risky: true, safeOutput: buildCharClassStar([...new Set(safeChars)]) }
      : { risky: true };
  }

  return { risky: false };
};

/**
 * Parse the given input string.
 * @param {String} input
 * @param {Object} options
 * @return {Object}
 */

const parse = (input, options) => {
  if (typeof input !== 'string') {
    throw new TypeError('Expected a string');
  }

  input = REPLACEMENTS[input] || input;

  const opts = { ...options };
  const max = typeof opts.maxLength === 'number' ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;

  let len = input.length;
  if (len > max) {
    throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
  }

  const bos = { type: 'bos', value: '', output: opts.prepend || '' };
  const tokens = [bos];

  const capture = opts.capture ? '' : '?:';

  // create constants based on platform, for windows or posix
  const PLATFORM_CHARS = constants.globChars(opts.windows);
  const EXTGLOB_CHARS = constants.extglobChars(PLATFORM_CHARS);

  const {
    DOT_LITERAL,
    PLUS_LITERAL,
    SLASH_LITERAL,
    ONE_CHAR,
    DOTS_SLASH,
    NO_DOT,
    NO_DOT_SLASH,
    NO_DOTS_SLASH,
    QMARK,
    QMARK_NO_DOT,
    STAR,
    START_ANCHOR
  } = PLATFORM_CHARS;

  const globstar = opts => {
    return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
  };

  const nodot = opts.dot ? '' : NO_DOT;
  const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
  let star = opts.bash === true ? globstar(opts) : STAR;

  if (opts.capture) {
    star = `(${star})`;
  }

  // minimatch options support
  if (typeof opts.noext === 'boolean') {
    opts.noextglob = opts.noext;
  }

  const state = {
    input,
    index: -1,
    start: 0,
    dot: opts.dot === true,
    consumed: '',
    output: '',
    prefix: '',
    backtrack: false,
    negated: false,
    brackets: 0,
    braces: 0,
    parens: 0,
    quotes: 0,
    globstar: false,
    tokens
  };

  input = utils.removePrefix(input, state);
  len = input.length;

  const extglobs = [];
  const braces = [];
  const stack = [];
  let prev = bos;
  let value;

  /**
   * Tokenizing helpers
   */

  const eos = () => state.index === len - 1;
  const peek = state.peek = (n = 1) => input[state.index + n];
  const advance = state.advance = () => input[++state.index] || '';
  const remaining = () => input.slice(state.index + 1);
  const consume = (value = '', num = 0) => {
    state.consumed += value;
    state.index += num;
  };

  const append = token => {
    state.output += token.output != null ? token.output : token.value;
    consume(token.value);
  };

  const negate = () => {
    let count = 1;

    while (peek() === '!' && (peek(2) !== '(' || peek(3) === '?')) {
      advance();
      state.start++;
      count++;
    }

    if (count % 2 === 0) {
      return false;
    }

    state.negated = true;
    state.start++;
    return true;
  };

  const increment = type => {
    state[type]++;
    stack.push(type);
  };

  const decrement = type => {
    state[type]--;
    stack.pop();
  };

  /**
   * Push tokens onto the tokens array. This helper speeds up
   * tokenizing by 1) helping us avoid backtracking as much as possible,
   * and 2) helping us avoid creating extra tokens when consecutive
   * characters are plain text. This improves performance and simplifies
   * lookbehinds.
   */

  const push = tok => {
    if (prev.type === 'globstar') {
      const isBrace = state.braces > 0 && (tok.type === 'comma' || tok.type === 'brace');
      const isExtglob = tok.extglob === true || (extglobs.length && (tok.type === 'pipe' || tok.type === 'paren'));

      if (tok.type !== 'slash' && tok.type !== 'paren' && !isBrace && !isExtglob) {
        state.output = state.output.slice(0, -prev.output.length);
        prev.type = 'star';
        prev.value = '*';
        prev.output = star;
        state.output += prev.output;
      }
    }

    if (extglobs.length && tok.type !== 'paren') {
      extglobs[extglobs.length - 1].inner += tok.value;
    }

    if (tok.value || tok.output) append(tok);
    if (prev && prev.type === 'text' && tok.type === 'text') {
      prev.output = (prev.output || prev.value) + tok.value;
      prev.value += tok.value;
      return;
    }

    tok.prev = prev;
    tokens.push(tok);
    prev = tok;
  };

  const extglobOpen = (type, value) => {
    const token = { ...EXTGLOB_CHARS[value], conditions: 1, inner: '' };

    token.prev = prev;
    token.parens = state.parens;
    token.output = state.output;
    token.startIndex = state.index;
    token.tokensIndex = tokens.length;
    const output = (opts.capture ? '(' : '') + token.open;

    increment('parens');
    push({ type, value, output: state.output ? '' : ONE_CHAR });
    push({ type: 'paren', extglob: true, value: advance(), output });
    extglobs.push(token);
  };

  const extglobClose = token => {
    const literal = input.slice(token.startIndex, state.index + 1);
    const body = input.slice(token.startIndex + 2, state.index);
    const analysis = analyzeRepeatedExtglob(body, opts);

    if ((token.type === 'plus' || token.type === 'star') && analysis.risky) {
      const safeOutput = analysis.safeOutput
        ? (token.output ? '' : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput)
        : undefined;
      const open = tokens[token.tokensIndex];

      open.type = 'text';
      open.value = literal;
      open.output = safeOutput || utils.escapeRegex(literal);

      for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
        tokens[i].value = '';
        tokens[i].output = '';
        delete tokens[i].suffix;
      }

      state.output = token.output + open.output;
      state.backtrack = true;

      push({ type: 'paren', extglob: true, value, output: '' });
      decrement('parens');
      return;
    }

    let output = token.close + (opts.capture ? ')' : '');
    let rest;

    if (token.type === 'negate') {
      let extglobStar = star;

      if (token.inner && token.inner.length > 1 && token.inner.includes('/')) {
        extglobStar = globstar(opts);
      }

      if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) {
        output = token.close = `)$))${extglobStar}`;
      }

      if (token.inner.includes('*') && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) {
        // Any non-magical string (`.ts`) or even nested expression (`.{ts,tsx}`) can follow after the closing parenthesis.
        // In this case, we need to parse the string and use it in the output of the original pattern.
        // Suitable patterns: `/!(*.d).ts`, `/!(*.d).{ts,tsx}`, `**/!(*-dbg).@(js)`.
        //
        // Disabling the `fastpaths` option due to a problem with parsing strings as `.ts` in the pattern like `**/!(*.d).ts`.
        const expression = parse(rest, { ...options, fastpaths: false }).output;

        output = token.close = `)${expression})${extglobStar})`;
      }

      if (token.prev.type === 'bos') {
        state.negatedExtglob = true;
      }
    }

    push({ type: 'paren', extglob: true, value, output });
    decrement('parens');
  };

  /**
   * Fast paths
   */

  if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
    let backslashes = false;

    let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
      if (first === '\\') {
        backslashes = true;
        return m;
      }

      if (first === '?') {
        if (esc) {
          return esc + first + (rest ? QMARK.repeat(rest.length) : '');
        }
        if (index === 0) {
          return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : '');
        }
        return QMARK.repeat(chars.length);
      }

      if (first === '.') {
        return DOT_LITERAL.repeat(chars.length);
      }

      if (first === '*') {
        if (esc) {
          return esc + first + (rest ? star : '');
        }
        return star;
      }
      return esc ? m : `\\${m}`;
    });

    if (backslashes === true) {
      if (opts.unescape === true) {
        output = output.replace(/\\/g, '');
      } else {
        output = output.replace(/\\+/g, m => {
          return m.length % 2 === 0 ? '\\\\' : (m ? '\\' : '');
        });
      }
    }

    if (output === input && opts.contains === true) {
      state.output = input;
      return state;
    }

    state.output = utils.wrapOutput(output, state, options);
    return state;
  }

  /**
   * Tokenize input until we reach end-of-string
   */

  while (!eos()) {
    value = advance();

    if (value === '\u0000') {
      continue;
    }

    /**
     * Escaped characters
     */

    if (value === '\\') {
      const next = peek();

      if (next === '/' && opts.bash !== true) {
        continue;
      }

      if (next === '.' || next === ';') {
        continue;
      }

      if (!next) {
        value += '\\';
        push({ type: 'text', value });
        continue;
      }

      // collapse slashes to reduce potential for exploits
      const match = /^\\+/.exec(remaining());
      let slashes = 0;

      if (match && match[0].length > 2) {
        slashes = match[0].length;
        state.index += slashes;
        if (slashes % 2 !== 0) {
          value += '\\';
        }
      }

      if (opts.unescape === true) {
        value = advance();
      } else {
        value += advance();
      }

      if (state.brackets === 0) {
        push({ type: 'text', value });
        continue;
      }
    }

    /**
     * If we're inside a regex character class, continue
     * until we reach the closing bracket.
     */

    if (state.brackets > 0 && (value !== ']' || prev.value === '[' || prev.value === '[^')) {
      if (opts.posix !== false && value === ':') {
        const inner = prev.value.slice(1);
        if (inner.includes('[')) {
          prev.posix = true;

          if (inner.includes(':')) {
            const idx = prev.value.lastIndexOf('[');
            const pre = prev.value.slice(0, idx);
            const rest = prev.value.slice(idx + 2);
            const posix = POSIX_REGEX_SOURCE[rest];
            if (posix) {
              prev.value = pre + posix;
              state.backtrack = true;
              advance();

              if (!bos.output && tokens.indexOf(prev) === 1) {
                bos.output = ONE_CHAR;
              }
              continue;
            }
          }
        }
      }

      if ((value === '[' && peek() !== ':') || (value === '-' && peek() === ']')) {
        value = `\\${value}`;
      }

      if (value === ']' && (prev.value === '[' || prev.value === '[^')) {
        value = `\\${value}`;
      }

      if (opts.posix === true && value === '!' && prev.value === '[') {
        value = '^';
      }

      prev.value += value;
      append({ value });
      continue;
    }

    /**
     * If we're inside a quoted string, continue
     * until we reach the closing double quote.
     */

    if (state.quotes === 1 && value !== '"') {
      value = utils.escapeRegex(value);
      prev.value += value;
      append({ value });
      continue;
    }

    /**
     * Double quotes
     */

    if (value === '"') {
      state.quotes = state.quotes === 1 ? 0 : 1;
      if (opts.keepQuotes === true) {
        push({ type: 'text', value });
      }
      continue;
    }

    /**
     * Parentheses
     */

    if (value === '(') {
      increment('parens');
      push({ type: 'paren', value });
      continue;
    }

    if (value === ')') {
      if (state.parens === 0 && opts.strictBrackets === true) {
        throw new SyntaxError(syntaxError('opening', '('));
      }

      const extglob = extglobs[extglobs.length - 1];
      if (extglob && state.parens === extglob.parens + 1) {
        extglobClose(extglobs.pop());
        continue;
      }

      push({ type: 'paren', value, output: state.parens ? ')' : '\\)' });
      decrement('parens');
      continue;
    }

    /**
     * Square brackets
     */

    if (value === '[') {
      if (opts.nobracket === true || !remaining().includes(']')) {
        if (opts.nobracket !== true && opts.strictBrackets === true) {
          throw new SyntaxError(syntaxError('closing', ']'));
        }

        value = `\\${value}`;
      } else {
        increment('brackets');
      }

      push({ type: 'bracket', value });
      continue;
    }

    if (value === ']') {
      if (opts.nobracket === true || (prev && prev.type === 'bracket' && prev.value.length === 1)) {
        push({ type: 'text', value, output: `\\${value}` });
        continue;
      }

      if (state.brackets === 0) {
        if (opts.strictBrackets === true) {
          throw new SyntaxError(syntaxError('opening', '['));
        }

        push({ type: 'text', value, output: `\\${value}` });
        continue;
      }

      decrement('brackets');

      const prevValue = prev.value.slice(1);
      if (prev.posix !== true && prevValue[0] === '^' && !prevValue.includes('/')) {
        value = `/${value}`;
      }

      prev.value += value;
      append({ value });

      // when literal brackets are explicitly disabled
      // assume we should match with a regex character class
      if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) {
        continue;
      }

      const escaped = utils.escapeRegex(prev.value);
      state.output = state.output.slice(0, -prev.value.length);

      // when literal brackets are explicitly enabled
      // assume we should escape the brackets to match literal characters
      if (opts.literalBrackets === true) {
        state.output += escaped;
        prev.value = escaped;
        continue;
      }

      // when the user specifies nothing, try to match both
      prev.value = `(${capture}${escaped}|${prev.value})`;
      state.output += prev.value;
      continue;
    }

    /**
     * Braces
     */

    if (value === '{' && opts.nobrace !== true) {
      increment('braces');

      const open = {
        type: 'brace',
        value,
        output: '(',
        outputIndex: state.output.length,
        tokensIndex: state.tokens.length
      };

      braces.push(open);
      push(open);
      continue;
    }

    if (value === '}') {
      const brace = braces[braces.length - 1];

      if (opts.nobrace === true || !brace) {
        push({ type: 'text', value, output: value });
        continue;
      }

      let output = ')';

      if (brace.dots === true) {
        const arr = tokens.slice();
        const range = [];

        for (let i = arr.length - 1; i >= 0; i--) {
          tokens.pop();
          if (arr[i].type === 'brace') {
            break;
          }
          if (arr[i].type !== 'dots') {
            range.unshift(arr[i].value);
          }
        }

        output = expandRange(range, opts);
        state.backtrack = true;
      }

      if (brace.comma !== true && brace.dots !== true) {
        const out = state.output.slice(0, brace.outputIndex);
        const toks = state.tokens.slice(brace.tokensIndex);
        brace.value = brace.output = '\\{';
        value = output = '\\}';
        state.output = out;
        for (const t of toks) {
          state.output += (t.output || t.value);
        }
      }

      push({ type: 'brace', value, output });
      decrement('braces');
      braces.pop();
      continue;
    }

    /**
     * Pipes
     */

    if (value === '|') {
      if (extglobs.length > 0) {
        extglobs[extglobs.length - 1].conditions++;
      }
      push({ type: 'text', value });
      continue;
    }

    /**
     * Commas
     */

    if (value === ',') {
      let output = value;

      const brace = braces[braces.length - 1];
      if (brace && stack[stack.length - 1] === 'braces') {
        brace.comma = true;
        output = '|';
      }

      push({ type: 'comma', value, output });
      continue;
    }

    /**
     * Slashes
     */

    if (value === '/') {
      // if the beginning of the glob is "./", advance the start
      // to the current index, and don't add the "./" characters
      // to the state. This greatly simplifies lookbehinds when
      // checking for BOS characters like "!" and "." (not "./")
      if (prev.type === 'dot' && state.index === state.start + 1) {
        state.start = state.index + 1;
        state.consumed = '';
        state.output = '';
        tokens.pop();
        prev = bos; // reset "prev" to the first token
        continue;
      }

      push({ type: 'slash', value, output: SLASH_LITERAL });
      continue;
    }

    /**
     * Dots
     */

    if (value === '.') {
      if (state.braces > 0 && prev.type === 'dot') {
        if (prev.value === '.') prev.output = DOT_LITERAL;
        const brace = braces[braces.length - 1];
        prev.type = 'dots';
        prev.output += value;
        prev.value += value;
        brace.dots = true;
        continue;
      }

      if ((state.braces + state.parens) === 0 && prev.type !== 'bos' && prev.type !== 'slash') {
        push({ type: 'text', value, output: DOT_LITERAL });
        continue;
      }

      push({ type: 'dot', value, output: DOT_LITERAL });
      continue;
    }

    /**
     * Question marks
     */

    if (value === '?') {
      const isGroup = prev && prev.value === '(';
      if (!isGroup && opts.noextglob !== true && peek() === '(' && peek(2) !== '?') {
        extglobOpen('qmark', value);
        continue;
      }

      if (prev && prev.type === 'paren') {
        const next = peek();
        let output = value;

        if ((prev.value === '(' && !/[!=<:]/.test(next)) || (next === '<' && !/<([!=]|\w+>)/.test(remaining()))) {
          output = `\\${value}`;
        }

        push({ type: 'text', value, output });
        continue;
      }

      if (opts.dot !== true && (prev.type === 'slash' || prev.type === 'bos')) {
        push({ type: 'qmark', value, output: QMARK_NO_DOT });
        continue;
      }

      push({ type: 'qmark', value, output: QMARK });
      continue;
    }

    /**
     * Exclamation
     */

    if (value === '!') {
      if (opts.noextglob !== true && peek() === '(') {
        if (peek(2) !== '?' || !/[!=<:]/.test(peek(3))) {
          extglobOpen('negate', value);
          continue;
        }
      }

      if (opts.nonegate !== true && state.index === 0) {
        negate();
        continue;
      }
    }

    /**
     * Plus
     */

    if (value === '+') {
      if (opts.noextglob !== true && peek() === '(' && peek(2) !== '?') {
        extglobOpen('plus', value);
        continue;
      }

      if ((prev && prev.value === '(') || opts.regex === false) {
        push({ type: 'plus', value, output: PLUS_LITERAL });
        continue;
      }

      if ((prev && (prev.type === 'bracket' || prev.type === 'paren' || prev.type === 'brace')) || state.parens > 0) {
        push({ type: 'plus', value });
        continue;
      }

      push({ type: 'plus', value: PLUS_LITERAL });
      continue;
    }

    /**
     * Plain text
     */

    if (value === '@') {
      if (opts.noextglob !== true && peek() === '(' && peek(2) !== '?') {
        push({ type: 'at', extglob: true, value, output: '' });
        continue;
      }

      push({ type: 'text', value });
      continue;
    }

    /**
     * Plain text
     */

    if (value !== '*') {
      if (value === '$' || value === '^') {
        value = `\\${value}`;
      }

      const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
      if (match) {
        value += match[0];
        state.index += match[0].length;
      }

      push({ type: 'text', value });
      continue;
    }

    /**
     * Stars
     */

    if (prev && (prev.type === 'globstar' || prev.star === true)) {
      prev.type = 'star';
      prev.star = true;
      prev.value += value;
      prev.output = star;
      state.backtrack = true;
      state.globstar = true;
      consume(value);
      continue;
    }

    let rest = remaining();
    if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
      extglobOpen('star', value);
      continue;
    }

    if (prev.type === 'star') {
      if (opts.noglobstar === true) {
        consume(value);
        continue;
      }

      const prior = prev.prev;
      const before = prior.prev;
      const isStart = prior.type === 'slash' || prior.type === 'bos';
      const afterStar = before && (before.type === 'star' || before.type === 'globstar');

      if (opts.bash === true && (!isStart || (rest[0] && rest[0] !== '/'))) {
        push({ type: 'star', value, output: '' });
        continue;
      }

      const isBrace = state.braces > 0 && (prior.type === 'comma' || prior.type === 'brace');
      const isExtglob = extglobs.length && (prior.type === 'pipe' || prior.type === 'paren');
      if (!isStart && prior.type !== 'paren' && !isBrace && !isExtglob) {
        push({ type: 'star', value, output: '' });
        continue;
      }

      // strip consecutive `/**/`
      while (rest.slice(0, 3) === '/**') {
        const after = input[state.index + 4];
        if (after && after !== '/') {
          break;
        }
        rest = rest.slice(3);
        consume('/**', 3);
      }

      // A globstar followed only by balanced closing parens is at the logical end of patterns like
      // `test(/utils/**)` and `test?(/utils/**)`. Treat it as EOS so the trailing `/**` can match its
      // parent path, except in negated extglobs where that would change the exclusion semantics.
      const isEnd = eos() || (
        state.parens > 0
        && rest === ')'.repeat(state.parens)
        && !extglobs.some(extglob => extglob.type === 'negate')
      );

      if (prior.type === 'bos' && eos()) {
        prev.type = 'globstar';
        prev.value += value;
        prev.output = globstar(opts);
        state.output = prev.output;
        state.globstar = true;
        consume(value);
        continue;
      }

      if (prior.type === 'slash' && prior.prev.type !== 'bos' && !afterStar && isEnd) {
        state.output = state.output.slice(0, -(prior.output + prev.output).length);
        prior.output = `(?:${prior.output}`;

        prev.type = 'globstar';
        prev.output = globstar(opts) + (opts.strictSlashes ? ')' : '|$)');
        prev.value += value;
        state.globstar = true;
        state.output += prior.output + prev.output;
        consume(value);
        continue;
      }

      if (prior.type === 'slash' && prior.prev.type !== 'bos' && rest[0] === '/') {
        const end = rest[1] !== void 0 ? '|$' : '';

        state.output = state.output.slice(0, -(prior.output + prev.output).length);
        prior.output = `(?:${prior.output}`;

        prev.type = 'globstar';
        prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end})`;
        prev.value += value;

        state.output += prior.output + prev.output;
        state.globstar = true;

        consume(value + advance());

        push({ type: 'slash', value: '/', output: '' });
        continue;
      }

      if (prior.type === 'bos' && rest[0] === '/') {
        prev.type = 'globstar';
        prev.value += value;
        prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
        state.output = prev.output;
        state.globstar = true;
        consume(value + advance());
        push({ type: 'slash', value: '/', output: '' });
        continue;
      }

      // remove single star from output
      state.output = state.output.slice(0, -prev.output.length);

      // reset previous token to globstar
      prev.type = 'globstar';
      prev.output = globstar(opts);
      prev.value += value;

      // reset output with globstar
      state.output += prev.output;
      state.globstar = true;
      consume(value);
      continue;
    }

    const token = { type: 'star', value, output: star };

    if (opts.bash === true) {
      token.output = '.*?';
      if (prev.type === 'bos' || prev.type === 'slash') {
        token.output = nodot + token.output;
      }
      push(token);
      continue;
    }

    if (prev && (prev.type === 'bracket' || prev.type === 'paren') && opts.regex === true) {
      token.output = value;
      push(token);
      continue;
    }

    if (state.index === state.start || prev.type === 'slash' || prev.type === 'dot') {
      if (prev.type === 'dot') {
        state.output += NO_DOT_SLASH;
        prev.output += NO_DOT_SLASH;

      } else if (opts.dot === true) {
        state.output += NO_DOTS_SLASH;
        prev.output += NO_DOTS_SLASH;

      } else {
        state.output += nodot;
        prev.output += nodot;
      }

      if (peek() !== '*') {
        state.output += ONE_CHAR;
        prev.output += ONE_CHAR;
      }
    }

    push(token);
  }

  while (state.brackets > 0) {
    if (opts.strictBrackets === true) throw new SyntaxError(syntaxError('closing', ']'));
    state.output = utils.escapeLast(state.output, '[');
    decrement('brackets');
  }

  while (state.parens > 0) {
    if (opts.strictBrackets === true) throw new SyntaxError(syntaxError('closing', ')'));
    state.output = utils.escapeLast(state.output, '(');
    decrement('parens');
  }

  while (state.braces > 0) {
    if (opts.strictBrackets === true) throw new SyntaxError(syntaxError('closing', '}'));
    state.output = utils.escapeLast(state.output, '{');
    decrement('braces');
  }

  if (opts.strictSlashes !== true && (prev.type === 'star' || prev.type === 'bracket')) {
    push({ type: 'maybe_slash', value: '', output: `${SLASH_LITERAL}?` });
  }

  // rebuild the output if we had to backtrack at any point
  if (state.backtrack === true) {
    state.output = '';

    for (const token of state.tokens) {
      state.output += token.output != null ? token.output : token.value;

      if (token.suffix) {
        state.output += token.suffix;
      }
    }
  }

  return state;
};

/**
 * Fast paths for creating regular expressions for common glob patterns.
 * This can significantly speed up processing and has very little downside
 * impact when none of the fast paths match.
 */

parse.fastpaths = (input, options) => {
  const opts = { ...options };
  const max = typeof opts.maxLength === 'number' ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
  const len = input.length;
  if (len > max) {
    throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
  }

  input = REPLACEMENTS[input] || input;

  // create constants based on platform, for windows or posix
  const {
    DOT_LITERAL,
    SLASH_LITERAL,
    ONE_CHAR,
    DOTS_SLASH,
    NO_DOT,
    NO_DOTS,
    NO_DOTS_SLASH,
    STAR,
    START_ANCHOR
  } = constants.globChars(opts.windows);

  const nodot = opts.dot ? NO_DOTS : NO_DOT;
  const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
  const capture = opts.capture ? '' : '?:';
  const state = { negated: false, prefix: '' };
  let star = opts.bash === true ? '.*?' : STAR;

  if (opts.capture) {
    star = `(${star})`;
  }

  const globstar = opts => {
    if (opts.noglobstar === true) return star;
    return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
  };

  const create = str => {
    switch (str) {
      case '*':
        return `${nodot}${ONE_CHAR}${star}`;

      case '.*':
        return `${DOT_LITERAL}${ONE_CHAR}${star}`;

      case '*.*':
        return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;

      case '*/*':
        return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;

      case '**':
        return nodot + globstar(opts);

      case '**/*':
        return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;

      case '**/*.*':
        return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;

      case '**/.*':
        return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;

      default: {
        const match = /^(.*?)\.(\w+)$/.exec(str);
        if (!match) return;

        const source = create(match[1]);
        if (!source) return;

        return source + DOT_LITERAL + match[2];
      }
    }
  };

  const output = utils.removePrefix(input, state);
  let source = create(output);

  if (source && opts.strictSlashes !== true) {
    source += `${SLASH_LITERAL}?`;
  }

  return source;
};

module.exports = parse;


/***/ }),

/***/ 16:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const scan = __nccwpck_require__(781);
const parse = __nccwpck_require__(265);
const utils = __nccwpck_require__(59);
const constants = __nccwpck_require__(595);
const isObject = val => val && typeof val === 'object' && !Array.isArray(val);

/**
 * Creates a matcher function from one or more glob patterns. The
 * returned function takes a string to match as its first argument,
 * and returns true if the string is a match. The returned matcher
 * function also takes a boolean as the second argument that, when true,
 * returns an object with additional information.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch(glob[, options]);
 *
 * const isMatch = picomatch('*.!(*a)');
 * console.log(isMatch('a.a')); //=> false
 * console.log(isMatch('a.b')); //=> true
 *
 * // For environments without `node.js`, `picomatch/posix` provides you a dependency-free matcher, without automatic OS detection.
 * const picomatch = require('picomatch/posix');
 * // the same API, defaulting to posix paths
 * const isMatch = picomatch('a/*');
 * console.log(isMatch('a\\b')); //=> false
 * console.log(isMatch('a/b')); //=> true
 *
 * // you can still configure the matcher function to accept windows paths
 * const isMatch = picomatch('a/*', { options: windows });
 * console.log(isMatch('a\\b')); //=> true
 * console.log(isMatch('a/b')); //=> true
 * ```
 * @name picomatch
 * @param {String|Array} `globs` One or more glob patterns.
 * @param {Object=} `options`
 * @return {Function=} Returns a matcher function.
 * @api public
 */

const picomatch = (glob, options, returnState = false) => {
  if (Array.isArray(glob)) {
    const fns = glob.map(input => picomatch(input, options, returnState));
    const arrayMatcher = str => {
      for (const isMatch of fns) {
        const state = isMatch(str);
        if (state) return state;
      }
      return false;
    };
    return arrayMatcher;
  }

  const isState = isObject(glob) && glob.tokens && glob.input;

  if (glob === '' || (typeof glob !== 'string' && !isState)) {
    throw new TypeError('Expected pattern to be a non-empty string');
  }

  const opts = options || {};
  const posix = opts.windows;
  const regex = isState
    ? picomatch.compileRe(glob, options)
    : picomatch.makeRe(glob, options, false, true);

  const state = regex.state;
  delete regex.state;

  let isIgnored = () => false;
  if (opts.ignore) {
    const ignoreOpts = { ...options, ignore: null, onMatch: null, onResult: null };
    isIgnored = picomatch(opts.ignore, ignoreOpts, returnState);
  }

  const matcher = (input, returnObject = false) => {
    const { isMatch, match, output } = picomatch.test(input, regex, options, { glob, posix });
    const result = { glob, state, regex, posix, input, output, match, isMatch };

    if (typeof opts.onResult === 'function') {
      opts.onResult(result);
    }

    if (isMatch === false) {
      result.isMatch = false;
      return returnObject ? result : false;
    }

    if (isIgnored(input)) {
      if (typeof opts.onIgnore === 'function') {
        opts.onIgnore(result);
      }
      result.isMatch = false;
      return returnObject ? result : false;
    }

    if (typeof opts.onMatch === 'function') {
      opts.onMatch(result);
    }
    return returnObject ? result : true;
  };

  if (returnState) {
    matcher.state = state;
  }

  return matcher;
};

/**
 * Test `input` with the given `regex`. This is used by the main
 * `picomatch()` function to test the input string.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.test(input, regex[, options]);
 *
 * console.log(picomatch.test('foo/bar', /^(?:([^/]*?)\/([^/]*?))$/));
 * // { isMatch: true, match: [ 'foo/', 'foo', 'bar' ], output: 'foo/bar' }
 * ```
 * @param {String} `input` String to test.
 * @param {RegExp} `regex`
 * @return {Object} Returns an object with matching info.
 * @api public
 */

picomatch.test = (input, regex, options, { glob, posix } = {}) => {
  if (typeof input !== 'string') {
    throw new TypeError('Expected input to be a string');
  }

  if (input === '') {
    return { isMatch: false, output: '' };
  }

  const opts = options || {};
  const format = opts.format || (posix ? utils.toPosixSlashes : null);
  let match = input === glob;
  let output = (match && format) ? format(input) : input;

  if (match === false) {
    output = format ? format(input) : input;
    match = output === glob;
  }

  if (match === false || opts.capture === true) {
    if (opts.matchBase === true || opts.basename === true) {
      match = picomatch.matchBase(input, regex, options, posix);
    } else {
      match = regex.exec(output);
    }
  }

  return { isMatch: Boolean(match), match, output };
};

/**
 * Match the basename of a filepath.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.matchBase(input, glob[, options]);
 * console.log(picomatch.matchBase('foo/bar.js', '*.js'); // true
 * ```
 * @param {String} `input` String to test.
 * @param {RegExp|String} `glob` Glob pattern or regex created by [.makeRe](#makeRe).
 * @return {Boolean}
 * @api public
 */

picomatch.matchBase = (input, glob, options, posix = options && options.windows) => {
  const regex = glob instanceof RegExp ? glob : picomatch.makeRe(glob, options);
  return regex.test(utils.basename(input, { windows: posix }));
};

/**
 * Returns true if **any** of the given glob `patterns` match the specified `string`.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.isMatch(string, patterns[, options]);
 *
 * console.log(picomatch.isMatch('a.a', ['b.*', '*.a'])); //=> true
 * console.log(picomatch.isMatch('a.a', 'b.*')); //=> false
 * ```
 * @param {String|Array} str The string to test.
 * @param {String|Array} patterns One or more glob patterns to use for matching.
 * @param {Object} [options] See available [options](#options).
 * @return {Boolean} Returns true if any patterns match `str`
 * @api public
 */

picomatch.isMatch = (str, patterns, options) => picomatch(patterns, options)(str);

/**
 * Parse a glob pattern to create the source string for a regular
 * expression.
 *
 * ```js
 * const picomatch = require('picomatch');
 * const result = picomatch.parse(pattern[, options]);
 * ```
 * @param {String} `pattern`
 * @param {Object} `options`
 * @return {Object} Returns an object with useful properties and output to be used as a regex source string.
 * @api public
 */

picomatch.parse = (pattern, options) => {
  if (Array.isArray(pattern)) return pattern.map(p => picomatch.parse(p, options));
  return parse(pattern, { ...options, fastpaths: false });
};

/**
 * Scan a glob pattern to separate the pattern into segments.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.scan(input[, options]);
 *
 * const result = picomatch.scan('!./foo/*.js');
 * console.log(result);
 * { prefix: '!./',
 *   input: '!./foo/*.js',
 *   start: 3,
 *   base: 'foo',
 *   glob: '*.js',
 *   isBrace: false,
 *   isBracket: false,
 *   isGlob: true,
 *   isExtglob: false,
 *   isGlobstar: false,
 *   negated: true }
 * ```
 * @param {String} `input` Glob pattern to scan.
 * @param {Object} `options`
 * @return {Object} Returns an object with
 * @api public
 */

picomatch.scan = (input, options) => scan(input, options);

/**
 * Compile a regular expression from the `state` object returned by the
 * [parse()](#parse) method.
 *
 * ```js
 * const picomatch = require('picomatch');
 * const state = picomatch.parse('*.js');
 * // picomatch.compileRe(state[, options]);
 *
 * console.log(picomatch.compileRe(state));
 * //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
 * ```
 * @param {Object} `state`
 * @param {Object} `options`
 * @param {Boolean} `returnOutput` Intended for implementors, this argument allows you to return the raw output from the parser.
 * @param {Boolean} `returnState` Adds the state to a `state` property on the returned regex. Useful for implementors and debugging.
 * @return {RegExp}
 * @api public
 */

picomatch.compileRe = (state, options, returnOutput = false, returnState = false) => {
  if (returnOutput === true) {
    return state.output;
  }

  const opts = options || {};
  const prepend = opts.contains ? '' : '^';
  const append = opts.contains ? '' : '$';

  let source = `${prepend}(?:${state.output})${append}`;
  if (state && state.negated === true) {
    source = `^(?!${source}).*$`;
  }

  const regex = picomatch.toRegex(source, options);
  if (returnState === true) {
    regex.state = state;
  }

  return regex;
};

/**
 * Create a regular expression from a parsed glob pattern.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.makeRe(state[, options]);
 *
 * const result = picomatch.makeRe('*.js');
 * console.log(result);
 * //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
 * ```
 * @param {String} `state` The object returned from the `.parse` method.
 * @param {Object} `options`
 * @param {Boolean} `returnOutput` Implementors may use this argument to return the compiled output, instead of a regular expression. This is not exposed on the options to prevent end-users from mutating the result.
 * @param {Boolean} `returnState` Implementors may use this argument to return the state from the parsed glob with the returned regular expression.
 * @return {RegExp} Returns a regex created from the given pattern.
 * @api public
 */

picomatch.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
  if (!input || typeof input !== 'string') {
    throw new TypeError('Expected a non-empty string');
  }

  let parsed = { negated: false, fastpaths: true };

  if (options.fastpaths !== false && (input[0] === '.' || input[0] === '*')) {
    parsed.output = parse.fastpaths(input, options);
  }

  if (!parsed.output) {
    parsed = parse(input, options);
  }

  return picomatch.compileRe(parsed, options, returnOutput, returnState);
};

/**
 * Create a regular expression from the given regex source string.
 *
 * ```js
 * const picomatch = require('picomatch');
 * // picomatch.toRegex(source[, options]);
 *
 * const { output } = picomatch.parse('*.js');
 * console.log(picomatch.toRegex(output));
 * //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
 * ```
 * @param {String} `source` Regular expression source string.
 * @param {Object} `options`
 * @return {RegExp}
 * @api public
 */

picomatch.toRegex = (source, options) => {
  try {
    const opts = options || {};
    return new RegExp(source, opts.flags || (opts.nocase ? 'i' : ''));
  } catch (err) {
    if (options && options.debug === true) throw err;
    return /$^/;
  }
};

/**
 * Picomatch constants.
 * @return {Object}
 */

picomatch.constants = constants;

/**
 * Expose "picomatch"
 */

module.exports = picomatch;


/***/ }),

/***/ 781:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const utils = __nccwpck_require__(59);
const {
  CHAR_ASTERISK,             /* * */
  CHAR_AT,                   /* @ */
  CHAR_BACKWARD_SLASH,       /* \ */
  CHAR_COMMA,                /* , */
  CHAR_DOT,                  /* . */
  CHAR_EXCLAMATION_MARK,     /* ! */
  CHAR_FORWARD_SLASH,        /* / */
  CHAR_LEFT_CURLY_BRACE,     /* { */
  CHAR_LEFT_PARENTHESES,     /* ( */
  CHAR_LEFT_SQUARE_BRACKET,  /* [ */
  CHAR_PLUS,                 /* + */
  CHAR_QUESTION_MARK,        /* ? */
  CHAR_RIGHT_CURLY_BRACE,    /* } */
  CHAR_RIGHT_PARENTHESES,    /* ) */
  CHAR_RIGHT_SQUARE_BRACKET  /* ] */
} = __nccwpck_require__(595);

const isPathSeparator = code => {
  return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
};

const depth = token => {
  if (token.isPrefix !== true) {
    token.depth = token.isGlobstar ? Infinity : 1;
  }
};

/**
 * Quickly scans a glob pattern and returns an object with a handful of
 * useful properties, like `isGlob`, `path` (the leading non-glob, if it exists),
 * `glob` (the actual pattern), `negated` (true if the path starts with `!` but not
 * with `!(`) and `negatedExtglob` (true if the path starts with `!(`).
 *
 * ```js
 * const pm = require('picomatch');
 * console.log(pm.scan('foo/bar/*.js'));
 * { isGlob: true, input: 'foo/bar/*.js', base: 'foo/bar', glob: '*.js' }
 * ```
 * @param {String} `str`
 * @param {Object} `options`
 * @return {Object} Returns an object with tokens and regex source string.
 * @api public
 */

const scan = (input, options) => {
  const opts = options || {};

  const length = input.length - 1;
  const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
  const slashes = [];
  const tokens = [];
  const parts = [];

  let str = input;
  let index = -1;
  let start = 0;
  let lastIndex = 0;
  let isBrace = false;
  let isBracket = false;
  let isGlob = false;
  let isExtglob = false;
  let isGlobstar = false;
  let braceEscaped = false;
  let backslashes = false;
  let negated = false;
  let negatedExtglob = false;
  let finished = false;
  let braces = 0;
  let prev;
  let code;
  let token = { value: '', depth: 0, isGlob: false };

  const eos = () => index >= length;
  const peek = () => str.charCodeAt(index + 1);
  const advance = () => {
    prev = code;
    return str.charCodeAt(++index);
  };

  while (index < length) {
    code = advance();
    let next;

    if (code === CHAR_BACKWARD_SLASH) {
      backslashes = token.backslashes = true;
      code = advance();

      if (code === CHAR_LEFT_CURLY_BRACE) {
        braceEscaped = true;
      }
      continue;
    }

    if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
      braces++;

      while (eos() !== true && (code = advance())) {
        if (code === CHAR_BACKWARD_SLASH) {
          backslashes = token.backslashes = true;
          advance();
          continue;
        }

        if (code === CHAR_LEFT_CURLY_BRACE) {
          braces++;
          continue;
        }

        if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
          isBrace = token.isBrace = true;
          isGlob = token.isGlob = true;
          finished = true;

          if (scanToEnd === true) {
            continue;
          }

          break;
        }

        if (braceEscaped !== true && code === CHAR_COMMA) {
          isBrace = token.isBrace = true;
          isGlob = token.isGlob = true;
          finished = true;

          if (scanToEnd === true) {
            continue;
          }

          break;
        }

        if (code === CHAR_RIGHT_CURLY_BRACE) {
          braces--;

          if (braces === 0) {
            braceEscaped = false;
            isBrace = token.isBrace = true;
            finished = true;
            break;
          }
        }
      }

      if (scanToEnd === true) {
        continue;
      }

      break;
    }

    if (code === CHAR_FORWARD_SLASH) {
      slashes.push(index);
      tokens.push(token);
      token = { value: '', depth: 0, isGlob: false };

      if (finished === true) continue;
      if (prev === CHAR_DOT && index === (start + 1)) {
        start += 2;
        continue;
      }

      lastIndex = index + 1;
      continue;
    }

    if (opts.noext !== true) {
      const isExtglobChar = code === CHAR_PLUS
        || code === CHAR_AT
        || code === CHAR_ASTERISK
        || code === CHAR_QUESTION_MARK
        || code === CHAR_EXCLAMATION_MARK;

      if (isExtglobChar === true && peek() === CHAR_LEFT_PARENTHESES) {
        isGlob = token.isGlob = true;
        isExtglob = token.isExtglob = true;
        finished = true;
        if (code === CHAR_EXCLAMATION_MARK && index === start) {
          negatedExtglob = true;
        }

        if (scanToEnd === true) {
          let parens = 0;

          while (eos() !== true && (code = advance())) {
            if (code === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance();
              continue;
            }

            if (code === CHAR_LEFT_PARENTHESES) {
              parens++;
              continue;
            }

            if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
              finished = true;
              break;
            }
          }
          continue;
        }
        break;
      }
    }

    if (code === CHAR_ASTERISK) {
      if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
      isGlob = token.isGlob = true;
      finished = true;

      if (scanToEnd === true) {
        continue;
      }
      break;
    }

    if (code === CHAR_QUESTION_MARK) {
      isGlob = token.isGlob = true;
      finished = true;

      if (scanToEnd === true) {
        continue;
      }
      break;
    }

    if (code === CHAR_LEFT_SQUARE_BRACKET) {
      while (eos() !== true && (next = advance())) {
        if (next === CHAR_BACKWARD_SLASH) {
          backslashes = token.backslashes = true;
          advance();
          continue;
        }

        if (next === CHAR_RIGHT_SQUARE_BRACKET) {
          isBracket = token.isBracket = true;
          isGlob = token.isGlob = true;
          finished = true;
          break;
        }
      }

      if (scanToEnd === true) {
        continue;
      }

      break;
    }

    if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
      negated = token.negated = true;
      start++;
      continue;
    }

    if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
      isGlob = token.isGlob = true;

      if (scanToEnd === true) {
        let parens = 1;

        while (eos() !== true && (code = advance())) {
          if (code === CHAR_BACKWARD_SLASH) {
            backslashes = token.backslashes = true;
            advance();
            continue;
          }

          if (code === CHAR_LEFT_PARENTHESES) {
            parens++;
            continue;
          }

          if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
            finished = true;
            break;
          }
        }
        continue;
      }
      break;
    }

    if (isGlob === true) {
      finished = true;

      if (scanToEnd === true) {
        continue;
      }

      break;
    }
  }

  if (opts.noext === true) {
    isExtglob = false;
    isGlob = false;
  }

  let base = str;
  let prefix = '';
  let glob = '';

  if (start > 0) {
    prefix = str.slice(0, start);
    str = str.slice(start);
    lastIndex -= start;
  }

  if (base && isGlob === true && lastIndex > 0) {
    base = str.slice(0, lastIndex);
    glob = str.slice(lastIndex);
  } else if (isGlob === true) {
    base = '';
    glob = str;
  } else {
    base = str;
  }

  if (base && base !== '' && base !== '/' && base !== str) {
    if (isPathSeparator(base.charCodeAt(base.length - 1))) {
      base = base.slice(0, -1);
    }
  }

  if (opts.unescape === true) {
    if (glob) glob = utils.removeBackslashes(glob);

    if (base && backslashes === true) {
      base = utils.removeBackslashes(base);
    }
  }

  const state = {
    prefix,
    input,
    start,
    base,
    glob,
    isBrace,
    isBracket,
    isGlob,
    isExtglob,
    isGlobstar,
    negated,
    negatedExtglob
  };

  if (opts.tokens === true) {
    state.maxDepth = 0;
    if (!isPathSeparator(code)) {
      tokens.push(token);
    }
    state.tokens = tokens;
  }

  if (opts.parts === true || opts.tokens === true) {
    let prevIndex;

    for (let idx = 0; idx < slashes.length; idx++) {
      const n = prevIndex !== undefined ? prevIndex + 1 : start;
      const i = slashes[idx];
      const value = input.slice(n, i);
      if (opts.tokens) {
        if (idx === 0 && start !== 0) {
          tokens[idx].isPrefix = true;
          tokens[idx].value = prefix;
        } else {
          tokens[idx].value = value;
        }
        depth(tokens[idx]);
        state.maxDepth += tokens[idx].depth;
      }
      if (i >= start) {
        parts.push(value);
        prevIndex = i;
      }
    }

    const n = prevIndex !== undefined ? prevIndex + 1 : start;
    const value = input.slice(n);
    parts.push(value);

    if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
      tokens[tokens.length - 1].value = value;
      depth(tokens[tokens.length - 1]);
      state.maxDepth += tokens[tokens.length - 1].depth;
    }

    state.slashes = slashes;
    state.parts = parts;
  }

  return state;
};

module.exports = scan;


/***/ }),

/***/ 59:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

/*global navigator*/


const {
  REGEX_BACKSLASH,
  REGEX_REMOVE_BACKSLASH,
  REGEX_SPECIAL_CHARS,
  REGEX_SPECIAL_CHARS_GLOBAL
} = __nccwpck_require__(595);

exports.isObject = val => val !== null && typeof val === 'object' && !Array.isArray(val);
exports.hasRegexChars = str => REGEX_SPECIAL_CHARS.test(str);
exports.isRegexChar = str => str.length === 1 && exports.hasRegexChars(str);
exports.escapeRegex = str => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, '\\$1');
exports.toPosixSlashes = str => str.replace(REGEX_BACKSLASH, '/');

exports.isWindows = () => {
  if (typeof navigator !== 'undefined' && navigator.platform) {
    const platform = navigator.platform.toLowerCase();
    return platform === 'win32' || platform === 'windows';
  }

  if (typeof process !== 'undefined' && process.platform) {
    return process.platform === 'win32';
  }

  return false;
};

exports.removeBackslashes = str => {
  return str.replace(REGEX_REMOVE_BACKSLASH, match => {
    return match === '\\' ? '' : match;
  });
};

exports.escapeLast = (input, char, lastIdx) => {
  const idx = input.lastIndexOf(char, lastIdx);
  if (idx === -1) return input;
  if (input[idx - 1] === '\\') return exports.escapeLast(input, char, idx - 1);
  return `${input.slice(0, idx)}\\${input.slice(idx)}`;
};

exports.removePrefix = (input, state = {}) => {
  let output = input;
  if (output.startsWith('./')) {
    output = output.slice(2);
    state.prefix = './';
  }
  return output;
};

exports.wrapOutput = (input, state = {}, options = {}) => {
  const prepend = options.contains ? '' : '^';
  const append = options.contains ? '' : '$';

  let output = `${prepend}(?:${input})${append}`;
  if (state.negated === true) {
    output = `(?:^(?!${output}).*$)`;
  }
  return output;
};

exports.basename = (path, { windows } = {}) => {
  const segs = path.split(windows ? /[\\/]/ : '/');
  const last = segs[segs.length - 1];

  if (last === '') {
    return segs[segs.length - 2];
  }

  return last;
};


/***/ }),

/***/ 35:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _commands_run_cli_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(569);
/** The command line's shell. */

process.exitCode = await (0,_commands_run_cli_js__WEBPACK_IMPORTED_MODULE_0__/* .runCli */ .a)(process.argv.slice(2), process.env);
//# sourceMappingURL=cli.js.map
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ runCli)
});

;// CONCATENATED MODULE: ./build/src/model/cannot-judge.js
/**
 * The gate's inability to judge, as opposed to a finding on the project: exit code 2.
 * Thrown only where the world is read, caught only in the shells.
 */
class CannotJudge extends Error {
    name = 'CannotJudge';
    /** Imperative next step for whoever reads the message. */
    hint;
    constructor(message, options) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.hint = options.hint;
    }
}
//# sourceMappingURL=cannot-judge.js.map
;// CONCATENATED MODULE: ./build/src/inputs/input.js
/** The shape of an input: one row of the table that command line, Action, help text and README are made from. */
/** Headings of the help text, in its order. */
const GROUPS = ['project', 'judgement', 'server', 'report'];
//# sourceMappingURL=input.js.map
;// CONCATENATED MODULE: ./build/src/inputs/table.js
const INPUTS = {
    config: {
        group: 'project',
        kind: 'list',
        placeholder: 'FILE',
        description: 'Drizzle config to check, or a glob of several (default: what is found in the working directory)',
    },
    migrations: {
        group: 'project',
        kind: 'text',
        placeholder: 'FOLDER',
        description: 'migrations folder to check without a Drizzle config; the TypeScript schema is then not compared',
    },
    'working-directory': {
        group: 'project',
        kind: 'text',
        default: '.',
        placeholder: 'FOLDER',
        description: 'folder that all other paths are relative to',
    },
    base: {
        group: 'project',
        kind: 'text',
        placeholder: 'REF',
        description: 'git ref that the change is merged into; tells new migrations from merged ones',
    },
    scope: {
        group: 'judgement',
        kind: 'choice',
        values: ['new', 'all'],
        description: 'migrations that idempotency is judged of (default: new where a base is known, else all)',
    },
    idempotency: {
        group: 'judgement',
        kind: 'choice',
        values: ['error', 'warning', 'off'],
        default: 'warning',
        description: 'weight of statements that cannot be run twice',
    },
    'fail-on': {
        group: 'judgement',
        kind: 'choice',
        values: ['error', 'warning', 'never'],
        default: 'error',
        description: 'least severity that fails the run',
    },
    postgres: {
        group: 'server',
        kind: 'choice',
        values: ['auto', 'embedded', 'local', 'docker'],
        default: 'auto',
        description: 'provider of the ephemeral Postgres',
    },
    'postgres-version': {
        group: 'server',
        kind: 'number',
        placeholder: 'MAJOR',
        description: 'major version of Postgres to replay on, as in production',
    },
    'postgres-image': {
        group: 'server',
        kind: 'text',
        placeholder: 'IMAGE',
        description: 'container image of the Postgres to replay on',
    },
    platform: {
        group: 'server',
        kind: 'choice',
        values: ['supabase', 'neon', 'rds'],
        description: 'hosting platform whose roles, schemas and extensions the migrations rely on',
    },
    bootstrap: {
        group: 'server',
        kind: 'list',
        placeholder: 'FILE',
        description: 'SQL file that is run before the migrations, for what the database has from elsewhere',
    },
    timeout: {
        group: 'server',
        kind: 'number',
        default: 60,
        placeholder: 'SECONDS',
        description: 'seconds after which a statement, or loading the schema, counts as hung',
    },
    'database-url-env': {
        group: 'server',
        kind: 'text',
        default: 'DATABASE_URL',
        placeholder: 'NAME',
        description: 'environment variable that holds the connection string of the deployed database; not read by this version',
    },
    format: {
        group: 'report',
        kind: 'choice',
        values: ['pretty', 'json', 'markdown', 'sarif', 'github', 'matrix'],
        default: 'pretty',
        description: 'form of the report; matrix is for list alone',
    },
    output: {
        group: 'report',
        kind: 'text',
        placeholder: 'FILE',
        description: 'file to write the report to (default: standard output)',
    },
    comment: {
        group: 'report',
        kind: 'choice',
        values: ['on', 'off'],
        default: 'on',
        only: 'action',
        description: 'whether the report is kept as a comment on the pull request; needs "pull-requests: write"',
    },
    report: {
        group: 'report',
        kind: 'text',
        placeholder: 'FILE',
        only: 'action',
        description: 'report of another run as JSON, for mode comment',
    },
    'github-token': {
        group: 'report',
        kind: 'text',
        expression: '${{ github.token }}',
        only: 'action',
        description: 'token that the comment is written with',
    },
    check: {
        group: 'report',
        kind: 'switch',
        only: 'command line',
        commands: ['fix', 'snapshot'],
        isAsked: true,
        description: 'with "fix" and "snapshot": tell what would be changed, and fail where that is anything',
    },
    stdout: {
        group: 'report',
        kind: 'text',
        placeholder: 'FILE',
        only: 'command line',
        commands: ['fix'],
        description: 'with "fix": change nothing, and print what this migration file would become',
    },
    color: {
        group: 'report',
        kind: 'switch',
        only: 'command line',
        description: 'no colours in the report (default: colours on a terminal, unless NO_COLOR is set)',
    },
};
/** What a run can be asked to do. */
const COMMANDS = {
    check: 'judges a migration history: replays it, compares what is declared, recorded and built, and reports',
    fix: 'mends the journal and guards new migrations, with edits that a replay and a second run have proven',
    snapshot: 'writes the latest snapshot where it is missing or stale, once the migrations build what the schema declares',
    list: 'names the projects below the working directory; --format matrix makes a job of each of them',
};
/** What the Action can be asked to do: commands that change nothing, and what makes sense in a workflow alone. */
const MODES = {
    check: COMMANDS.check,
    list: COMMANDS.list,
    comment: 'posts the report of another run on its pull request (event workflow_run)',
};
/** Environment variables that are read; connection strings never stand in arguments. */
const VARIABLES = {
    GATEKEEPER_POSTGRES_URL: 'a Postgres server that already runs, for ephemeral databases (a services: container)',
    DATABASE_URL: 'the deployed database to inspect; not read by this version',
};
//# sourceMappingURL=table.js.map
;// CONCATENATED MODULE: ./build/src/inputs/help.js
/** The help text, made from the table of inputs. */


/** Plain text, up to 120 columns wide, ends with a line break. */
function renderHelp() {
    return [
        'Usage: drizzle-gatekeeper <command> [flags]',
        '',
        'Stops a Drizzle migration history that a Postgres database would not agree with.',
        ...section('Commands', Object.entries(COMMANDS)),
        ...GROUPS.flatMap((group) => section(HEADINGS[group], flagsOf(group))),
        ...section('Environment', Object.entries(VARIABLES)),
        ...section('Exit codes', Object.entries(EXIT_CODES)),
        '',
    ].join('\n');
}
const HEADINGS = {
    project: 'The project',
    judgement: 'The judgement',
    server: 'The server',
    report: 'The report',
};
const EXIT_CODES = {
    0: 'passed: every check that was due ran, and found nothing at or above --fail-on',
    1: 'failed: findings at or above --fail-on',
    2: 'could not judge: an input, the environment or the project stood in the way',
};
function flagsOf(group) {
    return Object.keys(INPUTS)
        .map((name) => [name, INPUTS[name]])
        .filter(([, input]) => input.group === group && input.only !== 'action')
        .map(([name, input]) => [flagSyntax(name, input), describe(input)]);
}
function flagSyntax(name, input) {
    if (input.kind === 'switch')
        return input.isAsked === true ? `--${name}` : `--no-${name}`;
    const value = input.kind === 'choice' ? input.values.join('|') : (input.placeholder ?? 'VALUE');
    return `--${name} ${value}`;
}
function describe(input) {
    const { text, fallback } = describeInput(input);
    return fallback === null ? text : `${text} (default: ${fallback})`;
}
/** An input in words, for whatever lists inputs. */
function describeInput(input) {
    return {
        text: input.kind === 'list' ? `${input.description}; repeatable` : input.description,
        values: input.kind === 'choice' ? input.values : null,
        fallback: input.expression ?? ('default' in input && input.default !== undefined ? String(input.default) : null),
    };
}
const COLUMN = 32;
const WIDTH = 120;
function section(heading, rows) {
    return ['', `${heading}:`, ...rows.flatMap(([term, text]) => entry(term, text))];
}
/** A long term gets a line of its own; descriptions stand in one column. */
function entry(term, text) {
    const lines = wrap(text, WIDTH - COLUMN - 2).map((line) => ' '.repeat(COLUMN + 2) + line);
    if (term.length > COLUMN - 2)
        return [`  ${term}`, ...lines];
    return [`  ${term.padEnd(COLUMN)}${(lines[0] ?? '').trimStart()}`, ...lines.slice(1)];
}
function wrap(text, width) {
    const lines = [''];
    for (const word of text.split(' ')) {
        const line = lines[lines.length - 1] ?? '';
        if (line === '')
            lines[lines.length - 1] = word;
        else if (line.length + 1 + word.length <= width)
            lines[lines.length - 1] = `${line} ${word}`;
        else
            lines.push(word);
    }
    return lines;
}
//# sourceMappingURL=help.js.map
;// CONCATENATED MODULE: ./build/src/inputs/nearest.js
/** The candidate that `word` was probably meant to be, or null where none is near. */
function nearest(word, candidates) {
    const ranked = candidates
        .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
        .sort((a, b) => a.distance - b.distance);
    const best = ranked[0];
    if (best !== undefined && best.distance <= Math.max(2, word.length / 3))
        return best.candidate;
    return candidates.find((candidate) => sharesPart(word, candidate)) ?? null;
}
/** `migration-folder` means `migrations`, `image` means `postgres-image`. */
function sharesPart(word, candidate) {
    const parts = word.split('-').filter((part) => part.length > 3);
    return candidate.split('-').some((other) => parts.some((part) => editDistance(part, other) <= 1));
}
/** Levenshtein's distance. */
function editDistance(a, b) {
    let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row++) {
        const current = [row];
        for (let column = 1; column <= b.length; column++) {
            const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
            current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution));
        }
        previous = current;
    }
    return previous[b.length] ?? 0;
}
//# sourceMappingURL=nearest.js.map
;// CONCATENATED MODULE: ./build/src/inputs/read-values.js
/** Turns the texts that were given for inputs into checked options. */


/** Throws CannotJudge on a value that an input does not take. */
function readValues(given, spell) {
    const entries = Object.keys(INPUTS).map((name) => {
        return [camelCase(name), readValue(INPUTS[name], given.get(name) ?? [], spell(name))];
    });
    return Object.fromEntries(entries);
}
function readValue(input, texts, label) {
    if (input.kind === 'list')
        return texts;
    const text = texts[0];
    if (text === undefined)
        return ('default' in input ? input.default : undefined) ?? null;
    if (texts.length > 1) {
        throw new CannotJudge(`${label} is given ${texts.length} times`, { hint: `Give ${label} once.` });
    }
    if (input.kind === 'switch')
        return text === 'true';
    if (input.kind === 'number')
        return readNumber(text, label, input.placeholder ?? 'N');
    return input.kind === 'choice' ? readChoice(text, label, input.values) : text;
}
function readNumber(text, label, placeholder) {
    if (/^[1-9]\d{0,6}$/.test(text))
        return Number(text);
    throw new CannotJudge(`"${text}" is no value of ${label}`, {
        hint: `Give ${placeholder} as a whole number above zero.`,
    });
}
function readChoice(text, label, values) {
    if (values.includes(text))
        return text;
    throw new CannotJudge(`"${text}" is no value of ${label}`, { hint: `Use one of ${values.join(', ')}.` });
}
function camelCase(name) {
    return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
//# sourceMappingURL=read-values.js.map
;// CONCATENATED MODULE: ./build/src/inputs/arguments.js
/** The command line: `drizzle-gatekeeper <command> [flags]`. */





/** `argv` without node and script. Throws CannotJudge on anything that is not understood. */
function parseArguments(argv) {
    const { operands, given, asks } = splitArguments(argv);
    if (asks.has('help'))
        return { command: 'help', text: renderHelp() };
    if (asks.has('version'))
        return { command: 'version' };
    const command = readCommand(operands);
    refuseFlagsOfOthers(command, given.keys());
    return { command, options: readValues(given, (name) => `--${name}`) };
}
function splitArguments(argv) {
    const operands = [];
    const given = new Map();
    const asks = new Set();
    const rest = [...argv];
    for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
        refuseConnectionString(argument);
        if (argument === '--help' || argument === '-h')
            asks.add('help');
        else if (argument === '--version')
            asks.add('version');
        else if (argument.startsWith('-')) {
            const [name, value] = readFlag(argument, rest);
            given.set(name, [...(given.get(name) ?? []), value]);
        }
        else
            operands.push(argument);
    }
    return { operands, given, asks };
}
/** Takes the flag's value from `--flag=value`, or from the arguments that follow. */
function readFlag(argument, rest) {
    const [flag = '', ...inline] = argument.split('=');
    const name = flagName(flag);
    const input = INPUTS[name];
    if (input.kind === 'switch') {
        if (inline.length > 0)
            throw new CannotJudge(`${flag} takes no value`, { hint: `Use --${name} or --no-${name}.` });
        return [name, String(!flag.startsWith('--no-'))];
    }
    const value = inline.length > 0 ? inline.join('=') : rest[0]?.startsWith('-') ? undefined : rest.shift();
    if (!value) {
        const example = input.placeholder ?? (input.kind === 'choice' ? input.values.join('|') : 'VALUE');
        throw new CannotJudge(`${flag} has no value`, { hint: `Give it as in ${flag} ${example}.` });
    }
    refuseConnectionString(value);
    return [name, value];
}
function flagName(flag) {
    const names = Object.keys(INPUTS).filter((name) => INPUTS[name].only !== 'action');
    const spellings = new Map(names.map((name) => [`--${name}`, name]));
    for (const name of names)
        if (INPUTS[name].kind === 'switch')
            spellings.set(`--no-${name}`, name);
    const found = spellings.get(flag);
    if (found !== undefined)
        return found;
    const meant = nearest(flag.replace(/^-+/, ''), [...spellings.keys()].map((spelling) => spelling.slice(2)));
    throw new CannotJudge(`unknown flag ${flag}`, {
        hint: meant === null ? 'See "drizzle-gatekeeper --help".' : `Use --${meant}, or see "drizzle-gatekeeper --help".`,
    });
}
function refuseFlagsOfOthers(command, names) {
    for (const name of names) {
        const { commands: owners = [command] } = INPUTS[name];
        if (owners.includes(command))
            continue;
        throw new CannotJudge(`--${name} is no flag of "${command}"`, {
            hint: `Use it as in drizzle-gatekeeper ${owners[0]} --${name}.`,
        });
    }
}
function readCommand(operands) {
    const commands = Object.keys(COMMANDS);
    const [word, extra] = operands;
    const found = commands.find((command) => command === word);
    if (found !== undefined && extra === undefined)
        return found;
    if (found !== undefined) {
        throw new CannotJudge(`unexpected argument "${extra}"`, {
            hint: 'Name the project by --config FILE or --migrations FOLDER.',
        });
    }
    const meant = word === undefined ? 'check' : (nearest(word, commands) ?? 'check');
    throw new CannotJudge(word === undefined ? 'no command is given' : `unknown command "${word}"`, {
        hint: `Run "drizzle-gatekeeper ${meant}", or see "drizzle-gatekeeper --help".`,
    });
}
/** Arguments are readable by every process of the machine, and end up in logs and shell histories. */
function refuseConnectionString(argument) {
    if (!/(^|=)postgres(ql)?:\/\//i.test(argument))
        return;
    throw new CannotJudge('a connection string stands in the arguments', {
        hint: 'Set the environment variable GATEKEEPER_POSTGRES_URL (ephemeral server) or DATABASE_URL (deployed database).',
    });
}
//# sourceMappingURL=arguments.js.map
;// CONCATENATED MODULE: ./build/src/inputs/connection-strings.js
/** Connection strings come from the environment alone. */

/** Throws CannotJudge where `--database-url-env` names a variable: no version reads a deployed database yet. */
function readConnectionStrings(options, environment = process.env) {
    const name = options.databaseUrlEnv;
    const database = environment[name] || null;
    if (database === null && name !== 'DATABASE_URL') {
        throw new CannotJudge(`environment variable "${name}" is not set`, {
            hint: `Set ${name} to the connection string of the deployed database, or leave --database-url-env out.`,
        });
    }
    if (name !== 'DATABASE_URL') {
        // Asked for by name and not done is not the same as a variable that happens to be there.
        throw new CannotJudge('this version does not read a deployed database', {
            hint: 'Leave --database-url-env out: history, replays, drift and idempotency need no deployed database.',
        });
    }
    return { postgres: environment['GATEKEEPER_POSTGRES_URL'] || null, database };
}
/** Every connection string in the environment, whatever its name: none of them may be printed. */
function secretsOf(environment) {
    return Object.values(environment).filter((value) => value !== undefined && /^postgres(ql)?:\/\//i.test(value));
}
//# sourceMappingURL=connection-strings.js.map
;// CONCATENATED MODULE: ./build/src/report/redact.js
/** What stands where a secret stood. */
const STAND_IN = '***';
/**
 * Removes the given secrets in every spelling, and the password of any other connection string.
 * A secret is a connection string, with the passwords in it, or a password alone.
 */
function redact(text, secrets) {
    const common = secrets.flatMap(passwordsIn).filter(isCommon).flatMap(spellingsOf);
    const patterns = [
        ...rareSpellingsOf(secrets).map(anywhere),
        ...common.map(wherePasswordsStand),
        ANY_CONNECTION_STRING,
    ];
    return patterns.reduce((rest, pattern) => rest.replace(pattern, `$1${STAND_IN}`), text);
}
/** The same verdict with every text redacted. */
function redactVerdict(verdict, secrets) {
    return mapTexts(verdict, (text) => redact(text, secrets));
}
/** Every spelling of every secret that stands nowhere but in secrets, the longest first. */
function rareSpellingsOf(secrets) {
    const all = [...secrets, ...secrets.flatMap(passwordsIn)].filter((secret) => !isCommon(secret));
    return [...new Set(all.flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
}
/** Of the user part, and of the parameter that libpq and postgres.js read. */
function passwordsIn(secret) {
    if (!secret.includes('://'))
        return secret === '' ? [] : [secret];
    const ofUser = /^[\w+]+:\/\/[^:@/?#]*:(.*)@/s.exec(secret)?.[1];
    const ofParameter = /[?&]password=([^&#]*)/i.exec(secret)?.[1];
    return [ofUser, ofParameter].flatMap((password) => (password ? [password] : []));
}
/** Stands in every report, such as `postgres`, `public` or `1`; it is a secret only where a password stands. */
function isCommon(password) {
    return password.length < 4 || /^[a-z_]{1,11}$/.test(password);
}
/** As it stands and decoded; each of them raw, percent-encoded, as a JSON and as an SQL string. */
function spellingsOf(secret) {
    const plain = [secret, attempt(decodeURIComponent, secret)];
    const all = plain.flatMap((text) => [
        text,
        attempt(encodeURIComponent, text),
        attempt(encodeURI, text),
        JSON.stringify(text).slice(1, -1),
        text.replaceAll("'", "''"),
    ]);
    return [...new Set(all)];
}
/** Percent-coding throws on half characters and on stray percent signs; such a text has no other spelling. */
function attempt(code, text) {
    try {
        return code(text);
    }
    catch {
        return text;
    }
}
/** A secret that looks like a word does not stand inside a longer word. */
function anywhere(secret) {
    return new RegExp(/^\w+$/.test(secret) ? `(?<![a-zA-Z0-9])()${secret}(?![a-zA-Z0-9])` : `()${escapePattern(secret)}`, 'g');
}
function wherePasswordsStand(password) {
    return new RegExp(`(pass(?:word|wd)?['"]?\\s*[=:]\\s*['"]?)${escapePattern(password)}(?!\\w)`, 'gi');
}
/** The password stands before the last `@` of what has no white space. */
const ANY_CONNECTION_STRING = /(postgres(?:ql)?:\/\/[^\s:/@'"]*:)[^\s'"]+(?=@)/gi;
function escapePattern(text) {
    return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
function mapTexts(value, map) {
    if (typeof value === 'string')
        return map(value);
    if (Array.isArray(value))
        return value.map((element) => mapTexts(element, map));
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, mapTexts(element, map)]));
}
//# sourceMappingURL=redact.js.map
;// CONCATENATED MODULE: ./build/src/report/failure.js
/** What is printed when there is no verdict. */


/** One line and a next step, without secrets. An error that is not a `CannotJudge` is a defect of the gate and says so. */
function describeFailure(error, connectionStrings) {
    const clean = (text) => redact(text, connectionStrings);
    if (error instanceof CannotJudge)
        return { message: toLine(clean(error.message)), hint: toLine(clean(error.hint)) };
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
        message: clean(`defect in drizzle-gatekeeper: ${stack}`),
        hint: 'Report it with this text at https://github.com/drizzle-gatekeeper/drizzle-gatekeeper/issues.',
    };
}
/** Messages quote what others wrote, line breaks included. */
function toLine(text) {
    return text.trim().replace(/\s*[\r\n]+\s*/g, ' ');
}
//# sourceMappingURL=failure.js.map
;// CONCATENATED MODULE: ./build/src/version.js
/** Version of this tool; equal to package.json's, which a test holds. */
const VERSION = '0.1.0';
//# sourceMappingURL=version.js.map
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __nccwpck_require__(6);
;// CONCATENATED MODULE: ./build/src/project/config/find-files.js
/** Files by pattern, as drizzle-kit's `glob` finds them. */



/** Files and folders (absolute, sorted) that match a pattern relative to `root`; a plain path that exists matches itself. */
async function findPaths(root, pattern) {
    const written = pattern.split('\\').join('/');
    const plain = (0,external_node_path_namespaceObject.resolve)(root, pattern);
    if ((await (0,promises_namespaceObject.stat)(plain).catch(() => null)) !== null)
        return [plain];
    const { base, glob } = picomatch.scan(written.replace(/^\.\//, ''));
    if (glob === '')
        return [];
    const matches = picomatch(glob);
    const start = (0,external_node_path_namespaceObject.resolve)(root, base);
    return (await list(start, '', depthOf(glob))).filter((path) => matches(path)).map((path) => (0,external_node_path_namespaceObject.join)(start, path));
}
/** Folders that a pattern can reach: `**` goes any depth. */
function depthOf(glob) {
    return glob.includes('**') ? Number.POSITIVE_INFINITY : glob.split('/').length;
}
/** Everything below `folder`, POSIX paths relative to it, sorted; `**` follows no link and enters no `node_modules`. */
async function list(folder, prefix, depth) {
    const entries = await (0,promises_namespaceObject.readdir)((0,external_node_path_namespaceObject.join)(folder, prefix), { withFileTypes: true }).catch(() => []);
    const lists = await Promise.all(entries
        .filter(({ name }) => name !== 'node_modules')
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(async (entry) => {
        const path = prefix + entry.name;
        return entry.isDirectory() && depth > 1 ? [path, ...(await list(folder, `${path}/`, depth - 1))] : [path];
    }));
    return lists.flat();
}
/** A path in POSIX form. */
function toPosix(path) {
    return path.split(external_node_path_namespaceObject.sep).join('/');
}
//# sourceMappingURL=find-files.js.map
;// CONCATENATED MODULE: ./build/src/project/config/discover.js
/** Finds the drizzle configs that a run is about. */




/** drizzle-kit looks for the first three; the others need `--config` there. */
const EXTENSIONS = ['ts', 'js', 'json', 'mts', 'cts', 'mjs', 'cjs'];
/**
 * Config files, POSIX paths relative to `cwd`: those that the patterns name, or the one in the working directory where
 * no pattern is given. Throws CannotJudge where a pattern finds nothing, and where the lookup finds none or several.
 */
async function discoverConfigs(cwd, patterns) {
    if (patterns.length === 0)
        return [await findDefault(cwd)];
    const found = await Promise.all(patterns.map(async (pattern) => findNamed(cwd, pattern)));
    return [...new Set(found.flat())];
}
async function findNamed(cwd, pattern) {
    const paths = await findPaths(cwd, pattern);
    if (paths.length > 0)
        return paths.map((path) => toPosix((0,external_node_path_namespaceObject.relative)(cwd, path)));
    throw new CannotJudge(`no config file matches "${pattern}"`, { hint: await suggest(cwd) });
}
async function findDefault(cwd) {
    const names = EXTENSIONS.map((extension) => `drizzle.config.${extension}`);
    const existing = await Promise.all(names.map(async (name) => ((await exists((0,external_node_path_namespaceObject.join)(cwd, name))) ? [name] : [])));
    const [first, ...others] = existing.flat();
    if (first === undefined)
        throw new CannotJudge('no drizzle config found', { hint: await suggest(cwd) });
    if (others.length === 0)
        return first;
    throw new CannotJudge(`several drizzle configs found: ${[first, ...others].join(', ')}`, {
        hint: `Name the one that is meant, as in --config ${first}`,
    });
}
/** Drizzle configs up to three folders deep: a monorepo keeps them with its packages. As `discoverConfigs`. */
async function findAllConfigs(cwd) {
    const pattern = `{*,*/*,*/*/*,*/*/*/*}.config.{${EXTENSIONS.join(',')}}`;
    return (await findPaths(cwd, pattern)).map((path) => toPosix((0,external_node_path_namespaceObject.relative)(cwd, path))).filter(isDrizzleConfig);
}
async function suggest(cwd) {
    const nearby = await findAllConfigs(cwd);
    const example = nearby[0] ?? 'path/to/drizzle.config.ts';
    const seen = nearby.length > 0 ? ` (found: ${nearby.slice(0, 5).join(', ')})` : '';
    return `Name the config with --config ${example}${seen}, or a migrations folder with --migrations.`;
}
function isDrizzleConfig(path) {
    return /(^|\/)drizzle[^/]*$/.test(path);
}
async function exists(path) {
    return (0,promises_namespaceObject.access)(path).then(() => true, () => false);
}
//# sourceMappingURL=discover.js.map
;// CONCATENATED MODULE: ./build/src/model/locate.js
const lineStarts = new WeakMap();
/** Lines and columns of a range of a file's text; see `FileLocation` for the units. */
function locate(source, span) {
    const start = positionAt(source, span.start);
    const end = positionAt(source, span.end);
    return { file: source.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
function positionAt(source, offset) {
    const starts = startsOf(source);
    const clamped = Math.min(Math.max(offset, 0), source.text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= clamped)
            low = middle;
        else
            high = middle - 1;
    }
    return { line: low + 1, column: clamped - (starts[low] ?? 0) + 1 };
}
function startsOf(source) {
    const known = lineStarts.get(source);
    if (known !== undefined)
        return known;
    const starts = [0];
    for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1))
        starts.push(at + 1);
    lineStarts.set(source, starts);
    return starts;
}
//# sourceMappingURL=locate.js.map
;// CONCATENATED MODULE: ./build/src/sql/tokens.js
// Letters of identifiers are ASCII letters, the underscore and everything beyond ASCII (scan.l: ident_start).
const WORD = String.raw `[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*`;
const PATTERNS = [
    [null, /[ \t\n\r\f\v]+/y],
    ['comment', /--[^\n\r]*/y],
    ['string', /[eE]'(?:[^'\\]+|\\[^]|'')*'?/y],
    ['string', /(?:[bBxXnN]|[uU]&)?'(?:[^']+|'')*'?/y],
    ['quoted', /(?:[uU]&)?"(?:[^"]+|"")*"?/y],
    ['word', new RegExp(WORD, 'y')],
    ['number', /(?:\d|\.\d)[\d_.]*(?:[eE][+-]?\d+)?/y],
    ['parameter', /\$\d+/y],
    // Characters of operators, up to where a comment starts.
    ['symbol', /(?:(?!--|\/\*)[-+*/<>=~!@#%^&|`?])+/y],
];
const DOLLAR = new RegExp(String.raw `\$(?:${WORD.replaceAll('$', '')})?\$`, 'y');
/** Tokens of a range of a text, white space left out. Never fails: what is not closed reaches to the end of the range. */
function scan(text, range = { start: 0, end: text.length }) {
    const tokens = [];
    for (let start = range.start; start < range.end;) {
        const [kind, end] = nextToken(text, start);
        if (kind !== null)
            tokens.push({ kind, start, end: Math.min(end, range.end) });
        start = end;
    }
    return tokens;
}
function nextToken(text, start) {
    if (text.startsWith('/*', start))
        return ['comment', endOfComment(text, start)];
    for (const [kind, pattern] of PATTERNS) {
        pattern.lastIndex = start;
        if (pattern.test(text))
            return [kind, pattern.lastIndex];
    }
    DOLLAR.lastIndex = start;
    const tag = DOLLAR.exec(text)?.[0];
    if (tag === undefined)
        return ['symbol', start + 1];
    const close = text.indexOf(tag, start + tag.length);
    return ['string', close === -1 ? text.length : close + tag.length];
}
/** Block comments nest in PostgreSQL, unlike in C. */
function endOfComment(text, start) {
    const mark = /\/\*|\*\//g;
    mark.lastIndex = start;
    let depth = 0;
    for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
        depth += found[0] === '/*' ? 1 : -1;
        if (depth === 0)
            return mark.lastIndex;
    }
    return text.length;
}
//# sourceMappingURL=tokens.js.map
;// CONCATENATED MODULE: ./build/src/sql/token-at.js

/** The token at an offset, as a span; where white space or nothing stands there, one character. */
function tokenAt(text, offset) {
    const token = scan(text).find((candidate) => candidate.start <= offset && offset < candidate.end);
    if (token !== undefined && token.kind !== 'comment')
        return { start: token.start, end: token.end };
    return { start: Math.min(offset, text.length), end: Math.min(offset + 1, text.length) };
}
//# sourceMappingURL=token-at.js.map
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/postgres/src/query.js
const originCache = new Map()
    , originStackCache = new Map()
    , originError = Symbol('OriginError')

const CLOSE = {}
class Query extends Promise {
  constructor(strings, args, handler, canceller, options = {}) {
    let resolve
      , reject

    super((a, b) => {
      resolve = a
      reject = b
    })

    this.tagged = Array.isArray(strings.raw)
    this.strings = strings
    this.args = args
    this.handler = handler
    this.canceller = canceller
    this.options = options

    this.state = null
    this.statement = null

    this.resolve = x => (this.active = false, resolve(x))
    this.reject = x => (this.active = false, reject(x))

    this.active = false
    this.cancelled = null
    this.executed = false
    this.signature = ''

    this[originError] = this.handler.debug
      ? new Error()
      : this.tagged && cachedError(this.strings)
  }

  get origin() {
    return (this.handler.debug
      ? this[originError].stack
      : this.tagged && originStackCache.has(this.strings)
        ? originStackCache.get(this.strings)
        : originStackCache.set(this.strings, this[originError].stack).get(this.strings)
    ) || ''
  }

  static get [Symbol.species]() {
    return Promise
  }

  cancel() {
    return this.canceller && (this.canceller(this), this.canceller = null)
  }

  simple() {
    this.options.simple = true
    this.options.prepare = false
    return this
  }

  async readable() {
    this.simple()
    this.streaming = true
    return this
  }

  async writable() {
    this.simple()
    this.streaming = true
    return this
  }

  cursor(rows = 1, fn) {
    this.options.simple = false
    if (typeof rows === 'function') {
      fn = rows
      rows = 1
    }

    this.cursorRows = rows

    if (typeof fn === 'function')
      return (this.cursorFn = fn, this)

    let prev
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          if (this.executed && !this.active)
            return { done: true }

          prev && prev()
          const promise = new Promise((resolve, reject) => {
            this.cursorFn = value => {
              resolve({ value, done: false })
              return new Promise(r => prev = r)
            }
            this.resolve = () => (this.active = false, resolve({ done: true }))
            this.reject = x => (this.active = false, reject(x))
          })
          this.execute()
          return promise
        },
        return() {
          prev && prev(CLOSE)
          return { done: true }
        }
      })
    }
  }

  describe() {
    this.options.simple = false
    this.onlyDescribe = this.options.prepare = true
    return this
  }

  stream() {
    throw new Error('.stream has been renamed to .forEach')
  }

  forEach(fn) {
    this.forEachFn = fn
    this.handle()
    return this
  }

  raw() {
    this.isRaw = true
    return this
  }

  values() {
    this.isRaw = 'values'
    return this
  }

  async handle() {
    !this.executed && (this.executed = true) && await 1 && this.handler(this)
  }

  execute() {
    this.handle()
    return this
  }

  then() {
    this.handle()
    return super.then.apply(this, arguments)
  }

  catch() {
    this.handle()
    return super.catch.apply(this, arguments)
  }

  finally() {
    this.handle()
    return super.finally.apply(this, arguments)
  }
}

function cachedError(xs) {
  if (originCache.has(xs))
    return originCache.get(xs)

  const x = Error.stackTraceLimit
  Error.stackTraceLimit = 4
  originCache.set(xs, new Error())
  Error.stackTraceLimit = x
  return originCache.get(xs)
}

;// CONCATENATED MODULE: ./node_modules/postgres/src/errors.js
class PostgresError extends Error {
  constructor(x) {
    super(x.message)
    this.name = this.constructor.name
    Object.assign(this, x)
  }
}

const Errors = {
  connection,
  postgres,
  generic,
  notSupported
}

function connection(x, options, socket) {
  const { host, port } = socket || options
  const error = Object.assign(
    new Error(('write ' + x + ' ' + (options.path || (host + ':' + port)))),
    {
      code: x,
      errno: x,
      address: options.path || host
    }, options.path ? {} : { port: port }
  )
  Error.captureStackTrace(error, connection)
  return error
}

function postgres(x) {
  const error = new PostgresError(x)
  Error.captureStackTrace(error, postgres)
  return error
}

function generic(code, message) {
  const error = Object.assign(new Error(code + ': ' + message), { code })
  Error.captureStackTrace(error, generic)
  return error
}

/* c8 ignore next 10 */
function notSupported(x) {
  const error = Object.assign(
    new Error(x + ' (B) is not supported'),
    {
      code: 'MESSAGE_NOT_SUPPORTED',
      name: x
    }
  )
  Error.captureStackTrace(error, notSupported)
  return error
}

;// CONCATENATED MODULE: ./node_modules/postgres/src/types.js



const types = {
  string: {
    to: 25,
    from: null,             // defaults to string
    serialize: x => '' + x
  },
  number: {
    to: 0,
    from: [21, 23, 26, 700, 701],
    serialize: x => '' + x,
    parse: x => +x
  },
  json: {
    to: 114,
    from: [114, 3802],
    serialize: x => JSON.stringify(x),
    parse: x => JSON.parse(x)
  },
  boolean: {
    to: 16,
    from: 16,
    serialize: x => x === true ? 't' : 'f',
    parse: x => x === 't'
  },
  date: {
    to: 1184,
    from: [1082, 1114, 1184],
    serialize: x => (x instanceof Date ? x : new Date(x)).toISOString(),
    parse: x => new Date(x)
  },
  bytea: {
    to: 17,
    from: 17,
    serialize: x => '\\x' + Buffer.from(x).toString('hex'),
    parse: x => Buffer.from(x.slice(2), 'hex')
  }
}

class NotTagged { then() { notTagged() } catch() { notTagged() } finally() { notTagged() }}

class Identifier extends NotTagged {
  constructor(value) {
    super()
    this.value = escapeIdentifier(value)
  }
}

class Parameter extends NotTagged {
  constructor(value, type, array) {
    super()
    this.value = value
    this.type = type
    this.array = array
  }
}

class Builder extends NotTagged {
  constructor(first, rest) {
    super()
    this.first = first
    this.rest = rest
  }

  build(before, parameters, types, options) {
    const keyword = builders.map(([x, fn]) => ({ fn, i: before.search(x) })).sort((a, b) => a.i - b.i).pop()
    return keyword.i === -1
      ? escapeIdentifiers(this.first, options)
      : keyword.fn(this.first, this.rest, parameters, types, options)
  }
}

function handleValue(x, parameters, types, options) {
  let value = x instanceof Parameter ? x.value : x
  if (value === undefined) {
    x instanceof Parameter
      ? x.value = options.transform.undefined
      : value = x = options.transform.undefined

    if (value === undefined)
      throw Errors.generic('UNDEFINED_VALUE', 'Undefined values are not allowed')
  }

  return '$' + (types.push(
    x instanceof Parameter
      ? (parameters.push(x.value), x.array
        ? x.array[x.type || inferType(x.value)] || x.type || firstIsString(x.value)
        : x.type
      )
      : (parameters.push(x), inferType(x))
  ))
}

const defaultHandlers = typeHandlers(types)

function stringify(q, string, value, parameters, types, options) { // eslint-disable-line
  for (let i = 1; i < q.strings.length; i++) {
    string += (stringifyValue(string, value, parameters, types, options)) + q.strings[i]
    value = q.args[i]
  }

  return string
}

function stringifyValue(string, value, parameters, types, o) {
  return (
    value instanceof Builder ? value.build(string, parameters, types, o) :
    value instanceof Query ? fragment(value, parameters, types, o) :
    value instanceof Identifier ? value.value :
    value && value[0] instanceof Query ? value.reduce((acc, x) => acc + ' ' + fragment(x, parameters, types, o), '') :
    handleValue(value, parameters, types, o)
  )
}

function fragment(q, parameters, types, options) {
  q.fragment = true
  return stringify(q, q.strings[0], q.args[0], parameters, types, options)
}

function valuesBuilder(first, parameters, types, columns, options) {
  return first.map(row =>
    '(' + columns.map(column =>
      stringifyValue('values', row[column], parameters, types, options)
    ).join(',') + ')'
  ).join(',')
}

function values(first, rest, parameters, types, options) {
  const multi = Array.isArray(first[0])
  const columns = rest.length ? rest.flat() : Object.keys(multi ? first[0] : first)
  return valuesBuilder(multi ? first : [first], parameters, types, columns, options)
}

function types_select(first, rest, parameters, types, options) {
  typeof first === 'string' && (first = [first].concat(rest))
  if (Array.isArray(first))
    return escapeIdentifiers(first, options)

  let value
  const columns = rest.length ? rest.flat() : Object.keys(first)
  return columns.map(x => {
    value = first[x]
    return (
      value instanceof Query ? fragment(value, parameters, types, options) :
      value instanceof Identifier ? value.value :
      handleValue(value, parameters, types, options)
    ) + ' as ' + escapeIdentifier(options.transform.column.to ? options.transform.column.to(x) : x)
  }).join(',')
}

const builders = Object.entries({
  values,
  in: (...xs) => {
    const x = values(...xs)
    return x === '()' ? '(null)' : x
  },
  select: types_select,
  as: types_select,
  returning: types_select,
  '\\(': types_select,

  update(first, rest, parameters, types, options) {
    return (rest.length ? rest.flat() : Object.keys(first)).map(x =>
      escapeIdentifier(options.transform.column.to ? options.transform.column.to(x) : x) +
      '=' + stringifyValue('values', first[x], parameters, types, options)
    )
  },

  insert(first, rest, parameters, types, options) {
    const columns = rest.length ? rest.flat() : Object.keys(Array.isArray(first) ? first[0] : first)
    return '(' + escapeIdentifiers(columns, options) + ')values' +
    valuesBuilder(Array.isArray(first) ? first : [first], parameters, types, columns, options)
  }
}).map(([x, fn]) => ([new RegExp('((?:^|[\\s(])' + x + '(?:$|[\\s(]))(?![\\s\\S]*\\1)', 'i'), fn]))

function notTagged() {
  throw Errors.generic('NOT_TAGGED_CALL', 'Query not called as a tagged template literal')
}

const serializers = defaultHandlers.serializers
const parsers = defaultHandlers.parsers

const END = {}

function firstIsString(x) {
  if (Array.isArray(x))
    return firstIsString(x[0])
  return typeof x === 'string' ? 1009 : 0
}

const mergeUserTypes = function(types) {
  const user = typeHandlers(types || {})
  return {
    serializers: Object.assign({}, serializers, user.serializers),
    parsers: Object.assign({}, parsers, user.parsers)
  }
}

function typeHandlers(types) {
  return Object.keys(types).reduce((acc, k) => {
    types[k].from && [].concat(types[k].from).forEach(x => acc.parsers[x] = types[k].parse)
    if (types[k].serialize) {
      acc.serializers[types[k].to] = types[k].serialize
      types[k].from && [].concat(types[k].from).forEach(x => acc.serializers[x] = types[k].serialize)
    }
    return acc
  }, { parsers: {}, serializers: {} })
}

function escapeIdentifiers(xs, { transform: { column } }) {
  return xs.map(x => escapeIdentifier(column.to ? column.to(x) : x)).join(',')
}

const escapeIdentifier = function escape(str) {
  return '"' + str.replace(/"/g, '""').replace(/\./g, '"."') + '"'
}

const inferType = function inferType(x) {
  return (
    x instanceof Parameter ? x.type :
    x instanceof Date ? 1184 :
    x instanceof Uint8Array ? 17 :
    (x === true || x === false) ? 16 :
    typeof x === 'bigint' ? 20 :
    Array.isArray(x) ? inferType(x[0]) :
    0
  )
}

const escapeBackslash = /\\/g
const escapeQuote = /"/g

function arrayEscape(x) {
  return x
    .replace(escapeBackslash, '\\\\')
    .replace(escapeQuote, '\\"')
}

const arraySerializer = function arraySerializer(xs, serializer, options, typarray) {
  if (Array.isArray(xs) === false)
    return xs

  if (!xs.length)
    return '{}'

  const first = xs[0]
  // Only _box (1020) has the ';' delimiter for arrays, all other types use the ',' delimiter
  const delimiter = typarray === 1020 ? ';' : ','

  if (Array.isArray(first) && !first.type)
    return '{' + xs.map(x => arraySerializer(x, serializer, options, typarray)).join(delimiter) + '}'

  return '{' + xs.map(x => {
    if (x === undefined) {
      x = options.transform.undefined
      if (x === undefined)
        throw Errors.generic('UNDEFINED_VALUE', 'Undefined values are not allowed')
    }

    return x === null
      ? 'null'
      : '"' + arrayEscape(serializer ? serializer(x.type ? x.value : x) : '' + x) + '"'
  }).join(delimiter) + '}'
}

const arrayParserState = {
  i: 0,
  char: null,
  str: '',
  quoted: false,
  last: 0
}

const arrayParser = function arrayParser(x, parser, typarray) {
  arrayParserState.i = arrayParserState.last = 0
  return arrayParserLoop(arrayParserState, x, parser, typarray)
}

function arrayParserLoop(s, x, parser, typarray) {
  const xs = []
  // Only _box (1020) has the ';' delimiter for arrays, all other types use the ',' delimiter
  const delimiter = typarray === 1020 ? ';' : ','
  for (; s.i < x.length; s.i++) {
    s.char = x[s.i]
    if (s.quoted) {
      if (s.char === '\\') {
        s.str += x[++s.i]
      } else if (s.char === '"') {
        xs.push(parser ? parser(s.str) : s.str)
        s.str = ''
        s.quoted = x[s.i + 1] === '"'
        s.last = s.i + 2
      } else {
        s.str += s.char
      }
    } else if (s.char === '"') {
      s.quoted = true
    } else if (s.char === '{') {
      s.last = ++s.i
      xs.push(arrayParserLoop(s, x, parser, typarray))
    } else if (s.char === '}') {
      s.quoted = false
      s.last < s.i && xs.push(parser ? parser(x.slice(s.last, s.i)) : x.slice(s.last, s.i))
      s.last = s.i + 1
      break
    } else if (s.char === delimiter && s.p !== '}' && s.p !== '"') {
      xs.push(parser ? parser(x.slice(s.last, s.i)) : x.slice(s.last, s.i))
      s.last = s.i + 1
    }
    s.p = s.char
  }
  s.last < s.i && xs.push(parser ? parser(x.slice(s.last, s.i + 1)) : x.slice(s.last, s.i + 1))
  return xs
}

const toCamel = x => {
  let str = x[0]
  for (let i = 1; i < x.length; i++)
    str += x[i] === '_' ? x[++i].toUpperCase() : x[i]
  return str
}

const toPascal = x => {
  let str = x[0].toUpperCase()
  for (let i = 1; i < x.length; i++)
    str += x[i] === '_' ? x[++i].toUpperCase() : x[i]
  return str
}

const toKebab = x => x.replace(/_/g, '-')

const fromCamel = x => x.replace(/([A-Z])/g, '_$1').toLowerCase()
const fromPascal = x => (x.slice(0, 1) + x.slice(1).replace(/([A-Z])/g, '_$1')).toLowerCase()
const fromKebab = x => x.replace(/-/g, '_')

function createJsonTransform(fn) {
  return function jsonTransform(x, column) {
    return typeof x === 'object' && x !== null && (column.type === 114 || column.type === 3802)
      ? Array.isArray(x)
        ? x.map(x => jsonTransform(x, column))
        : Object.entries(x).reduce((acc, [k, v]) => Object.assign(acc, { [fn(k)]: jsonTransform(v, column) }), {})
      : x
  }
}

toCamel.column = { from: toCamel }
toCamel.value = { from: createJsonTransform(toCamel) }
fromCamel.column = { to: fromCamel }

const camel = { ...toCamel }
camel.column.to = fromCamel

toPascal.column = { from: toPascal }
toPascal.value = { from: createJsonTransform(toPascal) }
fromPascal.column = { to: fromPascal }

const pascal = { ...toPascal }
pascal.column.to = fromPascal

toKebab.column = { from: toKebab }
toKebab.value = { from: createJsonTransform(toKebab) }
fromKebab.column = { to: fromKebab }

const kebab = { ...toKebab }
kebab.column.to = fromKebab

;// CONCATENATED MODULE: external "net"
const external_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");
;// CONCATENATED MODULE: external "tls"
const external_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "stream"
const external_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");
;// CONCATENATED MODULE: external "perf_hooks"
const external_perf_hooks_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("perf_hooks");
;// CONCATENATED MODULE: ./node_modules/postgres/src/result.js
class Result extends Array {
  constructor() {
    super()
    Object.defineProperties(this, {
      count: { value: null, writable: true },
      state: { value: null, writable: true },
      command: { value: null, writable: true },
      columns: { value: null, writable: true },
      statement: { value: null, writable: true }
    })
  }

  static get [Symbol.species]() {
    return Array
  }
}

;// CONCATENATED MODULE: ./node_modules/postgres/src/queue.js
/* harmony default export */ const src_queue = (Queue);

function Queue(initial = []) {
  let xs = initial.slice()
  let index = 0

  return {
    get length() {
      return xs.length - index
    },
    remove: (x) => {
      const index = xs.indexOf(x)
      return index === -1
        ? null
        : (xs.splice(index, 1), x)
    },
    push: (x) => (xs.push(x), x),
    shift: () => {
      const out = xs[index++]

      if (index === xs.length) {
        index = 0
        xs = []
      } else {
        xs[index - 1] = undefined
      }

      return out
    }
  }
}

;// CONCATENATED MODULE: ./node_modules/postgres/src/bytes.js
const size = 256
let buffer = Buffer.allocUnsafe(size)

const messages = 'BCcDdEFfHPpQSX'.split('').reduce((acc, x) => {
  const v = x.charCodeAt(0)
  acc[x] = () => {
    buffer[0] = v
    b.i = 5
    return b
  }
  return acc
}, {})

const b = Object.assign(bytes_reset, messages, {
  N: String.fromCharCode(0),
  i: 0,
  inc(x) {
    b.i += x
    return b
  },
  str(x) {
    const length = Buffer.byteLength(x)
    fit(length)
    b.i += buffer.write(x, b.i, length, 'utf8')
    return b
  },
  i16(x) {
    fit(2)
    buffer.writeUInt16BE(x, b.i)
    b.i += 2
    return b
  },
  i32(x, i) {
    if (i || i === 0) {
      buffer.writeUInt32BE(x, i)
      return b
    }
    fit(4)
    buffer.writeUInt32BE(x, b.i)
    b.i += 4
    return b
  },
  z(x) {
    fit(x)
    buffer.fill(0, b.i, b.i + x)
    b.i += x
    return b
  },
  raw(x) {
    buffer = Buffer.concat([buffer.subarray(0, b.i), x])
    b.i = buffer.length
    return b
  },
  end(at = 1) {
    buffer.writeUInt32BE(b.i - at, at)
    const out = buffer.subarray(0, b.i)
    b.i = 0
    buffer = Buffer.allocUnsafe(size)
    return out
  }
})

/* harmony default export */ const bytes = (b);

function fit(x) {
  if (buffer.length - b.i < x) {
    const prev = buffer
        , length = prev.length

    buffer = Buffer.allocUnsafe(length + (length >> 1) + x)
    prev.copy(buffer)
  }
}

function bytes_reset() {
  b.i = 0
  return b
}

;// CONCATENATED MODULE: ./node_modules/postgres/src/connection.js













/* harmony default export */ const src_connection = (Connection);

let uid = 1

const Sync = bytes().S().end()
    , Flush = bytes().H().end()
    , SSLRequest = bytes().i32(8).i32(80877103).end(8)
    , ExecuteUnnamed = Buffer.concat([bytes().E().str(bytes.N).i32(0).end(), Sync])
    , DescribeUnnamed = bytes().D().str('S').str(bytes.N).end()
    , noop = () => { /* noop */ }

const retryRoutines = new Set([
  'FetchPreparedStatement',
  'RevalidateCachedQuery',
  'transformAssignedExpr'
])

const errorFields = {
  83  : 'severity_local',    // S
  86  : 'severity',          // V
  67  : 'code',              // C
  77  : 'message',           // M
  68  : 'detail',            // D
  72  : 'hint',              // H
  80  : 'position',          // P
  112 : 'internal_position', // p
  113 : 'internal_query',    // q
  87  : 'where',             // W
  115 : 'schema_name',       // s
  116 : 'table_name',        // t
  99  : 'column_name',       // c
  100 : 'data type_name',    // d
  110 : 'constraint_name',   // n
  70  : 'file',              // F
  76  : 'line',              // L
  82  : 'routine'            // R
}

function Connection(options, queues = {}, { onopen = noop, onend = noop, onclose = noop } = {}) {
  const {
    sslnegotiation,
    ssl,
    max,
    user,
    host,
    port,
    database,
    parsers,
    transform,
    onnotice,
    onnotify,
    onparameter,
    max_pipeline,
    keep_alive,
    backoff,
    target_session_attrs
  } = options

  const sent = src_queue()
      , id = uid++
      , backend = { pid: null, secret: null }
      , idleTimer = timer(end, options.idle_timeout)
      , lifeTimer = timer(end, options.max_lifetime)
      , connectTimer = timer(connectTimedOut, options.connect_timeout)

  let socket = null
    , cancelMessage
    , errorResponse = null
    , result = new Result()
    , incoming = Buffer.alloc(0)
    , needsTypes = options.fetch_types
    , backendParameters = {}
    , statements = {}
    , statementId = Math.random().toString(36).slice(2)
    , statementCount = 1
    , closedTime = 0
    , remaining = 0
    , hostIndex = 0
    , retries = 0
    , length = 0
    , delay = 0
    , rows = 0
    , serverSignature = null
    , nextWriteTimer = null
    , terminated = false
    , incomings = null
    , results = null
    , initial = null
    , ending = null
    , stream = null
    , chunk = null
    , ended = null
    , nonce = null
    , query = null
    , final = null

  const connection = {
    queue: queues.closed,
    idleTimer,
    connect(query) {
      initial = query
      reconnect()
    },
    terminate,
    execute,
    cancel,
    end,
    count: 0,
    id
  }

  queues.closed && queues.closed.push(connection)

  return connection

  async function createSocket() {
    let x
    try {
      x = options.socket
        ? (await Promise.resolve(options.socket(options)))
        : new external_net_namespaceObject.Socket()
    } catch (e) {
      error(e)
      return
    }
    x.on('error', error)
    x.on('close', closed)
    x.on('drain', drain)
    return x
  }

  async function cancel({ pid, secret }, resolve, reject) {
    try {
      cancelMessage = bytes().i32(16).i32(80877102).i32(pid).i32(secret).end(16)
      await connect()
      socket.once('error', reject)
      socket.once('close', resolve)
    } catch (error) {
      reject(error)
    }
  }

  function execute(q) {
    if (terminated)
      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))

    if (stream)
      return queryError(q, Errors.generic('COPY_IN_PROGRESS', 'You cannot execute queries during copy'))

    if (q.cancelled)
      return

    try {
      q.state = backend
      query
        ? sent.push(q)
        : (query = q, query.active = true)

      build(q)
      return write(toBuffer(q))
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline
        && (!q.options.onexecute || q.options.onexecute(connection))
    } catch (error) {
      sent.length === 0 && write(Sync)
      errored(error)
      return true
    }
  }

  function toBuffer(q) {
    if (q.parameters.length >= 65534)
      throw Errors.generic('MAX_PARAMETERS_EXCEEDED', 'Max number of parameters (65534) exceeded')

    return q.options.simple
      ? bytes().Q().str(q.statement.string + bytes.N).end()
      : q.describeFirst
        ? Buffer.concat([describe(q), Flush])
        : q.prepare
          ? q.prepared
            ? prepared(q)
            : Buffer.concat([describe(q), prepared(q)])
          : unnamed(q)
  }

  function describe(q) {
    return Buffer.concat([
      Parse(q.statement.string, q.parameters, q.statement.types, q.statement.name),
      Describe('S', q.statement.name)
    ])
  }

  function prepared(q) {
    return Buffer.concat([
      Bind(q.parameters, q.statement.types, q.statement.name, q.cursorName),
      q.cursorFn
        ? Execute('', q.cursorRows)
        : ExecuteUnnamed
    ])
  }

  function unnamed(q) {
    return Buffer.concat([
      Parse(q.statement.string, q.parameters, q.statement.types),
      DescribeUnnamed,
      prepared(q)
    ])
  }

  function build(q) {
    const parameters = []
        , types = []

    const string = stringify(q, q.strings[0], q.args[0], parameters, types, options)

    !q.tagged && q.args.forEach(x => handleValue(x, parameters, types, options))

    q.prepare = options.prepare && ('prepare' in q.options ? q.options.prepare : true)
    q.string = string
    q.signature = q.prepare && types + string
    q.onlyDescribe && (delete statements[q.signature])
    q.parameters = q.parameters || parameters
    q.prepared = q.prepare && q.signature in statements
    q.describeFirst = q.onlyDescribe || (parameters.length && !q.prepared)
    q.statement = q.prepared
      ? statements[q.signature]
      : { string, types, name: q.prepare ? statementId + statementCount++ : '' }

    typeof options.debug === 'function' && options.debug(id, string, parameters, types)
  }

  function write(x, fn) {
    chunk = chunk ? Buffer.concat([chunk, x]) : Buffer.from(x)
    if (fn || chunk.length >= 1024)
      return nextWrite(fn)
    nextWriteTimer === null && (nextWriteTimer = setImmediate(nextWrite))
    return true
  }

  function nextWrite(fn) {
    const x = socket.write(chunk, fn)
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    return x
  }

  function connectTimedOut() {
    errored(Errors.connection('CONNECT_TIMEOUT', options, socket))
    socket.destroy()
  }

  async function secure() {
    if (sslnegotiation !== 'direct') {
      write(SSLRequest)
      const canSSL = await new Promise(r => socket.once('data', x => r(x[0] === 83))) // S

      if (!canSSL && ssl === 'prefer')
        return connected()
    }

    const options = {
      socket,
      servername: external_net_namespaceObject.isIP(socket.host) ? undefined : socket.host
    }

    if (sslnegotiation === 'direct')
      options.ALPNProtocols = ['postgresql']

    if (ssl === 'require' || ssl === 'allow' || ssl === 'prefer')
      options.rejectUnauthorized = false
    else if (typeof ssl === 'object')
      Object.assign(options, ssl)

    socket.removeAllListeners()
    socket = external_tls_namespaceObject.connect(options)
    socket.on('secureConnect', connected)
    socket.on('error', error)
    socket.on('close', closed)
    socket.on('drain', drain)
  }

  /* c8 ignore next 3 */
  function drain() {
    !query && onopen(connection)
  }

  function data(x) {
    if (incomings) {
      incomings.push(x)
      remaining -= x.length
      if (remaining > 0)
        return
    }

    incoming = incomings
      ? Buffer.concat(incomings, length - remaining)
      : incoming.length === 0
        ? x
        : Buffer.concat([incoming, x], incoming.length + x.length)

    while (incoming.length > 4) {
      length = incoming.readUInt32BE(1)
      if (length >= incoming.length) {
        remaining = length - incoming.length
        incomings = [incoming]
        break
      }

      try {
        handle(incoming.subarray(0, length + 1))
      } catch (e) {
        query && (query.cursorFn || query.describeFirst) && write(Sync)
        errored(e)
      }
      incoming = incoming.subarray(length + 1)
      remaining = 0
      incomings = null
    }
  }

  async function connect() {
    terminated = false
    backendParameters = {}
    socket || (socket = await createSocket())

    if (!socket)
      return

    connectTimer.start()

    if (options.socket)
      return ssl ? secure() : connected()

    socket.on('connect', ssl ? secure : connected)

    if (options.path)
      return socket.connect(options.path)

    socket.ssl = ssl
    socket.connect(port[hostIndex], host[hostIndex])
    socket.host = host[hostIndex]
    socket.port = port[hostIndex]

    hostIndex = (hostIndex + 1) % port.length
  }

  function reconnect() {
    setTimeout(connect, closedTime ? Math.max(0, closedTime + delay - external_perf_hooks_namespaceObject.performance.now()) : 0)
  }

  function connected() {
    try {
      statements = {}
      needsTypes = options.fetch_types
      statementId = Math.random().toString(36).slice(2)
      statementCount = 1
      lifeTimer.start()
      socket.on('data', data)
      keep_alive && socket.setKeepAlive && socket.setKeepAlive(true, 1000 * keep_alive)
      const s = StartupMessage()
      write(s)
    } catch (err) {
      error(err)
    }
  }

  function error(err) {
    if (connection.queue === queues.connecting && options.host[retries + 1])
      return

    errored(err)
    while (sent.length)
      queryError(sent.shift(), err)
  }

  function errored(err) {
    stream && (stream.destroy(err), stream = null)
    query && queryError(query, err)
    initial && (queryError(initial, err), initial = null)
  }

  function queryError(query, err) {
    if (query.reserve)
      return query.reject(err)

    if (!err || typeof err !== 'object')
      err = new Error(err)

    'query' in err || 'parameters' in err || Object.defineProperties(err, {
      stack: { value: err.stack + query.origin.replace(/.*\n/, '\n'), enumerable: options.debug },
      query: { value: query.string, enumerable: options.debug },
      parameters: { value: query.parameters, enumerable: options.debug },
      args: { value: query.args, enumerable: options.debug },
      types: { value: query.statement && query.statement.types, enumerable: options.debug }
    })
    query.reject(err)
  }

  function end() {
    return ending || (
      !connection.reserved && onend(connection),
      !connection.reserved && !initial && !query && sent.length === 0
        ? (terminate(), new Promise(r => socket && socket.readyState !== 'closed' ? socket.once('close', r) : r()))
        : ending = new Promise(r => ended = r)
    )
  }

  function terminate() {
    terminated = true
    if (stream || query || initial || sent.length)
      error(Errors.connection('CONNECTION_DESTROYED', options))

    clearImmediate(nextWriteTimer)
    if (socket) {
      socket.removeListener('data', data)
      socket.removeListener('connect', connected)
      socket.readyState === 'open' && socket.end(bytes().X().end())
    }
    ended && (ended(), ending = ended = null)
  }

  async function closed(hadError) {
    incoming = Buffer.alloc(0)
    remaining = 0
    incomings = null
    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()
    lifeTimer.cancel()
    connectTimer.cancel()

    socket.removeAllListeners()
    socket = null

    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    closedTime = external_perf_hooks_namespaceObject.performance.now()
    hadError && options.shared.retries++
    delay = (typeof backoff === 'function' ? backoff(options.shared.retries) : backoff) * 1000
    onclose(connection, Errors.connection('CONNECTION_CLOSED', options, socket))
  }

  /* Handlers */
  function handle(xs, x = xs[0]) {
    (
      x === 68 ? DataRow :                   // D
      x === 100 ? CopyData :                 // d
      x === 65 ? NotificationResponse :      // A
      x === 83 ? ParameterStatus :           // S
      x === 90 ? ReadyForQuery :             // Z
      x === 67 ? CommandComplete :           // C
      x === 50 ? BindComplete :              // 2
      x === 49 ? ParseComplete :             // 1
      x === 116 ? ParameterDescription :     // t
      x === 84 ? RowDescription :            // T
      x === 82 ? Authentication :            // R
      x === 110 ? NoData :                   // n
      x === 75 ? BackendKeyData :            // K
      x === 69 ? ErrorResponse :             // E
      x === 115 ? PortalSuspended :          // s
      x === 51 ? CloseComplete :             // 3
      x === 71 ? CopyInResponse :            // G
      x === 78 ? NoticeResponse :            // N
      x === 72 ? CopyOutResponse :           // H
      x === 99 ? CopyDone :                  // c
      x === 73 ? EmptyQueryResponse :        // I
      x === 86 ? FunctionCallResponse :      // V
      x === 118 ? NegotiateProtocolVersion : // v
      x === 87 ? CopyBothResponse :          // W
      /* c8 ignore next */
      UnknownMessage
    )(xs)
  }

  function DataRow(x) {
    let index = 7
    let length
    let column
    let value

    const row = query.isRaw ? new Array(query.statement.columns.length) : {}
    for (let i = 0; i < query.statement.columns.length; i++) {
      column = query.statement.columns[i]
      length = x.readInt32BE(index)
      index += 4

      value = length === -1
        ? null
        : query.isRaw === true
          ? x.subarray(index, index += length)
          : column.parser === undefined
            ? x.toString('utf8', index, index += length)
            : column.parser.array === true
              ? column.parser(x.toString('utf8', index + 1, index += length))
              : column.parser(x.toString('utf8', index, index += length))

      query.isRaw
        ? (row[i] = query.isRaw === true
          ? value
          : transform.value.from ? transform.value.from(value, column) : value)
        : (row[column.name] = transform.value.from ? transform.value.from(value, column) : value)
    }

    query.forEachFn
      ? query.forEachFn(transform.row.from ? transform.row.from(row) : row, result)
      : (result[rows++] = transform.row.from ? transform.row.from(row) : row)
  }

  function ParameterStatus(x) {
    const [k, v] = x.toString('utf8', 5, x.length - 1).split(bytes.N)
    backendParameters[k] = v
    if (options.parameters[k] !== v) {
      options.parameters[k] = v
      onparameter && onparameter(k, v)
    }
  }

  function ReadyForQuery(x) {
    if (query) {
      if (errorResponse) {
        query.retried
          ? errored(query.retried)
          : query.prepared && retryRoutines.has(errorResponse.routine)
            ? retry(query, errorResponse)
            : errored(errorResponse)
      } else {
        query.resolve(results || result)
      }
    } else if (errorResponse) {
      errored(errorResponse)
    }

    query = results = errorResponse = null
    result = new Result()
    connectTimer.cancel()

    if (initial) {
      if (target_session_attrs) {
        if (!backendParameters.in_hot_standby || !backendParameters.default_transaction_read_only)
          return fetchState()
        else if (tryNext(target_session_attrs, backendParameters))
          return terminate()
      }

      if (needsTypes) {
        initial.reserve && (initial = null)
        return fetchArrayTypes()
      }

      initial && !initial.reserve && execute(initial)
      options.shared.retries = retries = 0
      initial = null
      return
    }

    while (sent.length && (query = sent.shift()) && (query.active = true, query.cancelled))
      Connection(options).cancel(query.state, query.cancelled.resolve, query.cancelled.reject)

    if (query)
      return // Consider opening if able and sent.length < 50

    connection.reserved
      ? !connection.reserved.release && x[5] === 73 // I
        ? ending
          ? terminate()
          : (connection.reserved = null, onopen(connection))
        : connection.reserved()
      : ending
        ? terminate()
        : onopen(connection)
  }

  function CommandComplete(x) {
    rows = 0

    for (let i = x.length - 1; i > 0; i--) {
      if (x[i] === 32 && x[i + 1] < 58 && result.count === null)
        result.count = +x.toString('utf8', i + 1, x.length - 1)
      if (x[i - 1] >= 65) {
        result.command = x.toString('utf8', 5, i)
        result.state = backend
        break
      }
    }

    final && (final(), final = null)

    if (result.command === 'BEGIN' && max !== 1 && !connection.reserved)
      return errored(Errors.generic('UNSAFE_TRANSACTION', 'Only use sql.begin, sql.reserved or max: 1'))

    if (query.options.simple)
      return BindComplete()

    if (query.cursorFn) {
      result.count && query.cursorFn(result)
      write(Sync)
    }
  }

  function ParseComplete() {
    query.parsing = false
  }

  function BindComplete() {
    !result.statement && (result.statement = query.statement)
    result.columns = query.statement.columns
  }

  function ParameterDescription(x) {
    const length = x.readUInt16BE(5)

    for (let i = 0; i < length; ++i)
      !query.statement.types[i] && (query.statement.types[i] = x.readUInt32BE(7 + i * 4))

    query.prepare && (statements[query.signature] = query.statement)
    query.describeFirst && !query.onlyDescribe && (write(prepared(query)), query.describeFirst = false)
  }

  function RowDescription(x) {
    if (result.command) {
      results = results || [result]
      results.push(result = new Result())
      result.count = null
      query.statement.columns = null
    }

    const length = x.readUInt16BE(5)
    let index = 7
    let start

    query.statement.columns = Array(length)

    for (let i = 0; i < length; ++i) {
      start = index
      while (x[index++] !== 0);
      const table = x.readUInt32BE(index)
      const number = x.readUInt16BE(index + 4)
      const type = x.readUInt32BE(index + 6)
      query.statement.columns[i] = {
        name: transform.column.from
          ? transform.column.from(x.toString('utf8', start, index - 1))
          : x.toString('utf8', start, index - 1),
        parser: parsers[type],
        table,
        number,
        type
      }
      index += 18
    }

    result.statement = query.statement
    if (query.onlyDescribe)
      return (query.resolve(query.statement), write(Sync))
  }

  async function Authentication(x, type = x.readUInt32BE(5)) {
    (
      type === 3 ? AuthenticationCleartextPassword :
      type === 5 ? AuthenticationMD5Password :
      type === 10 ? SASL :
      type === 11 ? SASLContinue :
      type === 12 ? SASLFinal :
      type !== 0 ? UnknownAuth :
      noop
    )(x, type)
  }

  /* c8 ignore next 5 */
  async function AuthenticationCleartextPassword() {
    const payload = await Pass()
    write(
      bytes().p().str(payload).z(1).end()
    )
  }

  async function AuthenticationMD5Password(x) {
    const payload = 'md5' + (
      await md5(
        Buffer.concat([
          Buffer.from(await md5((await Pass()) + user)),
          x.subarray(9)
        ])
      )
    )
    write(
      bytes().p().str(payload).z(1).end()
    )
  }

  async function SASL() {
    nonce = (await external_crypto_namespaceObject.randomBytes(18)).toString('base64')
    bytes().p().str('SCRAM-SHA-256' + bytes.N)
    const i = bytes.i
    write(bytes.inc(4).str('n,,n=*,r=' + nonce).i32(bytes.i - i - 4, i).end())
  }

  async function SASLContinue(x) {
    const res = x.toString('utf8', 9).split(',').reduce((acc, x) => (acc[x[0]] = x.slice(2), acc), {})

    const saltedPassword = await external_crypto_namespaceObject.pbkdf2Sync(
      await Pass(),
      Buffer.from(res.s, 'base64'),
      parseInt(res.i), 32,
      'sha256'
    )

    const clientKey = await hmac(saltedPassword, 'Client Key')

    const auth = 'n=*,r=' + nonce + ','
               + 'r=' + res.r + ',s=' + res.s + ',i=' + res.i
               + ',c=biws,r=' + res.r

    serverSignature = (await hmac(await hmac(saltedPassword, 'Server Key'), auth)).toString('base64')

    const payload = 'c=biws,r=' + res.r + ',p=' + xor(
      clientKey, Buffer.from(await hmac(await sha256(clientKey), auth))
    ).toString('base64')

    write(
      bytes().p().str(payload).end()
    )
  }

  function SASLFinal(x) {
    if (x.toString('utf8', 9).split(bytes.N, 1)[0].slice(2) === serverSignature)
      return
    /* c8 ignore next 5 */
    errored(Errors.generic('SASL_SIGNATURE_MISMATCH', 'The server did not return the correct signature'))
    socket.destroy()
  }

  function Pass() {
    return Promise.resolve(typeof options.pass === 'function'
      ? options.pass()
      : options.pass
    )
  }

  function NoData() {
    result.statement = query.statement
    result.statement.columns = []
    if (query.onlyDescribe)
      return (query.resolve(query.statement), write(Sync))
  }

  function BackendKeyData(x) {
    backend.pid = x.readUInt32BE(5)
    backend.secret = x.readUInt32BE(9)
  }

  async function fetchArrayTypes() {
    needsTypes = false
    const types = await new Query([`
      select b.oid, b.typarray
      from pg_catalog.pg_type a
      left join pg_catalog.pg_type b on b.oid = a.typelem
      where a.typcategory = 'A'
      group by b.oid, b.typarray
      order by b.oid
    `], [], execute)
    types.forEach(({ oid, typarray }) => addArrayType(oid, typarray))
  }

  function addArrayType(oid, typarray) {
    if (!!options.parsers[typarray] && !!options.serializers[typarray]) return
    const parser = options.parsers[oid]
    options.shared.typeArrayMap[oid] = typarray
    options.parsers[typarray] = (xs) => arrayParser(xs, parser, typarray)
    options.parsers[typarray].array = true
    options.serializers[typarray] = (xs) => arraySerializer(xs, options.serializers[oid], options, typarray)
  }

  function tryNext(x, xs) {
    return (
      (x === 'read-write' && xs.default_transaction_read_only === 'on') ||
      (x === 'read-only' && xs.default_transaction_read_only === 'off') ||
      (x === 'primary' && xs.in_hot_standby === 'on') ||
      (x === 'standby' && xs.in_hot_standby === 'off') ||
      (x === 'prefer-standby' && xs.in_hot_standby === 'off' && options.host[retries])
    )
  }

  function fetchState() {
    const query = new Query([`
      show transaction_read_only;
      select pg_catalog.pg_is_in_recovery()
    `], [], execute, null, { simple: true })
    query.resolve = ([[a], [b]]) => {
      backendParameters.default_transaction_read_only = a.transaction_read_only
      backendParameters.in_hot_standby = b.pg_is_in_recovery ? 'on' : 'off'
    }
    query.execute()
  }

  function ErrorResponse(x) {
    if (query) {
      (query.cursorFn || query.describeFirst) && write(Sync)
      errorResponse = Errors.postgres(parseError(x))
    } else {
      errored(Errors.postgres(parseError(x)))
    }
  }

  function retry(q, error) {
    delete statements[q.signature]
    q.retried = error
    execute(q)
  }

  function NotificationResponse(x) {
    if (!onnotify)
      return

    let index = 9
    while (x[index++] !== 0);
    onnotify(
      x.toString('utf8', 9, index - 1),
      x.toString('utf8', index, x.length - 1)
    )
  }

  async function PortalSuspended() {
    try {
      const x = await Promise.resolve(query.cursorFn(result))
      rows = 0
      x === CLOSE
        ? write(Close(query.portal))
        : (result = new Result(), write(Execute('', query.cursorRows)))
    } catch (err) {
      write(Sync)
      query.reject(err)
    }
  }

  function CloseComplete() {
    result.count && query.cursorFn(result)
    query.resolve(result)
  }

  function CopyInResponse() {
    stream = new external_stream_namespaceObject.Writable({
      autoDestroy: true,
      write(chunk, encoding, callback) {
        socket.write(bytes().d().raw(chunk).end(), callback)
      },
      destroy(error, callback) {
        callback(error)
        socket.write(bytes().f().str(error + bytes.N).end())
        stream = null
      },
      final(callback) {
        socket.write(bytes().c().end())
        final = callback
        stream = null
      }
    })
    query.resolve(stream)
  }

  function CopyOutResponse() {
    stream = new external_stream_namespaceObject.Readable({
      read() { socket.resume() }
    })
    query.resolve(stream)
  }

  /* c8 ignore next 3 */
  function CopyBothResponse() {
    stream = new external_stream_namespaceObject.Duplex({
      autoDestroy: true,
      read() { socket.resume() },
      /* c8 ignore next 11 */
      write(chunk, encoding, callback) {
        socket.write(bytes().d().raw(chunk).end(), callback)
      },
      destroy(error, callback) {
        callback(error)
        socket.write(bytes().f().str(error + bytes.N).end())
        stream = null
      },
      final(callback) {
        socket.write(bytes().c().end())
        final = callback
      }
    })
    query.resolve(stream)
  }

  function CopyData(x) {
    stream && (stream.push(x.subarray(5)) || socket.pause())
  }

  function CopyDone() {
    stream && stream.push(null)
    stream = null
  }

  function NoticeResponse(x) {
    onnotice
      ? onnotice(parseError(x))
      : console.log(parseError(x)) // eslint-disable-line

  }

  /* c8 ignore next 3 */
  function EmptyQueryResponse() {
    /* noop */
  }

  /* c8 ignore next 3 */
  function FunctionCallResponse() {
    errored(Errors.notSupported('FunctionCallResponse'))
  }

  /* c8 ignore next 3 */
  function NegotiateProtocolVersion() {
    errored(Errors.notSupported('NegotiateProtocolVersion'))
  }

  /* c8 ignore next 3 */
  function UnknownMessage(x) {
    console.error('Postgres.js : Unknown Message:', x[0]) // eslint-disable-line
  }

  /* c8 ignore next 3 */
  function UnknownAuth(x, type) {
    console.error('Postgres.js : Unknown Auth:', type) // eslint-disable-line
  }

  /* Messages */
  function Bind(parameters, types, statement = '', portal = '') {
    let prev
      , type

    bytes().B().str(portal + bytes.N).str(statement + bytes.N).i16(0).i16(parameters.length)

    parameters.forEach((x, i) => {
      if (x === null)
        return bytes.i32(0xFFFFFFFF)

      type = types[i]
      parameters[i] = x = type in options.serializers
        ? options.serializers[type](x)
        : '' + x

      prev = bytes.i
      bytes.inc(4).str(x).i32(bytes.i - prev - 4, prev)
    })

    bytes.i16(0)

    return bytes.end()
  }

  function Parse(str, parameters, types, name = '') {
    bytes().P().str(name + bytes.N).str(str + bytes.N).i16(parameters.length)
    parameters.forEach((x, i) => bytes.i32(types[i] || 0))
    return bytes.end()
  }

  function Describe(x, name = '') {
    return bytes().D().str(x).str(name + bytes.N).end()
  }

  function Execute(portal = '', rows = 0) {
    return Buffer.concat([
      bytes().E().str(portal + bytes.N).i32(rows).end(),
      Flush
    ])
  }

  function Close(portal = '') {
    return Buffer.concat([
      bytes().C().str('P').str(portal + bytes.N).end(),
      bytes().S().end()
    ])
  }

  function StartupMessage() {
    return cancelMessage || bytes().inc(4).i16(3).z(2).str(
      Object.entries(Object.assign({
        user,
        database,
        client_encoding: 'UTF8'
      },
        options.connection
      )).filter(([, v]) => v).map(([k, v]) => k + bytes.N + v).join(bytes.N)
    ).z(2).end(0)
  }

}

function parseError(x) {
  const error = {}
  let start = 5
  for (let i = 5; i < x.length - 1; i++) {
    if (x[i] === 0) {
      error[errorFields[x[start]]] = x.toString('utf8', start + 1, i)
      start = i + 1
    }
  }
  return error
}

function md5(x) {
  return external_crypto_namespaceObject.createHash('md5').update(x).digest('hex')
}

function hmac(key, x) {
  return external_crypto_namespaceObject.createHmac('sha256', key).update(x).digest()
}

function sha256(x) {
  return external_crypto_namespaceObject.createHash('sha256').update(x).digest()
}

function xor(a, b) {
  const length = Math.max(a.length, b.length)
  const buffer = Buffer.allocUnsafe(length)
  for (let i = 0; i < length; i++)
    buffer[i] = a[i] ^ b[i]
  return buffer
}

function timer(fn, seconds) {
  seconds = typeof seconds === 'function' ? seconds() : seconds
  if (!seconds)
    return { cancel: noop, start: noop }

  let timer
  return {
    cancel() {
      timer && (clearTimeout(timer), timer = null)
    },
    start() {
      timer && clearTimeout(timer)
      timer = setTimeout(done, seconds * 1000, arguments)
    }
  }

  function done(args) {
    fn.apply(null, args)
    timer = null
  }
}

;// CONCATENATED MODULE: ./node_modules/postgres/src/subscribe.js
const subscribe_noop = () => { /* noop */ }

function Subscribe(postgres, options) {
  const subscribers = new Map()
      , slot = 'postgresjs_' + Math.random().toString(36).slice(2)
      , state = {}

  let connection
    , stream
    , ended = false

  const sql = subscribe.sql = postgres({
    ...options,
    transform: { column: {}, value: {}, row: {} },
    max: 1,
    fetch_types: false,
    idle_timeout: null,
    max_lifetime: null,
    connection: {
      ...options.connection,
      replication: 'database'
    },
    onclose: async function() {
      if (ended)
        return
      stream = null
      state.pid = state.secret = undefined
      connected(await init(sql, slot, options.publications))
      subscribers.forEach(event => event.forEach(({ onsubscribe }) => onsubscribe()))
    },
    no_subscribe: true
  })

  const end = sql.end
      , close = sql.close

  sql.end = async() => {
    ended = true
    stream && (await new Promise(r => (stream.once('close', r), stream.end())))
    return end()
  }

  sql.close = async() => {
    stream && (await new Promise(r => (stream.once('close', r), stream.end())))
    return close()
  }

  return subscribe

  async function subscribe(event, fn, onsubscribe = subscribe_noop, onerror = subscribe_noop) {
    event = parseEvent(event)

    if (!connection)
      connection = init(sql, slot, options.publications)

    const subscriber = { fn, onsubscribe }
    const fns = subscribers.has(event)
      ? subscribers.get(event).add(subscriber)
      : subscribers.set(event, new Set([subscriber])).get(event)

    const unsubscribe = () => {
      fns.delete(subscriber)
      fns.size === 0 && subscribers.delete(event)
    }

    return connection.then(x => {
      connected(x)
      onsubscribe()
      stream && stream.on('error', onerror)
      return { unsubscribe, state, sql }
    })
  }

  function connected(x) {
    stream = x.stream
    state.pid = x.state.pid
    state.secret = x.state.secret
  }

  async function init(sql, slot, publications) {
    if (!publications)
      throw new Error('Missing publication names')

    const xs = await sql.unsafe(
      `CREATE_REPLICATION_SLOT ${ slot } TEMPORARY LOGICAL pgoutput NOEXPORT_SNAPSHOT`
    )

    const [x] = xs

    const stream = await sql.unsafe(
      `START_REPLICATION SLOT ${ slot } LOGICAL ${
        x.consistent_point
      } (proto_version '1', publication_names '${ publications }')`
    ).writable()

    const state = {
      lsn: Buffer.concat(x.consistent_point.split('/').map(x => Buffer.from(('00000000' + x).slice(-8), 'hex')))
    }

    stream.on('data', data)
    stream.on('error', error)
    stream.on('close', sql.close)

    return { stream, state: xs.state }

    function error(e) {
      console.error('Unexpected error during logical streaming - reconnecting', e) // eslint-disable-line
    }

    function data(x) {
      if (x[0] === 0x77) {
        parse(x.subarray(25), state, sql.options.parsers, handle, options.transform)
      } else if (x[0] === 0x6b && x[17]) {
        state.lsn = x.subarray(1, 9)
        pong()
      }
    }

    function handle(a, b) {
      const path = b.relation.schema + '.' + b.relation.table
      call('*', a, b)
      call('*:' + path, a, b)
      b.relation.keys.length && call('*:' + path + '=' + b.relation.keys.map(x => a[x.name]), a, b)
      call(b.command, a, b)
      call(b.command + ':' + path, a, b)
      b.relation.keys.length && call(b.command + ':' + path + '=' + b.relation.keys.map(x => a[x.name]), a, b)
    }

    function pong() {
      const x = Buffer.alloc(34)
      x[0] = 'r'.charCodeAt(0)
      x.fill(state.lsn, 1)
      x.writeBigInt64BE(BigInt(Date.now() - Date.UTC(2000, 0, 1)) * BigInt(1000), 25)
      stream.write(x)
    }
  }

  function call(x, a, b) {
    subscribers.has(x) && subscribers.get(x).forEach(({ fn }) => fn(a, b, x))
  }
}

function Time(x) {
  return new Date(Date.UTC(2000, 0, 1) + Number(x / BigInt(1000)))
}

function parse(x, state, parsers, handle, transform) {
  const char = (acc, [k, v]) => (acc[k.charCodeAt(0)] = v, acc)

  Object.entries({
    R: x => {  // Relation
      let i = 1
      const r = state[x.readUInt32BE(i)] = {
        schema: x.toString('utf8', i += 4, i = x.indexOf(0, i)) || 'pg_catalog',
        table: x.toString('utf8', i + 1, i = x.indexOf(0, i + 1)),
        columns: Array(x.readUInt16BE(i += 2)),
        keys: []
      }
      i += 2

      let columnIndex = 0
        , column

      while (i < x.length) {
        column = r.columns[columnIndex++] = {
          key: x[i++],
          name: transform.column.from
            ? transform.column.from(x.toString('utf8', i, i = x.indexOf(0, i)))
            : x.toString('utf8', i, i = x.indexOf(0, i)),
          type: x.readUInt32BE(i += 1),
          parser: parsers[x.readUInt32BE(i)],
          atttypmod: x.readUInt32BE(i += 4)
        }

        column.key && r.keys.push(column)
        i += 4
      }
    },
    Y: () => { /* noop */ }, // Type
    O: () => { /* noop */ }, // Origin
    B: x => { // Begin
      state.date = Time(x.readBigInt64BE(9))
      state.lsn = x.subarray(1, 9)
    },
    I: x => { // Insert
      let i = 1
      const relation = state[x.readUInt32BE(i)]
      const { row } = tuples(x, relation.columns, i += 7, transform)

      handle(row, {
        command: 'insert',
        relation
      })
    },
    D: x => { // Delete
      let i = 1
      const relation = state[x.readUInt32BE(i)]
      i += 4
      const key = x[i] === 75
      handle(key || x[i] === 79
        ? tuples(x, relation.columns, i += 3, transform).row
        : null
      , {
        command: 'delete',
        relation,
        key
      })
    },
    U: x => { // Update
      let i = 1
      const relation = state[x.readUInt32BE(i)]
      i += 4
      const key = x[i] === 75
      const xs = key || x[i] === 79
        ? tuples(x, relation.columns, i += 3, transform)
        : null

      xs && (i = xs.i)

      const { row } = tuples(x, relation.columns, i + 3, transform)

      handle(row, {
        command: 'update',
        relation,
        key,
        old: xs && xs.row
      })
    },
    T: () => { /* noop */ }, // Truncate,
    C: () => { /* noop */ }  // Commit
  }).reduce(char, {})[x[0]](x)
}

function tuples(x, columns, xi, transform) {
  let type
    , column
    , value

  const row = transform.raw ? new Array(columns.length) : {}
  for (let i = 0; i < columns.length; i++) {
    type = x[xi++]
    column = columns[i]
    value = type === 110 // n
      ? null
      : type === 117 // u
        ? undefined
        : column.parser === undefined
          ? x.toString('utf8', xi + 4, xi += 4 + x.readUInt32BE(xi))
          : column.parser.array === true
            ? column.parser(x.toString('utf8', xi + 5, xi += 4 + x.readUInt32BE(xi)))
            : column.parser(x.toString('utf8', xi + 4, xi += 4 + x.readUInt32BE(xi)))

    transform.raw
      ? (row[i] = transform.raw === true
        ? value
        : transform.value.from ? transform.value.from(value, column) : value)
      : (row[column.name] = transform.value.from
        ? transform.value.from(value, column)
        : value
      )
  }

  return { i: xi, row: transform.row.from ? transform.row.from(row) : row }
}

function parseEvent(x) {
  const xs = x.match(/^(\*|insert|update|delete)?:?([^.]+?\.?[^=]+)?=?(.+)?/i) || []

  if (!xs)
    throw new Error('Malformed subscribe pattern: ' + x)

  const [, command, path, key] = xs

  return (command || '*')
       + (path ? ':' + (path.indexOf('.') === -1 ? 'public.' + path : path) : '')
       + (key ? '=' + key : '')
}

;// CONCATENATED MODULE: ./node_modules/postgres/src/large.js


function largeObject(sql, oid, mode = 0x00020000 | 0x00040000) {
  return new Promise(async(resolve, reject) => {
    await sql.begin(async sql => {
      let finish
      !oid && ([{ oid }] = await sql`select lo_creat(-1) as oid`)
      const [{ fd }] = await sql`select lo_open(${ oid }, ${ mode }) as fd`

      const lo = {
        writable,
        readable,
        close     : () => sql`select lo_close(${ fd })`.then(finish),
        tell      : () => sql`select lo_tell64(${ fd })`,
        read      : (x) => sql`select loread(${ fd }, ${ x }) as data`,
        write     : (x) => sql`select lowrite(${ fd }, ${ x })`,
        truncate  : (x) => sql`select lo_truncate64(${ fd }, ${ x })`,
        seek      : (x, whence = 0) => sql`select lo_lseek64(${ fd }, ${ x }, ${ whence })`,
        size      : () => sql`
          select
            lo_lseek64(${ fd }, location, 0) as position,
            seek.size
          from (
            select
              lo_lseek64($1, 0, 2) as size,
              tell.location
            from (select lo_tell64($1) as location) tell
          ) seek
        `
      }

      resolve(lo)

      return new Promise(async r => finish = r)

      async function readable({
        highWaterMark = 2048 * 8,
        start = 0,
        end = Infinity
      } = {}) {
        let max = end - start
        start && await lo.seek(start)
        return new external_stream_namespaceObject.Readable({
          highWaterMark,
          async read(size) {
            const l = size > max ? size - max : size
            max -= size
            const [{ data }] = await lo.read(l)
            this.push(data)
            if (data.length < size)
              this.push(null)
          }
        })
      }

      async function writable({
        highWaterMark = 2048 * 8,
        start = 0
      } = {}) {
        start && await lo.seek(start)
        return new external_stream_namespaceObject.Writable({
          highWaterMark,
          write(chunk, encoding, callback) {
            lo.write(chunk).then(() => callback(), callback)
          }
        })
      }
    }).catch(reject)
  })
}

;// CONCATENATED MODULE: ./node_modules/postgres/src/index.js












Object.assign(Postgres, {
  PostgresError: PostgresError,
  toPascal: toPascal,
  pascal: pascal,
  toCamel: toCamel,
  camel: camel,
  toKebab: toKebab,
  kebab: kebab,
  fromPascal: fromPascal,
  fromCamel: fromCamel,
  fromKebab: fromKebab,
  BigInt: {
    to: 20,
    from: [20],
    parse: x => BigInt(x), // eslint-disable-line
    serialize: x => x.toString()
  }
})

/* harmony default export */ const src = (Postgres);

function Postgres(a, b) {
  const options = parseOptions(a, b)
      , subscribe = options.no_subscribe || Subscribe(Postgres, { ...options })

  let ending = false

  const queries = src_queue()
      , connecting = src_queue()
      , reserved = src_queue()
      , closed = src_queue()
      , ended = src_queue()
      , open = src_queue()
      , busy = src_queue()
      , full = src_queue()
      , queues = { connecting, reserved, closed, ended, open, busy, full }

  const connections = [...Array(options.max)].map(() => src_connection(options, queues, { onopen, onend, onclose }))

  const sql = Sql(handler)

  Object.assign(sql, {
    get parameters() { return options.parameters },
    largeObject: largeObject.bind(null, sql),
    subscribe,
    CLOSE: CLOSE,
    END: CLOSE,
    PostgresError: PostgresError,
    options,
    reserve,
    listen,
    begin,
    close,
    end
  })

  return sql

  function Sql(handler) {
    handler.debug = options.debug

    Object.entries(options.types).reduce((acc, [name, type]) => {
      acc[name] = (x) => new Parameter(x, type.to)
      return acc
    }, typed)

    Object.assign(sql, {
      types: typed,
      typed,
      unsafe,
      notify,
      array,
      json,
      file
    })

    return sql

    function typed(value, type) {
      return new Parameter(value, type)
    }

    function sql(strings, ...args) {
      const query = strings && Array.isArray(strings.raw)
        ? new Query(strings, args, handler, cancel)
        : typeof strings === 'string' && !args.length
          ? new Identifier(options.transform.column.to ? options.transform.column.to(strings) : strings)
          : new Builder(strings, args)
      return query
    }

    function unsafe(string, args = [], options = {}) {
      arguments.length === 2 && !Array.isArray(args) && (options = args, args = [])
      const query = new Query([string], args, handler, cancel, {
        prepare: false,
        ...options,
        simple: 'simple' in options ? options.simple : args.length === 0
      })
      return query
    }

    function file(path, args = [], options = {}) {
      arguments.length === 2 && !Array.isArray(args) && (options = args, args = [])
      const query = new Query([], args, (query) => {
        external_fs_namespaceObject.readFile(path, 'utf8', (err, string) => {
          if (err)
            return query.reject(err)

          query.strings = [string]
          handler(query)
        })
      }, cancel, {
        ...options,
        simple: 'simple' in options ? options.simple : args.length === 0
      })
      return query
    }
  }

  async function listen(name, fn, onlisten) {
    const listener = { fn, onlisten }

    const sql = listen.sql || (listen.sql = Postgres({
      ...options,
      max: 1,
      idle_timeout: null,
      max_lifetime: null,
      fetch_types: false,
      onclose() {
        Object.entries(listen.channels).forEach(([name, { listeners }]) => {
          delete listen.channels[name]
          Promise.all(listeners.map(l => listen(name, l.fn, l.onlisten).catch(() => { /* noop */ })))
        })
      },
      onnotify(c, x) {
        c in listen.channels && listen.channels[c].listeners.forEach(l => l.fn(x))
      }
    }))

    const channels = listen.channels || (listen.channels = {})
        , exists = name in channels

    if (exists) {
      channels[name].listeners.push(listener)
      const result = await channels[name].result
      listener.onlisten && listener.onlisten()
      return { state: result.state, unlisten }
    }

    channels[name] = { result: sql`listen ${
      sql.unsafe('"' + name.replace(/"/g, '""') + '"')
    }`, listeners: [listener] }
    const result = await channels[name].result
    listener.onlisten && listener.onlisten()
    return { state: result.state, unlisten }

    async function unlisten() {
      if (name in channels === false)
        return

      channels[name].listeners = channels[name].listeners.filter(x => x !== listener)
      if (channels[name].listeners.length)
        return

      delete channels[name]
      return sql`unlisten ${
        sql.unsafe('"' + name.replace(/"/g, '""') + '"')
      }`
    }
  }

  async function notify(channel, payload) {
    return await sql`select pg_notify(${ channel }, ${ '' + payload })`
  }

  async function reserve() {
    const queue = src_queue()
    const c = open.length
      ? open.shift()
      : await new Promise((resolve, reject) => {
        const query = { reserve: resolve, reject }
        queries.push(query)
        closed.length && connect(closed.shift(), query)
      })

    move(c, reserved)
    c.reserved = () => queue.length
      ? c.execute(queue.shift())
      : move(c, reserved)
    c.reserved.release = true

    const sql = Sql(handler)
    sql.release = () => {
      c.reserved = null
      onopen(c)
    }

    return sql

    function handler(q) {
      c.queue === full
        ? queue.push(q)
        : c.execute(q) || move(c, full)
    }
  }

  async function begin(options, fn) {
    !fn && (fn = options, options = '')
    const queries = src_queue()
    let savepoints = 0
      , connection
      , prepare = null

    try {
      await sql.unsafe('begin ' + options.replace(/[^a-z ]/ig, ''), [], { onexecute }).execute()
      return await Promise.race([
        scope(connection, fn),
        new Promise((_, reject) => connection.onclose = reject)
      ])
    } catch (error) {
      throw error
    }

    async function scope(c, fn, name) {
      const sql = Sql(handler)
      sql.savepoint = savepoint
      sql.prepare = x => prepare = x.replace(/[^a-z0-9$-_. ]/gi)
      let uncaughtError
        , result

      name && await sql`savepoint ${ sql(name) }`
      try {
        result = await new Promise((resolve, reject) => {
          const x = fn(sql)
          Promise.resolve(Array.isArray(x) ? Promise.all(x) : x).then(resolve, reject)
        })

        if (uncaughtError)
          throw uncaughtError
      } catch (e) {
        await (name
          ? sql`rollback to ${ sql(name) }`
          : sql`rollback`
        )
        throw e instanceof PostgresError && e.code === '25P02' && uncaughtError || e
      }

      if (!name) {
        prepare
          ? await sql`prepare transaction '${ sql.unsafe(prepare) }'`
          : await sql`commit`
      }

      return result

      function savepoint(name, fn) {
        if (name && Array.isArray(name.raw))
          return savepoint(sql => sql.apply(sql, arguments))

        arguments.length === 1 && (fn = name, name = null)
        return scope(c, fn, 's' + savepoints++ + (name ? '_' + name : ''))
      }

      function handler(q) {
        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full
          ? queries.push(q)
          : c.execute(q) || move(c, full)
      }
    }

    function onexecute(c) {
      connection = c
      move(c, reserved)
      c.reserved = () => queries.length
        ? c.execute(queries.shift())
        : move(c, reserved)
    }
  }

  function move(c, queue) {
    c.queue.remove(c)
    queue.push(c)
    c.queue = queue
    queue === open
      ? c.idleTimer.start()
      : c.idleTimer.cancel()
    return c
  }

  function json(x) {
    return new Parameter(x, 3802)
  }

  function array(x, type) {
    if (!Array.isArray(x))
      return array(Array.from(arguments))

    return new Parameter(x, type || (x.length ? inferType(x) || 25 : 0), options.shared.typeArrayMap)
  }

  function handler(query) {
    if (ending)
      return query.reject(Errors.connection('CONNECTION_ENDED', options, options))

    if (open.length)
      return go(open.shift(), query)

    if (closed.length)
      return connect(closed.shift(), query)

    busy.length
      ? go(busy.shift(), query)
      : queries.push(query)
  }

  function go(c, query) {
    return c.execute(query)
      ? move(c, busy)
      : move(c, full)
  }

  function cancel(query) {
    return new Promise((resolve, reject) => {
      query.state
        ? query.active
          ? src_connection(options).cancel(query.state, resolve, reject)
          : query.cancelled = { resolve, reject }
        : (
          queries.remove(query),
          query.cancelled = true,
          query.reject(Errors.generic('57014', 'canceling statement due to user request')),
          resolve()
        )
    })
  }

  async function end({ timeout = null } = {}) {
    if (ending)
      return ending

    await 1
    let timer
    return ending = Promise.race([
      new Promise(r => timeout !== null && (timer = setTimeout(destroy, timeout * 1000, r))),
      Promise.all(connections.map(c => c.end()).concat(
        listen.sql ? listen.sql.end({ timeout: 0 }) : [],
        subscribe.sql ? subscribe.sql.end({ timeout: 0 }) : []
      ))
    ]).then(() => clearTimeout(timer))
  }

  async function close() {
    await Promise.all(connections.map(c => c.end()))
  }

  async function destroy(resolve) {
    await Promise.all(connections.map(c => c.terminate()))
    while (queries.length)
      queries.shift().reject(Errors.connection('CONNECTION_DESTROYED', options))
    resolve()
  }

  function connect(c, query) {
    move(c, connecting)
    c.connect(query)
    return c
  }

  function onend(c) {
    move(c, ended)
  }

  function onopen(c) {
    if (queries.length === 0)
      return move(c, open)

    let max = Math.ceil(queries.length / (connecting.length + 1))
      , ready = true

    while (ready && queries.length && max-- > 0) {
      const query = queries.shift()
      if (query.reserve)
        return query.reserve(c)

      ready = c.execute(query)
    }

    ready
      ? move(c, busy)
      : move(c, full)
  }

  function onclose(c, e) {
    move(c, closed)
    c.reserved = null
    c.onclose && (c.onclose(e), c.onclose = null)
    options.onclose && options.onclose(c.id)
    queries.length && connect(c, queries.shift())
  }
}

function parseOptions(a, b) {
  if (a && a.shared)
    return a

  const env = process.env // eslint-disable-line
      , o = (!a || typeof a === 'string' ? b : a) || {}
      , { url, multihost } = parseUrl(a)
      , query = [...url.searchParams].reduce((a, [b, c]) => (a[b] = c, a), {})
      , host = o.hostname || o.host || multihost || url.hostname || env.PGHOST || 'localhost'
      , port = o.port || url.port || env.PGPORT || 5432
      , user = o.user || o.username || url.username || env.PGUSERNAME || env.PGUSER || osUsername()

  o.no_prepare && (o.prepare = false)
  query.sslmode && (query.ssl = query.sslmode, delete query.sslmode)
  'timeout' in o && (console.log('The timeout option is deprecated, use idle_timeout instead'), o.idle_timeout = o.timeout) // eslint-disable-line
  query.sslrootcert === 'system' && (query.ssl = 'verify-full')

  const ints = ['idle_timeout', 'connect_timeout', 'max_lifetime', 'max_pipeline', 'backoff', 'keep_alive']
  const defaults = {
    max             : globalThis.Cloudflare ? 3 : 10,
    ssl             : false,
    sslnegotiation  : null,
    idle_timeout    : null,
    connect_timeout : 30,
    max_lifetime    : max_lifetime,
    max_pipeline    : 100,
    backoff         : backoff,
    keep_alive      : 60,
    prepare         : true,
    debug           : false,
    fetch_types     : true,
    publications    : 'alltables',
    target_session_attrs: null
  }

  return {
    host            : Array.isArray(host) ? host : host.split(',').map(x => x.split(':')[0]),
    port            : Array.isArray(port) ? port : host.split(',').map(x => parseInt(x.split(':')[1] || port)),
    path            : o.path || host.indexOf('/') > -1 && host + '/.s.PGSQL.' + port,
    database        : o.database || o.db || (url.pathname || '').slice(1) || env.PGDATABASE || user,
    user            : user,
    pass            : o.pass || o.password || url.password || env.PGPASSWORD || '',
    ...Object.entries(defaults).reduce(
      (acc, [k, d]) => {
        const value = k in o ? o[k] : k in query
          ? (query[k] === 'disable' || query[k] === 'false' ? false : query[k])
          : env['PG' + k.toUpperCase()] || d
        acc[k] = typeof value === 'string' && ints.includes(k)
          ? +value
          : value
        return acc
      },
      {}
    ),
    connection      : {
      application_name: env.PGAPPNAME || 'postgres.js',
      ...o.connection,
      ...Object.entries(query).reduce((acc, [k, v]) => (k in defaults || (acc[k] = v), acc), {})
    },
    types           : o.types || {},
    target_session_attrs: tsa(o, url, env),
    onnotice        : o.onnotice,
    onnotify        : o.onnotify,
    onclose         : o.onclose,
    onparameter     : o.onparameter,
    socket          : o.socket,
    transform       : parseTransform(o.transform || { undefined: undefined }),
    parameters      : {},
    shared          : { retries: 0, typeArrayMap: {} },
    ...mergeUserTypes(o.types)
  }
}

function tsa(o, url, env) {
  const x = o.target_session_attrs || url.searchParams.get('target_session_attrs') || env.PGTARGETSESSIONATTRS
  if (!x || ['read-write', 'read-only', 'primary', 'standby', 'prefer-standby'].includes(x))
    return x

  throw new Error('target_session_attrs ' + x + ' is not supported')
}

function backoff(retries) {
  return (0.5 + Math.random() / 2) * Math.min(3 ** retries / 100, 20)
}

function max_lifetime() {
  return 60 * (30 + Math.random() * 30)
}

function parseTransform(x) {
  return {
    undefined: x.undefined,
    column: {
      from: typeof x.column === 'function' ? x.column : x.column && x.column.from,
      to: x.column && x.column.to
    },
    value: {
      from: typeof x.value === 'function' ? x.value : x.value && x.value.from,
      to: x.value && x.value.to
    },
    row: {
      from: typeof x.row === 'function' ? x.row : x.row && x.row.from,
      to: x.row && x.row.to
    }
  }
}

function parseUrl(url) {
  if (!url || typeof url !== 'string')
    return { url: { searchParams: new Map() } }

  let host = url
  host = host.slice(host.indexOf('://') + 3).split(/[?/]/)[0]
  host = decodeURIComponent(host.slice(host.indexOf('@') + 1))

  const urlObj = new URL(url.replace(host, host.split(',')[0]))

  return {
    url: {
      username: decodeURIComponent(urlObj.username),
      password: decodeURIComponent(urlObj.password),
      host: urlObj.host,
      hostname: urlObj.hostname,
      port: urlObj.port,
      pathname: urlObj.pathname,
      searchParams: urlObj.searchParams
    },
    multihost: host.indexOf(',') > -1 && host
  }
}

function osUsername() {
  try {
    return external_os_namespaceObject.userInfo().username // eslint-disable-line
  } catch (_) {
    return process.env.USERNAME || process.env.USER || process.env.LOGNAME  // eslint-disable-line
  }
}

;// CONCATENATED MODULE: ./build/src/postgres/servers/server-loss.js
/** Tells the loss of the server (exit code 2) from an error in the SQL (a finding). */
/** postgres.js and Node's sockets. */
const CONNECTION_ERRORS = new Set([
    'CONNECTION_CLOSED',
    'CONNECTION_ENDED',
    'CONNECTION_DESTROYED',
    'CONNECT_TIMEOUT',
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOENT',
    'EPIPE',
    'ETIMEDOUT',
]);
/**
 * SQLSTATE class 53 (disk, memory or connections exhausted), 58000 and 58030 (system and input/output error), 57P0x
 * (shutdown, crash, starting up). Not 58P01, which a statement gets that names a file, nor class 08, which one gets that
 * connects elsewhere (dblink). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const LOSS_SQLSTATE = /^(53...|58000|58030|57P0[1-5])$/;
/** Whether an error of a query says that the server is gone or cannot go on, rather than that the SQL is wrong. */
function isServerLoss(error) {
    const { code, severity } = (error ?? {});
    if (typeof code !== 'string')
        return false;
    // Of the connection itself, and of a pooler before the server, only what ends the session is a loss.
    const endsSession = code.startsWith('08') && severity === 'FATAL';
    return CONNECTION_ERRORS.has(code) || LOSS_SQLSTATE.test(code) || endsSession;
}
//# sourceMappingURL=server-loss.js.map
;// CONCATENATED MODULE: ./build/src/postgres/server-error.js
/** PostgreSQL's errors as data, kept apart from the loss of the server. */


/** The fields of the server's error response; null where it is the loss of the server, or a programming error. */
function toServerError(error) {
    if (isServerLoss(error) || !(error instanceof src.PostgresError))
        return null;
    return {
        sqlstate: error.code,
        message: error.message,
        detail: error.detail ?? null,
        hint: error.hint ?? null,
        context: error.where ?? null,
    };
}
/**
 * Offset of the token that the server complains of, in UTF-16 units from the start of the statement text; null where it
 * names none. The protocol counts characters (code points) from 1.
 */
function errorOffset(error, text) {
    const position = error instanceof src.PostgresError ? Number(error.position) : Number.NaN;
    if (!Number.isInteger(position) || position < 1)
        return null;
    return Array.from(text)
        .slice(0, position - 1)
        .join('').length;
}
//# sourceMappingURL=server-error.js.map
;// CONCATENATED MODULE: ./build/src/postgres/replay/run-migration.js


/** What the server answers where a driver admits that there is no data (node-postgres); postgres.js waits for ever. */
const NO_DATA = {
    sqlstate: '57014',
    message: 'COPY from stdin failed: No source stream defined',
    detail: null,
    hint: null,
    context: null,
};
/**
 * Sends every statement without waiting for the one before: inside a transaction the first failure makes the server
 * refuse the rest (25P02), so one round trip is enough and the first rejection is the cause.
 * Rejects where the server is lost.
 */
async function runMigration(sql, migration, parsed) {
    const units = unitsOf(migration, parsed);
    const stop = units.find(({ awaitsData }) => awaitsData);
    const sent = stop === undefined ? units : units.slice(0, units.indexOf(stop));
    const results = await Promise.allSettled(sent.map((unit) => sql.unsafe(unit.text)));
    const at = results.findIndex((result) => result.status === 'rejected');
    const unit = sent[at];
    const result = results[at];
    if (unit !== undefined && result?.status === 'rejected')
        return toFailure(migration, unit, result.reason);
    return stop === undefined ? null : failureOf(migration, stop, NO_DATA, null);
}
/**
 * Drizzle sends a chunk as a whole. Statements are sent one by one where the chunk parses, which comes to the same
 * inside a transaction and tells which statement failed; a chunk that does not parse is left to the server.
 */
function unitsOf(migration, parsed) {
    const broken = new Set(parsed.syntaxErrors.map((error) => error.chunk));
    return migration.chunks.flatMap((chunk, position) => {
        if (broken.has(position))
            return [{ ...chunk, awaitsData: false }];
        const statements = parsed.statements.filter((statement) => statement.chunk === position);
        return statements.map((statement) => ({ ...statement, awaitsData: awaitsData(statement) }));
    });
}
function awaitsData({ type, node }) {
    return type === 'CopyStmt' && node['is_from'] === true && node['filename'] === undefined;
}
function toFailure(migration, unit, cause) {
    const error = toServerError(cause);
    if (error === null)
        throw cause;
    const offset = errorOffset(cause, unit.text);
    const token = offset === null ? null : tokenAt(migration.source.text, unit.span.start + offset);
    return failureOf(migration, unit, error, token);
}
function failureOf(migration, unit, error, token) {
    return {
        tag: migration.tag,
        file: migration.source.path,
        span: unit.span,
        token,
        statement: unit.text,
        error,
    };
}
//# sourceMappingURL=run-migration.js.map
;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./build/src/model/history.js
/** Where Drizzle cuts a file: a plain substring, also inside strings, comments and bodies (`readMigrationFiles`, both lines). */
const BREAKPOINT = '--> statement-breakpoint';
/** The migrations that exist, in the order in which Drizzle's migrator runs them on an empty database. */
function migrationsOf(history) {
    return history.entries.flatMap((entry) => entry.migration ?? []);
}
//# sourceMappingURL=history.js.map
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: ./build/src/assets.js
/** Finds what stands beside the code at run time: child programs, wasm packages, the initialised data directory. */




let root = null;
/**
 * Tells where the assets are: `dist/` for the bundle, `build/src/` for the compiled sources. Told and not derived from
 * `import.meta.url`, which webpack replaces by the path of the source file at build time.
 */
function setAssetRoot(directory) {
    root = directory;
}
/** Absolute path of an asset, such as `postgres/embedded/child.js`. Throws CannotJudge where the installation lacks it. */
function assetPath(name) {
    const path = assets_locate(name);
    if (!(0,external_node_fs_namespaceObject.existsSync)(path)) {
        throw new CannotJudge(`the installation lacks "${name}"`, { hint: 'Reinstall drizzle-gatekeeper.' });
    }
    return path;
}
/**
 * Imports a package that cannot be bundled because it finds its wasm beside itself (libpg-query, PGlite).
 * The bundle carries it under `vendor/<name>/`; from the compiled sources it comes from node_modules.
 * A file within a package is named in full, without an entry: `libpg-query/wasm/libpg-query.js`.
 */
async function importVendored(name, entry = '') {
    const vendored = assets_locate((0,external_node_path_namespaceObject.join)('vendor', name, entry));
    const specifier = (0,external_node_fs_namespaceObject.existsSync)(vendored) ? (0,external_node_url_namespaceObject.pathToFileURL)(vendored).href : name;
    return (await import(/* webpackIgnore: true */ specifier));
}
function assets_locate(name) {
    // `dist/cli/index.js` and `dist/action/index.js` stand one folder below the assets.
    root ??= (0,external_node_path_namespaceObject.dirname)((0,external_node_path_namespaceObject.dirname)((0,external_node_fs_namespaceObject.realpathSync)(process.argv[1] ?? process.cwd())));
    return (0,external_node_path_namespaceObject.join)(root, name);
}
//# sourceMappingURL=assets.js.map
;// CONCATENATED MODULE: ./build/src/sql/engine.js
/**
 * PostgreSQL's own parser: libpg-query compiled to wasm. Bound here, not through the package's index.js, because that one
 * holds a single instance for good: after a wasm trap (a stack overflow in deeply nested SQL) only a new instance is safe.
 */

const NAMES = {
    allocate: '_malloc',
    free: '_free',
    parseSql: '_wasm_parse_query_raw',
    freeResult: '_wasm_free_parse_result',
    parsePlpgsql: '_wasm_parse_plpgsql',
    freeText: '_wasm_free_string',
    byteLength: 'lengthBytesUTF8',
    write: 'stringToUTF8',
    readText: 'UTF8ToString',
    readNumber: 'getValue',
};
let instance = null;
/** Parses SQL of any number of statements. */
function parseSql(text) {
    return withQuery(text, (parser, query) => {
        const result = parser.parseSql(query);
        try {
            // struct PgQueryParseResult { char *parse_tree; char *stderr_buffer; PgQueryError *error; }
            const error = parser.readNumber(result + 8, 'i32');
            if (error !== 0)
                return { refusal: readError(parser, error) };
            const tree = JSON.parse(parser.readText(parser.readNumber(result, 'i32')));
            return { tree: tree.stmts };
        }
        finally {
            parser.freeResult(result);
        }
    });
}
/** Parses the PL/pgSQL body of one DO or CREATE FUNCTION statement; the tree is libpg-query's list of functions. */
function parsePlpgsql(statement) {
    return withQuery(statement, (parser, query) => {
        const result = parser.parsePlpgsql(query);
        const text = parser.readText(result);
        parser.freeText(result);
        // Success is a JSON object, anything else the error message.
        if (!text.startsWith('{'))
            return { refusal: { message: text, character: null } };
        return { tree: JSON.parse(text).plpgsql_funcs };
    });
}
async function withQuery(text, run) {
    const nul = text.indexOf('\0');
    // A C string ends there: the rest would be dropped silently. The server refuses it as well (22021).
    if (nul !== -1)
        return { refusal: { message: 'NUL character', character: Array.from(text.slice(0, nul)).length } };
    instance ??= load();
    const parser = await instance;
    try {
        const size = parser.byteLength(text) + 1;
        const query = parser.allocate(size);
        parser.write(text, query, size);
        const parsed = run(parser, query);
        parser.free(query);
        return parsed;
    }
    catch (error) {
        instance = null;
        const reason = error instanceof Error ? error.message : String(error);
        return { refusal: { message: `too large or too deeply nested for the parser: ${reason}`, character: null } };
    }
}
async function load() {
    const imported = await importVendored('libpg-query/wasm/libpg-query.js');
    const exports = await imported.default();
    return Object.fromEntries(Object.entries(NAMES).map(([name, exported]) => [name, exports[exported]]));
}
function readError(parser, error) {
    // struct PgQueryError { char *message; char *funcname; char *filename; int lineno; int cursorpos; char *context; }
    const position = parser.readNumber(error + 16, 'i32');
    return {
        message: parser.readText(parser.readNumber(error, 'i32')),
        character: position > 0 ? position - 1 : null,
    };
}
//# sourceMappingURL=engine.js.map
;// CONCATENATED MODULE: ./build/src/sql/offsets.js
/** The parser counts bytes, the server counts characters, the product counts UTF-16 code units. */
/** A function that turns a byte offset into `text`, encoded as UTF-8, into a UTF-16 offset. */
function mapBytes(text) {
    if (Buffer.byteLength(text) === text.length)
        return (byte) => byte;
    const offsets = new Uint32Array(Buffer.byteLength(text) + 1);
    let byte = 0;
    for (let offset = 0; offset < text.length;) {
        const point = text.codePointAt(offset) ?? 0;
        const bytes = byteLengthOf(point);
        offsets.fill(offset, byte, byte + bytes);
        byte += bytes;
        offset += point > 0xffff ? 2 : 1;
    }
    offsets[byte] = text.length;
    return (at) => offsets[at] ?? text.length;
}
function byteLengthOf(point) {
    if (point < 0x80)
        return 1;
    if (point < 0x800)
        return 2;
    return point < 0x10000 ? 3 : 4;
}
/** UTF-16 offset of the character (code point) that has so many characters before it, as in a server's error position. */
function offsetOfCharacter(text, character) {
    let offset = 0;
    for (let count = 0; count < character && offset < text.length; count++) {
        offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
    }
    return offset;
}
//# sourceMappingURL=offsets.js.map
;// CONCATENATED MODULE: ./build/src/sql/place-nodes.js
/** Replaces every location in a freshly parsed tree. The tree is changed in place: it belongs to the parser until then. */
function placeNodes(node, toOffset) {
    const open = [node];
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
        for (const key of Object.keys(value)) {
            const child = value[key];
            if (typeof child === 'object' && child !== null)
                open.push(child);
            // -1 says that the parser knows no place.
            else if (typeof child === 'number' && key.endsWith('location') && child >= 0) {
                value[key] = toOffset(child);
            }
        }
    }
}
//# sourceMappingURL=place-nodes.js.map
;// CONCATENATED MODULE: ./build/src/sql/tree.js
const NOTHING = {};
/** A field's value, whatever it is. */
function fieldOf(node, field) {
    return typeof node === 'object' && node !== null ? node[field] : undefined;
}
/** The inside of a node of one type (`{ ColumnDef: {...} }` → `{...}`); empty where it is of another type. */
function nodeOf(value, type) {
    return asNode(fieldOf(value, type));
}
/** A field that is itself a node without a type around it, such as `relation`. */
function childOf(node, field) {
    return asNode(fieldOf(node, field));
}
function listOf(node, field) {
    const value = fieldOf(node, field);
    return Array.isArray(value) ? value : [];
}
function textOf(node, field) {
    const value = fieldOf(node, field);
    return typeof value === 'string' ? value : '';
}
function isSet(node, field) {
    return fieldOf(node, field) === true;
}
/** The type name around a node and its inside. */
function unwrap(value) {
    const entry = typeof value === 'object' && value !== null ? Object.entries(value)[0] : undefined;
    return entry === undefined ? ['', NOTHING] : [entry[0], asNode(entry[1])];
}
function asNode(value) {
    return typeof value === 'object' && value !== null ? value : NOTHING;
}
//# sourceMappingURL=tree.js.map
;// CONCATENATED MODULE: ./build/src/sql/do-block.js




/** What the body of a DO statement does. The statements in it get their place in the file like all others. */
async function readBlock({ text, node, span, chunk }) {
    const options = listOf(node, 'args').map((option) => nodeOf(option, 'DefElem'));
    const language = options.find((option) => textOf(option, 'defname') === 'language');
    const name = language === undefined ? 'plpgsql' : textOf(nodeOf(fieldOf(language, 'arg'), 'String'), 'sval');
    if (name !== 'plpgsql')
        return { steps: [], defect: `language "${name}" is not read` };
    const parsed = await parsePlpgsql(text);
    if ('refusal' in parsed)
        return { steps: [], defect: parsed.refusal.message };
    const [outer] = parsed.tree;
    const action = fieldOf(nodeOf(outer, 'PLpgSQL_function'), 'action');
    return { steps: await readSteps([action], { text, origin: span.start, chunk, searched: 0 }), defect: null };
}
const READERS = {
    PLpgSQL_stmt_block: readNestedBlock,
    PLpgSQL_stmt_if: readIf,
    PLpgSQL_stmt_case: readCase,
    PLpgSQL_stmt_execsql: (node, reading) => readStatements(queryOf(node, 'sqlstmt'), reading),
    PLpgSQL_stmt_perform: (node, reading) => readStatements(queryOf(node, 'expr'), reading),
    PLpgSQL_stmt_call: (node, reading) => readStatements(queryOf(node, 'expr'), reading),
    PLpgSQL_stmt_dynexecute: readExecute,
    // The RETURN that PL/pgSQL itself puts at the end stands on no line.
    PLpgSQL_stmt_return: async (node) => ('lineno' in node ? [{ kind: 'return' }] : []),
    // RAISE below ERROR (elog_level 21) only prints.
    PLpgSQL_stmt_raise: async (node) => (fieldOf(node, 'elog_level') === 21 ? [{ kind: 'raise' }] : []),
};
async function readSteps(nodes, reading) {
    const steps = [];
    for (const wrapper of nodes) {
        const [type, node] = unwrap(wrapper);
        const read = READERS[type] ?? readLoop;
        steps.push(...(await read(node, reading)));
    }
    return steps;
}
/** Every loop of PL/pgSQL has a `body`; what has none (assignments, cursors, GET DIAGNOSTICS …) runs no SQL of its own. */
async function readLoop(node, reading) {
    const body = listOf(node, 'body');
    return body.length === 0 ? [] : [{ kind: 'loop', steps: await readSteps(body, reading) }];
}
async function readNestedBlock(node, reading) {
    const steps = await readSteps(listOf(node, 'body'), reading);
    const exceptions = nodeOf(fieldOf(node, 'exceptions'), 'PLpgSQL_exception_block');
    const handlers = [];
    for (const wrapper of listOf(exceptions, 'exc_list')) {
        const handler = nodeOf(wrapper, 'PLpgSQL_exception');
        const conditions = listOf(handler, 'conditions').map((condition) => textOf(nodeOf(condition, 'PLpgSQL_condition'), 'condname'));
        handlers.push({ conditions, steps: await readSteps(listOf(handler, 'action'), reading) });
    }
    return handlers.length === 0 ? steps : [{ kind: 'attempt', steps, handlers }];
}
async function readIf(node, reading) {
    const branches = [await readBranch(queryOf(node, 'cond'), listOf(node, 'then_body'), reading)];
    for (const wrapper of listOf(node, 'elsif_list')) {
        const elsif = nodeOf(wrapper, 'PLpgSQL_if_elsif');
        branches.push(await readBranch(queryOf(elsif, 'cond'), listOf(elsif, 'stmts'), reading));
    }
    branches.push(await readBranch(null, listOf(node, 'else_body'), reading));
    return [{ kind: 'choice', branches }];
}
async function readCase(node, reading) {
    const branches = [];
    for (const wrapper of listOf(node, 'case_when_list')) {
        const when = nodeOf(wrapper, 'PLpgSQL_case_when');
        branches.push(await readBranch(queryOf(when, 'expr'), listOf(when, 'stmts'), reading));
    }
    branches.push(await readBranch(null, listOf(node, 'else_stmts'), reading));
    return [{ kind: 'choice', branches }];
}
async function readBranch(condition, body, reading) {
    return {
        condition: condition === null ? null : await readCondition(condition),
        steps: await readSteps(body, reading),
    };
}
async function readCondition(text) {
    const parsed = await parseSql(`SELECT ${text}`);
    if ('refusal' in parsed)
        return { text, tree: null };
    const select = nodeOf(parsed.tree[0]?.stmt, 'SelectStmt');
    const target = nodeOf(listOf(select, 'targetList')[0], 'ResTarget');
    return { text, tree: (fieldOf(target, 'val') ?? null) };
}
async function readExecute(node, reading) {
    const query = queryOf(node, 'query');
    const { tree } = await readCondition(query);
    const literal = textOf(childOf(nodeOf(tree, 'A_Const'), 'sval'), 'sval');
    return literal === '' ? [{ kind: 'computed', text: query }] : readStatements(literal, reading);
}
/** The statements of an embedded query, placed where their text stands in the body. */
async function readStatements(query, reading) {
    const parsed = await parseSql(query);
    if ('refusal' in parsed)
        return [{ kind: 'computed', text: query }];
    const found = reading.text.indexOf(query, reading.searched);
    // PERFORM and doubled quotes do not stand in the body as they are run: then the place is where reading has come to.
    const start = found === -1 ? reading.searched : found;
    if (found !== -1)
        reading.searched = found + query.length;
    const toOffset = mapBytes(query);
    const toFile = (byte) => reading.origin + start + toOffset(byte);
    return parsed.tree.map(({ stmt, stmt_location: from = 0, stmt_len: length }) => {
        const [type, node] = unwrap(stmt);
        placeNodes(node, toFile);
        const to = length === undefined ? Buffer.byteLength(query) : from + length;
        const text = query.slice(toOffset(from), toOffset(to));
        const span = { start: toFile(from), end: toFile(to) };
        return { kind: 'statement', statement: { text, span, chunk: reading.chunk, type, node, block: null } };
    });
}
function queryOf(node, field) {
    return textOf(nodeOf(fieldOf(node, field), 'PLpgSQL_expr'), 'query');
}
//# sourceMappingURL=do-block.js.map
;// CONCATENATED MODULE: ./build/src/sql/parse.js
/** Migration files → statements with their place in the file. Chunk by chunk, as Drizzle's migrator sends them. */









/** Parses one migration. Never throws on what the SQL says: what does not parse is listed. */
async function parseMigration(migration) {
    const statements = [];
    const syntaxErrors = [];
    for (const [position, chunk] of migration.chunks.entries()) {
        const parsed = await parseSql(chunk.text);
        if ('refusal' in parsed)
            syntaxErrors.push(toSyntaxError(parsed.refusal, chunk, position));
        else
            statements.push(...(await parse_readStatements(parsed.tree, chunk, position)));
    }
    return { source: migration.source, statements, syntaxErrors };
}
/** Parses every migration of a history, by tag. Lets events through between files: a server may be starting meanwhile. */
async function parseHistory(history) {
    const files = new Map();
    for (const migration of migrationsOf(history)) {
        files.set(migration.tag, await parseMigration(migration));
        await (0,external_node_timers_promises_namespaceObject.setImmediate)();
    }
    return files;
}
async function parse_readStatements(raw, chunk, position) {
    const toOffset = mapBytes(chunk.text);
    const statements = [];
    for (const { stmt, stmt_location: from = 0, stmt_len: length } of raw) {
        // A statement without a final semicolon has no length: it reaches to the end.
        const end = length === undefined ? chunk.text.length : toOffset(from + length);
        const tokens = scan(chunk.text, { start: toOffset(from), end }).filter((token) => token.kind !== 'comment');
        const span = { start: tokens[0]?.start ?? toOffset(from), end: tokens.at(-1)?.end ?? end };
        const text = chunk.text.slice(span.start, span.end);
        const [type, node] = unwrap(stmt);
        placeNodes(node, (byte) => chunk.span.start + toOffset(byte));
        const statement = { text, span: shift(span, chunk), chunk: position, type, node };
        statements.push({ ...statement, block: type === 'DoStmt' ? await readBlock(statement) : null });
    }
    return statements;
}
function toSyntaxError(refusal, chunk, position) {
    const span = refusal.character === null
        ? { start: 0, end: chunk.text.length }
        : tokenAt(chunk.text, offsetOfCharacter(chunk.text, refusal.character));
    return { chunk: position, message: refusal.message, span: shift(span, chunk) };
}
function shift(span, chunk) {
    return { start: chunk.span.start + span.start, end: chunk.span.start + span.end };
}
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ./build/src/model/quote.js
/** Names and texts as PostgreSQL reads them: the only place where SQL is quoted. */
/** Always with quotes, as Drizzle writes it: `"orders"`, `"public"."orders"`. */
function quoteIdentifier(...path) {
    return path.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}
/** For `standard_conforming_strings = on`, the default since PostgreSQL 9.1. */
function quoteLiteral(text) {
    return `'${text.replaceAll("'", "''")}'`;
}
//# sourceMappingURL=quote.js.map
;// CONCATENATED MODULE: ./build/src/gather/platforms/neon.js
/**
 * What a Neon project has before its first migration, as far as migrations refer to it: the functions of
 * `pg_session_jwt` in schema `auth`, and the table of users that Neon Auth keeps.
 * Sources: Neon's documentation on row level security and Neon Auth; `drizzle-orm/neon`.
 */
const NEON = /* sql */ `
CREATE SCHEMA IF NOT EXISTS auth;
CREATE SCHEMA IF NOT EXISTS neon_auth;
CREATE SCHEMA IF NOT EXISTS neon_identity;
GRANT USAGE ON SCHEMA public, auth TO authenticated, anonymous;
CREATE OR REPLACE FUNCTION auth.session() RETURNS jsonb LANGUAGE sql STABLE
  AS $$ SELECT coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb $$;
CREATE OR REPLACE FUNCTION auth.user_id() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT auth.session() ->> 'sub' $$;
CREATE OR REPLACE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT (auth.session() ->> 'sub')::uuid $$;
CREATE OR REPLACE FUNCTION auth.jwt() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT current_setting('request.jwt', true) $$;
CREATE TABLE IF NOT EXISTS neon_auth.users_sync (
  raw_json jsonb NOT NULL,
  id text NOT NULL PRIMARY KEY,
  name text,
  email text,
  created_at timestamptz,
  updated_at timestamptz,
  deleted_at timestamptz
);
CREATE TABLE IF NOT EXISTS neon_identity.users_sync (LIKE neon_auth.users_sync INCLUDING ALL);
`;
//# sourceMappingURL=neon.js.map
;// CONCATENATED MODULE: ./build/src/gather/platforms/supabase.js
/**
 * What a Supabase project has before its first migration, as far as migrations refer to it: roles, the schemas `auth`,
 * `storage`, `realtime` and `extensions`, their functions, and the tables that foreign keys and policies name.
 * Sources: Supabase's documentation on Postgres roles, row level security and storage; `drizzle-orm/supabase`.
 */
const SUPABASE = /* sql */ `
CREATE SCHEMA IF NOT EXISTS auth;
CREATE SCHEMA IF NOT EXISTS storage;
CREATE SCHEMA IF NOT EXISTS realtime;
CREATE SCHEMA IF NOT EXISTS extensions;
CREATE SCHEMA IF NOT EXISTS graphql_public;
GRANT USAGE ON SCHEMA public, auth, storage, realtime, extensions TO anon, authenticated, service_role;

CREATE TABLE IF NOT EXISTS auth.users (
  instance_id uuid,
  id uuid NOT NULL PRIMARY KEY,
  aud varchar(255),
  role varchar(255),
  email varchar(255),
  encrypted_password varchar(255),
  email_confirmed_at timestamptz,
  invited_at timestamptz,
  last_sign_in_at timestamptz,
  raw_app_meta_data jsonb,
  raw_user_meta_data jsonb,
  is_super_admin boolean,
  created_at timestamptz,
  updated_at timestamptz,
  phone text UNIQUE DEFAULT NULL,
  phone_confirmed_at timestamptz,
  banned_until timestamptz,
  is_sso_user boolean NOT NULL DEFAULT false,
  deleted_at timestamptz,
  is_anonymous boolean NOT NULL DEFAULT false
);
CREATE OR REPLACE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE
  AS $$ SELECT coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb $$;
CREATE OR REPLACE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT (auth.jwt() ->> 'sub')::uuid $$;
CREATE OR REPLACE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT auth.jwt() ->> 'role' $$;
CREATE OR REPLACE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT auth.jwt() ->> 'email' $$;

CREATE TABLE IF NOT EXISTS storage.buckets (
  id text NOT NULL PRIMARY KEY,
  name text NOT NULL UNIQUE,
  owner uuid,
  public boolean DEFAULT false,
  avif_autodetection boolean DEFAULT false,
  file_size_limit bigint,
  allowed_mime_types text[],
  owner_id text,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now()
);
CREATE TABLE IF NOT EXISTS storage.objects (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  bucket_id text REFERENCES storage.buckets (id),
  name text,
  owner uuid,
  owner_id text,
  metadata jsonb,
  user_metadata jsonb,
  path_tokens text[] GENERATED ALWAYS AS (string_to_array(name, '/')) STORED,
  version text,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now(),
  last_accessed_at timestamptz DEFAULT now()
);
ALTER TABLE storage.buckets ENABLE ROW LEVEL SECURITY;
ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
CREATE OR REPLACE FUNCTION storage.foldername(name text) RETURNS text[] LANGUAGE sql IMMUTABLE
  AS $$ SELECT (string_to_array(name, '/'))[1:array_length(string_to_array(name, '/'), 1) - 1] $$;
CREATE OR REPLACE FUNCTION storage.filename(name text) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT (string_to_array(name, '/'))[array_length(string_to_array(name, '/'), 1)] $$;
CREATE OR REPLACE FUNCTION storage.extension(name text) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT reverse(split_part(reverse(storage.filename(name)), '.', 1)) $$;

CREATE TABLE IF NOT EXISTS realtime.messages (
  id bigserial PRIMARY KEY,
  topic text NOT NULL,
  extension text NOT NULL,
  payload jsonb,
  event text,
  private boolean DEFAULT false,
  inserted_at timestamp NOT NULL DEFAULT now(),
  updated_at timestamp NOT NULL DEFAULT now()
);
ALTER TABLE realtime.messages ENABLE ROW LEVEL SECURITY;
CREATE OR REPLACE FUNCTION realtime.topic() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('realtime.topic', true), '') $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_publication WHERE pubname = 'supabase_realtime') THEN
    CREATE PUBLICATION supabase_realtime;
  END IF;
END $$;
`;
//# sourceMappingURL=supabase.js.map
;// CONCATENATED MODULE: ./build/src/gather/platforms/platform.js



const PRESETS = {
    supabase: {
        roles: [
            'anon',
            'authenticated',
            'service_role',
            'authenticator',
            'dashboard_user',
            'supabase_admin',
            'supabase_auth_admin',
            'supabase_storage_admin',
            'supabase_realtime_admin',
            'supabase_replication_admin',
        ],
        sql: SUPABASE,
    },
    neon: { roles: ['neon_superuser', 'authenticated', 'anonymous'], sql: NEON },
    // Amazon's documentation: "Understanding the rds_superuser role"; there are no schemas of its own.
    rds: { roles: ['rdsadmin', 'rds_superuser', 'rds_iam', 'rds_password', 'rds_replication'], sql: '' },
};
/** Runs on an empty database, or on a server that has the roles already. */
function platformSql(platform) {
    const { roles, sql } = PRESETS[platform];
    return { path: `the preset of ${platform}`, text: `${createRoles(roles)}\n${sql}` };
}
function createRoles(names) {
    return /* sql */ `DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY[${names.map(quoteLiteral).join(', ')}] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role_name) THEN
      EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN', role_name);
    END IF;
  END LOOP;
END $$;`;
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./build/src/gather/bootstrap.js
/** SQL for what a database has from elsewhere (`--bootstrap`): run before the migrations, committed. */







/** The platform's preset, then the files. Throws CannotJudge where one cannot be read. Paths are relative to `cwd`. */
async function readBootstrap(platform, paths, cwd) {
    const preset = platform === null ? [] : [platformSql(platform)];
    const files = await Promise.all(paths.map(async (path) => ({
        path,
        text: await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.resolve)(cwd, path), 'utf8').catch((cause) => {
            const hint = 'Name an SQL file that exists with --bootstrap.';
            throw new CannotJudge(`bootstrap file "${path}" cannot be read`, { hint, cause });
        }),
    })));
    return [...preset, ...files];
}
/** Runs the files in order, each in one transaction. Throws CannotJudge where a statement fails. */
async function runBootstrap(sql, files, onStep) {
    for (const file of files) {
        onStep(`running bootstrap file "${file.path}"`);
        const script = toScript(file);
        await sql `BEGIN`.simple();
        const failure = await runMigration(sql, script, await parseMigration(script));
        if (failure !== null)
            throw explain(failure, file);
        await sql `COMMIT`.simple();
    }
}
/** One chunk: breakpoints mean nothing here. */
function toScript(source) {
    const chunks = [{ text: source.text, span: { start: 0, end: source.text.length } }];
    return { tag: source.path, source, hash: '', when: null, chunks };
}
function explain({ error, span, token }, file) {
    const { line } = locate(file, token ?? span);
    const text = file.text.split('\n')[line - 1]?.trim();
    const place = `bootstrap file "${file.path}" fails at line ${line}, "${text}"`;
    return new CannotJudge(`${place}: ${error.message} (${error.sqlstate})`, {
        hint: 'Correct the statement there: it has to run on an empty database, inside a transaction.',
    });
}
//# sourceMappingURL=bootstrap.js.map
;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: ./build/src/project/schema/child-environment.js
/** What of the environment the project's code gets to see: nothing secret, and databases that lead nowhere. */
/** What programs need to run at all. Names on Windows differ in case, so the comparison has none. */
const PASSED = new Set([
    ['PATH', 'PATHEXT', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TZ', 'LANG', 'LC_ALL', 'LC_CTYPE', 'CI', 'NODE_ENV'],
    ['TMPDIR', 'TMP', 'TEMP', 'SYSTEMROOT', 'COMSPEC', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'NODE_EXTRA_CA_CERTS'],
].flat());
/** A project's own variables come through under this prefix, without it. */
const PASS_PREFIX = 'GATEKEEPER_ENV_';
/** Configs read one of these and throw without it. Port 1 is reserved and refuses at once. */
const NOWHERE = 'postgres://gatekeeper:gatekeeper@127.0.0.1:1/gatekeeper';
const DUMMIES = {
    ...Object.fromEntries([
        ['DATABASE_URL', 'DATABASE_URL_UNPOOLED', 'DATABASE_DIRECT_URL', 'DIRECT_URL', 'DIRECT_DATABASE_URL', 'DB_URL'],
        ['POSTGRES_URL', 'POSTGRES_URL_NON_POOLING', 'POSTGRES_PRISMA_URL', 'POSTGRES_DATABASE_URL', 'PG_URL'],
        ['POSTGRESQL_URL', 'PG_DATABASE_URL', 'NEON_DATABASE_URL', 'SUPABASE_DB_URL', 'SUPABASE_DATABASE_URL'],
    ]
        .flat()
        .map((name) => [name, NOWHERE])),
    ...Object.fromEntries(['PG', 'DB_', 'DATABASE_', 'POSTGRES_'].flatMap((prefix) => [
        [`${prefix}HOST`, '127.0.0.1'],
        [`${prefix}PORT`, '1'],
        [`${prefix}USER`, 'gatekeeper'],
        [`${prefix}PASSWORD`, 'gatekeeper'],
        [`${prefix}DATABASE`, 'gatekeeper'],
        [`${prefix}NAME`, 'gatekeeper'],
        [`${prefix}DB`, 'gatekeeper'],
    ])),
    // The switch of t3-env, which validates a whole application's variables at import.
    SKIP_ENV_VALIDATION: '1',
    NO_COLOR: '1',
    // jiti would write its cache into the project's node_modules; `check` writes nothing there.
    JITI_FS_CACHE: 'false',
};
/** The child's environment out of the parent's. */
function childEnvironment(parent) {
    const given = Object.entries(parent);
    const passed = given.filter(([name]) => PASSED.has(name.toUpperCase()));
    const named = given
        .filter(([name]) => name.startsWith(PASS_PREFIX))
        .map(([name, value]) => [name.slice(PASS_PREFIX.length), value]);
    return { ...DUMMIES, ...Object.fromEntries(passed), ...Object.fromEntries(named) };
}
//# sourceMappingURL=child-environment.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/ask-child.js



/** Characters of output that are kept: enough for an error with its stack. */
const OUTPUT_LIMIT = 4000;
/** Asks the child program. Never throws for what the project's code does, and never outlasts `timeoutMs`. */
async function askChild(request, { root, timeoutMs, signal }) {
    signal?.throwIfAborted();
    const child = (0,external_node_child_process_namespaceObject.spawn)(process.execPath, ['--no-warnings', assetPath('project/schema/child.js')], {
        cwd: root,
        env: childEnvironment(process.env),
        stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
        // A group of its own, so that what it starts (esbuild, for one) can be ended with it.
        detached: process.platform !== 'win32',
        windowsHide: true,
    });
    const kill = () => {
        endGroup(child);
    };
    const release = onEnd(kill);
    signal?.addEventListener('abort', kill);
    let late = false;
    const timer = setTimeout(() => {
        late = true;
        kill();
    }, timeoutMs);
    try {
        const { reply, output, how } = await converse(child, request);
        signal?.throwIfAborted();
        if (reply !== '')
            return toAnswer(JSON.parse(reply), output);
        return late ? { status: 'late', output } : { status: 'ended', how, output };
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', kill);
        release();
        kill();
    }
}
function toAnswer(reply, output) {
    return reply.status === 'done' ? reply : { status: 'failed', failure: reply, output };
}
/** Sends the request, reads to the end. A child killed in the middle of its reply counts as one without. */
async function converse(child, request) {
    const [, out, err, requests, replies] = child.stdio;
    let output = '';
    const keep = (text) => {
        output = (output + text).slice(-OUTPUT_LIMIT);
    };
    out.setEncoding('utf8').on('data', keep);
    err.setEncoding('utf8').on('data', keep);
    let reply = '';
    replies.setEncoding('utf8').on('data', (text) => {
        reply += text;
    });
    requests.on('error', () => { }); // EPIPE where the child died first: its end says more.
    requests.end(JSON.stringify(request));
    const [code, signal] = await ending(child);
    return { reply: code === 0 ? reply : '', output: output.trim(), how: signal ?? `exit code ${code ?? 'unknown'}` };
}
/** How long the pipes may stay open after the child: a process that left its group could hold them for ever. */
const DRAIN_MS = 1000;
function ending(child) {
    return new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (...how) => {
            endGroup(child);
            const timer = setTimeout(resolve, DRAIN_MS, how);
            child.once('close', () => {
                clearTimeout(timer);
                resolve(how);
            });
        });
    });
}
/** A group of its own gets no Ctrl-C, so the end of the run is passed on. Dies of the signal if nobody else minds it. */
function onEnd(kill) {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const passOn = (signal) => {
        release();
        kill();
        if (process.listenerCount(signal) === 0)
            process.kill(process.pid, signal);
    };
    const release = () => {
        process.off('exit', kill);
        for (const signal of signals)
            process.off(signal, passOn);
    };
    process.on('exit', kill);
    for (const signal of signals)
        process.on(signal, passOn);
    return release;
}
function endGroup(child) {
    if (child.pid === undefined)
        return;
    try {
        if (process.platform === 'win32')
            child.kill('SIGKILL');
        else
            process.kill(-child.pid, 'SIGKILL');
    }
    catch {
        // ESRCH: the whole group is gone.
    }
}
//# sourceMappingURL=ask-child.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/locate-failure.js
/** The place of an error in the project's own files, out of what loaders and Node write. */


/** null: no file of the project has a part in it. */
function locateFailure(failure) {
    return locateSyntax(failure) ?? locateImport(failure) ?? locateFrame(failure) ?? onlyFile(failure.file);
}
/** esbuild: `/db/schema.ts:3:5: ERROR: Expected …`. The child brings jiti's errors to the same form. */
function locateSyntax({ message }) {
    const match = /^(?<file>(?:[A-Z]:)?[^:\n]+):(?<line>\d+):\d+: (?:ERROR: )?(?<text>.+)$/m.exec(message)?.groups;
    if (!match)
        return null;
    return { file: match['file'] ?? '', line: Number(match['line']), message: match['text'] ?? null };
}
/** Node names the importing file, not the line: that is where the specifier stands. */
function locateImport({ message, requireStack }) {
    const specifier = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
    if (specifier === undefined)
        return null;
    const importer = / imported from '?([^'\n]+)'?/.exec(message)?.[1] ?? requireStack[0];
    if (importer === undefined || !isOwn(importer))
        return null;
    const file = toPath(importer);
    return { file, line: lineOf(file, specifier), message: null };
}
function lineOf(file, specifier) {
    try {
        const lines = (0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8').split('\n');
        const index = lines.findIndex((line) => line.includes(`'${specifier}'`) || line.includes(`"${specifier}"`));
        return index === -1 ? null : index + 1;
    }
    catch {
        return null;
    }
}
/** The innermost stack frame in a file of the project. */
function locateFrame({ stack }) {
    const frames = [...stack.matchAll(/^\s+at .*?\(?((?:file:\/\/)?(?:\/|[A-Z]:[\\/])[^()\n]*?):(\d+):\d+\)?$/gm)];
    const frame = frames.find(([, file]) => file !== undefined && isOwn(file));
    return frame ? { file: toPath(frame[1] ?? ''), line: Number(frame[2]), message: null } : null;
}
function onlyFile(file) {
    return file === null ? null : { file, line: null, message: null };
}
/** Neither a package nor the child program itself. */
function isOwn(file) {
    return !file.includes('/node_modules/') && !file.includes('\\node_modules\\') && !/project\/schema\/child/.test(file);
}
function toPath(file) {
    return file.startsWith('file:') ? (0,external_node_url_namespaceObject.fileURLToPath)(file) : file;
}
//# sourceMappingURL=locate-failure.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/explain.js
/** Turns what happened in the child program into one line with a place and a next step. */




/** The answer's value. Throws CannotJudge for every other answer. */
function explainAnswer(answer, { subject, cwd, timeoutMs }) {
    if (answer.status === 'done')
        return answer.value;
    if (answer.status === 'failed')
        throw explainFailure(answer.failure, answer.output, cwd);
    const cause = new Error(answer.output);
    if (answer.status === 'late') {
        const hint = 'Look for code that waits or loops when it is imported, such as a connection that is opened.';
        throw new CannotJudge(`loading "${subject}" took longer than ${timeoutMs / 1000} s`, { hint, cause });
    }
    const hint = 'Load the file by itself: npx tsx <file>';
    throw new CannotJudge(`loading "${subject}" ended without a result (${answer.how})`, { hint, cause });
}
/** Why a file of the project, or drizzle-kit, could not do what was asked. */
function explainFailure(failure, output, cwd) {
    const cause = new Error([failure.stack || failure.message, output].filter((text) => text !== '').join('\n'));
    const found = locateFailure(failure);
    const place = found && `${shorten(found.file, cwd)}${found.line === null ? '' : `:${found.line}`}`;
    const subject = failure.file === null ? 'drizzle-kit' : `"${shorten(failure.file, cwd)}"`;
    const at = place === null ? '' : ` (${place})`;
    const { what, hint } = explain_describe(failure, found?.message ?? failure.message, output);
    return new CannotJudge(`${subject} ${what}${at}`, { hint, cause });
}
function explain_describe(failure, message, output) {
    const text = firstLine(message);
    const missing = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
    if (failure.kind === 'exit' && failure.during === 'kit') {
        return { what: `refuses the schema: ${lastLine(output) || text}`, hint: KIT_HINT };
    }
    if (failure.kind === 'exit')
        return { what: `calls ${text}`, hint: EXIT_HINT };
    if (missing !== undefined)
        return { what: `imports "${missing}", which is not found`, hint: importHint(missing) };
    if (/top-level await/i.test(message))
        return { what: `uses top-level await: ${text}`, hint: AWAIT_HINT };
    if (failure.code === 'ERR_REQUIRE_ESM')
        return { what: `imports an ES module: ${text}`, hint: AWAIT_HINT };
    if (/Transform failed|SyntaxError|ParseError/.test(`${failure.stack}${failure.message}`)) {
        return { what: `has a syntax error: ${text}`, hint: 'Correct the syntax there.' };
    }
    return { what: `throws: ${text}`, hint: failure.during === 'kit' ? KIT_HINT : THROW_HINT };
}
const AWAIT_HINT = 'drizzle-kit 0.x evaluates TypeScript as CommonJS, which has no top-level await: move it into a function.';
const EXIT_HINT = 'Remove the call, or keep that code out of what the schema imports.';
const KIT_HINT = 'Run "npx drizzle-kit generate" to see the same error in full.';
const THROW_HINT = `Make the import work without a real environment; variables that it needs can be given as ${PASS_PREFIX}<NAME>.`;
/** A path or an alias is the project's own; a name is a package. */
function importHint(specifier) {
    const own = specifier.startsWith('.') || (0,external_node_path_namespaceObject.isAbsolute)(specifier) || /^[@~#]\//.test(specifier);
    return own
        ? 'Check the path, and "paths" in tsconfig.json where it is an alias.'
        : 'Install the dependencies of the project first.';
}
function shorten(file, cwd) {
    return (0,external_node_path_namespaceObject.relative)(cwd, file).split(external_node_path_namespaceObject.sep).join('/');
}
function firstLine(text) {
    return text.trim().split('\n')[0] ?? '';
}
/** drizzle-kit prints what it objects to last, under a coloured "Warning". */
function lastLine(text) {
    const line = text.trim().split('\n').at(-1) ?? '';
    return line.trim().replace(/^Warning\s+/, '');
}
//# sourceMappingURL=explain.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/toolchain.js
/** The project's drizzle-kit and drizzle-orm as installed: where they are, what they can do, whether they fit. */




/** The nearest `node_modules/<name>` upwards from one of the folders, the first that has it. */
async function findPackage(name, folders) {
    for (const folder of folders.flatMap(ancestors)) {
        const link = (0,external_node_path_namespaceObject.join)(folder, 'node_modules', name);
        const version = await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(link, 'package.json'), 'utf8').then(versionIn, () => null);
        if (version !== null)
            return { folder: await (0,promises_namespaceObject.realpath)(link), version };
    }
    return null;
}
/** null: a manifest that Node could not use either. */
function versionIn(text) {
    try {
        const manifest = JSON.parse(text);
        return typeof manifest?.version === 'string' ? manifest.version : null;
    }
    catch {
        return null;
    }
}
/** The interface that this drizzle-kit offers; null: none. 0.23 has the first, late 1.0 candidates the second. */
function toolchain_lineOf(kit) {
    if ((0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(kit.folder, 'api-postgres.js')))
        return (0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(kit.folder, 'cli.js')) ? '1.0' : null;
    return (0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(kit.folder, 'api.js')) ? '0.x' : null;
}
/** What goes together, by the number that both packages carry (`assertOrmCoreVersion` of drizzle-kit). */
const PAIRS = {
    7: 'drizzle-kit 0.22 to 0.24 and drizzle-orm 0.31 to 0.33',
    8: 'drizzle-kit 0.25 and drizzle-orm 0.34',
    9: 'drizzle-kit 0.26 and drizzle-orm 0.35',
    10: 'drizzle-kit 0.27 to 0.31 and drizzle-orm 0.36 to 0.45',
    14: 'drizzle-kit 1.0.0-rc and drizzle-orm 1.0.0-rc',
};
/** Throws CannotJudge where drizzle-kit itself would refuse to work with this drizzle-orm. */
async function requireMatch(kit, orm) {
    if (orm === null) {
        throw new CannotJudge('drizzle-orm is not installed', { hint: 'Install the dependencies of the project first.' });
    }
    const [needed, offered] = await Promise.all([
        toolchain_readNumber((0,external_node_path_namespaceObject.join)(kit.folder, 'bin.cjs'), /requiredApiVersion = (\d+)/),
        toolchain_readNumber((0,external_node_path_namespaceObject.join)(orm.folder, 'version.js'), /compatibilityVersion = (\d+)/),
    ]);
    if (needed === null || offered === null || needed === offered)
        return;
    const pairs = [needed, offered].flatMap((number) => PAIRS[number] ?? []);
    const hint = `Install a pair that matches: ${pairs.join(', or ')}.`;
    throw new CannotJudge(`drizzle-kit ${kit.version} does not work with drizzle-orm ${orm.version}`, { hint });
}
async function toolchain_readNumber(file, pattern) {
    const text = await (0,promises_namespaceObject.readFile)(file, 'utf8').catch(() => '');
    return pattern.exec(text)?.[1] ?? null;
}
function ancestors(folder) {
    const parent = (0,external_node_path_namespaceObject.dirname)(folder);
    return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
//# sourceMappingURL=toolchain.js.map
;// CONCATENATED MODULE: ./build/src/project/config/find-root.js
/** The folder that drizzle-kit would be started in, which `schema` and `out` are relative to. */



/**
 * The working directory, as drizzle-kit has it, unless more of what the config names exists relative to the package
 * of the config: in a monorepo, drizzle-kit runs in the package, the gate at the top.
 */
async function findRoot(config, configPath, cwd) {
    const folder = (0,external_node_path_namespaceObject.dirname)(configPath);
    const candidates = [...new Set([cwd, (await findPackageFolder(folder, cwd)) ?? folder, folder])];
    const counts = await Promise.all(candidates.map(async (candidate) => countExisting(config, candidate)));
    return candidates[counts.indexOf(Math.max(...counts))] ?? cwd;
}
async function countExisting({ schema, out }, root) {
    const found = await Promise.all([...schema, out].map(async (pattern) => findPaths(root, pattern)));
    return found.filter((paths) => paths.length > 0).length;
}
/** Nearest folder with a `package.json`, from `folder` up to `top`. */
async function findPackageFolder(folder, top) {
    const has = await (0,promises_namespaceObject.access)((0,external_node_path_namespaceObject.join)(folder, 'package.json')).then(() => true, () => false);
    if (has)
        return folder;
    const parent = (0,external_node_path_namespaceObject.dirname)(folder);
    return parent === folder || (0,external_node_path_namespaceObject.resolve)(folder) === (0,external_node_path_namespaceObject.resolve)(top) ? null : findPackageFolder(parent, top);
}
//# sourceMappingURL=find-root.js.map
;// CONCATENATED MODULE: ./build/src/project/config/to-config.js
/** What a drizzle config says, judged as drizzle-kit judges it. */

const DEFAULT_TRACKER = { schema: 'drizzle', table: '__drizzle_migrations' };
/** Throws CannotJudge where drizzle-kit would refuse the config, and where it is not for PostgreSQL. */
function toConfig(path, { type, options }) {
    if (type !== 'object') {
        throw new CannotJudge(`"${path}" exports ${type === 'undefined' ? 'nothing' : `a ${type}`}, not a config object`, {
            hint: 'Export the object itself: export default defineConfig({ … })',
        });
    }
    requirePostgres(path, options);
    const tracker = record(path, options, 'migrations');
    return {
        path,
        schema: readSchemaPatterns(path, options),
        out: readText(path, options, 'out') ?? 'drizzle',
        casing: readCasing(path, options),
        breakpoints: options['breakpoints'] !== false,
        driver: readText(path, options, 'driver'),
        tracker: {
            schema: readText(path, tracker, 'schema') ?? DEFAULT_TRACKER.schema,
            table: readText(path, tracker, 'table') ?? DEFAULT_TRACKER.table,
        },
    };
}
/** Before 0.21 there was no `dialect`, and `driver` named the database. */
function requirePostgres(path, options) {
    const dialect = options['dialect'] ?? options['driver'];
    if (dialect === 'postgresql' || dialect === 'pg')
        return;
    if (dialect === undefined) {
        throw new CannotJudge(`"${path}" has no "dialect"`, { hint: `Add dialect: 'postgresql' to it.` });
    }
    throw new CannotJudge(`"${path}" is for dialect ${JSON.stringify(dialect)}; only PostgreSQL can be judged`, {
        hint: 'Name the PostgreSQL configs with --config.',
    });
}
function readSchemaPatterns(path, options) {
    const schema = options['schema'] ?? [];
    const patterns = Array.isArray(schema) ? schema : [schema];
    if (patterns.every((pattern) => typeof pattern === 'string'))
        return patterns;
    throw refused(path, 'schema', 'a path or a list of paths');
}
function readCasing(path, options) {
    const casing = options['casing'] ?? null;
    if (casing === null || casing === 'snake_case' || casing === 'camelCase')
        return casing;
    throw refused(path, 'casing', `'snake_case' or 'camelCase'`);
}
function readText(path, options, name) {
    const value = options[name] ?? null;
    if (value === null || typeof value === 'string')
        return value;
    throw refused(path, name, 'text');
}
function record(path, options, name) {
    const value = options[name] ?? {};
    if (typeof value === 'object')
        return value;
    throw refused(path, name, 'an object');
}
function refused(path, name, expected) {
    return new CannotJudge(`"${name}" in "${path}" is not ${expected}`, {
        hint: 'Correct it as https://orm.drizzle.team/docs/drizzle-config-file describes.',
    });
}
//# sourceMappingURL=to-config.js.map
;// CONCATENATED MODULE: ./build/src/project/config/load-project.js
/** A project by its drizzle config, or by its migrations folder alone. */









const DEFAULT_TIMEOUT_MS = 30_000;
/**
 * Evaluates the config (absolute, or relative to `cwd`) in a child process, with the loader of the project's drizzle-kit.
 * Throws CannotJudge where it cannot be evaluated, where drizzle-kit would refuse it, and for other databases.
 */
async function loadProject(configPath, cwd, options = {}) {
    const path = (0,external_node_path_namespaceObject.resolve)(cwd, configPath);
    const stats = (0,external_node_fs_namespaceObject.statSync)(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true) {
        const what = stats === undefined ? 'does not exist' : 'is a folder';
        throw new CannotJudge(`config file "${configPath}" ${what}`, {
            hint: 'Check the path given with --config.',
        });
    }
    const config = await evaluateConfig(path, cwd, options);
    const root = await findRoot(config, path, cwd);
    return describeProject(root, config, (0,external_node_path_namespaceObject.resolve)(root, config.out), [(0,external_node_path_namespaceObject.dirname)(path), root], cwd);
}
/** A project of which only the migrations folder is known (absolute, or relative to `cwd`). */
async function projectOfMigrations(folder, cwd) {
    const path = (0,external_node_path_namespaceObject.resolve)(cwd, folder);
    return describeProject(cwd, null, path, [(0,external_node_path_namespaceObject.dirname)(path)], cwd);
}
async function evaluateConfig(path, cwd, { timeoutMs, signal }) {
    const kit = await findPackage('drizzle-kit', [(0,external_node_path_namespaceObject.dirname)(path), cwd]);
    const shown = toPosix((0,external_node_path_namespaceObject.relative)(cwd, path));
    if (kit === null && /\.[mc]?ts$/.test(path)) {
        throw new CannotJudge(`"${shown}" cannot be loaded: drizzle-kit is not installed`, {
            hint: 'Install the dependencies of the project first, or name its migrations folder with --migrations.',
        });
    }
    const request = { task: 'config', config: path, kit: kit?.folder ?? null };
    const limits = { timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS, signal };
    const first = await askChild(request, { ...limits, root: cwd });
    const folder = await findPackageFolder((0,external_node_path_namespaceObject.dirname)(path), cwd);
    // A config of a package may need to be started there: tsx looks for tsconfig.json in the working directory alone.
    const elsewhere = first.status === 'failed' && folder !== null && folder !== cwd;
    const second = elsewhere ? await askChild(request, { ...limits, root: folder }) : first;
    const answer = second.status === 'done' ? second : first;
    return toConfig(shown, explainAnswer(answer, { subject: shown, cwd, timeoutMs: limits.timeoutMs }));
}
async function describeProject(root, config, out, folders, cwd) {
    const [kit, orm] = await Promise.all([findPackage('drizzle-kit', folders), findPackage('drizzle-orm', folders)]);
    return {
        root,
        config,
        migrations: toPosix((0,external_node_path_namespaceObject.relative)(cwd, out)) || '.',
        tracker: config?.tracker ?? DEFAULT_TRACKER,
        kitVersion: kit?.version ?? null,
        ormVersion: orm?.version ?? null,
    };
}
//# sourceMappingURL=load-project.js.map
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./build/src/project/history/migration.js
/** One SQL file as Drizzle's migrator takes it. */


/** Hashes and splits a file exactly as `readMigrationFiles` does. */
function toMigration(tag, source, when) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256').update(source.text).digest('hex');
    return { tag, source, hash, when, chunks: splitChunks(source.text) };
}
/** The pieces between breakpoints, untrimmed; joined with the breakpoint they are the text again. */
function splitChunks(text) {
    let start = 0;
    return text.split(BREAKPOINT).map((piece) => {
        const span = { start, end: start + piece.length };
        start = span.end + BREAKPOINT.length;
        return { text: piece, span };
    });
}
//# sourceMappingURL=migration.js.map
;// CONCATENATED MODULE: ./build/src/project/history/json-tree.js
/** Deeper than any journal; beyond it places are not worth the stack. */
const MAX_DEPTH = 500;
const SPACE = /[ \t\n\r]*/y;
const TOKEN = /[{}[\],:]|"[ !#-[\]-\uFFFF]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uFFFF]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** What a reader of the message should see of a piece that is no token. */
const json_tree_WORD = /[\w.+-]{1,30}|[^]/uy;
/** Signals the first place where the grammar is left; never leaves this file. */
class Fault extends Error {
    span;
    constructor(message, span) {
        super(message);
        this.span = span;
    }
}
/** The tree of a JSON text, or its first defect. */
function readJsonTree(text) {
    try {
        const tokens = readTokens(text);
        const root = json_tree_readValue(tokens, 0);
        const rest = tokens.next();
        if (rest.text !== '')
            throw new Fault(`${quote(rest.text)} stands after its end`, rest);
        return { root };
    }
    catch (error) {
        if (error instanceof Fault)
            return { defect: { message: error.message, span: error.span } };
        throw error;
    }
}
function readTokens(text) {
    let offset = 0;
    const match = (pattern) => {
        pattern.lastIndex = offset;
        return pattern.exec(text)?.[0] ?? '';
    };
    const peek = () => {
        offset += match(SPACE).length;
        const token = match(TOKEN);
        if (token === '' && offset < text.length)
            throw unexpected(text, offset, match(json_tree_WORD));
        return { text: token, start: offset, end: offset + token.length };
    };
    const next = () => {
        const token = peek();
        offset = token.end;
        return token;
    };
    return { next, peek };
}
function unexpected(text, offset, word) {
    const span = { start: offset, end: offset + Math.max(word.length, 1) };
    if (word !== '"')
        return new Fault(`${quote(word)} stands where no JSON can be`, span);
    const line = /[^\r\n]*/y;
    line.lastIndex = offset;
    const end = offset + (line.exec(text)?.[0].length ?? 1);
    return new Fault('a string does not end on its line or holds an unknown escape', { start: offset, end });
}
function json_tree_readValue(tokens, depth) {
    const token = tokens.next();
    if (token.text === '{' || token.text === '[') {
        if (depth === MAX_DEPTH)
            throw new Fault(`it is nested deeper than ${MAX_DEPTH} levels`, token);
        return token.text === '{' ? readObject(tokens, token, depth) : readArray(tokens, token, depth);
    }
    if (token.text === '' || '}],:'.includes(token.text))
        throw misplaced(token, 'a value');
    return { span: { start: token.start, end: token.end }, members: new Map(), elements: [] };
}
function readObject(tokens, open, depth) {
    const members = new Map();
    const close = readItems(tokens, '}', () => {
        const key = tokens.next();
        if (!key.text.startsWith('"'))
            throw misplaced(key, 'a key in double quotes');
        expect(tokens.next(), ':');
        members.set(JSON.parse(key.text), json_tree_readValue(tokens, depth + 1));
    });
    return { span: { start: open.start, end: close.end }, members, elements: [] };
}
function readArray(tokens, open, depth) {
    const elements = [];
    const close = readItems(tokens, ']', () => elements.push(json_tree_readValue(tokens, depth + 1)));
    return { span: { start: open.start, end: close.end }, members: new Map(), elements };
}
function readItems(tokens, closing, readItem) {
    if (tokens.peek().text === closing)
        return tokens.next();
    for (;;) {
        readItem();
        const token = tokens.next();
        if (token.text === closing)
            return token;
        expect(token, ',');
    }
}
function expect(token, text) {
    if (token.text !== text)
        throw misplaced(token, `"${text}"`);
}
function misplaced(token, expected) {
    const found = token.text === '' ? 'it ends' : `${quote(token.text)} stands`;
    return new Fault(`${found} where ${expected} is expected`, token);
}
/** For a message: short, on one line, control characters spelled out. */
function quote(text) {
    const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    return short.startsWith('"') ? short : JSON.stringify(short);
}
//# sourceMappingURL=json-tree.js.map
;// CONCATENATED MODULE: ./build/src/project/history/parse-json.js

/** Git's markers, as committed by people who did not look. */
const CONFLICT_MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?= |\r?$).*$/m;
/** Judges as Drizzle does, which means by `JSON.parse`; the message and the place are for people. */
function parseJson(text) {
    try {
        return { value: JSON.parse(text), defect: null };
    }
    catch {
        return { defect: explainDefect(text) };
    }
}
function explainDefect(text) {
    if (text.trim() === '')
        return { message: 'it is empty', span: null };
    if (text.startsWith('\uFEFF'))
        return { message: 'it starts with a byte order mark', span: { start: 0, end: 1 } };
    const marker = CONFLICT_MARKER.exec(text);
    if (marker) {
        return {
            message: 'it holds merge conflict markers',
            span: { start: marker.index, end: marker.index + marker[0].length },
        };
    }
    const tree = readJsonTree(text);
    return 'defect' in tree ? tree.defect : { message: 'it is not JSON', span: null };
}
/** The value as a record, or null where it is no object. */
function asRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : null;
}
/** The value as a string, or null where it is none. */
function asString(value) {
    return typeof value === 'string' ? value : null;
}
//# sourceMappingURL=parse-json.js.map
;// CONCATENATED MODULE: ./build/src/project/history/snapshot.js

/** v5 to drizzle-kit 0.20, v6 0.21, v7 0.22–0.31, v8 the 1.0 betas up to rc.4, v9 since rc.5. */
const KNOWN_VERSIONS = new Set(['5', '6', '7', '8', '9']);
/** Reads a snapshot; what is wrong with it becomes its defect. */
function toSnapshot(path, belongsTo, reading) {
    const unknown = { path, text: '', belongsTo, version: null, id: null, parentIds: [], state: null };
    if ('fault' in reading)
        return { ...unknown, defect: { message: reading.fault, span: null } };
    const { text } = reading;
    const json = parseJson(text);
    if (json.defect)
        return { ...unknown, text, defect: json.defect };
    const identity = readIdentity(json.value);
    return { path, text, belongsTo, ...identity, defect: findDefect(identity), state: json.value };
}
function readIdentity(value) {
    const record = asRecord(value) ?? {};
    const parents = Array.isArray(record['prevIds']) ? record['prevIds'] : [record['prevId']];
    return {
        version: versionOf(record['version']),
        id: asString(record['id']),
        parentIds: parents.filter((parent) => typeof parent === 'string'),
    };
}
function findDefect(identity) {
    const named = identity.id !== null && identity.id !== '';
    if (identity.version === null)
        return { message: 'its "version" is none of 5 to 9', span: null };
    if (!named)
        return { message: 'it has no "id"', span: null };
    return identity.parentIds.length === 0 ? { message: 'it has no "prevId"', span: null } : null;
}
/** Written as a text; a number is read alike. Anything else has no version, however it spells itself. */
function versionOf(written) {
    const version = typeof written === 'number' ? String(written) : asString(written);
    return version !== null && KNOWN_VERSIONS.has(version) ? version : null;
}
//# sourceMappingURL=snapshot.js.map
;// CONCATENATED MODULE: ./build/src/project/history/folder-layout.js


/** Reads the folder layout below `folder`; never throws for what is broken in it. */
async function readFolderLayout(tree, folder) {
    const found = await readFolders(tree);
    const withFile = found.filter(({ sql }) => sql !== null);
    // The order of 1.0's `readMigrationFiles`: the locale's own, not that of the bytes.
    const ordered = withFile.toSorted((a, b) => a.name.localeCompare(b.name));
    return {
        layout: 'folders',
        folder,
        journal: null,
        entries: ordered.map((item, position) => toEntry(folder, item, position)),
        files: withFile.flatMap((item) => sourceOf(folder, item) ?? []),
        unreadable: withFile.flatMap((item) => faultOf(folder, item) ?? []),
        foldersWithoutFile: found.filter((item) => isAbandoned(item)).map(({ name }) => `${folder}/${name}`),
        snapshots: found.flatMap((item) => snapshotOf(folder, item) ?? []),
    };
}
async function readFolders(tree) {
    const folders = [];
    for (const name of (await tree.list('')) ?? []) {
        const inside = await tree.list(name);
        if (!inside)
            continue;
        const read = (file) => (inside.includes(file) ? tree.read(`${name}/${file}`) : null);
        folders.push({ name, sql: await read('migration.sql'), snapshot: await read('snapshot.json') });
    }
    return folders;
}
function toEntry(folder, item, position) {
    const millis = toMilliseconds(item.name);
    const source = sourceOf(folder, item);
    const when = Number.isNaN(millis) ? null : millis;
    const migration = source && toMigration(item.name, source, when);
    return { position, tag: item.name, index: null, rawWhen: millis, migration, span: null };
}
/** UTC time of the first 14 characters, digit groups read by `parseInt` as `formatToMillis` of 1.0 reads them. */
function toMilliseconds(name) {
    const part = (start, end) => Number.parseInt(name.slice(start, end), 10);
    return Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(8, 10), part(10, 12), part(12, 14));
}
function sourceOf(folder, { name, sql }) {
    return sql && 'text' in sql ? { path: `${folder}/${name}/migration.sql`, text: sql.text } : null;
}
function faultOf(folder, { name, sql }) {
    return sql && 'fault' in sql ? { path: `${folder}/${name}/migration.sql`, reason: sql.fault } : null;
}
function snapshotOf(folder, { name, snapshot }) {
    return snapshot && toSnapshot(`${folder}/${name}/snapshot.json`, name, snapshot);
}
/** A migration by its name or its snapshot; other folders are none of Drizzle's business. */
function isAbandoned({ name, sql, snapshot }) {
    return sql === null && (snapshot !== null || /^\d{14}/.test(name));
}
//# sourceMappingURL=folder-layout.js.map
;// CONCATENATED MODULE: ./build/src/project/history/journal-layout.js




const JOURNAL = 'meta/_journal.json';
/** Reads the journal layout below `folder`; never throws for what is broken in it. */
async function readJournalLayout(tree, folder) {
    const path = `${folder}/${JOURNAL}`;
    const { journal, records } = readJournal(path, (await tree.read(JOURNAL)) ?? { fault: 'there is no such file' });
    const names = ((await tree.list('')) ?? []).filter((name) => name.endsWith('.sql'));
    // `readMigrationFiles` pastes the tag into a path, so a tag may name a file in another folder.
    const distant = records.flatMap(({ tag }) => (tag?.includes('/') ? `${tag}.sql` : []));
    const { files, unreadable } = await readFiles(tree, folder, [...names, ...distant]);
    return {
        layout: 'journal',
        folder,
        journal,
        entries: records.map((record) => journal_layout_toEntry(record, files.get(`${record.tag}.sql`) ?? null)),
        files: [...files.values()],
        unreadable,
        foldersWithoutFile: [],
        snapshots: await readSnapshots(tree, folder),
    };
}
/** The journal and what it lists. A byte order mark is a defect, and yet what follows it is certain. */
function readJournal(path, reading) {
    const text = 'text' in reading ? reading.text : '';
    const unread = (defect) => ({
        source: { path, text },
        defect,
        version: null,
        dialect: null,
    });
    if ('fault' in reading)
        return { journal: unread({ message: reading.fault, span: null }), records: [] };
    const mark = text.startsWith('\uFEFF') ? 1 : 0;
    const json = parseJson(text.slice(mark));
    const defect = parseJson(text).defect;
    if (json.defect)
        return { journal: unread(defect), records: [] };
    const tree = readJsonTree(' '.repeat(mark) + text.slice(mark));
    const root = 'root' in tree ? tree.root : null;
    const record = asRecord(json.value);
    const journal = {
        source: { path, text },
        version: asString(record?.['version']),
        dialect: asString(record?.['dialect']),
    };
    const entries = record?.['entries'];
    if (!Array.isArray(entries)) {
        const message = record ? 'its "entries" is not a list' : 'its top level is not an object';
        return {
            journal: { ...journal, defect: { message, span: (root?.members.get('entries') ?? root)?.span ?? null } },
            records: [],
        };
    }
    const nodes = root?.members.get('entries')?.elements ?? [];
    return {
        journal: { ...journal, defect },
        records: entries.map((entry, position) => toListed(entry, position, nodes[position])),
    };
}
function toListed(value, position, node) {
    const record = asRecord(value) ?? {};
    return {
        position,
        tag: asString(record['tag']),
        index: Number.isInteger(record['idx']) ? record['idx'] : null,
        rawWhen: record['when'],
        span: node?.span ?? null,
    };
}
function journal_layout_toEntry(listed, file) {
    const { tag } = listed;
    return { ...listed, migration: tag !== null && file ? toMigration(tag, file, journal_layout_toMilliseconds(listed.rawWhen)) : null };
}
/** Drizzle compares and inserts `when` as it is: a string of digits works, a fraction is refused by bigint (22P02). */
function journal_layout_toMilliseconds(when) {
    const number = typeof when === 'string' && /^\d+$/.test(when) ? Number(when) : when;
    return Number.isSafeInteger(number) ? number : null;
}
async function readFiles(tree, folder, names) {
    const files = new Map();
    const unreadable = [];
    for (const name of new Set(names)) {
        const path = `${folder}/${name}`;
        const reading = await tree.read(name);
        if (reading && 'text' in reading)
            files.set(name, { path, text: reading.text });
        else if (reading)
            unreadable.push({ path, reason: reading.fault });
    }
    return { files, unreadable };
}
/** Everything in `meta/` that does not start with `_`, as drizzle-kit takes it: a stray file there stops `generate`. */
async function readSnapshots(tree, folder) {
    const names = ((await tree.list('meta')) ?? []).filter((name) => !name.startsWith('_'));
    const snapshots = [];
    for (const name of names) {
        const belongsTo = /^(\d+)_snapshot\.json$/.exec(name)?.[1] ?? null;
        const reading = (await tree.read(`meta/${name}`)) ?? { fault: 'its link leads nowhere' };
        snapshots.push(toSnapshot(`${folder}/meta/${name}`, belongsTo, reading));
    }
    return snapshots;
}
//# sourceMappingURL=journal-layout.js.map
;// CONCATENATED MODULE: ./build/src/project/history/tree.js
/** A migrations folder as names and texts, wherever it lies: on disk here, in a commit elsewhere. */



/** The tree below an absolute path. Links are followed, as Drizzle follows them. */
function diskTree(root) {
    return { list: (folder) => listFolder((0,external_node_path_namespaceObject.join)(root, folder)), read: (file) => tree_readText((0,external_node_path_namespaceObject.join)(root, file)) };
}
/** The same tree with other texts in some of its files, by name. */
function withTexts(tree, texts) {
    const read = async (file) => {
        const text = texts.get(file);
        return text === undefined ? tree.read(file) : { text };
    };
    return { ...tree, read };
}
async function listFolder(path) {
    try {
        return (await (0,promises_namespaceObject.readdir)(path)).sort();
    }
    catch (cause) {
        if (ABSENT.has(codeOf(cause)))
            return null;
        throw new CannotJudge(`folder "${path}" cannot be listed`, { hint: 'Check who may read it.', cause });
    }
}
async function tree_readText(path) {
    try {
        const stats = await (0,promises_namespaceObject.stat)(path);
        if (stats.isDirectory())
            return { fault: 'it is a folder' };
        // A named pipe or a device would never end.
        if (!stats.isFile())
            return { fault: 'it is not a regular file' };
        return { text: await (0,promises_namespaceObject.readFile)(path, 'utf8') };
    }
    catch (error) {
        const code = codeOf(error);
        return ABSENT.has(code) ? null : { fault: REASONS.get(code) ?? `reading it failed with ${code}` };
    }
}
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);
const REASONS = new Map([
    ['EACCES', 'permission to read it is missing'],
    ['EPERM', 'permission to read it is missing'],
    ['ENAMETOOLONG', 'its name is too long'],
    ['ERR_INVALID_ARG_VALUE', 'its name holds a null byte'],
    ['ERR_STRING_TOO_LONG', 'it is larger than a string can be'],
    ['ERR_FS_FILE_TOO_LARGE', 'it is larger than a string can be'],
]);
/** `code` of a system error; not by `instanceof`, since errors of another realm are errors too. */
function codeOf(error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
//# sourceMappingURL=tree.js.map
;// CONCATENATED MODULE: ./build/src/project/history/read-history.js
/** Reads a project's migration history from disk, whichever layout it has. */







/**
 * The history in `folder` (absolute), paths relative to `cwd`. What is broken in it is part of the result.
 * Throws CannotJudge where there is no folder, no layout, no migration, or another dialect.
 */
async function readHistory(folder, cwd) {
    const shown = (0,external_node_path_namespaceObject.relative)(cwd, folder).split(external_node_path_namespaceObject.sep).join('/') || '.';
    await requireFolder(folder, shown);
    const history = await readTree(diskTree(folder), shown);
    read_history_requirePostgres(history);
    requireMigrations(history);
    return history;
}
/** The history of a tree, its paths starting with `folder`. Throws CannotJudge where the layout cannot be told. */
async function readTree(tree, folder) {
    const layout = await detectLayout(tree, folder);
    return layout === 'journal' ? readJournalLayout(tree, folder) : readFolderLayout(tree, folder);
}
/** A `meta` folder means 0.x: 1.0 has none and refuses to run beside `meta/_journal.json`. */
async function detectLayout(tree, folder) {
    const names = (await tree.list('')) ?? [];
    const meta = (await tree.list('meta')) ?? [];
    if (meta.includes('_journal.json') || meta.some((name) => name.endsWith('_snapshot.json')))
        return 'journal';
    for (const name of names) {
        const inside = (await tree.list(name)) ?? [];
        if (inside.includes('migration.sql') || inside.includes('snapshot.json'))
            return 'folders';
    }
    const flat = names.some((name) => name.endsWith('.sql'));
    throw new CannotJudge(flat
        ? `"${folder}" has SQL files, but neither "meta/_journal.json" nor a folder with "migration.sql"`
        : `no migrations found in "${folder}"`, { hint: flat ? 'Commit "meta/" with the SQL files, or name the folder that Drizzle writes.' : FIRST_MIGRATION });
}
const FIRST_MIGRATION = 'Generate the first migration with "npx drizzle-kit generate", or name another folder with --migrations.';
async function requireFolder(folder, shown) {
    const stats = await (0,promises_namespaceObject.stat)(folder).catch((cause) => {
        const hint = 'Check "out" in the drizzle config, or name the folder with --migrations.';
        throw new CannotJudge(`migrations folder "${shown}" cannot be opened`, { hint, cause });
    });
    if (stats.isDirectory())
        return;
    throw new CannotJudge(`"${shown}" is a file`, {
        hint: 'Name the folder that holds the migrations with --migrations.',
    });
}
/** A journal that cannot be read is a finding, not an absence. */
function requireMigrations(history) {
    const found = history.entries.length + history.files.length + history.foldersWithoutFile.length;
    if (found > 0 || history.journal?.defect)
        return;
    throw new CannotJudge(`no migrations found in "${history.folder}"`, { hint: FIRST_MIGRATION });
}
/** Drizzle's names for what is not PostgreSQL. Any other word is left alone: no migrator reads the field. */
const FOREIGN_DIALECTS = new Set(['mysql', 'sqlite', 'turso', 'singlestore', 'gel', 'mssql', 'cockroach']);
function read_history_requirePostgres(history) {
    const written = [
        history.journal?.dialect,
        ...history.snapshots.map(({ state }) => asString(asRecord(state)?.['dialect'])),
    ];
    const foreign = written.find((dialect) => dialect && FOREIGN_DIALECTS.has(dialect));
    if (foreign === undefined)
        return;
    throw new CannotJudge(`"${history.folder}" is a history of dialect "${foreign}"`, {
        hint: 'Name a PostgreSQL history with --config or --migrations; Drizzle Gatekeeper judges no other dialect.',
    });
}
//# sourceMappingURL=read-history.js.map
;// CONCATENATED MODULE: ./build/src/commands/restrict.js
/** What remains of a run that must not run code of the project. */



/**
 * The same options where `distrust` is null. Else history, replay on the embedded server and idempotency: its machine is
 * simulated, so SQL cannot leave it. Throws CannotJudge where the options ask for more than that.
 */
async function restrict(options, distrust, cwd) {
    if (distrust === null)
        return options;
    if (options.migrations === null) {
        throw new CannotJudge(`${distrust}, so the project's config cannot be evaluated`, {
            hint: 'Name the migrations folder with the input "migrations", or judge the change under "pull_request".',
        });
    }
    if (!['auto', 'embedded'].includes(options.postgres) || options.postgresImage !== null) {
        throw new CannotJudge(`${distrust}, and its SQL on no server but the embedded one`, {
            hint: 'Leave out the inputs "postgres" and "postgres-image".',
        });
    }
    await refuseLinks([options.migrations, ...options.bootstrap, 'gatekeeper.json'], distrust, cwd);
    return { ...options, postgres: 'embedded' };
}
/** A report quotes what it reads: a link out of the checkout would publish files of the runner. */
async function refuseLinks(paths, distrust, cwd) {
    const root = await (0,promises_namespaceObject.realpath)(cwd);
    for (const path of paths) {
        const real = await (0,promises_namespaceObject.realpath)((0,external_node_path_namespaceObject.resolve)(root, path)).catch(() => null);
        const links = real === null ? [] : await linksIn(real);
        const [link] = real !== null && real !== (0,external_node_path_namespaceObject.resolve)(root, path) ? [path] : links.map((name) => (0,external_node_path_namespaceObject.join)(path, name));
        if (link === undefined)
            continue;
        throw new CannotJudge(`"${link}" is a symbolic link, and ${distrust}`, {
            hint: 'Replace the link by the file that it points to.',
        });
    }
}
async function linksIn(folder) {
    const entries = await (0,promises_namespaceObject.readdir)(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries
        .filter((entry) => entry.isSymbolicLink())
        .map((entry) => (0,external_node_path_namespaceObject.join)(entry.parentPath, entry.name).slice(folder.length + 1));
}
//# sourceMappingURL=restrict.js.map
;// CONCATENATED MODULE: ./build/src/commands/projects.js
/** Which projects a run is about, and how each of them is to be read. */








/** One for each project that the options name. Throws CannotJudge. */
async function readRequests(given, { connections, impliedBase, distrust, now }) {
    const cwd = await findWorkingDirectory(given);
    const options = await restrict(given, distrust, cwd);
    const common = {
        cwd,
        now,
        base: options.base === null ? impliedBase : { kind: 'named', ref: options.base },
        scope: options.scope,
        server: {
            provider: options.postgres,
            version: options.postgresVersion,
            image: options.postgresImage,
            givenUrl: connections.postgres,
        },
        bootstrap: await readBootstrap(options.platform, options.bootstrap, cwd),
        timeoutSeconds: options.timeout,
        idempotency: options.idempotency !== 'off',
    };
    const projects = await findProjects(options, cwd);
    return Promise.all(projects.map(async (project) => {
        const siblings = projects.filter((other) => other !== project);
        return { ...common, project, siblings, history: await readHistory((0,external_node_path_namespaceObject.resolve)(cwd, project.migrations), cwd) };
    }));
}
/** Absolute. Throws CannotJudge where it is no folder. */
async function findWorkingDirectory({ workingDirectory }) {
    const path = (0,external_node_path_namespaceObject.resolve)(workingDirectory);
    const stats = await (0,promises_namespaceObject.stat)(path).catch(() => null);
    if (stats?.isDirectory() === true)
        return path;
    throw new CannotJudge(`working directory "${workingDirectory}" is no folder`, {
        hint: 'Check the path given with --working-directory.',
    });
}
async function findProjects(options, cwd) {
    if (options.migrations === null) {
        const configs = await discoverConfigs(cwd, options.config);
        const timeoutMs = options.timeout * 1000;
        return Promise.all(configs.map((config) => loadProject(config, cwd, { timeoutMs })));
    }
    if (options.config.length > 0) {
        throw new CannotJudge('both --config and --migrations are given', {
            hint: 'Give --config for a project with its schema, or --migrations for a folder alone.',
        });
    }
    return [await projectOfMigrations(options.migrations, cwd)];
}
//# sourceMappingURL=projects.js.map
;// CONCATENATED MODULE: ./build/src/commands/list.js
/** `list`: the projects that a run would judge, one by one; evaluates none of them. */



/** GitHub generates at most 256 jobs from a matrix. */
const MOST_JOBS = 256;
/** Configs that the patterns name, all of the working directory without a pattern. Throws CannotJudge where there are none. */
async function list_list(options) {
    if (options.migrations !== null)
        return [{ migrations: options.migrations }];
    const cwd = await findWorkingDirectory(options);
    const all = options.config.length > 0 ? [] : await findAllConfigs(cwd);
    const configs = all.length > 0 ? all : await discoverConfigs(cwd, options.config);
    return configs.map((config) => ({ config }));
}
/** A matrix for `strategy`, on one line. Throws CannotJudge where GitHub would refuse it. */
function renderMatrix(projects) {
    if (projects.length > MOST_JOBS) {
        throw new CannotJudge(`${projects.length} projects are more than the ${MOST_JOBS} jobs of a matrix`, {
            hint: 'Name a part of them in each workflow, as in --config "packages/a*/drizzle.config.ts".',
        });
    }
    return JSON.stringify({ include: projects });
}
/** Ends with a line break. */
function renderList(projects, format) {
    if (format === 'pretty') {
        return projects.map((project) => `${'config' in project ? project.config : project.migrations}\n`).join('');
    }
    if (format === 'json')
        return `${JSON.stringify(projects, null, 2)}\n`;
    if (format === 'matrix')
        return `${renderMatrix(projects)}\n`;
    throw new CannotJudge(`"list" has no form "${format}"`, { hint: 'Use one of pretty, json, matrix.' });
}
//# sourceMappingURL=list.js.map
;// CONCATENATED MODULE: ./build/src/model/allow.js
/** Whether the allow names this finding's code and place; says nothing of its reason or date. */
function covers(allow, finding) {
    return allow.code === finding.code && coversPlace(allow.covers, finding.location);
}
function coversPlace(place, location) {
    if ('everywhere' in place)
        return true;
    if ('object' in place)
        return 'object' in location && location.object === place.object;
    if ('catalog' in location)
        return false;
    if (!('migration' in place))
        return coversLines(place, location);
    return belongsTo(location.file, place.migration) || (place.entry !== undefined && coversLines(place.entry, location));
}
function coversLines({ file, lines }, location) {
    const [first, last] = lines ?? [1, Number.POSITIVE_INFINITY];
    return location.file === file && first <= location.endLine && location.line <= last;
}
/** `drizzle/0004_x.sql` in the journal layout, `drizzle/20250101000000_x/migration.sql` in the folder layout. */
function belongsTo(file, migration) {
    const parts = file.split('/');
    return parts.at(-1) === `${migration}.sql` || parts.at(-2) === migration;
}
/** Past its date, counted in UTC. */
function isExpired(allow, now) {
    return allow.until !== null && new Date(now).toISOString().slice(0, 10) > allow.until;
}
//# sourceMappingURL=allow.js.map
;// CONCATENATED MODULE: ./build/src/model/check.js
function defineCheck(check) {
    return check;
}
//# sourceMappingURL=check.js.map
;// CONCATENATED MODULE: ./build/src/checks/allow/expired.js


/* harmony default export */ const expired = (defineCheck({
    code: 'allow/expired',
    severity: 'error',
    title: 'An allow is past its date',
    why: 'The exception was granted for a time that is over, so it has no effect any more.',
    *find({ allows, now }) {
        for (const allow of allows.filter((each) => isExpired(each, now))) {
            yield {
                message: `the allow for "${allow.code}" ended on ${allow.until}`,
                at: allow.at,
                hint: 'Mend what it covered, or set a new date in `until`.',
            };
        }
    },
}));
//# sourceMappingURL=expired.js.map
;// CONCATENATED MODULE: ./build/src/checks/allow/unmatched.js


/* harmony default export */ const unmatched = (defineCheck({
    code: 'allow/unmatched',
    severity: 'warning',
    title: 'An allow matches nothing',
    why: 'It hides nothing today and would hide the next finding of that code unseen.',
    *find({ allows }, findings) {
        for (const allow of allows.filter((each) => !findings.some((finding) => covers(each, finding)))) {
            yield {
                message: `the allow for "${allow.code}" matches no finding`,
                at: allow.at,
                hint: 'Remove it, or correct its code and place.',
            };
        }
    },
}));
//# sourceMappingURL=unmatched.js.map
;// CONCATENATED MODULE: ./build/src/checks/allow/without-reason.js

/* harmony default export */ const without_reason = (defineCheck({
    code: 'allow/without-reason',
    severity: 'error',
    title: 'An allow gives no reason',
    why: 'Without a reason nobody can tell later whether the exception still holds, so the allow has no effect.',
    *find({ allows }) {
        for (const allow of allows.filter(({ reason }) => reason === null)) {
            yield {
                message: `the allow for "${allow.code}" gives no reason`,
                at: allow.at,
                hint: `Say why: -- gatekeeper: allow ${allow.code}: <reason>`,
            };
        }
    },
}));
//# sourceMappingURL=without-reason.js.map
;// CONCATENATED MODULE: ./build/src/model/gathered.js
function gathered(value) {
    return { status: 'gathered', value };
}
function skipped(reason) {
    return { status: 'skipped', reason };
}
function failed(reason) {
    return { status: 'failed', reason };
}
/** The value, or null where it was not gathered; for checks, which then have nothing to say. */
function gathered_valueOf(fact) {
    return fact.status === 'gathered' ? fact.value : null;
}
//# sourceMappingURL=gathered.js.map
;// CONCATENATED MODULE: ./build/src/model/catalog.js
/** What one server says its own schema is: objects with attributes, all spelled by Postgres itself. */
const OBJECT_KINDS = (/* unused pure expression or super */ null && ([
    'schema',
    'role',
    'extension',
    'type',
    'domain',
    'enum',
    'sequence',
    'table',
    'column',
    'primary key',
    'unique',
    'foreign key',
    'check',
    'exclusion',
    'index',
    'view',
    'materialized view',
    'policy',
    'function',
    'procedure',
    'aggregate',
    'trigger',
    'event trigger',
    'rule',
    'collation',
    'statistics',
    'grant',
    'default privilege',
    'comment',
    'publication',
    'foreign server',
    'foreign table',
    'other',
]));
/** Human name and identity of an object, as in `column public.invoices.total`; unique within a catalog. */
function nameOf(object) {
    const path = [object.schema, object.parent, object.name].filter((part) => part !== null);
    return `${object.kind} ${path.join('.')}`;
}
//# sourceMappingURL=catalog.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/existing-views.js
/** Views that the schema declares with `.existing()`: made by hand-written SQL, on purpose. */

/** Names of the existing views in any snapshot; drizzle-kit writes no SQL for them, so only snapshots tell. */
function existingViews(snapshots) {
    const views = snapshots.flatMap(({ state }) => viewsIn(state)).filter(({ isExisting }) => isExisting === true);
    return new Set(views.map(({ name, schema, materialized }) => nameOf({
        kind: materialized === true ? 'materialized view' : 'view',
        schema: typeof schema === 'string' && schema !== '' ? schema : 'public',
        parent: null,
        name: String(name),
    })));
}
/** The differences without the existing views. */
function withoutExisting(drift, existing) {
    const rest = (differences) => differences?.filter(({ object }) => !existing.has(object)) ?? null;
    return {
        declaredReplayed: rest(drift.declaredReplayed),
        declaredRecorded: rest(drift.declaredRecorded),
        recordedReplayed: rest(drift.recordedReplayed),
    };
}
function viewsIn(state) {
    if (typeof state !== 'object' || state === null)
        return [];
    const { views, ddl } = state;
    const entities = (Array.isArray(ddl) ? ddl : []);
    const recorded = Object.values((views ?? {}));
    return [...recorded, ...entities.filter(({ entityType }) => entityType === 'views')];
}
//# sourceMappingURL=existing-views.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/causes.js
/**
 * One root cause, one finding. Three catalogs give three lists of differences, and one mistake shows in two of them:
 *
 * | declared ≠ recorded | recorded ≠ replayed | declared ≠ replayed | cause |
 * | --- | --- | --- | --- |
 * | yes | no | yes | the schema was changed and no migration generated |
 * | no | yes | yes | the SQL does not do what its snapshot says |
 * | yes | yes | no | the SQL does what the schema says, the snapshot was not written |
 * | yes | yes | yes | two of them at once |
 */



function causesOf({ drift: all, schema, history: { snapshots }, }) {
    const hasPending = (gathered_valueOf(schema.declared)?.pending.length ?? 0) > 0;
    const drift = withoutExisting(all, existingViews(snapshots));
    const history = findInHistory(drift, hasPending);
    const told = namesIn(history);
    return {
        history,
        snapshot: (drift.recordedReplayed ?? []).filter((difference) => !namesOf(difference).some((name) => told.has(name))),
        pending: hasPending ? weighPending(drift) : 'none',
    };
}
function findInHistory(drift, hasPending) {
    const recorded = byName(drift.recordedReplayed);
    const pending = hasPending ? byName(drift.declaredRecorded) : new Map();
    return (drift.declaredReplayed ?? []).flatMap((difference) => {
        const known = lookUp(recorded, difference);
        const explained = lookUp(pending, difference);
        if (known === undefined)
            return explained === undefined ? { ...difference, isRecorded: false } : [];
        return { ...without(difference, explained, known), isRecorded: true };
    });
}
/** Where schema and SQL were both changed: what the pending statements would end is not told again. */
function without(difference, explained, known) {
    const sides = [difference, explained, known];
    if (sides.some((side) => side?.change !== 'changed'))
        return difference;
    const remaining = new Set(known.attributes.map(({ attribute }) => attribute));
    return { ...difference, attributes: difference.attributes.filter(({ attribute }) => remaining.has(attribute)) };
}
function weighPending({ declaredRecorded, declaredReplayed }) {
    if (declaredReplayed === null)
        return 'missing';
    // Without a snapshot everything is pending; what is really lacking is told object by object.
    if (declaredRecorded === null)
        return 'not recorded';
    if (declaredRecorded.length === 0)
        return 'without effect';
    const lacking = namesIn(declaredReplayed);
    const isLacking = declaredRecorded.some((difference) => namesOf(difference).some((name) => lacking.has(name)));
    return isLacking ? 'missing' : 'not recorded';
}
function byName(differences) {
    return new Map((differences ?? []).flatMap((difference) => namesOf(difference).map((name) => [name, difference])));
}
function lookUp(differences, difference) {
    return namesOf(difference).flatMap((name) => differences.get(name) ?? [])[0];
}
function namesIn(differences) {
    return new Set(differences.flatMap(namesOf));
}
/** One name, or two where the object is called differently on the two sides. */
function namesOf({ expected, actual }) {
    return [expected, actual].flatMap((object) => (object === null ? [] : nameOf(object)));
}
//# sourceMappingURL=causes.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/renderer.js

function changeOf({ expected, actual, attributes }, catalog) {
    if (expected === null || actual === null)
        return null;
    return { expected, actual, catalog, differing: new Set(attributes.map(({ attribute }) => attribute)) };
}
/** `"schema"."name"` of an object that lives in a schema by itself. */
function qualified(object) {
    return quoteIdentifier(...path(object.schema), object.name);
}
/** `"schema"."table"` of what the object hangs on. */
function tableOf(object) {
    return quoteIdentifier(...path(object.schema), ...path(object.parent));
}
/** An attribute that is a text, or null. */
function renderer_textOf(object, attribute) {
    const value = object.attributes[attribute];
    return typeof value === 'string' ? value : null;
}
/** An attribute that is a list; empty where it is null. */
function renderer_listOf(object, attribute) {
    const value = object.attributes[attribute];
    return typeof value === 'object' && value !== null ? value : [];
}
/** For kinds of which nothing but the existence can be mended: drop and create. */
function replaceBy({ create, drop }) {
    return ({ expected, actual, catalog }) => [...drop(actual), ...create(expected, catalog)];
}
function path(name) {
    return name === null ? [] : [name];
}
//# sourceMappingURL=renderer.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/column.js


const column = {
    create: (column) => [`ALTER TABLE ${tableOf(column)} ADD COLUMN ${columnDefinition(column)}`],
    drop: (column) => [`ALTER TABLE ${tableOf(column)} DROP COLUMN ${quoteIdentifier(column.name)}`],
    alter: alterColumn,
};
const SERIAL = { smallint: 'smallserial', integer: 'serial', bigint: 'bigserial' };
/** As it stands in CREATE TABLE. A sequence that the column owns comes with `serial`. */
function columnDefinition(column) {
    const type = renderer_textOf(column, 'type') ?? '';
    const serial = renderer_textOf(column, 'serialSequence') === null ? undefined : SERIAL[type];
    const fallback = serial === undefined ? renderer_textOf(column, 'default') : null;
    const generated = renderer_textOf(column, 'generated');
    return [
        quoteIdentifier(column.name),
        serial ?? typeOf(column),
        ...(fallback === null ? [] : [`DEFAULT ${fallback}`]),
        ...(generated === null ? [] : [generatedClause(column, generated)]),
        ...(renderer_textOf(column, 'identity') === null ? [] : [identityClause(column)]),
        ...(column.attributes['notNull'] === true ? ['NOT NULL'] : []),
    ].join(' ');
}
function alterColumn(change) {
    const { expected, actual, differing, catalog } = change;
    if (differing.has('generated') || differing.has('generatedKind')) {
        // Up to PostgreSQL 16 an expression cannot be changed, and no column can become generated.
        return renderer_textOf(expected, 'generated') === null
            ? [`${alter(expected)} DROP EXPRESSION`]
            : [...column.drop(actual), ...column.create(expected, catalog)];
    }
    if ([...differing].some((attribute) => !isAlterable(attribute)))
        return null;
    return [
        ...dropWhatBlocks(change),
        ...changeType(change),
        ...changeNotNull(change),
        ...setDefault(change),
        ...setIdentity(change),
    ];
}
function isAlterable(attribute) {
    return ['type', 'collation', 'notNull', 'default'].includes(attribute) || attribute.startsWith('identity');
}
/** A default of the old type may have no cast to the new one, and identity and default exclude each other. */
function dropWhatBlocks({ expected, actual, differing }) {
    return [
        ...(renderer_textOf(actual, 'default') !== null && (differing.has('default') || differing.has('type'))
            ? [`${alter(expected)} DROP DEFAULT`]
            : []),
        ...(differing.has('identity') && renderer_textOf(expected, 'identity') === null ? [`${alter(expected)} DROP IDENTITY`] : []),
    ];
}
function changeType({ expected, differing }) {
    if (!differing.has('type') && !differing.has('collation'))
        return [];
    const cast = `${quoteIdentifier(expected.name)}::${renderer_textOf(expected, 'type')}`;
    return [`${alter(expected)} SET DATA TYPE ${typeOf(expected)} USING ${cast}`];
}
function changeNotNull({ expected, differing }) {
    if (!differing.has('notNull'))
        return [];
    return [`${alter(expected)} ${expected.attributes['notNull'] === true ? 'SET' : 'DROP'} NOT NULL`];
}
function setDefault({ expected, differing }) {
    const value = renderer_textOf(expected, 'default');
    if (value === null || (!differing.has('default') && !differing.has('type')))
        return [];
    return [...createSerialSequence(expected), `${alter(expected)} SET DEFAULT ${value}`];
}
/** ALTER TABLE knows no serial, only the parts that it is made of. */
function createSerialSequence(column) {
    const sequence = renderer_textOf(column, 'serialSequence');
    if (sequence === null)
        return [];
    const owner = `${tableOf(column)}.${quoteIdentifier(column.name)}`;
    return [`CREATE SEQUENCE IF NOT EXISTS ${sequence} AS ${renderer_textOf(column, 'type')} OWNED BY ${owner}`];
}
function setIdentity({ expected, actual, differing }) {
    const identity = renderer_textOf(expected, 'identity');
    if (identity === null || ![...differing].some((attribute) => attribute.startsWith('identity')))
        return [];
    if (renderer_textOf(actual, 'identity') === null)
        return [`${alter(expected)} ADD ${identityClause(expected)}`];
    const options = identityOptions(expected)
        .map((option) => `SET ${option}`)
        .join(' ');
    return [`${alter(expected)} SET GENERATED ${identity.toUpperCase()} ${options}`];
}
function alter(column) {
    return `ALTER TABLE ${tableOf(column)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
}
function typeOf(column) {
    const collation = renderer_textOf(column, 'collation');
    return `${renderer_textOf(column, 'type')}${collation === null ? '' : ` COLLATE ${collation}`}`;
}
function generatedClause(column, expression) {
    return `GENERATED ALWAYS AS (${expression}) ${(renderer_textOf(column, 'generatedKind') ?? 'stored').toUpperCase()}`;
}
function identityClause(column) {
    return `GENERATED ${renderer_textOf(column, 'identity')?.toUpperCase()} AS IDENTITY (${identityOptions(column).join(' ')})`;
}
function identityOptions(column) {
    const value = (attribute) => renderer_textOf(column, attribute);
    return [
        `INCREMENT BY ${value('identityIncrement')}`,
        `MINVALUE ${value('identityMin')}`,
        `MAXVALUE ${value('identityMax')}`,
        `START WITH ${value('identityStart')}`,
        `CACHE ${value('identityCache')}`,
        column.attributes['identityCycle'] === true ? 'CYCLE' : 'NO CYCLE',
    ];
}
//# sourceMappingURL=column.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/constraint.js
/** Primary keys, uniques, foreign keys, checks and exclusions: all have the text that Postgres prints. */


const parts = {
    create: (constraint) => [
        `ALTER TABLE ${tableOf(constraint)} ADD CONSTRAINT ${quoteIdentifier(constraint.name)} ${renderer_textOf(constraint, 'definition')}`,
    ],
    drop: (constraint) => [`ALTER TABLE ${tableOf(constraint)} DROP CONSTRAINT ${quoteIdentifier(constraint.name)}`],
};
const replace = replaceBy(parts);
const constraint = {
    ...parts,
    alter: (change) => {
        const { expected, actual, differing } = change;
        if (differing.size > 1 || !differing.has('name'))
            return replace(change);
        return [
            `ALTER TABLE ${tableOf(expected)} RENAME CONSTRAINT ${quoteIdentifier(actual.name)} TO ${quoteIdentifier(expected.name)}`,
        ];
    },
};
//# sourceMappingURL=constraint.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/enum.js


const enumeration = {
    create: (type) => [`CREATE TYPE ${qualified(type)} AS ENUM (${renderer_listOf(type, 'labels').map(quoteLiteral).join(', ')})`],
    drop: (type) => [`DROP TYPE ${qualified(type)}`],
    alter: addLabels,
};
/** Labels can be added anywhere, but neither removed nor put into another order. */
function addLabels({ expected, actual, differing }) {
    const wanted = renderer_listOf(expected, 'labels');
    const present = renderer_listOf(actual, 'labels');
    const kept = wanted.filter((label) => present.includes(label));
    if (differing.size > 1 || kept.join('\0') !== present.join('\0'))
        return null;
    return wanted.flatMap((label, position) => {
        if (present.includes(label))
            return [];
        const previous = wanted[position - 1];
        const neighbour = previous === undefined ? present[0] : previous;
        const place = neighbour === undefined ? '' : ` ${previous === undefined ? 'BEFORE' : 'AFTER'} ${quoteLiteral(neighbour)}`;
        return `ALTER TYPE ${qualified(expected)} ADD VALUE ${quoteLiteral(label)}${place}`;
    });
}
//# sourceMappingURL=enum.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/indexes.js


const indexes_parts = {
    create: (index) => [renderer_textOf(index, 'definition') ?? ''],
    drop: (index) => [`DROP INDEX ${qualified(index)}`],
};
const indexes_replace = replaceBy(indexes_parts);
const index = {
    ...indexes_parts,
    alter: (change) => {
        const { expected, actual, differing } = change;
        if (differing.size > 1 || !differing.has('name'))
            return indexes_replace(change);
        return [`ALTER INDEX ${qualified(actual)} RENAME TO ${quoteIdentifier(expected.name)}`];
    },
};
//# sourceMappingURL=indexes.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/policy.js


const policy_parts = {
    create: (policy) => [
        [
            `CREATE POLICY ${quoteIdentifier(policy.name)} ON ${tableOf(policy)}`,
            `AS ${policy.attributes['permissive'] === false ? 'RESTRICTIVE' : 'PERMISSIVE'}`,
            `FOR ${renderer_textOf(policy, 'command')?.toUpperCase()} TO ${roles(policy)}`,
            ...clause('USING', renderer_textOf(policy, 'using')),
            ...clause('WITH CHECK', renderer_textOf(policy, 'check')),
        ].join(' '),
    ],
    drop: (policy) => [`DROP POLICY ${quoteIdentifier(policy.name)} ON ${tableOf(policy)}`],
};
/** ALTER POLICY knows neither command nor AS, and cannot take an expression away. */
const policy = { ...policy_parts, alter: replaceBy(policy_parts) };
/** PUBLIC is a keyword, and a role of that name cannot be made. */
function roles(policy) {
    return renderer_listOf(policy, 'roles')
        .map((role) => (role === 'public' ? 'PUBLIC' : quoteIdentifier(role)))
        .join(', ');
}
function clause(keyword, expression) {
    return expression === null ? [] : [`${keyword} (${expression})`];
}
//# sourceMappingURL=policy.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/role.js

/** The three options that pgRole knows. */
const role = {
    create: (role) => [`CREATE ROLE ${quoteIdentifier(role.name)} ${options(role)}`],
    drop: ({ name }) => [`DROP ROLE ${quoteIdentifier(name)}`],
    alter: ({ expected, differing }) => [...differing].every((attribute) => ['createDb', 'createRole', 'inherit'].includes(attribute))
        ? [`ALTER ROLE ${quoteIdentifier(expected.name)} ${options(expected)}`]
        : null,
};
function options({ attributes: { createDb, createRole, inherit } }) {
    return `${createDb ? '' : 'NO'}CREATEDB ${createRole ? '' : 'NO'}CREATEROLE ${inherit ? '' : 'NO'}INHERIT`;
}
//# sourceMappingURL=role.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/schema.js

const schema = {
    create: ({ name }) => [`CREATE SCHEMA ${quoteIdentifier(name)}`],
    drop: ({ name }) => [`DROP SCHEMA ${quoteIdentifier(name)}`],
    alter: () => null,
};
//# sourceMappingURL=schema.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/sequence.js

const ALTERABLE = new Set(['type', 'increment', 'min', 'max', 'start', 'cache', 'cycle']);
const sequence = {
    create: (sequence) => [`CREATE SEQUENCE ${qualified(sequence)} ${sequenceOptions(sequence)}`],
    drop: (sequence) => [`DROP SEQUENCE ${qualified(sequence)}`],
    alter: ({ expected, differing }) => [...differing].every((attribute) => ALTERABLE.has(attribute))
        ? [`ALTER SEQUENCE ${qualified(expected)} ${sequenceOptions(expected)}`]
        : null,
};
function sequenceOptions(sequence) {
    const value = (attribute) => renderer_textOf(sequence, attribute);
    return (`AS ${value('type')} INCREMENT BY ${value('increment')} MINVALUE ${value('min')} MAXVALUE ${value('max')} ` +
        `START WITH ${value('start')} CACHE ${value('cache')} ${sequence.attributes['cycle'] === true ? 'CYCLE' : 'NO CYCLE'}`);
}
//# sourceMappingURL=sequence.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/table.js





const table = {
    create: createTable,
    drop: (table) => [`DROP TABLE ${qualified(table)}`],
    alter: alterTable,
};
/** What a table brings along, in the order in which it can be added. */
const PARTS = [
    ['primary key', constraint],
    ['unique', constraint],
    ['check', constraint],
    ['foreign key', constraint],
    ['index', index],
    ['policy', policy],
];
function createTable(table, catalog) {
    const parts = catalog.objects.filter(({ schema, parent }) => schema === table.schema && parent === table.name);
    const columns = parts.filter(({ kind }) => kind === 'column').map((column) => `\t${columnDefinition(column)}`);
    return [
        `CREATE TABLE ${qualified(table)} (\n${columns.join(',\n')}\n)`,
        ...(table.attributes['rowSecurity'] === true ? [`ALTER TABLE ${qualified(table)} ENABLE ROW LEVEL SECURITY`] : []),
        ...PARTS.flatMap(([kind, renderer]) => parts.filter((part) => part.kind === kind).flatMap((part) => renderer.create(part, catalog))),
    ];
}
function alterTable({ expected, differing }) {
    const { rowSecurity, forceRowSecurity, persistence } = expected.attributes;
    const actions = {
        rowSecurity: `${rowSecurity === true ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`,
        forceRowSecurity: `${forceRowSecurity === true ? '' : 'NO '}FORCE ROW LEVEL SECURITY`,
        persistence: `SET ${persistence === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`,
    };
    const wanted = [...differing].map((attribute) => actions[attribute]);
    return wanted.includes(undefined) ? null : wanted.map((action) => `ALTER TABLE ${qualified(expected)} ${action}`);
}
//# sourceMappingURL=table.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/view.js

/** CREATE OR REPLACE cannot take columns away or give them another type: drop and create, as drizzle-kit does. */
function viewRenderer(kind) {
    const create = (view) => {
        const options = renderer_listOf(view, 'options');
        const clause = options.length === 0 ? '' : ` WITH (${options.join(', ')})`;
        const query = (renderer_textOf(view, 'definition') ?? '').trim().replace(/;$/, '');
        return [`CREATE ${kind} ${qualified(view)}${clause} AS ${query}`];
    };
    const drop = (view) => [`DROP ${kind} ${qualified(view)}`];
    return { create, drop, alter: replaceBy({ create, drop }) };
}
const view = viewRenderer('VIEW');
const materializedView = viewRenderer('MATERIALIZED VIEW');
//# sourceMappingURL=view.js.map
;// CONCATENATED MODULE: ./build/src/compare/ddl/render-ddl.js











const RENDERERS = {
    schema: schema,
    role: role,
    enum: enumeration,
    sequence: sequence,
    table: table,
    column: column,
    'primary key': constraint,
    unique: constraint,
    'foreign key': constraint,
    check: constraint,
    exclusion: constraint,
    index: index,
    view: view,
    'materialized view': materializedView,
    policy: policy,
};
/**
 * SQL that turns what is into what is expected, each statement on its own line with a semicolon; null for kinds and
 * changes that no plain statement mends. `expected` is the catalog that the expected side came from: a missing table is
 * made with its columns, constraints, indexes and policies.
 */
function renderDdl(difference, expected) {
    const statements = statementsFor(difference, expected);
    return statements === null || statements.length === 0
        ? null
        : statements.map((statement) => `${statement};`).join('\n');
}
function statementsFor(difference, catalog) {
    const renderer = RENDERERS[difference.kind];
    if (renderer === undefined)
        return null;
    const change = changeOf(difference, catalog);
    if (change !== null)
        return renderer.alter(change);
    if (difference.expected !== null)
        return renderer.create(difference.expected, catalog);
    return difference.actual === null ? null : renderer.drop(difference.actual);
}
//# sourceMappingURL=render-ddl.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/evidence.js
/** What a drift finding shows. */

/** The differing attributes, where both sides have the object, and the DDL that would end the difference. */
function evidenceOf(difference, expected) {
    const ddl = expected === null ? null : renderDdl(difference, expected);
    return [...attributeEvidence(difference), ...sqlEvidence(ddl)];
}
/** The differing attributes, and the DDL that the database has seen already: from what is expected to what is. */
function evidenceOfBuilt(difference, actual) {
    const changes = { missing: 'extra', extra: 'missing', changed: 'changed' };
    const back = {
        ...difference,
        change: changes[difference.change],
        expected: difference.actual,
        actual: difference.expected,
    };
    const ddl = actual === null ? null : renderDdl(back, actual);
    return [...attributeEvidence(difference), ...sqlEvidence(ddl)];
}
/** As in `default, notNull`. */
function attributesOf({ attributes }) {
    return attributes.map(({ attribute }) => attribute).join(', ');
}
function attributeEvidence({ change, attributes }) {
    if (change !== 'changed')
        return [];
    return attributes.map(({ attribute, expected, actual }) => ({
        kind: 'difference',
        attribute,
        expected: evidence_textOf(expected),
        actual: evidence_textOf(actual),
    }));
}
function sqlEvidence(text) {
    return text === null ? [] : [{ kind: 'sql', text }];
}
function evidence_textOf(value) {
    if (value === null)
        return null;
    return typeof value === 'object' ? value.join(', ') : String(value);
}
//# sourceMappingURL=evidence.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/differs.js




/* harmony default export */ const differs = (defineCheck({
    code: 'drift/differs',
    severity: 'error',
    title: 'The schema declares another form than the migrations build',
    why: 'The application is typed and written for a database that this history does not build.',
    *find(facts) {
        for (const difference of causesOf(facts).history) {
            if (difference.change !== 'changed')
                continue;
            yield {
                message: `${difference.object} is declared otherwise than the migrations build it: ${attributesOf(difference)}`,
                at: { catalog: 'replayed', object: difference.object },
                evidence: evidenceOf(difference, gathered_valueOf(facts.catalogs.declared)),
                hint: 'Run "npx drizzle-kit generate --custom" and put the change there; or, if the database is right, declare its form in the schema.',
            };
        }
    },
}));
//# sourceMappingURL=differs.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/missing-migration.js



/* harmony default export */ const missing_migration = (defineCheck({
    code: 'drift/missing-migration',
    severity: 'error',
    title: 'The schema was changed and no migration generated',
    why: 'The application is deployed with a schema that no database gets: queries name columns and tables that are not there.',
    *find(facts) {
        const declared = gathered_valueOf(facts.schema.declared);
        const { pending } = causesOf(facts);
        if (declared === null || pending === 'none' || pending === 'not recorded')
            return;
        const statements = `${declared.pending.length} ${declared.pending.length === 1 ? 'statement' : 'statements'}`;
        yield {
            ...(pending === 'missing'
                ? { message: `the schema has changes that no migration makes: drizzle-kit would write ${statements}` }
                : { message: `drizzle-kit would write ${statements} that change nothing`, severity: 'warning' }),
            at: { catalog: 'declared', object: placeOf(facts.drift.declaredRecorded) },
            evidence: declared.pending.map((text) => ({ kind: 'sql', text })),
            hint: hintFor(declared),
        };
    },
}));
/** The object that was changed, if it is one. */
function placeOf(differences) {
    const [first, ...others] = differences ?? [];
    return first !== undefined && others.length === 0 ? first.object : 'schema definitions';
}
function hintFor({ possibleRenames }) {
    const command = 'npx drizzle-kit generate';
    return possibleRenames.length === 0
        ? `Run "${command}" and commit what it writes.`
        : `Run "${command}" in a terminal, answer what was renamed, and commit what it writes; the statements shown drop and create.`;
}
//# sourceMappingURL=missing-migration.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/never-created.js




/* harmony default export */ const never_created = (defineCheck({
    code: 'drift/never-created',
    severity: 'error',
    title: 'The schema declares what no migration creates',
    why: 'The application expects it, and no database that is built or migrated by this history has it.',
    *find(facts) {
        for (const difference of causesOf(facts).history) {
            if (difference.change !== 'missing')
                continue;
            yield {
                message: `${difference.object} is declared and not built by the migrations`,
                at: { catalog: 'declared', object: difference.object },
                evidence: evidenceOf(difference, gathered_valueOf(facts.catalogs.declared)),
                hint: difference.isRecorded
                    ? 'The snapshot has it, so drizzle-kit will not write it: run "npx drizzle-kit generate --custom" and put the statement there.'
                    : 'Run "npx drizzle-kit generate --custom" and put the statement there.',
            };
        }
    },
}));
//# sourceMappingURL=never-created.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/possible-rename.js



/* harmony default export */ const possible_rename = (defineCheck({
    code: 'drift/possible-rename',
    severity: 'warning',
    title: 'A change of the schema may be a rename',
    why: 'Generated without an answer it becomes a DROP and a CREATE, and the data under the old name is lost.',
    *find(facts) {
        if (causesOf(facts).pending !== 'missing')
            return;
        for (const { kind, from, to } of gathered_valueOf(facts.schema.declared)?.possibleRenames ?? []) {
            yield {
                message: `${kind} "${to}" is new and ${kind} "${from}" is gone: perhaps a rename`,
                at: { catalog: 'declared', object: `${kind} ${to}` },
                hint: 'Run "npx drizzle-kit generate" in a terminal and choose between "create" and "rename".',
            };
        }
    },
}));
//# sourceMappingURL=possible-rename.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/weigh.js
const RESTRICTING = new Set(['unique', 'foreign key', 'check', 'primary key']);
/** What only the database has does no harm, unless it refuses rows that the schema lets through. */
function weigh({ change, kind, actual }) {
    if (change !== 'extra' || actual === null)
        return 'error';
    const { notNull, default: fallback, identity, generated, unique } = actual.attributes;
    const mustBeGiven = notNull === true && [fallback, identity, generated].every((value) => value === null);
    return RESTRICTING.has(kind) || mustBeGiven || unique === true ? 'error' : 'warning';
}
//# sourceMappingURL=weigh.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/snapshot-differs.js





/* harmony default export */ const snapshot_differs = (defineCheck({
    code: 'drift/snapshot-differs',
    severity: 'error',
    title: 'The latest snapshot differs from what the SQL builds',
    why: 'drizzle-kit compares the schema with the snapshot, not with a database: the next migration it writes starts from a state that no database has.',
    *find(facts) {
        const isSchemaKnown = facts.drift.declaredReplayed !== null;
        for (const difference of causesOf(facts).snapshot) {
            yield {
                message: tell(difference, snapshot_differs_snapshotOf(facts)),
                at: { catalog: 'recorded', object: difference.object },
                // What schema and database agree on is generated a second time, and that migration fails.
                severity: isSchemaKnown ? 'error' : weigh(difference),
                evidence: isSchemaKnown
                    ? evidenceOfBuilt(difference, gathered_valueOf(facts.catalogs.replayed))
                    : evidenceOf(difference, gathered_valueOf(facts.catalogs.recorded)),
                hint: isSchemaKnown
                    ? 'Schema and database agree, and drizzle-kit would write it again: run "npx drizzle-kit generate", keep the snapshot that it writes, and empty its SQL file.'
                    : 'If the snapshot is right, run "npx drizzle-kit generate --custom" and put the statement there; if the SQL is right, bring the schema in line, generate, keep the snapshot and empty the SQL.',
            };
        }
    },
}));
/** The newest snapshot of an entry, by its tag: one without an entry may be newer. */
function snapshot_differs_snapshotOf({ schema }) {
    const recorded = gathered_valueOf(schema.recorded);
    return recorded === null ? 'the latest snapshot' : `the snapshot of "${recorded.tag}"`;
}
function tell(difference, snapshot) {
    const { object } = difference;
    const words = {
        missing: `${object} is in ${snapshot} and not built by the migrations`,
        extra: `${object} is built by the migrations and not in ${snapshot}`,
        changed: `${object} is otherwise in ${snapshot} than the migrations build it: ${attributesOf(difference)}`,
    };
    return words[difference.change];
}
//# sourceMappingURL=snapshot-differs.js.map
;// CONCATENATED MODULE: ./build/src/checks/replay/outside-transactions.js

/** By node type. */
const REFUSALS = {
    IndexStmt: { name: 'CREATE INDEX CONCURRENTLY', when: (node) => isSet(node, 'concurrent') },
    DropStmt: { name: 'DROP INDEX CONCURRENTLY', when: (node) => isSet(node, 'concurrent') },
    ReindexStmt: { name: 'REINDEX', when: (node) => isConcurrent(node) || WHOLE.has(textOf(node, 'kind')) },
    AlterTableStmt: { name: 'DETACH PARTITION CONCURRENTLY', when: detachesConcurrently },
    VacuumStmt: { name: 'VACUUM', when: (node) => isSet(node, 'is_vacuumcmd') },
    ClusterStmt: { name: 'CLUSTER', when: (node) => node['relation'] === undefined },
    CreatedbStmt: { name: 'CREATE DATABASE' },
    DropdbStmt: { name: 'DROP DATABASE' },
    CreateTableSpaceStmt: { name: 'CREATE TABLESPACE' },
    DropTableSpaceStmt: { name: 'DROP TABLESPACE' },
    AlterSystemStmt: { name: 'ALTER SYSTEM' },
};
const WHOLE = new Set(['REINDEX_OBJECT_SCHEMA', 'REINDEX_OBJECT_DATABASE', 'REINDEX_OBJECT_SYSTEM']);
/** What the statement is called, if the server refuses it inside a transaction whatever the database holds; else null. */
function nameOfRefused({ type, node }) {
    const refusal = REFUSALS[type];
    return refusal !== undefined && (refusal.when?.(node) ?? true) ? refusal.name : null;
}
/** The statements of a migration that meet the migrator's transaction; a COMMIT before them has ended it. */
function refusedIn({ statements }) {
    let isOpen = true;
    return statements.filter((statement) => {
        if (statement.type === 'TransactionStmt')
            isOpen = isOpenAfter(textOf(statement.node, 'kind'), isOpen);
        return isOpen && nameOfRefused(statement) !== null;
    });
}
function isOpenAfter(kind, before) {
    if (kind === 'TRANS_STMT_COMMIT' || kind === 'TRANS_STMT_ROLLBACK')
        return false;
    return kind === 'TRANS_STMT_BEGIN' || kind === 'TRANS_STMT_START' || before;
}
function isConcurrent(node) {
    return listOf(node, 'params').some((each) => textOf(nodeOf(each, 'DefElem'), 'defname') === 'concurrently');
}
function detachesConcurrently(node) {
    return listOf(node, 'cmds').some((command) => isSet(nodeOf(childOf(nodeOf(command, 'AlterTableCmd'), 'def'), 'PartitionCmd'), 'concurrent'));
}
//# sourceMappingURL=outside-transactions.js.map
;// CONCATENATED MODULE: ./build/src/checks/replay/failure.js


/** Points at the token that the server names, else at the statement. */
function failure_placeOf(failure, history) {
    const migration = migrationsOf(history).find(({ tag }) => tag === failure.tag);
    if (migration === undefined)
        throw new Error(`the replay ran "${failure.tag}", which the history lacks`);
    return { source: migration.source, span: failure.token ?? failure.span };
}
/** The statement and the server's own words. */
function failure_evidenceOf(failure) {
    return [{ kind: 'sql', text: failure.statement }, serverError(failure.error)];
}
function serverError(error) {
    return {
        kind: 'server-error',
        sqlstate: error.sqlstate,
        message: error.message,
        detail: error.detail,
        hint: error.hint,
    };
}
/** As in `function "auth.uid()" does not exist (42883)`, on one line. */
function wordsOf(error) {
    return `${error.message.split('\n')[0] ?? ''} (${error.sqlstate})`;
}
/** Whether both replays stopped at the same statement. */
function isSame(failure, other) {
    return other !== null && other.tag === failure.tag && other.span.start === failure.span.start;
}
/** Whether `not-transactional` tells it. */
function isToldByStatement({ tag, span }, parsed) {
    const file = parsed.get(tag);
    return file !== undefined && refusedIn(file).some((statement) => statement.span.start === span.start);
}
//# sourceMappingURL=failure.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/unbuildable.js



/* harmony default export */ const unbuildable = (defineCheck({
    code: 'drift/unbuildable',
    severity: 'error',
    title: 'The server refuses what drizzle-kit derives from the schema',
    why: 'The declared schema cannot be built, so nothing can be said of whether the migrations build it; a migration generated from it fails as well.',
    *find({ catalogs: { buildFailures, replayed } }) {
        // What stops the replay too has its own finding there.
        if (gathered_valueOf(replayed) === null)
            return;
        const told = new Set();
        for (const { catalog, statement, error } of buildFailures) {
            if (told.has(statement))
                continue;
            told.add(statement);
            yield {
                message: `the ${catalog} schema cannot be built: ${wordsOf(error)}`,
                at: { catalog, object: catalog === 'declared' ? 'schema definitions' : 'latest snapshot' },
                evidence: [{ kind: 'sql', text: statement }, serverError(error)],
                hint: 'Create what the statement needs in a migration, or provide it with --bootstrap <file.sql>; if drizzle-kit writes wrong SQL, state it with the `sql` template.',
            };
        }
    },
}));
//# sourceMappingURL=unbuildable.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/undeclared.js





/* harmony default export */ const undeclared = (defineCheck({
    code: 'drift/undeclared',
    severity: 'warning',
    title: 'The migrations build what the schema does not declare',
    why: 'drizzle-kit does not know of it: it can neither change nor drop it, and a migration that creates the same name fails.',
    *find(facts) {
        for (const difference of causesOf(facts).history) {
            if (difference.change !== 'extra')
                continue;
            yield {
                message: `${difference.object} is built by the migrations and not declared in the schema`,
                at: { catalog: 'replayed', object: difference.object },
                severity: weigh(difference),
                evidence: evidenceOfBuilt(difference, gathered_valueOf(facts.catalogs.replayed)),
                hint: 'Declare it in the schema and run "npx drizzle-kit generate", keeping the snapshot and emptying the SQL; or drop it in a migration made by "npx drizzle-kit generate --custom".',
            };
        }
    },
}));
//# sourceMappingURL=undeclared.js.map
;// CONCATENATED MODULE: ./build/src/compare/kind-rules.js
const OWNER = 'Drizzle knows no owners; who runs a migration owns what it creates';
const PLACE = 'Drizzle knows no tablespaces';
/** An attribute; null where the object does not have it. */
function attributeOf(object, attribute) {
    return attribute === 'name' ? object.name : (object.attributes[attribute] ?? null);
}
//# sourceMappingURL=kind-rules.js.map
;// CONCATENATED MODULE: ./build/src/compare/kinds/check.js

const check = {
    isExpressible: (check) => attributeOf(check, 'noInherit') === false,
    beyondDrizzle: {
        noInherit: 'Drizzle knows no NO INHERIT',
        validated: 'Drizzle knows no NOT VALID; hand-written SQL adds a constraint so and validates it later',
    },
    lastResort: 'definition',
    canBeRenamed: true,
};
//# sourceMappingURL=check.js.map
;// CONCATENATED MODULE: ./build/src/compare/kinds/column.js

/** The order of columns is not read: it cannot be changed afterwards, and Drizzle names the columns in every statement. */
const column_column = {
    ignored: {
        serialSequence: 'follows from the default and from the owner of the sequence',
    },
    beyondDrizzle: {
        generatedKind: 'Drizzle knows stored columns only',
        identitySequence: 'keeps its name when the table is renamed; nobody calls it by name',
        storage: 'set by hand-written SQL only',
        compression: 'set by hand-written SQL only',
        statistics: 'set by hand-written SQL only',
        options: 'set by hand-written SQL only',
        foreignOptions: 'foreign tables are not in Drizzle',
        inherited: 'inheritance is not in Drizzle',
    },
    consequences: {
        generated: ['generatedKind'],
        identity: [
            'identityIncrement',
            'identityMin',
            'identityMax',
            'identityStart',
            'identityCache',
            'identityCycle',
            'identitySequence',
        ],
    },
    isSame: (attribute, expected, actual) => {
        switch (attribute) {
            // Drizzle says `serial`; the sequence keeps its name when table or column are renamed.
            case 'default':
                return [expected, actual].every((side) => attributeOf(side, 'serialSequence') !== null);
            // Only a custom type can state a collation.
            case 'collation':
                return attributeOf(expected, 'collation') === null;
            default:
                return false;
        }
    },
};
//# sourceMappingURL=column.js.map
;// CONCATENATED MODULE: ./build/src/compare/kinds/foreign-key.js

const foreignKey = {
    isExpressible: (key) => attributeOf(key, 'deferrable') === false && attributeOf(key, 'match') === 'simple',
    beyondDrizzle: {
        match: 'Drizzle knows no MATCH FULL',
        deferrable: 'Drizzle knows no deferrable constraints',
        initiallyDeferred: 'Drizzle knows no deferrable constraints',
        validated: 'Drizzle knows no NOT VALID; hand-written SQL adds a constraint so and validates it later',
    },
    lastResort: 'definition',
    canBeRenamed: true,
};
//# sourceMappingURL=foreign-key.js.map
;// CONCATENATED MODULE: ./build/src/compare/kinds/indexes.js

/** Indexes on materialized views are left out with `isBeyondDrizzle`, which knows the parent. */
const indexes_index = {
    isExpressible: (index) => attributeOf(index, 'include') === null &&
        attributeOf(index, 'nullsNotDistinct') === false &&
        attributeOf(index, 'partitionOf') === null,
    beyondDrizzle: {
        include: 'Drizzle knows no INCLUDE',
        nullsNotDistinct: 'Drizzle knows NULLS NOT DISTINCT of constraints only',
        tablespace: PLACE,
        clustered: 'CLUSTER is run by hand',
        partitionOf: 'Drizzle knows no partitions',
    },
    lastResort: 'definition',
    canBeRenamed: true,
};
//# sourceMappingURL=indexes.js.map
;// CONCATENATED MODULE: ./build/src/compare/kinds/key.js
/** Primary keys and unique constraints. */

const BEYOND_DRIZZLE = {
    include: 'Drizzle knows no INCLUDE',
    deferrable: 'Drizzle knows no deferrable constraints',
    initiallyDeferred: 'Drizzle knows no deferrable constraints',
    options: 'Drizzle knows storage options of plain indexes only',
    tablespace: PLACE,
    clustered: 'CLUSTER is run by hand',
};
const isPlain = (key) => attributeOf(key, 'deferrable') === false && attributeOf(key, 'include') === null;
const unique = {
    isExpressible: isPlain,
    beyondDrizzle: BEYOND_DRIZZLE,
    lastResort: 'definition',
    canBeRenamed: true,
};
const primaryKey = {
    onePerTable: true,
    isExpressible: isPlain,
    beyondDrizzle: BEYOND_DRIZZLE,
    lastResort: 'definition',
    isSame: (attribute, expected) => attribute === 'name' && isNamedByPostgres(expected),
};
/** Drizzle names only keys of several columns. Postgres names the others, after the table as it was called then. */
function isNamedByPostgres(key) {
    const columns = attributeOf(key, 'columns');
    return (Array.isArray(columns) && columns.length === 1) || key.name.endsWith('_pkey');
}
//# sourceMappingURL=key.js.map
;// CONCATENATED MODULE: ./build/src/compare/kinds/owned.js
/** Kinds of which Drizzle knows all but the owner: schemas and enums. */

const owned = { beyondDrizzle: { owner: OWNER } };
//# sourceMappingURL=owned.js.map
;// CONCATENATED MODULE: ./build/src/compare/kinds/role.js
const BY_HAND = 'pgRole knows createDb, createRole and inherit';
const role_role = {
    extraIsFine: 'roles belong to the cluster; drizzle-kit itself looks at them only with `entities.roles`',
    beyondDrizzle: {
        login: BY_HAND,
        superuser: BY_HAND,
        replication: BY_HAND,
        bypassRowSecurity: BY_HAND,
        connectionLimit: BY_HAND,
        validUntil: BY_HAND,
        settings: BY_HAND,
        memberOf: BY_HAND,
    },
};
//# sourceMappingURL=role.js.map
;// CONCATENATED MODULE: ./build/src/compare/kinds/sequence.js

/** The last value is data and not read. */
const sequence_sequence = {
    // What serial makes is a part of its column, under a name that outlives the renaming of table and column.
    isExpressible: (sequence) => attributeOf(sequence, 'ownedBy') === null,
    beyondDrizzle: {
        type: 'Drizzle makes bigint sequences only',
        ownedBy: 'Drizzle knows no OWNED BY',
        persistence: 'Drizzle knows no unlogged sequences',
        owner: OWNER,
    },
};
//# sourceMappingURL=sequence.js.map
;// CONCATENATED MODULE: ./build/src/compare/kinds/table.js

const table_table = {
    isExpressible: (table) => attributeOf(table, 'partitionOf') === null,
    beyondDrizzle: {
        forceRowSecurity: 'Drizzle can enable row security, not force it upon the owner',
        persistence: 'Drizzle knows no unlogged tables',
        partitionKey: 'Drizzle knows no partitioned tables',
        partitionOf: 'Drizzle knows no partitions',
        partitionBound: 'Drizzle knows no partitions',
        inherits: 'Drizzle knows no inheritance',
        ofType: 'Drizzle knows no typed tables',
        options: 'Drizzle knows no storage options of tables',
        toastOptions: 'Drizzle knows no storage options of tables',
        accessMethod: 'Drizzle knows no access methods of tables',
        tablespace: PLACE,
        replicaIdentity: 'Drizzle knows no replica identity',
        owner: OWNER,
    },
};
//# sourceMappingURL=table.js.map
;// CONCATENATED MODULE: ./build/src/compare/kinds/unmanaged.js
/** For a kind that lives in hand-written SQL only: compared where both sides can have it, listed elsewhere. */
const unmanaged = { unmanaged: 'Drizzle cannot state it' };
/** What a reader of the text needs, and what Postgres names again elsewhere. */
const relationBound = {
    ...unmanaged,
    ignored: { relation: 'repeats the name of the object' },
};
//# sourceMappingURL=unmanaged.js.map
;// CONCATENATED MODULE: ./build/src/compare/kinds/view.js
/** Views and materialized views. */

const view_view = {
    beyondDrizzle: { owner: OWNER },
    // SELECT * was resolved when the view was made, in the order of the columns as it was then.
    isSame: (attribute, expected, actual) => attribute === 'definition' && withSortedColumns(expected) === withSortedColumns(actual),
};
/** The query as Postgres prints it: with its plain columns in order of name, and untouched where it computes something. */
function withSortedColumns(object) {
    const definition = String(attributeOf(object, 'definition'));
    const [, list, rest] = /^ SELECT ([^]*?)(\n {3}FROM [^]*)$/.exec(definition) ?? [];
    const columns = list?.split(',').map((column) => column.trim());
    const isPlain = columns?.every((column) => /^(?:"[^"]+"|\w+)(?:\.(?:"[^"]+"|\w+))?$/.test(column));
    return columns && isPlain ? `${columns.sort().join(', ')}${rest}` : definition;
}
//# sourceMappingURL=view.js.map
;// CONCATENATED MODULE: ./build/src/compare/rules.js











const RULES = {
    schema: owned,
    role: role_role,
    extension: unmanaged,
    type: unmanaged,
    domain: unmanaged,
    enum: owned,
    sequence: sequence_sequence,
    table: table_table,
    column: column_column,
    'primary key': primaryKey,
    unique: unique,
    'foreign key': foreignKey,
    check: check,
    exclusion: unmanaged,
    index: indexes_index,
    view: view_view,
    'materialized view': view_view,
    policy: {},
    function: unmanaged,
    procedure: unmanaged,
    aggregate: unmanaged,
    trigger: unmanaged,
    'event trigger': unmanaged,
    rule: unmanaged,
    collation: unmanaged,
    statistics: unmanaged,
    grant: relationBound,
    'default privilege': unmanaged,
    comment: relationBound,
    publication: unmanaged,
    'foreign server': unmanaged,
    'foreign table': unmanaged,
    other: unmanaged,
};
//# sourceMappingURL=rules.js.map
;// CONCATENATED MODULE: ./build/src/compare/catalog-index.js



const WHOLES = new Set(['table', 'view', 'materialized view', 'foreign table', 'publication']);
/** By what the same object is found in another catalog. */
function keyOf(object) {
    return nameOf(RULES[object.kind].onePerTable ? { ...object, name: '' } : object);
}
function indexCatalog(catalog) {
    const byKey = new Map();
    const wholes = new Map();
    const primaryKeys = new Map();
    for (const object of catalog.objects) {
        byKey.set(keyOf(object), object);
        if (isWhole(object))
            wholes.set(`${object.schema}.${object.name}`, object);
        if (object.kind === 'primary key')
            primaryKeys.set(parentOf(object) ?? '', columnsOf(object));
    }
    return { byKey, wholes, primaryKeys };
}
/** Whether other objects can be parts of this one. */
function isWhole(object) {
    return WHOLES.has(object.kind) && object.parent === null;
}
/** `schema.name` of the whole that the object is a part of; null where it stands alone. */
function parentOf(object) {
    if (object.parent !== null)
        return `${object.schema}.${object.parent}`;
    const { relation, ownedBy } = object.attributes;
    if (typeof relation === 'string')
        return relation;
    return typeof ownedBy === 'string' ? ownedBy.slice(0, ownedBy.lastIndexOf('.')) : null;
}
function columnsOf(object) {
    return JSON.stringify(attributeOf(object, 'columns'));
}
//# sourceMappingURL=catalog-index.js.map
;// CONCATENATED MODULE: ./build/src/compare/expressible.js
/** Which objects of a catalog Drizzle's schema definitions could have stated. */



/** Whether Drizzle could state this object, as a part of what it is a part of. */
function isExpressible(object, catalog) {
    const rules = RULES[object.kind];
    if (rules.unmanaged !== undefined || rules.isExpressible?.(object) === false)
        return false;
    const parent = parentOf(object);
    if (parent === null || object.kind === 'sequence')
        return true;
    // Postgres keeps one index where CREATE TABLE asks for both, two where the second comes later.
    if (object.kind === 'unique' && catalog.primaryKeys.get(parent) === columnsOf(object))
        return false;
    const whole = catalog.wholes.get(parent);
    // Drizzle knows indexes of tables only.
    return whole?.kind === 'table' && isExpressible(whole, catalog);
}
/** Names of all that Drizzle cannot state, sorted: compared with nothing and therefore listed. */
function unmanagedOf(catalog) {
    const index = indexCatalog(catalog);
    return catalog.objects
        .filter((object) => isForeign(object, index))
        .map(nameOf)
        .sort();
}
/** Not what serial or a primary key brings along, and not the parts of something that is listed itself. */
function isForeign(object, catalog) {
    if (isExpressible(object, catalog) || object.kind === 'sequence')
        return false;
    const parent = parentOf(object);
    if (parent === null)
        return true;
    if (object.kind === 'unique' && catalog.primaryKeys.get(parent) === columnsOf(object))
        return false;
    const whole = catalog.wholes.get(parent);
    return whole === undefined || isExpressible(whole, catalog);
}
//# sourceMappingURL=expressible.js.map
;// CONCATENATED MODULE: ./build/src/checks/drift/unmanaged.js



/* harmony default export */ const drift_unmanaged = (defineCheck({
    code: 'drift/unmanaged',
    severity: 'notice',
    title: 'The migrations build what Drizzle cannot declare',
    why: 'These objects live in hand-written SQL only: nothing compares them with the schema, and no snapshot knows them.',
    *find({ catalogs }) {
        const replayed = gathered_valueOf(catalogs.replayed);
        const names = replayed === null ? [] : unmanagedOf(replayed);
        const [first] = names;
        if (first === undefined)
            return;
        yield {
            message: `${names.length} ${names.length === 1 ? 'object is' : 'objects are'} beyond what Drizzle can declare`,
            at: { catalog: 'replayed', object: names.length === 1 ? first : 'hand-written SQL' },
            evidence: [{ kind: 'text', text: names.join('\n') }],
            hint: 'Leave them as they are; they were built by the replay and are not compared with the schema.',
        };
    },
}));
//# sourceMappingURL=unmanaged.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/weigh.js

/** Known to stand on the base branch: whoever works on this pull request did not bring it and may not change it. */
function isMerged({ newTags }, tag) {
    return newTags !== null && tag !== null && !newTags.includes(tag);
}
/** `error` for a new entry, `warning` for a merged one; without a base, what the caller says of old and new alike. */
function weigh_weigh(facts, tag, withoutBase) {
    if (facts.newTags === null)
        return withoutBase;
    return isMerged(facts, tag) ? 'warning' : 'error';
}
/** The same for a file or snapshot that no entry names, by whether the merge base has it. */
function weighFile({ base, newTags }, path) {
    const known = gathered_valueOf(base);
    if (known === null || newTags === null)
        return 'warning';
    const merged = [...(known.atMergeBase?.files ?? []), ...(known.atMergeBase?.snapshots ?? [])];
    return merged.some((file) => file.path === path) ? 'warning' : 'error';
}
//# sourceMappingURL=weigh.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/breakpoint-in-body.js




/* harmony default export */ const breakpoint_in_body = (defineCheck({
    code: 'history/breakpoint-in-body',
    severity: 'error',
    title: 'A breakpoint stands inside a string, comment or body',
    why: 'Drizzle cuts the file at that text wherever it stands and sends the server two halves, neither of which is SQL (42601).',
    *find(facts) {
        for (const { tag, source } of migrationsOf(facts.history)) {
            for (const token of scan(source.text)) {
                const start = source.text.indexOf(BREAKPOINT, token.start);
                if (start === -1)
                    break;
                if (!isInside(start, token, source.text))
                    continue;
                yield {
                    message: `a breakpoint in "${tag}" stands inside a ${breakpoint_in_body_nameOf(token, source.text)}`,
                    at: { source, span: { start, end: start + BREAKPOINT.length } },
                    severity: weigh_weigh(facts, tag, 'error'),
                    hint: 'Put the breakpoint between two statements, or break the text up so that it does not stand there literally.',
                };
            }
        }
    },
}));
function isInside(start, token, text) {
    const end = start + BREAKPOINT.length;
    if (end > token.end || token.kind === 'word' || !isClosed(token, text))
        return false;
    if (!text.startsWith('--', token.start))
        return true;
    // A line comment may be cut if nothing of it is left over to be taken for SQL.
    return start > token.start && text.slice(end, token.end).trim() !== '';
}
/** What is not closed swallows all breakpoints after it, and the server's error for it says more. */
function isClosed({ start, end }, text) {
    if (text.startsWith('--', start))
        return true;
    const token = text.slice(start, end);
    if (token.startsWith('/*'))
        return token.endsWith('*/');
    const dollar = /^\$[^$]*\$/.exec(token)?.[0];
    return dollar === undefined
        ? /^[^'"]*(['"])[^]*\1$/.test(token)
        : token.length > dollar.length && token.endsWith(dollar);
}
function breakpoint_in_body_nameOf({ kind, start }, text) {
    if (kind === 'comment')
        return 'comment';
    if (kind === 'quoted')
        return 'quoted name';
    return text.startsWith('$', start) ? 'dollar-quoted body' : 'string';
}
//# sourceMappingURL=breakpoint-in-body.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/places.js
/** The top of a file, as a place for what concerns all of it. */
function topOf(path) {
    return { file: path, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
/** The first line of a file. */
function firstLineOf(source) {
    return { source, span: { start: 0, end: /^[^\r\n]*/.exec(source.text)?.[0].length ?? 0 } };
}
/** The entry in the journal, or one of its members if it has it; in the folder layout the SQL file. */
function placeOfEntry(history, entry, member) {
    const { journal } = history;
    if (journal === null)
        return topOf(`${history.folder}/${entry.tag ?? ''}/migration.sql`);
    if (entry.span === null)
        return topOf(journal.source.path);
    return { source: journal.source, span: (member && findMember(journal.source, entry.span, member)) ?? entry.span };
}
function findMember(source, entry, member) {
    const pattern = new RegExp(String.raw `"${member}"\s*:\s*(?:"[^"]*"|[^,}\s]+)`);
    const found = pattern.exec(source.text.slice(entry.start, entry.end));
    return found && { start: entry.start + found.index, end: entry.start + found.index + found[0].length };
}
/** For messages: the tag in quotes, or the number of the entry from 1. */
function nameOfEntry(entry) {
    return entry.tag === null ? `entry ${entry.position + 1} of the journal` : `"${entry.tag}"`;
}
//# sourceMappingURL=places.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/snapshot-chain.js
/** `prevId` of a first snapshot (drizzle-kit's `originUUID`). */
const ORIGIN = '00000000-0000-0000-0000-000000000000';
/** Snapshots of the entries in their order, those that can be read, each id once. */
function chainOf(history) {
    const owned = history.entries.flatMap((entry) => snapshot_chain_snapshotOf(history, entry) ?? []);
    const readable = [...new Set(owned)].filter(({ defect }) => defect === null);
    return readable.filter((snapshot, index) => readable.findIndex(({ id }) => id === snapshot.id) === index);
}
/** The snapshot that drizzle-kit wrote with an entry; null: there is none. */
function snapshot_chain_snapshotOf(history, entry) {
    const name = snapshot_chain_nameOf(history, entry);
    return history.snapshots.find(({ belongsTo }) => belongsTo !== null && belongsTo === name) ?? null;
}
/** The entry that a snapshot was written with; null: there is none. */
function ownerOf(history, snapshot) {
    return (history.entries.find((entry) => snapshot.belongsTo !== null && snapshot_chain_nameOf(history, entry) === snapshot.belongsTo) ??
        null);
}
/** 0.x names snapshots by the number before the first underscore, 1.0 by the folder. */
function snapshot_chain_nameOf(history, { tag, index }) {
    if (history.layout === 'folders')
        return tag;
    if (tag === null)
        return index === null ? null : String(index).padStart(4, '0');
    return /^\d+(?=_)/.exec(tag)?.[0] ?? null;
}
/** Snapshots by the parent they name, as far as they are readable and their ids differ. */
function childrenByParent(history) {
    const children = new Map();
    for (const snapshot of chainOf(history)) {
        for (const parent of snapshot.parentIds)
            children.set(parent, [...(children.get(parent) ?? []), snapshot]);
    }
    return children;
}
//# sourceMappingURL=snapshot-chain.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/broken-snapshot-chain.js




/* harmony default export */ const broken_snapshot_chain = (defineCheck({
    code: 'history/broken-snapshot-chain',
    severity: 'error',
    title: 'A snapshot does not follow the one before it',
    why: 'Its "prevId" is not the id of the snapshot before: one was lost, replaced or generated on another branch, so what stands between the two is recorded nowhere; drizzle-kit 1.0 refuses such a chain.',
    *find(facts) {
        const { history } = facts;
        const chain = chainOf(history);
        const forks = childrenByParent(history);
        for (const [position, snapshot] of chain.entries()) {
            if (followsUnreadable(history, snapshot))
                continue;
            const before = chain.slice(0, position);
            const tag = ownerOf(history, snapshot)?.tag ?? null;
            const strays = snapshot.parentIds.filter((parent) => !isBefore(history, parent, before));
            for (const parent of strays.filter((stray) => (forks.get(stray)?.length ?? 0) < 2)) {
                const expected = before.at(-1);
                yield {
                    message: `snapshot "${snapshot.belongsTo}" does not follow ${expected ? `"${expected.belongsTo}"` : 'any other'}`,
                    at: topOf(snapshot.path),
                    severity: weigh_weigh(facts, tag, 'warning'),
                    evidence: [{ kind: 'difference', attribute: 'prevId', expected: expected?.id ?? ORIGIN, actual: parent }],
                    hint: position === chain.length - 1 && !isMerged(facts, tag)
                        ? 'Take the journal and the snapshots of the base branch, delete your own SQL file, and run "npx drizzle-kit generate" again.'
                        : `Where no drift of the snapshot is reported, put "${expected?.id ?? ORIGIN}" in the place of "${parent}".`,
                };
            }
        }
    },
}));
/** 0.x: the one right before. 1.0: any before, since a branch may be merged later than its name says. */
function isBefore(history, parent, before) {
    if (before.length === 0)
        return history.layout === 'journal' || parent === ORIGIN;
    return (history.layout === 'journal' ? before.slice(-1) : before).some(({ id }) => id === parent);
}
/** The id of a snapshot that cannot be read is unknown, so nothing can be said of the one after it. */
function followsUnreadable(history, snapshot) {
    const position = ownerOf(history, snapshot)?.position ?? 0;
    const before = history.entries[position - 1];
    return before !== undefined && (snapshot_chain_snapshotOf(history, before)?.defect ?? null) !== null;
}
//# sourceMappingURL=broken-snapshot-chain.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/duplicate-index.js



/* harmony default export */ const duplicate_index = (defineCheck({
    code: 'history/duplicate-index',
    severity: 'error',
    title: 'Two entries have one idx',
    why: 'Two branches added a migration of the same number: they share one snapshot file, so one of the two snapshots is lost and the next generated migration repeats or reverts its changes.',
    *find(facts) {
        const { history } = facts;
        const firsts = new Map();
        for (const entry of history.entries) {
            if (entry.index === null)
                continue;
            const first = firsts.get(entry.index);
            if (first === undefined) {
                firsts.set(entry.index, entry);
                continue;
            }
            yield {
                message: `${nameOfEntry(entry)} has the idx ${entry.index} of ${nameOfEntry(first)}`,
                at: placeOfEntry(history, entry, 'idx'),
                severity: weigh_weigh(facts, entry.tag, 'warning'),
                hint: 'Take the journal and the snapshots of the base branch, delete your own SQL file, and run "npx drizzle-kit generate" again.',
            };
        }
    },
}));
//# sourceMappingURL=duplicate-index.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/duplicate-snapshot-id.js




/* harmony default export */ const duplicate_snapshot_id = (defineCheck({
    code: 'history/duplicate-snapshot-id',
    severity: 'error',
    title: 'Two snapshots have one id',
    why: 'One is a copy of the other, so the later migration is recorded nowhere, and the next generated migration repeats it or cannot be generated.',
    *find(facts) {
        const { history } = facts;
        for (const snapshot of history.snapshots) {
            const first = history.snapshots.find(({ id, defect }) => defect === null && id === snapshot.id);
            if (first === undefined || first === snapshot || snapshot.defect !== null)
                continue;
            yield {
                message: `snapshots "${first.path}" and "${snapshot.path}" have the same id`,
                at: topOf(snapshot.path),
                severity: weigh_weigh(facts, ownerOf(history, snapshot)?.tag ?? null, 'warning'),
                evidence: [{ kind: 'text', text: `id: ${snapshot.id}` }],
                hint: 'Delete the copy with its entry and SQL file, and run "npx drizzle-kit generate" again.',
            };
        }
    },
}));
//# sourceMappingURL=duplicate-snapshot-id.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/duplicate-tag.js


/* harmony default export */ const duplicate_tag = (defineCheck({
    code: 'history/duplicate-tag',
    severity: 'error',
    title: 'Two entries name one file',
    why: 'A new environment runs the file twice, which fails at the first CREATE (42P07); an existing one runs it again if the second "when" is the larger one.',
    *find({ history }) {
        const firsts = new Map();
        for (const entry of history.entries) {
            if (entry.tag === null)
                continue;
            const first = firsts.get(entry.tag);
            if (first === undefined) {
                firsts.set(entry.tag, entry);
                continue;
            }
            yield {
                message: `tag "${entry.tag}" stands in entries ${first.position + 1} and ${entry.position + 1} of the journal`,
                at: placeOfEntry(history, entry, 'tag'),
                hint: 'Delete the second entry, or give it the tag of the file that it was meant for.',
            };
        }
    },
}));
//# sourceMappingURL=duplicate-tag.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/merged.js

/** The base branch, where it has a history of the same layout; null otherwise. */
function comparableBase({ base, history, newTags }) {
    const value = gathered_valueOf(base);
    if (value === null || value.atMergeBase === null || newTags === null)
        return null;
    return value.atMergeBase.layout === history.layout ? { ...value, atMergeBase: value.atMergeBase } : null;
}
/** Merged entries that the pull request changes in the given respect; what the base branch itself changed is not its doing. */
function changedEntries(facts, valueOfEntry) {
    const base = comparableBase(facts);
    if (base === null)
        return [];
    return facts.history.entries.flatMap((head) => {
        const merged = findEntry(base.atMergeBase, head.tag);
        const tip = findEntry(base.atTip, head.tag);
        if (merged === null || valueOfEntry(head) === valueOfEntry(merged))
            return [];
        return tip !== null && valueOfEntry(head) === valueOfEntry(tip) ? [] : [{ head, merged }];
    });
}
/** The entry of that tag; null: there is none. */
function findEntry(history, tag) {
    return history?.entries.find((entry) => tag !== null && entry.tag === tag) ?? null;
}
//# sourceMappingURL=merged.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/edited-after-merge.js




/* harmony default export */ const edited_after_merge = (defineCheck({
    code: 'history/edited-after-merge',
    severity: 'error',
    title: 'A merged migration was edited',
    why: 'Drizzle stores the hash of a migration and never compares it: where it is applied the edit never runs, and new databases get another schema than the existing ones.',
    *find(facts) {
        const ref = comparableBase(facts)?.ref ?? '';
        for (const { head, merged } of changedEntries(facts, ({ migration }) => migration && normalise(migration.source.text))) {
            if (head.migration === null || merged.migration === null)
                continue;
            const { source, tag } = head.migration;
            const wording = edited_after_merge_wordsOf(source.text) === edited_after_merge_wordsOf(merged.migration.source.text);
            yield {
                message: `${wording ? 'comments or white space' : 'statements'} of "${tag}" differ from those on ${ref}`,
                at: firstLineOf(source),
                ...(wording ? { severity: 'warning' } : {}),
                evidence: [
                    { kind: 'difference', attribute: 'sha256', expected: merged.migration.hash, actual: head.migration.hash },
                ],
                hint: `Take it back, and write the change into a new migration: git checkout ${ref} -- ${source.path}`,
            };
        }
    },
}));
/** Git may change line endings on checkout; that is `line-endings`, not an edit. */
function normalise(text) {
    return text.replaceAll('\r\n', '\n');
}
/** Everything that the server acts on. */
function edited_after_merge_wordsOf(text) {
    const tokens = scan(text).filter(({ kind }) => kind !== 'comment');
    return tokens.map(({ start, end }) => text.slice(start, end)).join(' ');
}
//# sourceMappingURL=edited-after-merge.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/folder-name-invalid.js


/* harmony default export */ const folder_name_invalid = (defineCheck({
    code: 'history/folder-name-invalid',
    severity: 'error',
    title: 'A migration folder does not start with a time',
    why: 'Drizzle 1.0 reads "created_at" from the first 14 characters: it runs the SQL, stores NaN, fails with 22P02 and rolls everything back.',
    *find({ history }) {
        if (history.layout === 'journal')
            return;
        for (const entry of history.entries.filter(({ rawWhen }) => Number.isNaN(rawWhen))) {
            const folder = `${history.folder}/${entry.tag}`;
            yield {
                message: `folder "${entry.tag}" does not start with a time`,
                at: placeOfEntry(history, entry),
                hint: `Rename it to the UTC time at which it was made: git mv ${folder} ${history.folder}/<YYYYMMDDHHMMSS>_${entry.tag}`,
            };
        }
    },
}));
//# sourceMappingURL=folder-name-invalid.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/index-gap.js


/* harmony default export */ const index_gap = (defineCheck({
    code: 'history/index-gap',
    severity: 'warning',
    title: 'The idx of an entry does not follow the one before',
    why: "Nothing breaks when migrations run, since the order of the list counts, but drizzle-kit numbers the next migration from the last idx and may write over an earlier one's snapshot.",
    *find({ history }) {
        if (history.layout === 'folders')
            return;
        const seen = new Set();
        let next = null;
        for (const entry of history.entries) {
            const { index } = entry;
            if (index === null || (next !== null && index !== next && !seen.has(index))) {
                yield {
                    message: index === null ? `${nameOfEntry(entry)} has no idx` : `${nameOfEntry(entry)} has idx ${index}, not ${next}`,
                    at: placeOfEntry(history, entry, 'idx'),
                    hint: `Set "idx" to ${next ?? entry.position}, and rename file, tag and snapshot to that number while the entry is not merged.`,
                };
            }
            if (index !== null)
                seen.add(index);
            next = (index ?? next ?? entry.position) + 1;
        }
    },
}));
//# sourceMappingURL=index-gap.js.map
;// CONCATENATED MODULE: ./build/src/model/deploy.js

/** The migrations that a run of Drizzle's migrator picks, in its order. */
function pickPending(layout, migrations, rows) {
    return layout === 'journal' ? pickAboveMark(migrations, rows) : pickUnknownNames(migrations, rows);
}
/** 0.x (`PgDialect.migrate`): reads one row before the first migration and runs what is strictly above it. */
function pickAboveMark(migrations, rows) {
    if (rows.length === 0)
        return migrations;
    // ORDER BY created_at DESC puts NULL first, and Number(null) is 0.
    const mark = rows.some(({ createdAt }) => createdAt === null) ? 0 : newestOf(rows);
    return migrations.filter(({ when }) => when !== null && mark < when);
}
function newestOf(rows) {
    return rows.reduce((newest, { createdAt }) => Math.max(newest, createdAt ?? newest), Number.NEGATIVE_INFINITY);
}
/** 1.0 (`getMigrationsToRun`): by name alone. */
function pickUnknownNames(migrations, rows) {
    const names = new Set(rows.map(({ name }) => name));
    return migrations.filter(({ tag }) => !names.has(tag));
}
/** null: the base branch keeps its migrations in another layout, so its names and times say nothing. */
function simulateDeploy(history, { atTip }) {
    if (atTip !== null && atTip.layout !== history.layout)
        return null;
    const applied = (atTip === null ? [] : migrationsOf(atTip)).filter(({ when }) => when !== null);
    const rows = applied.map(({ tag, when }) => ({ createdAt: when, name: tag }));
    const migrations = migrationsOf(history);
    const pending = pickPending(history.layout, migrations, rows);
    const settled = new Set([...applied, ...pending].map(({ tag }) => tag));
    return {
        pending,
        skipped: migrations.filter(({ tag }) => !settled.has(tag)),
        mark: applied.reduce((newest, each) => (isNewer(each, newest) ? each : newest), null),
    };
}
function isNewer(migration, other) {
    return other === null || (migration.when ?? 0) > (other.when ?? 0);
}
//# sourceMappingURL=deploy.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/when.js
/** Milliseconds reach this in 1973, seconds in 5138. */
const FEWEST_MILLISECONDS = 1e11;
/** Seconds since 2001. */
const FEWEST_SECONDS = 1e9;
/** Milliseconds reach this in 5138, microseconds did in 1973. */
const MOST_MILLISECONDS = 1e14;
/** What is wrong with the value itself, whatever the others are; null: nothing. */
function faultOfWhen({ rawWhen }) {
    if (rawWhen === undefined)
        return 'is missing';
    if (typeof rawWhen === 'string')
        return 'is a string';
    if (typeof rawWhen !== 'number')
        return 'is not a number';
    if (!Number.isSafeInteger(rawWhen))
        return `is ${rawWhen}, which bigint does not hold exactly`;
    if (rawWhen >= MOST_MILLISECONDS)
        return `is ${rawWhen}, which counts microseconds`;
    return rawWhen >= FEWEST_SECONDS && rawWhen < FEWEST_MILLISECONDS ? `is ${rawWhen}, which counts seconds` : null;
}
/** As in `1714900000000 (2024-05-05T09:06:40.000Z)`. */
function showWhen(when) {
    const date = new Date(when);
    return Number.isNaN(date.getTime()) ? String(when) : `${when} (${date.toISOString()})`;
}
//# sourceMappingURL=when.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/would-skip.js
/** What Drizzle's migrator would pass over when the pull request is deployed where the base branch is. */



/** A time that is no number has a finding of its own. */
function wouldSkip(facts) {
    const base = comparableBase(facts);
    const deploy = base && simulateDeploy(facts.history, base);
    if (!deploy?.mark)
        return [];
    const mark = { tag: deploy.mark.tag, when: deploy.mark.when ?? 0 };
    return deploy.skipped.flatMap((migration) => {
        const entry = findEntry(facts.history, migration.tag);
        const isNew = facts.newTags?.includes(migration.tag) === true;
        return isNew && entry !== null && faultOfWhen(entry) === null ? [{ migration, mark }] : [];
    });
}
//# sourceMappingURL=would-skip.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/inserted-before-merged.js




/* harmony default export */ const inserted_before_merged = (defineCheck({
    code: 'history/inserted-before-merged',
    severity: 'error',
    title: 'A new migration stands before a merged one',
    why: 'Databases that exist run it last, new ones run it earlier: two orders, of which no test on an empty database sees the one that is deployed.',
    *find(facts) {
        const { history } = facts;
        const base = comparableBase(facts);
        if (base === null)
            return;
        const lastMerged = history.entries.findLast(({ tag }) => findEntry(base.atMergeBase, tag) !== null);
        const skipped = new Set(wouldSkip(facts).map(({ migration }) => migration.tag));
        for (const entry of history.entries.slice(0, lastMerged?.position ?? 0)) {
            const { tag } = entry;
            if (tag === null || !facts.newTags?.includes(tag) || skipped.has(tag))
                continue;
            yield {
                message: `new migration "${tag}" stands before "${lastMerged?.tag}", which is merged`,
                at: placeOfEntry(history, entry),
                // 1.0 does run it, in the order of what is pending; drizzle-kit names folders so when branches live side by side.
                ...(history.layout === 'folders' ? { severity: 'warning' } : {}),
                hint: history.layout === 'folders'
                    ? `Delete its folder and generate it again, which gives it a later time: git rm -r ${history.folder}/${tag}`
                    : 'Move the entry to the end of the journal, with the next idx and a later "when".',
            };
        }
    },
}));
//# sourceMappingURL=inserted-before-merged.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/journal-unreadable.js


/* harmony default export */ const journal_unreadable = (defineCheck({
    code: 'history/journal-unreadable',
    severity: 'error',
    title: 'The journal cannot be read',
    why: "Drizzle's migrator parses the journal before anything else: it stops with an error, and no migration can be deployed.",
    *find({ history: { journal } }) {
        if (!journal?.defect)
            return;
        const { source, defect } = journal;
        yield {
            message: `journal "${source.path}" cannot be read: ${defect.message}`,
            at: defect.span ? { source, span: defect.span } : topOf(source.path),
            hint: journal_unreadable_hintFor(source.path, defect.message),
        };
    },
}));
function journal_unreadable_hintFor(path, message) {
    if (message.includes('conflict')) {
        return 'Take the journal and the snapshots of the base branch, delete your own SQL files, and run "npx drizzle-kit generate" again.';
    }
    if (message.includes('byte order mark'))
        return `Save ${path} as UTF-8 without a byte order mark.`;
    return `Restore the last good version: git log --oneline -- ${path}, then git checkout <commit> -- ${path}`;
}
//# sourceMappingURL=journal-unreadable.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/line-endings.js



/* harmony default export */ const line_endings = (defineCheck({
    code: 'history/line-endings',
    severity: 'warning',
    title: 'A migration has Windows line endings',
    why: 'The hash in the tracker is that of the bytes: checked out with other line endings the same file has another one, and tools that compare hashes take it for edited or for new.',
    *find(facts) {
        const marked = migrationsOf(facts.history).filter(({ source, tag }) => source.text.includes('\r') && !isMerged(facts, tag));
        const [first] = marked;
        if (first === undefined)
            return;
        const start = first.source.text.indexOf('\r');
        yield {
            message: marked.length === 1
                ? `"${first.tag}" has carriage returns`
                : `${marked.length} migrations have carriage returns`,
            at: { source: first.source, span: { start, end: start + 1 } },
            evidence: [{ kind: 'text', text: marked.map(({ source }) => source.path).join('\n') }],
            hint: `Add "${facts.history.folder}/** text eol=lf" to .gitattributes, then run: git add --renormalize ${facts.history.folder}`,
        };
    },
}));
//# sourceMappingURL=line-endings.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/distance.js
/** Levenshtein's distance: how many letters must be inserted, dropped or exchanged to make `b` of `a`. */
function distanceBetween(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (const [i, letter] of Array.from(a).entries()) {
        const next = [i + 1];
        for (const [j, other] of Array.from(b).entries()) {
            const exchanged = (row[j] ?? 0) + (letter === other ? 0 : 1);
            next.push(Math.min(exchanged, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
        }
        row = next;
    }
    return row.at(-1) ?? 0;
}
//# sourceMappingURL=distance.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/pair-files.js

/** Pairs entries without a file with files without an entry, the most alike first. */
function pairFiles(history) {
    const bare = history.entries.filter((entry) => entry.migration === null && !isUnreadable(history, entry));
    const named = new Set(history.entries.map(({ tag }) => tag));
    const loose = history.files.filter((file) => history.layout === 'journal' && !named.has(tagOf(history, file)));
    const pairs = takeBest(bare.flatMap((entry) => loose.flatMap((file) => rank(history, entry, file))));
    return {
        renamed: pairs.filter(({ entry }) => entry.tag !== null),
        untagged: pairs.filter(({ entry }) => entry.tag === null),
        missing: bare.filter((entry) => entry.tag !== null && !pairs.some((pair) => pair.entry === entry)),
        orphans: loose.filter((file) => !pairs.some((pair) => pair.file === file)),
    };
}
/** The tag that would name the file. */
function tagOf(history, file) {
    return file.path.slice(history.folder.length + 1).replace(/\.sql$/, '');
}
/** Why the entry's file cannot be read although it is there; null: it is not there, or it can. */
function pair_files_faultOf(history, entry) {
    const path = history.layout === 'journal' ? `${entry.tag}.sql` : `${entry.tag}/migration.sql`;
    return history.unreadable.find((file) => file.path === `${history.folder}/${path}`)?.reason ?? null;
}
function isUnreadable(history, entry) {
    return pair_files_faultOf(history, entry) !== null;
}
/** A pair, if number or name say that the two may be one. */
function rank(history, entry, file) {
    const tag = tagOf(history, file).toLowerCase();
    if (entry.tag === null)
        return Number(prefixOf(tag)) === entry.index ? [{ entry, file, distance: 0 }] : [];
    const wanted = entry.tag.toLowerCase();
    if (prefixOf(tag) !== prefixOf(wanted) && restOf(tag) !== restOf(wanted))
        return [];
    return [{ entry, file, distance: distanceBetween(wanted, tag) }];
}
function takeBest(ranked) {
    const taken = [];
    for (const pair of ranked.toSorted((a, b) => a.distance - b.distance)) {
        if (!taken.some(({ entry, file }) => entry === pair.entry || file === pair.file))
            taken.push(pair);
    }
    return taken;
}
function prefixOf(tag) {
    return /^\d+(?=_)/.exec(tag)?.[0] ?? tag;
}
function restOf(tag) {
    return tag.replace(/^\d+_/, '');
}
//# sourceMappingURL=pair-files.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/missing-file.js



/* harmony default export */ const missing_file = (defineCheck({
    code: 'history/missing-file',
    severity: 'error',
    title: 'An entry has no SQL file',
    why: 'Drizzle reads all files before it runs one, so a single missing file stops every deploy, of migrations before it too.',
    *find({ history }) {
        for (const entry of pairFiles(history).missing) {
            const path = `${history.folder}/${entry.tag}.sql`;
            yield {
                message: `there is no file "${path}" for entry "${entry.tag}"`,
                at: placeOfEntry(history, entry, 'tag'),
                hint: `Restore the file: git log --oneline --diff-filter=D -- ${path}, then git checkout <commit>^ -- ${path}`,
            };
        }
        for (const entry of history.entries) {
            const fault = pair_files_faultOf(history, entry);
            if (fault === null)
                continue;
            yield {
                message: `the file of "${entry.tag}" cannot be read: ${fault}`,
                at: placeOfEntry(history, entry, 'tag'),
                hint: 'Put a regular, readable SQL file in its place.',
            };
        }
    },
}));
//# sourceMappingURL=missing-file.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/missing-migration-file.js



/* harmony default export */ const missing_migration_file = (defineCheck({
    code: 'history/missing-migration-file',
    severity: 'error',
    title: 'A migration folder has no migration.sql',
    why: 'Drizzle 1.0 passes over the folder in silence, while drizzle-kit counts its snapshot: what it records is never built.',
    *find(facts) {
        const { history } = facts;
        for (const folder of history.foldersWithoutFile) {
            const name = folder.slice(history.folder.length + 1);
            const snapshot = history.snapshots.find(({ belongsTo }) => belongsTo === name);
            yield {
                message: `folder "${folder}" has no "migration.sql"`,
                at: topOf(snapshot?.path ?? folder),
                severity: weigh_weigh(facts, name, 'error'),
                hint: `Restore the file: git checkout <commit> -- ${folder}/migration.sql, or delete the folder: git rm -r ${folder}`,
            };
        }
    },
}));
//# sourceMappingURL=missing-migration-file.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/missing-snapshot.js




/* harmony default export */ const missing_snapshot = (defineCheck({
    code: 'history/missing-snapshot',
    severity: 'error',
    title: 'An entry has no snapshot',
    why: 'drizzle-kit compares the schema with the latest snapshot: what this migration did is unknown to it, so the next generated migration does it again.',
    *find(facts) {
        const { history } = facts;
        for (const entry of history.entries) {
            if (snapshot_chain_snapshotOf(history, entry) !== null)
                continue;
            const last = entry.position === history.entries.length - 1;
            yield {
                message: `${nameOfEntry(entry)} has no snapshot`,
                at: placeOfEntry(history, entry),
                severity: weigh_weigh(facts, entry.tag, last ? 'error' : 'warning'),
                hint: last
                    ? HINTS[history.layout]
                    : 'Leave it if a later snapshot already holds what this migration does; what it lacks is reported as drift.',
            };
        }
    },
}));
const HINTS = {
    journal: 'Commit the snapshot that was generated with it, or let "drizzle-gatekeeper snapshot" write it where the schema says what it should hold.',
    folders: 'Commit the snapshot that was generated with it; for SQL written by hand, delete the folder and write it again into "npx drizzle-kit generate --custom".',
};
//# sourceMappingURL=missing-snapshot.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/journal-edits.js




/** Appends an entry as drizzle-kit writes it; `number` counts those that are added together, from 0. */
function addEntry(facts, tag, number) {
    const { journal, entries } = facts.history;
    const last = entries.at(-1);
    if (journal === null || !last?.span)
        return {};
    const indent = /[ \t]*$/.exec(journal.source.text.slice(0, last.span.start))?.[0] ?? '';
    const entry = {
        idx: Math.max(...entries.map(({ index }) => index ?? -1)) + 1 + number,
        version: journal.version ?? '7',
        when: timeAfter(facts) + number,
        tag,
        breakpoints: true,
    };
    const text = JSON.stringify(entry, null, 2).replaceAll('\n', `\n${indent}`);
    const edit = {
        ...locate(journal.source, { start: last.span.end, end: last.span.end }),
        text: `,\n${indent}${text}`,
    };
    return { fix: { title: `Add an entry for "${tag}"`, safety: 'safe', edits: [edit] } };
}
/** Now, or just above every \`when\` that a database may have applied. */
function timeAfter({ now, history, base }) {
    const atTip = gathered_valueOf(base)?.atTip ?? null;
    const merged = atTip === null ? [] : migrationsOf(atTip);
    return Math.max(now, ...[...migrationsOf(history), ...merged].map(({ when }) => (when ?? 0) + 1));
}
/** Names the file that is there. Nothing runs without, so that no database can have applied the entry under this tag. */
function setTag(history, entry, tag) {
    const place = placeOfEntry(history, entry, 'tag');
    if (!('source' in place) || entry.span === null)
        return {};
    const { start } = entry.span;
    const isThere = place.span !== entry.span;
    const span = isThere ? place.span : { start: start + 1, end: start + 1 };
    const text = `"tag": ${JSON.stringify(tag)}${isThere ? '' : ', '}`;
    const edit = { ...locate(place.source, span), text };
    return { fix: { title: `Set the tag to "${tag}"`, safety: 'safe', edits: [edit] } };
}
//# sourceMappingURL=journal-edits.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/missing-tag.js




/* harmony default export */ const missing_tag = (defineCheck({
    code: 'history/missing-tag',
    severity: 'error',
    title: 'A journal entry names no file',
    why: 'Drizzle makes the file name from the tag, looks for "undefined.sql" and stops before any migration runs.',
    *find({ history }) {
        const { untagged } = pairFiles(history);
        for (const entry of history.entries.filter(({ tag }) => tag === null)) {
            const file = untagged.find((pair) => pair.entry === entry)?.file;
            yield {
                message: `${nameOfEntry(entry)} has no tag`,
                at: placeOfEntry(history, entry, 'tag'),
                evidence: [{ kind: 'text', text: errorOf(history, entry) }],
                hint: file
                    ? `Add the tag of the file that is there: "tag": "${tagOf(history, file)}"`
                    : 'Add the tag, which is the name of its SQL file without ".sql", or delete the entry.',
                ...(file ? setTag(history, entry, tagOf(history, file)) : {}),
            };
        }
    },
}));
/** What `readMigrationFiles` of drizzle-orm 0.x throws: it pastes whatever the tag is into the path. */
function errorOf({ folder, journal }, { span }) {
    const written = span && journal ? JSON.parse(journal.source.text.slice(span.start, span.end)) : {};
    if (written === null)
        return "TypeError: Cannot read properties of null (reading 'tag')";
    try {
        const tag = String(written.tag);
        return `Error: No file ./${folder}/${tag}.sql found in ./${folder} folder`;
    }
    catch (error) {
        // An object with a `toString` of its own has no text: Drizzle stops at the same error.
        return String(error);
    }
}
//# sourceMappingURL=missing-tag.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/orphan-file.js





/* harmony default export */ const orphan_file = (defineCheck({
    code: 'history/orphan-file',
    severity: 'error',
    title: 'An SQL file has no journal entry',
    why: 'Drizzle runs what the journal lists and nothing else: this file is never executed, anywhere, and nothing says so.',
    *find(facts) {
        const { history } = facts;
        // Without a journal every file is an orphan, which says nothing.
        if (history.journal?.defect && history.entries.length === 0)
            return;
        let added = 0;
        for (const file of pairFiles(history).orphans) {
            const severity = weighFile(facts, file.path);
            const tag = tagOf(history, file);
            yield {
                message: `"${file.path}" has no journal entry`,
                at: firstLineOf(file),
                severity,
                hint: `Add an entry with "tag": "${tag}" at the end of the journal, or delete the file: git rm ${file.path}`,
                ...(severity === 'error' && isNamedByKit(tag) ? addEntry(facts, tag, added++) : {}),
            };
        }
    },
}));
/** What looks otherwise may be kept beside the migrations for another purpose, such as `0004_orders.down`. */
function isNamedByKit(tag) {
    return /^\d+_\w+$/.test(tag);
}
//# sourceMappingURL=orphan-file.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/orphan-snapshot.js




/* harmony default export */ const orphan_snapshot = (defineCheck({
    code: 'history/orphan-snapshot',
    severity: 'error',
    title: 'A snapshot belongs to no migration',
    why: 'drizzle-kit takes the last file in the folder as the state of the schema, whether or not an entry goes with it: the next generated migration lacks what no migration ever built.',
    *find(facts) {
        const { history } = facts;
        // In the folder layout a snapshot without SQL is `missing-migration-file`; without a journal every snapshot is an orphan.
        if (history.layout === 'folders' || (history.journal?.defect && history.entries.length === 0))
            return;
        const last = history.snapshots.at(-1);
        for (const snapshot of history.snapshots) {
            if (snapshot.defect !== null || ownerOf(history, snapshot) !== null)
                continue;
            const consequence = snapshot === last ? ', and drizzle-kit takes it as the latest' : '';
            yield {
                message: `snapshot "${snapshot.path}" belongs to no entry${consequence}`,
                at: topOf(snapshot.path),
                severity: weighFile(facts, snapshot.path),
                hint: `Add the entry and SQL file that it was generated with, or delete it: git rm ${snapshot.path}`,
            };
        }
    },
}));
//# sourceMappingURL=orphan-snapshot.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/removed-after-merge.js



/* harmony default export */ const removed_after_merge = (defineCheck({
    code: 'history/removed-after-merge',
    severity: 'error',
    title: 'A merged migration was removed',
    why: 'Databases that applied it keep its changes and its row in the tracker, new ones never get them; the upgrade of the tracker to 1.0 stops at a row that no migration matches.',
    *find(facts) {
        const { history } = facts;
        const base = comparableBase(facts);
        if (base === null || (history.journal?.defect && history.entries.length === 0))
            return;
        const removed = base.atMergeBase.entries.flatMap(({ tag }) => tag !== null && findEntry(history, tag) === null && findEntry(base.atTip, tag) !== null ? [tag] : []);
        const [first] = removed;
        if (first === undefined)
            return;
        const what = removed.length === 1 ? `"${first}" is` : `"${first}" and ${removed.length - 1} more migrations are`;
        yield {
            message: `${what} on ${base.ref} and no longer here`,
            at: topOf(history.journal?.source.path ?? history.folder),
            evidence: [{ kind: 'text', text: removed.join('\n') }],
            hint: `Bring the folder back and undo the change in a new migration: git checkout ${base.ref} -- ${history.folder}`,
        };
    },
}));
//# sourceMappingURL=removed-after-merge.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/renamed-file.js




/* harmony default export */ const renamed_file = (defineCheck({
    code: 'history/renamed-file',
    severity: 'error',
    title: 'An SQL file and its entry have different names',
    why: 'Drizzle finds a file by the tag of its entry alone: it stops before any migration runs, although the file is there.',
    *find({ history, newTags }) {
        for (const { entry, file } of pairFiles(history).renamed) {
            yield {
                message: `entry "${entry.tag}" has no file, and "${tagOf(history, file)}.sql" has no entry`,
                at: placeOfEntry(history, entry, 'tag'),
                evidence: [
                    { kind: 'difference', attribute: 'file', expected: `${history.folder}/${entry.tag}.sql`, actual: file.path },
                ],
                hint: `Give the file its name back: git mv ${file.path} ${history.folder}/${entry.tag}.sql`,
                ...(entry.tag !== null && newTags?.includes(entry.tag) ? setTag(history, entry, tagOf(history, file)) : {}),
            };
        }
    },
}));
//# sourceMappingURL=renamed-file.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/restamp.js


/** Right only while no database has applied the entry, so that it is safe for a new one and to be looked at otherwise. */
function restamp({ history, newTags }, entry, when) {
    const place = placeOfEntry(history, entry, 'when');
    if (!('source' in place) || place.span === entry.span)
        return {};
    const edit = { ...locate(place.source, place.span), text: `"when": ${when}` };
    const isNew = entry.tag !== null && newTags?.includes(entry.tag) === true;
    const title = `Set "when" of "${entry.tag}" to ${when}`;
    return { fix: { title, safety: isNew ? 'safe' : 'review', edits: [edit] } };
}
//# sourceMappingURL=restamp.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/restamped.js





/* harmony default export */ const restamped = (defineCheck({
    code: 'history/restamped',
    severity: 'error',
    title: 'The when of a merged entry was changed',
    why: 'Drizzle 0.x knows an applied migration by its "when" alone: with a larger one the deploy runs it a second time, with a smaller one a database that is behind may skip it.',
    *find(facts) {
        const { history } = facts;
        if (history.layout === 'folders')
            return;
        const ref = comparableBase(facts)?.ref ?? '';
        for (const { head, merged } of changedEntries(facts, ({ rawWhen }) => JSON.stringify(rawWhen))) {
            const before = merged.migration?.when ?? null;
            yield {
                message: `"when" of "${head.tag}" differs from that on ${ref}`,
                at: placeOfEntry(history, head, 'when'),
                evidence: [
                    { kind: 'difference', attribute: 'when', expected: show(merged.rawWhen), actual: show(head.rawWhen) },
                ],
                hint: `Set "when" back to ${show(merged.rawWhen) ?? 'what it was'}; what should run again is a new migration.`,
                ...(before === null ? {} : restamp(facts, head, before)),
            };
        }
    },
}));
function show(when) {
    if (when === undefined)
        return null;
    return typeof when === 'number' ? showWhen(when) : JSON.stringify(when);
}
//# sourceMappingURL=restamped.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/shared-tracker.js


/* harmony default export */ const shared_tracker = (defineCheck({
    code: 'history/shared-tracker',
    severity: 'notice',
    title: 'Two histories write to one tracking table',
    why: 'Where both are migrated in one database, Drizzle 0.x takes the newest row of either for its mark: entries of one history that are older than the last deploy of the other are skipped, with success.',
    *find({ history, project, siblings }) {
        // 1.0 goes by name, and two histories have no names in common.
        if (history.layout === 'folders' || project.config === null)
            return;
        const { schema, table } = project.tracker;
        for (const other of siblings) {
            const isShared = other.tracker.schema === schema && other.tracker.table === table;
            // Several configs of one folder are one history for several environments.
            if (!isShared || other.migrations === project.migrations || other.config === null)
                continue;
            yield {
                message: `"${project.config.path}" and "${other.config.path}" both track their migrations in "${schema}"."${table}"`,
                at: topOf(project.config.path),
                hint: 'If both are deployed to one database, give one of them a table of its own: "migrations": { "table": "…" } in its config, and the same in its call of migrate().',
            };
        }
    },
}));
//# sourceMappingURL=shared-tracker.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/skipped-on-deploy.js






/* harmony default export */ const skipped_on_deploy = (defineCheck({
    code: 'history/skipped-on-deploy',
    severity: 'error',
    title: 'A new migration would be skipped on deploy',
    why: 'Drizzle 0.x runs only entries whose "when" is above the newest applied one. The base branch already has a newer entry, so the deploy passes over this one and reports success; only new databases get it.',
    *find(facts) {
        const { history } = facts;
        const ref = comparableBase(facts)?.ref ?? '';
        for (const [number, { migration, mark }] of wouldSkip(facts).entries()) {
            const entry = findEntry(history, migration.tag);
            if (entry === null)
                continue;
            const when = mark.when + 1 + number;
            yield {
                message: `"${migration.tag}" would be skipped: its "when" is not above that of "${mark.tag}" on ${ref}`,
                at: placeOfEntry(history, entry, 'when'),
                evidence: [
                    {
                        kind: 'text',
                        text: `${mark.tag}: ${showWhen(mark.when)}\n${migration.tag}: ${showWhen(migration.when ?? 0)}`,
                    },
                ],
                hint: `Merge ${ref} into this branch, then set "when" of "${migration.tag}" to ${when}.`,
                ...restamp(facts, entry, when),
            };
        }
    },
}));
//# sourceMappingURL=skipped-on-deploy.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/snapshot-fork.js




/* harmony default export */ const snapshot_fork = (defineCheck({
    code: 'history/snapshot-fork',
    severity: 'error',
    title: 'Two snapshots have one parent',
    why: 'Two branches were merged without regenerating: neither snapshot holds both changes, and drizzle-kit 0.x refuses to generate, with exit code 0.',
    *find(facts) {
        const { history } = facts;
        for (const [parent, children] of childrenByParent(history)) {
            const [first, ...others] = children;
            const last = others.at(-1);
            if (first === undefined || last === undefined || isMergedAgain(history, children))
                continue;
            yield {
                message: `snapshots ${children.map(({ belongsTo }) => `"${belongsTo}"`).join(' and ')} have the same parent`,
                at: topOf(last.path),
                // 1.0 allows the state: it asks for a merge and does not stop.
                severity: history.layout === 'folders' ? 'warning' : weigh_weigh(facts, ownerOf(history, last)?.tag ?? null, 'warning'),
                evidence: [{ kind: 'text', text: `parent: ${parent}\n${children.map(({ path }) => path).join('\n')}` }],
                hint: history.layout === 'folders'
                    ? 'Join the branches with a migration on top of both: npx drizzle-kit generate'
                    : 'Take the journal and the snapshots of the base branch, delete your own SQL file, and run "npx drizzle-kit generate" again.',
            };
        }
    },
}));
/** 1.0 joins branches by a later snapshot that descends from all of them; a snapshot of 0.x has one parent. */
function isMergedAgain(history, branches) {
    if (history.layout === 'journal')
        return false;
    const byId = new Map(chainOf(history).map((snapshot) => [snapshot.id, snapshot]));
    return [...byId.values()].some((snapshot) => {
        const ancestors = ancestorsOf(snapshot, byId);
        return branches.every((branch) => ancestors.has(branch));
    });
}
/** The snapshot itself and all that it descends from. */
function ancestorsOf(snapshot, byId) {
    const known = new Set([snapshot]);
    for (const each of known) {
        for (const parent of each.parentIds.flatMap((id) => byId.get(id) ?? []))
            known.add(parent);
    }
    return known;
}
//# sourceMappingURL=snapshot-fork.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/snapshot-unreadable.js




/* harmony default export */ const snapshot_unreadable = (defineCheck({
    code: 'history/snapshot-unreadable',
    severity: 'error',
    title: 'A snapshot cannot be read',
    why: 'drizzle-kit reads every snapshot before it generates: it stops, in 0.x with exit code 0, and no new migration can be made.',
    *find(facts) {
        const { history } = facts;
        for (const snapshot of history.snapshots) {
            const { defect, path } = snapshot;
            if (defect === null)
                continue;
            const owner = ownerOf(history, snapshot);
            yield {
                message: `snapshot "${path}" cannot be read: ${defect.message}`,
                at: defect.span ? { source: snapshot, span: defect.span } : topOf(path),
                severity: weigh_weigh(facts, owner?.tag ?? null, 'error'),
                hint: owner
                    ? `Restore the last good version: git log --oneline -- ${path}, then git checkout <commit> -- ${path}`
                    : `Move it out of the folder, where drizzle-kit takes every file for a snapshot: git rm ${path}`,
            };
        }
    },
}));
//# sourceMappingURL=snapshot-unreadable.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/stale-snapshot.js




/* harmony default export */ const stale_snapshot = (defineCheck({
    code: 'history/stale-snapshot',
    severity: 'error',
    title: 'The last snapshot is not that of the last entry',
    why: 'drizzle-kit 0.x takes the snapshot whose file name sorts last as the state of the schema: it compares with an old one, and the next migration repeats what later ones did.',
    *find(facts) {
        const { history } = facts;
        const entry = history.entries.at(-1);
        const last = history.snapshots.at(-1);
        if (history.layout === 'folders' || entry === undefined || last === undefined)
            return;
        const expected = snapshot_chain_snapshotOf(history, entry);
        // No snapshot for the last entry, or none but an orphan after it, are findings of their own.
        if (expected === null || last === expected || ownerOf(history, last) === null)
            return;
        yield {
            message: `snapshot "${last.path}" sorts after "${expected.path}", which is that of the last entry`,
            at: topOf(last.path),
            severity: weigh_weigh(facts, entry.tag, 'error'),
            hint: 'Give the last migration a number that sorts last, in file, tag and snapshot, and keep one "migrations.prefix" in the drizzle config.',
        };
    },
}));
//# sourceMappingURL=stale-snapshot.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/taken-index.js



/* harmony default export */ const taken_index = (defineCheck({
    code: 'history/taken-index',
    severity: 'warning',
    title: 'The base branch gave this idx to another entry',
    why: 'Both branches wrote the same lines of the journal and the same snapshot file, so the merge will conflict; whoever resolves it by hand keeps one of two snapshots, and the next generated migration repeats or reverts the other one.',
    *find(facts) {
        const { history } = facts;
        const base = comparableBase(facts);
        if (base === null || history.layout === 'folders')
            return;
        for (const entry of history.entries) {
            const other = findTaken(entry, history, base);
            if (other === null || entry.tag === null || !facts.newTags?.includes(entry.tag))
                continue;
            yield {
                message: `"${entry.tag}" has the idx ${entry.index} that ${base.ref} gave to "${other.tag}"`,
                at: placeOfEntry(history, entry, 'idx'),
                hint: `Merge ${base.ref}, take its journal and snapshots, and generate the migration again: git checkout ${base.ref} -- ${history.folder}/meta && git rm -f ${history.folder}/${entry.tag}.sql && npx drizzle-kit generate`,
            };
        }
    },
}));
/** What was merged meanwhile under that number; where this branch has it too, it is `duplicate-index`. */
function findTaken({ index }, history, { atTip, atMergeBase }) {
    const isMeanwhile = ({ tag }) => findEntry(atMergeBase, tag) === null && findEntry(history, tag) === null;
    return atTip?.entries.find((each) => index !== null && each.index === index && isMeanwhile(each)) ?? null;
}
//# sourceMappingURL=taken-index.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/transaction-control.js



/* harmony default export */ const transaction_control = (defineCheck({
    code: 'history/transaction-control',
    severity: 'error',
    title: 'A migration begins or ends a transaction',
    why: "Drizzle's migrator runs all pending migrations in one transaction: a COMMIT in one of them ends it, and a failure after it leaves the earlier statements in the database.",
    *find(facts) {
        for (const { tag, source } of migrationsOf(facts.history)) {
            for (const statement of facts.parsed.get(tag)?.statements ?? []) {
                if (!isTransactionControl(statement))
                    continue;
                yield {
                    message: `migration "${tag}" runs ${wordOf(statement)} inside the transaction of the migrator`,
                    at: { source, span: statement.span },
                    severity: weigh_weigh(facts, tag, 'warning'),
                    evidence: [{ kind: 'sql', text: statement.text }],
                    hint: 'Delete the statement; run what cannot run in a transaction outside of Drizzle.',
                };
            }
        }
    },
}));
/** Savepoints stay inside the transaction. */
const INSIDE = new Set(['TRANS_STMT_SAVEPOINT', 'TRANS_STMT_RELEASE', 'TRANS_STMT_ROLLBACK_TO']);
function isTransactionControl({ type, node }) {
    return type === 'TransactionStmt' && !INSIDE.has(String(node['kind']));
}
function wordOf({ text }) {
    return /^\w+/.exec(text)?.[0].toUpperCase() ?? '';
}
//# sourceMappingURL=transaction-control.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/when-in-future.js




/** Clocks of developers and runners differ; what lies an hour ahead was written by hand. */
const TOLERANCE_MS = 60 * 60 * 1000;
/* harmony default export */ const when_in_future = (defineCheck({
    code: 'history/when-in-future',
    severity: 'error',
    title: 'The when of an entry lies in the future',
    why: 'Once it is applied, Drizzle 0.x skips every migration generated before that time, and reports success.',
    *find(facts) {
        const { history, now } = facts;
        if (history.layout === 'folders')
            return;
        for (const entry of history.entries) {
            const when = entry.migration?.when ?? null;
            if (when === null || faultOfWhen(entry) !== null || when <= now + TOLERANCE_MS)
                continue;
            yield {
                message: `"when" of "${entry.tag}" lies in the future`,
                at: placeOfEntry(history, entry, 'when'),
                severity: weigh_weigh(facts, entry.tag, 'error'),
                evidence: [{ kind: 'text', text: `when: ${showWhen(when)}\nnow: ${showWhen(now)}` }],
                hint: `Set "when" to the time of generation, such as ${now}; databases that have applied it need the same change in created_at.`,
            };
        }
    },
}));
//# sourceMappingURL=when-in-future.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/when-invalid.js




/* harmony default export */ const when_invalid = (defineCheck({
    code: 'history/when-invalid',
    severity: 'error',
    title: 'The when of an entry is no time in milliseconds',
    why: 'Drizzle 0.x compares "when" with the newest applied one and stores it as bigint: what is no number of milliseconds is skipped in silence, or fails when it is stored, or hides all that follows.',
    *find(facts) {
        const { history } = facts;
        if (history.layout === 'folders')
            return;
        for (const entry of history.entries) {
            const fault = faultOfWhen(entry);
            if (fault === null)
                continue;
            // A string of digits is compared and stored as the number it spells.
            const works = typeof entry.rawWhen === 'string' && /^\d+$/.test(entry.rawWhen);
            yield {
                message: `"when" of ${nameOfEntry(entry)} ${fault}`,
                at: placeOfEntry(history, entry, 'when'),
                severity: works ? 'warning' : weigh_weigh(facts, entry.tag, 'error'),
                hint: 'Set "when" to the milliseconds since 1970 at which the migration was generated, above those of all entries before: node -p "Date.now()"',
            };
        }
    },
}));
//# sourceMappingURL=when-invalid.js.map
;// CONCATENATED MODULE: ./build/src/checks/history/when-not-increasing.js






/* harmony default export */ const when_not_increasing = (defineCheck({
    code: 'history/when-not-increasing',
    severity: 'error',
    title: 'An entry is older than one before it',
    why: 'Drizzle 0.x runs only entries whose "when" is above the newest applied one: a database that has the earlier entry skips this one and reports success. A new database runs both, so no test on an empty one sees it.',
    *find(facts) {
        const { history } = facts;
        if (history.layout === 'folders')
            return;
        // Those are told with the mark of the base branch.
        const skipped = new Set(wouldSkip(facts).map(({ migration }) => migration.tag));
        /** For the next entry that lies below the mark. */
        let above = 0;
        let mark = null;
        for (const entry of history.entries) {
            if (entry.migration === null || entry.migration.when === null)
                continue;
            const { tag, when } = entry.migration;
            if (mark !== null && when <= mark.when && faultOfWhen(entry) === null && !skipped.has(tag)) {
                yield {
                    message: `"when" of "${tag}" is not above that of "${mark.tag}"`,
                    at: placeOfEntry(history, entry, 'when'),
                    severity: weigh_weigh(facts, tag, 'warning'),
                    evidence: [{ kind: 'text', text: `${mark.tag}: ${showWhen(mark.when)}\n${tag}: ${showWhen(when)}` }],
                    hint: isMerged(facts, tag)
                        ? 'Leave the entry as it is, and see with "drizzle-gatekeeper status" which environments have skipped it.'
                        : `If no database has applied it yet, set "when" of "${tag}" to ${above}.`,
                    ...(isMerged(facts, tag) ? {} : restamp(facts, entry, above)),
                };
                above++;
            }
            if (mark === null || when > mark.when)
                mark = { tag, when };
            above = Math.max(above, mark.when + 1);
        }
    },
}));
//# sourceMappingURL=when-not-increasing.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/effect.js
/** As a person would say it: `column "total" of table "orders"`. */
function effect_describe({ kind, table, name }) {
    if (kind === 'row')
        return `table "${table}"`;
    if (kind === 'member')
        return `table "${table}" in publication "${name}"`;
    if (kind === 'partition' || kind === 'child')
        return `table "${table}" as ${kind} of "${name}"`;
    if (kind === 'other')
        return name ?? 'object';
    const own = name === null ? `unnamed ${kind}` : `${kind} "${name}"`;
    if (table === null)
        return own;
    return kind === 'index' ? own : `${own} of ${TYPE_PARTS.has(kind) ? 'type' : 'table'} "${table}"`;
}
const TYPE_PARTS = new Set(['enum value', 'attribute']);
//# sourceMappingURL=effect.js.map
;// CONCATENATED MODULE: ./build/src/sql/edits.js


/** Offset behind the first of these words that follow one another, anything but each other between them; null: not there. */
function offsetAfter(text, range, words) {
    let rest = scan(text, range);
    let end = null;
    for (const word of words) {
        const at = rest.findIndex((token) => isWord(text, token, word));
        if (at === -1)
            return null;
        end = rest[at]?.end ?? null;
        rest = rest.slice(at + 1);
    }
    return end;
}
/** The text of one command of ALTER TABLE: between the commas that stand outside parentheses. */
function commandRange(text, statement, part) {
    const tokens = scan(text, statement.span);
    const start = endOfRelation(text, statement, tokens);
    const commas = [];
    let depth = 0;
    for (const token of tokens.filter((each) => each.start >= start)) {
        const sign = text.slice(token.start, token.end);
        if (sign === '(' || sign === '[')
            depth++;
        if (sign === ')' || sign === ']')
            depth--;
        if (sign === ',' && depth === 0)
            commas.push(token.start);
    }
    return { start: commas[part - 1] ?? start, end: commas[part] ?? statement.span.end };
}
/** Behind the name of the altered relation, so that a table called `drop` is not taken for the keyword. */
function endOfRelation(text, { node, span }, tokens) {
    const location = fieldOf(childOf(node, 'relation'), 'location');
    const names = tokens.filter((token) => token.start >= Number(location ?? span.start));
    let last = 0;
    while (isSymbol(text, names[last + 1], '.'))
        last += 2;
    return names[last]?.end ?? span.start;
}
function isWord(text, token, word) {
    return token?.kind === 'word' && text.slice(token.start, token.end).toUpperCase() === word;
}
function isSymbol(text, token, symbol) {
    return token !== undefined && text.slice(token.start, token.end) === symbol;
}
/** The word that follows an offset is this one. */
function isNextWord(text, range, word) {
    const next = scan(text, range).find((token) => token.kind !== 'comment');
    return isWord(text, next, word);
}
/** A statement that runs only where a condition holds: a DO block without its final semicolon. */
function guardInBlock(condition, statement, lineBreak = '\n') {
    const tag = statement.includes('$$') || condition.includes('$$') ? '$guard$' : '$$';
    return [`DO ${tag} BEGIN`, `  ${guardInBody(condition, statement, lineBreak)};`, `END ${tag}`].join(lineBreak);
}
/** The same for a statement that stands in a PL/pgSQL body already. */
function guardInBody(condition, statement, lineBreak = '\n') {
    return [`IF ${condition} THEN`, `    ${statement};`, '  END IF'].join(lineBreak);
}
//# sourceMappingURL=edits.js.map
;// CONCATENATED MODULE: ./build/src/sql/names.js
/** Names as PostgreSQL understands them: already folded to lower case where they were not quoted. */

/** The one way in which the product writes an identifier into SQL. */
function names_quoteIdentifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}
/** As SQL: `"public"."orders"`, or `"orders"` where no schema is known. */
function quoteName({ schema, name }) {
    return schema === null ? names_quoteIdentifier(name) : `${names_quoteIdentifier(schema)}.${names_quoteIdentifier(name)}`;
}
/** As SQL string literal. */
function names_quoteLiteral(text) {
    const quoted = `'${text.replaceAll("'", "''")}'`;
    // standard_conforming_strings may be off; the escape form means the same either way.
    return text.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}
/** The name in a RangeVar (its inside). */
function relationName(relation) {
    return { schema: textOf(relation, 'schemaname') || null, name: textOf(relation, 'relname') };
}
/** The parts of a list of String nodes, such as `["public", "status"]`. */
function nameParts(items) {
    return items.map((item) => textOf(nodeOf(item, 'String'), 'sval'));
}
/** A name out of its parts; what stands before the last two (a database) is left out. */
function toQualifiedName(parts) {
    return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '' };
}
/** The name in a TypeName (its inside), array bounds and modifiers left out. */
function typeName(type) {
    return toQualifiedName(nameParts(listOf(type, 'names')));
}
/** A function with its argument types as PostgreSQL tells functions apart: `total(int4,text)`; `total` where none are given. */
function signature(objectWithArgs) {
    const { schema, name } = toQualifiedName(nameParts(listOf(objectWithArgs, 'objname')));
    if (fieldOf(objectWithArgs, 'args_unspecified') === true)
        return { schema, name };
    const types = listOf(objectWithArgs, 'objargs').map((type) => typeName(nodeOf(type, 'TypeName')).name);
    return { schema, name: `${name}(${types.join(',')})` };
}
/** The same for the parameters of CREATE FUNCTION: OUT and TABLE parameters do not count. */
function declaredSignature(name, parameters) {
    const inputs = parameters
        .map((parameter) => nodeOf(parameter, 'FunctionParameter'))
        .filter((parameter) => !['FUNC_PARAM_OUT', 'FUNC_PARAM_TABLE'].includes(textOf(parameter, 'mode')));
    const types = inputs.map((parameter) => typeName(fieldOf(parameter, 'argType')).name);
    return { schema: name.schema, name: `${name.name}(${types.join(',')})` };
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: ./build/src/sql/walk.js
/**
 * Every node below (and at) a value with the name it stands under: its type where it is wrapped in one
 * (`{ ColumnRef: {...} }`), else the field that holds it (`relation`, `typeName`). Safe on trees of any depth, and a list
 * because it is walked for every statement: a generator takes three times as long.
 */
function walk(value) {
    const found = [];
    const names = [''];
    const values = [value];
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
        const current = values.pop();
        if (typeof current !== 'object' || current === null)
            continue;
        const isList = Array.isArray(current);
        if (!isList)
            found.push([name, current]);
        for (const key of Object.keys(current)) {
            names.push(isList ? name : key);
            values.push(current[key]);
        }
    }
    return found;
}
//# sourceMappingURL=walk.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/columns-in.js
/** Columns that an expression names. */



/** Bare column names anywhere below a node, each once, in no promised order: `ColumnRef`, index and exclusion elements. */
function columnsIn(node) {
    const names = new Set();
    for (const [type, inner] of walk(node)) {
        if (type === 'ColumnRef') {
            const last = listOf(inner, 'fields').at(-1);
            if (unwrap(last)[0] === 'String')
                names.add(nameParts([last])[0] ?? '');
        }
        if (type === 'IndexElem' && textOf(inner, 'name') !== '')
            names.add(textOf(inner, 'name'));
    }
    return [...names];
}
//# sourceMappingURL=columns-in.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/constraint.js



const KINDS = {
    CONSTR_PRIMARY: 'primary key',
    CONSTR_UNIQUE: 'unique',
    CONSTR_FOREIGN: 'foreign key',
    CONSTR_CHECK: 'check',
    CONSTR_EXCLUSION: 'exclusion',
};
/**
 * The constraint that a Constraint node creates on a table; null for what is no constraint of its own (NOT NULL, DEFAULT,
 * IDENTITY …). `column` is the column it is written at, null for one of the table.
 */
function toConstraint(node, table, column) {
    const kind = KINDS[textOf(node, 'contype')];
    if (kind === undefined)
        return null;
    const columns = constraint_columnsOf(node, column);
    return {
        action: 'create',
        kind,
        schema: table.schema,
        table: table.name,
        name: textOf(node, 'conname') || null,
        guard: null,
        columns,
        ...(kind === 'foreign key' ? { references: relationName(childOf(node, 'pktable')) } : {}),
    };
}
/** The name that PostgreSQL gives to an unnamed index or constraint if it is free, not cut (ChooseRelationName). */
function defaultName(effect) {
    const columns = effect.columns ?? [];
    const label = LABELS[effect.kind] ?? 'key';
    if (effect.kind === 'primary key')
        return `${effect.table}_${label}`;
    // A check of several columns is named as if it were of none (AddRelationNewConstraints).
    const named = effect.kind === 'check' && columns.length > 1 ? [] : columns;
    return [effect.table, ...named, label].join('_');
}
const LABELS = {
    'primary key': 'pkey',
    'foreign key': 'fkey',
    check: 'check',
    exclusion: 'excl',
    index: 'idx',
};
function constraint_columnsOf(node, column) {
    const keys = [...nameParts(listOf(node, 'keys')), ...nameParts(listOf(node, 'fk_attrs'))];
    if (keys.length > 0)
        return keys;
    const inExpression = columnsIn(node);
    if (inExpression.length > 0)
        return inExpression;
    return column === null ? [] : [column];
}
//# sourceMappingURL=constraint.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/object-type.js
const object_type_KINDS = {
    OBJECT_AGGREGATE: 'aggregate',
    OBJECT_ATTRIBUTE: 'attribute',
    OBJECT_COLLATION: 'collation',
    OBJECT_COLUMN: 'column',
    OBJECT_DOMAIN: 'domain',
    OBJECT_DOMCONSTRAINT: 'constraint',
    OBJECT_EVENT_TRIGGER: 'event trigger',
    OBJECT_EXTENSION: 'extension',
    OBJECT_FOREIGN_SERVER: 'foreign server',
    OBJECT_FOREIGN_TABLE: 'foreign table',
    OBJECT_FUNCTION: 'function',
    OBJECT_INDEX: 'index',
    OBJECT_MATVIEW: 'materialized view',
    OBJECT_POLICY: 'policy',
    OBJECT_PROCEDURE: 'procedure',
    OBJECT_PUBLICATION: 'publication',
    OBJECT_ROLE: 'role',
    OBJECT_ROUTINE: 'function',
    OBJECT_RULE: 'rule',
    OBJECT_SCHEMA: 'schema',
    OBJECT_SEQUENCE: 'sequence',
    OBJECT_STATISTIC_EXT: 'statistics',
    OBJECT_TABCONSTRAINT: 'constraint',
    OBJECT_TABLE: 'table',
    OBJECT_TRIGGER: 'trigger',
    OBJECT_TYPE: 'type',
    OBJECT_VIEW: 'view',
};
/** Casts, operators, text search and other rare kinds are `other`. */
function kindOfObjectType(objectType) {
    return object_type_KINDS[objectType] ?? 'other';
}
//# sourceMappingURL=object-type.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/table.js



/** The table of a CreateStmt (also the base of CREATE FOREIGN TABLE), its columns and constraints as children. */
function table_createTable(node, kind = 'table') {
    const relation = childOf(node, 'relation');
    const table = relationName(relation);
    const temporary = textOf(relation, 'relpersistence') === 't';
    const guard = isSet(node, 'if_not_exists') ? 'IF NOT EXISTS' : null;
    const children = listOf(node, 'tableElts').flatMap((element) => createElement(element, table));
    return [{ action: 'create', kind, ...table, table: null, guard, temporary, children }];
}
function createElement(element, table) {
    const [type, node] = unwrap(element);
    if (type === 'ColumnDef')
        return [createColumn(node, table, null)];
    if (type !== 'Constraint')
        return [];
    const constraint = toConstraint(node, table, null);
    return constraint === null ? [] : [constraint];
}
/** The column of a ColumnDef, its own constraints as children. */
function createColumn(node, table, guard) {
    const name = textOf(node, 'colname');
    const children = listOf(node, 'constraints').flatMap((constraint) => toConstraint(nodeOf(constraint, 'Constraint'), table, name) ?? []);
    const type = typeName(childOf(node, 'typeName'));
    return { action: 'create', kind: 'column', schema: table.schema, table: table.name, name, guard, type, children };
}
//# sourceMappingURL=table.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/alter-table.js






/** The altered relation first, then each command in order. */
function alter_table_alterTable(node) {
    const table = relationName(childOf(node, 'relation'));
    const kind = kindOfObjectType(textOf(node, 'objtype'));
    const guard = isSet(node, 'missing_ok') ? 'IF EXISTS' : null;
    const commands = listOf(node, 'cmds').flatMap((wrapper, part) => {
        const command = nodeOf(wrapper, 'AlterTableCmd');
        const read = kind === 'type' ? ATTRIBUTE_COMMANDS[textOf(command, 'subtype')] : alter_table_COMMANDS[textOf(command, 'subtype')];
        const effects = read?.({ table, node: command, guarded: isSet(command, 'missing_ok') }) ?? alter_table_alterColumn(command, table);
        return effects.map((effect) => ({ ...effect, part }));
    });
    // Whatever the order in the text, PostgreSQL drops before it adds (AT_PASS_DROP).
    commands.sort((left, right) => Number(right.action === 'drop') - Number(left.action === 'drop'));
    return [{ action: 'alter', kind, schema: table.schema, table: null, name: table.name, guard }, ...commands];
}
const alter_table_COMMANDS = {
    AT_AddColumn: ({ table, node, guarded }) => [
        createColumn(nodeOf(node['def'], 'ColumnDef'), table, guarded ? 'IF NOT EXISTS' : null),
    ],
    AT_DropColumn: (command) => [drop('column', command)],
    AT_AddConstraint: ({ table, node }) => addConstraint(nodeOf(node['def'], 'Constraint'), table),
    AT_DropConstraint: (command) => [drop('constraint', command)],
    AT_ValidateConstraint: ({ table, node }) => [{ ...blank('alter', 'constraint', table), name: textOf(node, 'name') }],
    AT_AddIdentity: (command) => [{ ...drop('identity', command), action: 'create', guard: null }],
    AT_DropIdentity: (command) => [drop('identity', command)],
    AT_DropExpression: (command) => [drop('generated expression', command)],
    AT_AlterColumnType: ({ table, node }) => alter_table_changeType(node, table),
    AT_AttachPartition: ({ table, node }) => [attach('create', 'partition', table, partitionOf(node))],
    AT_DetachPartition: ({ table, node }) => [attach('drop', 'partition', table, partitionOf(node))],
    AT_AddInherit: ({ table, node }) => [attach('create', 'child', relationName(nodeOf(node['def'], 'RangeVar')), table)],
    AT_DropInherit: ({ table, node }) => [attach('drop', 'child', relationName(nodeOf(node['def'], 'RangeVar')), table)],
};
/** ALTER TYPE of a composite type: PostgreSQL treats its attributes as columns. */
const ATTRIBUTE_COMMANDS = {
    AT_AddColumn: ({ table, node }) => [
        { ...createColumn(nodeOf(node['def'], 'ColumnDef'), table, null), kind: 'attribute' },
    ],
    AT_DropColumn: (command) => [drop('attribute', command)],
};
function addConstraint(node, table) {
    const constraint = toConstraint(node, table, null);
    if (constraint === null)
        return [];
    const index = textOf(node, 'indexname');
    if (index === '')
        return [...requireColumns(constraint.columns ?? [], table), constraint];
    // ADD CONSTRAINT … USING INDEX renames the index to the constraint's name.
    const named = { ...constraint, name: constraint.name ?? index };
    return [{ ...blank('alter', 'index', table), table: null, name: index }, named];
}
function alter_table_changeType(node, table) {
    const definition = nodeOf(node['def'], 'ColumnDef');
    const name = textOf(node, 'name');
    const type = typeName(childOf(definition, 'typeName'));
    const using = childOf(definition, 'raw_default');
    const altered = { ...blank('alter', 'column', table), name, type };
    const reason = `the values of column "${name}" are computed from its old type`;
    return isCastOf(using, name) ? [altered] : [{ ...altered, action: 'change', reason }, altered];
}
/** No USING, or only casts of the column itself: they work on a column that has the new type already. */
function isCastOf(using, column) {
    let inner = using;
    for (let cast = nodeOf(inner, 'TypeCast'); 'arg' in cast; cast = nodeOf(inner, 'TypeCast'))
        inner = cast['arg'];
    if (Object.keys(using).length === 0)
        return true;
    return 'ColumnRef' in inner && columnsIn(inner).includes(column);
}
/** All that is left: SET NOT NULL, SET DEFAULT, ENABLE ROW LEVEL SECURITY … set a state, whatever it was. */
function alter_table_alterColumn(command, table) {
    const subtype = textOf(command, 'subtype');
    return COLUMN_SETTINGS.has(subtype) ? [{ ...blank('alter', 'column', table), name: textOf(command, 'name') }] : [];
}
const COLUMN_SETTINGS = new Set([
    'AT_ColumnDefault',
    'AT_DropNotNull',
    'AT_SetNotNull',
    'AT_SetExpression',
    'AT_SetStatistics',
    'AT_SetOptions',
    'AT_ResetOptions',
    'AT_SetStorage',
    'AT_SetCompression',
    'AT_SetIdentity',
]);
function requireColumns(columns, table) {
    return columns.map((name) => ({ ...blank('alter', 'column', table), name }));
}
function drop(kind, { table, node, guarded }) {
    const cascade = textOf(node, 'behavior') === 'DROP_CASCADE';
    return { ...blank('drop', kind, table), name: textOf(node, 'name'), guard: guarded ? 'IF EXISTS' : null, cascade };
}
function attach(action, kind, parent, table) {
    return { ...blank(action, kind, table), name: parent.name };
}
function partitionOf(command) {
    return relationName(childOf(nodeOf(command['def'], 'PartitionCmd'), 'name'));
}
function blank(action, kind, { schema, name }) {
    return { action, kind, schema, table: name, name: null, guard: null };
}
//# sourceMappingURL=alter-table.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/create.js






/** By node type. What is missing here and in the other tables of this folder is `unclassified`. */
const CREATES = {
    CreateStmt: (node) => table_createTable(node),
    CreateForeignTableStmt: (node) => table_createTable(childOf(node, 'base'), 'foreign table'),
    CreateTableAsStmt: (node) => {
        const name = relationName(childOf(childOf(node, 'into'), 'rel'));
        return [create(kindOfObjectType(textOf(node, 'objtype')), name, ifNotExists(node))];
    },
    IndexStmt: (node) => [createIndex(node)],
    ViewStmt: (node) => [create('view', relationName(childOf(node, 'view')), orReplace(node))],
    CreateSeqStmt: (node) => [create('sequence', relationName(childOf(node, 'sequence')), ifNotExists(node))],
    CreateEnumStmt: (node) => [create('enum', listName(node, 'typeName'), null)],
    CreateRangeStmt: (node) => [create('type', listName(node, 'typeName'), null)],
    CompositeTypeStmt: (node) => [create('type', relationName(childOf(node, 'typevar')), null)],
    CreateDomainStmt: (node) => [create('domain', listName(node, 'domainname'), null)],
    DefineStmt: (node) => [create_define(node)],
    CreateFunctionStmt: (node) => {
        const kind = isSet(node, 'is_procedure') ? 'procedure' : 'function';
        return [create(kind, declaredSignature(listName(node, 'funcname'), listOf(node, 'parameters')), orReplace(node))];
    },
    CreateTrigStmt: (node) => {
        const trigger = createOn('trigger', node, 'relation', textOf(node, 'trigname'), orReplace(node));
        return [{ ...trigger, columns: nameParts(listOf(node, 'columns')) }];
    },
    CreatePolicyStmt: (node) => [createOn('policy', node, 'table', textOf(node, 'policy_name'), null)],
    RuleStmt: (node) => [createOn('rule', node, 'relation', textOf(node, 'rulename'), orReplace(node))],
    CreateSchemaStmt: (node) => createSchema(node),
    CreateStatsStmt: (node) => [create('statistics', listName(node, 'defnames'), ifNotExists(node))],
    CreateRoleStmt: (node) => [global('role', textOf(node, 'role'), null)],
    CreateExtensionStmt: (node) => [global('extension', textOf(node, 'extname'), ifNotExists(node))],
    CreatePublicationStmt: (node) => [global('publication', textOf(node, 'pubname'), null)],
    CreateEventTrigStmt: (node) => [global('event trigger', textOf(node, 'trigname'), null)],
    CreateForeignServerStmt: (node) => [global('foreign server', textOf(node, 'servername'), ifNotExists(node))],
    CreateFdwStmt: (node) => [global('other', `foreign data wrapper ${textOf(node, 'fdwname')}`, null)],
    CreateUserMappingStmt: (node) => [
        global('other', `user mapping for server ${textOf(node, 'servername')}`, ifNotExists(node)),
    ],
    CreateSubscriptionStmt: (node) => [global('other', `subscription ${textOf(node, 'subname')}`, null)],
    CreatePLangStmt: (node) => [global('other', `language ${textOf(node, 'plname')}`, orReplace(node))],
    CreateCastStmt: (node) => {
        const [from, to] = [typeName(childOf(node, 'sourcetype')).name, typeName(childOf(node, 'targettype')).name];
        return [global('other', `cast from ${from} to ${to}`, null)];
    },
    CreateOpClassStmt: (node) => [create('other', listName(node, 'opclassname'), null)],
    CreateOpFamilyStmt: (node) => [create('other', listName(node, 'opfamilyname'), null)],
    CreateConversionStmt: (node) => [create('other', listName(node, 'conversion_name'), null)],
    CreateTransformStmt: (node) => [
        global('other', `transform for ${typeName(childOf(node, 'type_name')).name}`, orReplace(node)),
    ],
    CreateAmStmt: (node) => [global('other', `access method ${textOf(node, 'amname')}`, null)],
    CreateTableSpaceStmt: (node) => [global('other', `tablespace ${textOf(node, 'tablespacename')}`, null)],
    CreatedbStmt: (node) => [global('other', `database ${textOf(node, 'dbname')}`, null)],
    PrepareStmt: (node) => [global('other', `prepared statement ${textOf(node, 'name')}`, null)],
    ImportForeignSchemaStmt: (node) => [global('other', `foreign tables of ${textOf(node, 'remote_schema')}`, null)],
    AlterEnumStmt: (node) => alterEnum(node),
    AlterDomainStmt: (node) => alterDomain(node),
    AlterPublicationStmt: (node) => alterPublication(node),
};
function createIndex(node) {
    const table = relationName(childOf(node, 'relation'));
    const name = { schema: table.schema, name: textOf(node, 'idxname') };
    const columns = columnsIn([node['indexParams'], node['indexIncludingParams'], node['whereClause']]);
    return { ...create('index', name, ifNotExists(node)), name: name.name || null, table: table.name, columns };
}
function createSchema(node) {
    const owner = textOf(childOf(node, 'authrole'), 'rolename');
    const name = textOf(node, 'schemaname') || owner;
    const children = listOf(node, 'schemaElts').flatMap((element) => {
        const [type, inner] = unwrap(element);
        return (CREATES[type]?.(inner) ?? []).map((effect) => ({ ...effect, schema: effect.schema ?? name }));
    });
    return [{ ...global('schema', name, ifNotExists(node)), children }];
}
function create_define(node) {
    const guard = ifNotExists(node) ?? orReplace(node);
    const name = listName(node, 'defnames');
    const kind = kindOfObjectType(textOf(node, 'kind'));
    if (kind !== 'aggregate')
        return create(kind, name, guard);
    const parameters = listOf(nodeOf(listOf(node, 'args')[0], 'List'), 'items');
    return create(kind, declaredSignature(name, parameters), guard);
}
function alterEnum(node) {
    const type = listName(node, 'typeName');
    const value = { schema: type.schema, table: type.name, kind: 'enum value' };
    const [from, to] = [textOf(node, 'oldVal'), textOf(node, 'newVal')];
    if (from !== '')
        return [{ ...value, action: 'rename', name: from, guard: null, to: { schema: null, name: to } }];
    return [{ ...value, action: 'create', name: to, guard: isSet(node, 'skipIfNewValExists') ? 'IF NOT EXISTS' : null }];
}
function alterDomain(node) {
    const domain = listName(node, 'typeName');
    const constraint = toConstraint(nodeOf(node['def'], 'Constraint'), domain, null);
    switch (textOf(node, 'subtype')) {
        case 'C':
            return constraint === null ? [] : [constraint];
        case 'X': {
            const guard = isSet(node, 'missing_ok') ? 'IF EXISTS' : null;
            return [
                { ...create('constraint', domain, guard), action: 'drop', table: domain.name, name: textOf(node, 'name') },
            ];
        }
        default:
            return [];
    }
}
function alterPublication(node) {
    const action = { AP_AddObjects: 'create', AP_DropObjects: 'drop' }[textOf(node, 'action')];
    if (action === undefined)
        return [];
    return listOf(node, 'pubobjects').map((wrapper) => {
        const table = relationName(childOf(childOf(nodeOf(wrapper, 'PublicationObjSpec'), 'pubtable'), 'relation'));
        const publication = { schema: table.schema, name: textOf(node, 'pubname') };
        return { ...create('member', publication, null), action: action, table: table.name };
    });
}
function createOn(kind, node, field, name, guard) {
    const table = relationName(childOf(node, field));
    return { ...create(kind, { schema: table.schema, name }, guard), table: table.name };
}
function create(kind, { schema, name }, guard) {
    return { action: 'create', kind, schema, table: null, name, guard };
}
function global(kind, name, guard) {
    return create(kind, { schema: null, name }, guard);
}
function listName(node, field) {
    return toQualifiedName(nameParts(listOf(node, field)));
}
function ifNotExists(node) {
    return isSet(node, 'if_not_exists') ? 'IF NOT EXISTS' : null;
}
function orReplace(node) {
    return isSet(node, 'replace') ? 'OR REPLACE' : null;
}
//# sourceMappingURL=create.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/data.js




const DATA = {
    InsertStmt: (node) => withParts(node, [insert(node)]),
    UpdateStmt: (node) => withParts(node, update(node)),
    DeleteStmt: (node) => withParts(node, [touch(node, 'drop')]),
    SelectStmt: (node) => [...withParts(node, []), ...selectInto(node), ...advance(node)],
    TruncateStmt: (node) => listOf(node, 'relations').map((relation) => rows('drop', nodeOf(relation, 'RangeVar'))),
    CopyStmt: (node) => (isSet(node, 'is_from') ? [touch(node, 'insert')] : []),
};
/** Functions that return something else on every call (pg_proc.provolatile `v`) and that migrations use for values. */
const VOLATILE = new Set(['random', 'gen_random_uuid', 'uuid_generate_v1', 'uuid_generate_v4', 'uuidv4', 'uuidv7']);
const ADVANCING = new Set(['nextval', 'clock_timestamp', 'timeofday', 'gen_random_bytes']);
/** Operators that lead away from the old value again on every run. */
const ACCUMULATING = new Set(['+', '-', '*', '/', '%', '^', '||']);
function insert(node) {
    const conflict = childOf(node, 'onConflictClause');
    if (textOf(conflict, 'action') !== '')
        return { ...touch(node, 'insert'), guard: 'ON CONFLICT' };
    return { ...touch(node, 'insert'), guard: leavesOutPresent(node) ? 'NOT EXISTS' : null };
}
/** The query looks which rows are there: NOT EXISTS, NOT IN, `LEFT JOIN … IS NULL` or EXCEPT. */
function leavesOutPresent(insert) {
    for (const [, node] of walk(insert)) {
        if (textOf(node, 'op') === 'SETOP_EXCEPT')
            return true;
        if ('whereClause' in node && looksForMissing(node))
            return true;
    }
    return false;
}
function looksForMissing(select) {
    for (const [type, node] of walk(select['whereClause'])) {
        if (type === 'BoolExpr' && textOf(node, 'boolop') === 'NOT_EXPR' && hasSubLink(node))
            return true;
        if (type === 'NullTest' && textOf(node, 'nulltesttype') === 'IS_NULL' && hasOuterJoin(select))
            return true;
    }
    return false;
}
function hasSubLink(node) {
    return walk(node).some(([type]) => type === 'SubLink');
}
function hasOuterJoin(select) {
    return walk(select['fromClause']).some(([type, join]) => type === 'JoinExpr' && textOf(join, 'jointype') !== 'JOIN_INNER');
}
/** UPDATE: the columns that it needs, and a change where a second run would give other values. */
function update(node) {
    const table = relationName(childOf(node, 'relation'));
    const targets = listOf(node, 'targetList').map((target) => nodeOf(target, 'ResTarget'));
    const columns = targets.map((target) => textOf(target, 'name'));
    const needed = columns.map((name) => ({ ...touch(node, 'alter'), kind: 'column', table: table.name, name }));
    // A condition on the column that is set keeps what was set by the first run away from the second.
    const narrowed = columns.some((column) => columnsIn(node['whereClause']).includes(column));
    const reason = narrowed ? null : targets.map(reasonToChange).find((found) => found !== null);
    return [...needed, reason ? { ...touch(node, 'change'), reason } : touch(node, 'alter')];
}
function reasonToChange(target) {
    const column = textOf(target, 'name');
    for (const [type, node] of walk(target['val'])) {
        const name = functionName(type, node);
        if (VOLATILE.has(name) || ADVANCING.has(name))
            return `${name}() gives another value on every run`;
        const operator = type === 'A_Expr' ? (nameParts(listOf(node, 'name')).at(-1) ?? '') : '';
        const own = [node['lexpr'], node['rexpr']].some((side) => columnsIn(side).includes(column));
        if (ACCUMULATING.has(operator) && own)
            return `column "${column}" is set relative to its own value`;
    }
    return null;
}
/** SELECT nextval(…) and the like, run for their effect. */
function advance(node) {
    const names = walk(node['targetList']).map(([type, inner]) => functionName(type, inner));
    if (!names.includes('nextval'))
        return [];
    return [{ ...touch(node, 'change'), name: null, reason: 'nextval() gives another value on every run' }];
}
function selectInto(node) {
    const into = childOf(childOf(node, 'intoClause'), 'rel');
    if (!('relname' in into))
        return [];
    return [{ action: 'create', kind: 'table', ...relationName(into), table: null, guard: null }];
}
/** WITH clauses can change rows as well. */
function withParts(node, own) {
    const parts = listOf(childOf(node, 'withClause'), 'ctes').flatMap((wrapper) => {
        const [type, query] = unwrap(nodeOf(wrapper, 'CommonTableExpr')['ctequery']);
        return DATA[type]?.(query) ?? [];
    });
    return [...parts, ...own];
}
function functionName(type, node) {
    return type === 'FuncCall' ? (nameParts(listOf(node, 'funcname')).at(-1) ?? '') : '';
}
function touch(node, action) {
    return rows(action, childOf(node, 'relation'));
}
function rows(action, relation) {
    const { schema, name } = relationName(relation);
    return { action, kind: 'row', schema, table: name, name: null, guard: null };
}
//# sourceMappingURL=data.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/drop.js



const DROPS = {
    DropStmt: (node) => {
        const kind = kindOfObjectType(textOf(node, 'removeType'));
        return listOf(node, 'objects').map((object, part) => ({
            ...dropped(node, kind),
            ...objectName(object, kind),
            part,
        }));
    },
    DropRoleStmt: (node) => listOf(node, 'roles').map((role, part) => ({
        ...dropped(node, 'role'),
        name: textOf(nodeOf(role, 'RoleSpec'), 'rolename'),
        part,
    })),
    DropUserMappingStmt: (node) => [named(node, `user mapping for server ${textOf(node, 'servername')}`)],
    DropSubscriptionStmt: (node) => [named(node, `subscription ${textOf(node, 'subname')}`)],
    DropTableSpaceStmt: (node) => [named(node, `tablespace ${textOf(node, 'tablespacename')}`)],
    DropdbStmt: (node) => [named(node, `database ${textOf(node, 'dbname')}`)],
    DeallocateStmt: (node) => [named(node, `prepared statement ${textOf(node, 'name')}`)],
};
/** Kinds whose name stands after that of their table, as in `DROP POLICY … ON …`. */
const ON_TABLE = new Set(['policy', 'trigger', 'rule']);
function objectName(object, kind) {
    const [type, node] = unwrap(object);
    if (type === 'String')
        return { schema: null, table: null, name: textOf(node, 'sval') };
    if (type === 'TypeName')
        return { ...typeName(node), table: null };
    if (type === 'ObjectWithArgs')
        return { ...signature(node), table: null };
    const items = listOf(node, 'items');
    const parts = nameParts(items);
    if (ON_TABLE.has(kind))
        return { ...tableAndSchema(parts.slice(0, -1)), name: parts.at(-1) ?? '' };
    const types = items.map((item) => typeName(nodeOf(item, 'TypeName')).name);
    if (parts.every((part) => part === ''))
        return { schema: null, table: null, name: `cast from ${types.join(' to ')}` };
    return { ...toQualifiedName(parts), table: null };
}
function tableAndSchema(parts) {
    const { schema, name } = toQualifiedName(parts);
    return { schema, table: name };
}
function named(node, name) {
    return { ...dropped(node, 'other'), name };
}
function dropped(node, kind) {
    const guard = isSet(node, 'missing_ok') ? 'IF EXISTS' : null;
    const cascade = textOf(node, 'behavior') === 'DROP_CASCADE';
    return { action: 'drop', kind, schema: null, table: null, name: null, guard, cascade };
}
//# sourceMappingURL=drop.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/rename.js



const RENAMES = {
    RenameStmt: (node) => [rename(node)],
    AlterObjectSchemaStmt: (node) => {
        const from = nameOfObject(node);
        const to = { schema: textOf(node, 'newschema'), name: from.name };
        return [{ ...renamed(node, 'objectType'), ...from, to }];
    },
};
function rename(node) {
    const base = renamed(node, 'renameType');
    const part = textOf(node, 'subname');
    const newName = textOf(node, 'newname');
    const owner = nameOfObject(node);
    // What is named by `subname` alone (schemas, roles …) has no owner.
    if (owner.name === '')
        return { ...base, name: part, to: { schema: null, name: newName } };
    const to = { schema: owner.schema, name: newName };
    // IF EXISTS speaks of the table, not of its part.
    if (part !== '')
        return { ...base, schema: owner.schema, table: owner.name, name: part, to, guard: null };
    // A function keeps its argument types under the new name.
    const types = owner.name.includes('(') ? owner.name.slice(owner.name.indexOf('(')) : '';
    return { ...base, ...owner, to: { ...to, name: newName + types } };
}
/** The name in `relation` or `object`, whichever the statement has. */
function nameOfObject(node) {
    if ('relation' in node)
        return relationName(childOf(node, 'relation'));
    const [type, object] = unwrap(node['object']);
    if (type === 'ObjectWithArgs')
        return signature(object);
    if (type === 'TypeName')
        return typeName(object);
    return type === 'String'
        ? { schema: null, name: textOf(object, 'sval') }
        : toQualifiedName(nameParts(listOf(object, 'items')));
}
function renamed(node, typeField) {
    const kind = kindOfObjectType(textOf(node, typeField));
    const guard = isSet(node, 'missing_ok') ? 'IF EXISTS' : null;
    return { action: 'rename', kind, schema: null, table: null, name: null, guard };
}
//# sourceMappingURL=rename.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/effects-of.js





const effects_of_READERS = {
    ...CREATES,
    ...DROPS,
    ...RENAMES,
    ...DATA,
    AlterTableStmt: alter_table_alterTable,
};
/** What a statement makes, removes, renames and touches, in order; empty for what changes neither schema nor rows. */
function effectsOf(statement) {
    return effects_of_READERS[statement.type]?.(statement.node) ?? [];
}
/** Whether the statement's kind is read at all. */
function hasEffects(type) {
    return type in effects_of_READERS;
}
//# sourceMappingURL=effects-of.js.map
;// CONCATENATED MODULE: ./build/src/sql/rerun/state.js
/** What is known of a database's objects while statements are followed on paper. */

/** Names are unique within a namespace: a view and a table cannot share one, a column and a table can. */
function namespaceOf(kind) {
    return NAMESPACES[kind] ?? kind;
}
const NAMESPACES = {
    table: 'relation',
    'foreign table': 'relation',
    view: 'relation',
    'materialized view': 'relation',
    index: 'relation',
    sequence: 'relation',
    type: 'type',
    enum: 'type',
    domain: 'type',
    'primary key': 'constraint',
    unique: 'constraint',
    'foreign key': 'constraint',
    check: 'constraint',
    exclusion: 'constraint',
    function: 'routine',
    procedure: 'routine',
    aggregate: 'routine',
    attribute: 'column',
};
/** Identity of what an effect is about. A schema that is not named is taken for `public`. */
function state_keyOf(effect) {
    // An index is named apart from its table, though it goes with it.
    const table = effect.kind === 'index' ? null : effect.table;
    // No name holds NUL.
    return [namespaceOf(effect.kind), schemaOf(effect), table, effect.name].join('\0');
}
function schemaOf({ schema }) {
    return schema ?? 'public';
}
/** The effect with the name that PostgreSQL would choose where it has none, or the only function that it can mean. */
function resolve(state, effect) {
    if (effect.name === null)
        return effect.kind === 'row' ? effect : { ...effect, name: defaultName(effect) };
    if (namespaceOf(effect.kind) !== 'routine' || effect.name.includes('('))
        return effect;
    const meant = [...state.values()].find(({ effect: { kind, name }, present }) => present && namespaceOf(kind) === 'routine' && name?.startsWith(`${effect.name}(`) === true);
    return meant === undefined ? effect : { ...effect, name: meant.effect.name };
}
/** Carries out an effect; guards are the caller's concern. */
function apply(state, unnamed, run) {
    const effect = resolve(state, unnamed);
    if (effect.action === 'create')
        state_create(state, effect, run);
    if (effect.action === 'drop')
        state_drop(state, effect, run);
    if (effect.action === 'rename' && effect.to)
        state_rename(state, effect, run);
    if (effect.action === 'alter' && effect.kind === 'column' && effect.type) {
        state.set(state_keyOf(effect), { effect, present: true, run });
    }
}
function state_create(state, effect, run) {
    state.set(state_keyOf(effect), { effect, present: true, run });
    for (const child of effect.children ?? [])
        apply(state, child, run);
}
function state_drop(state, effect, run) {
    for (const [key, entry] of state) {
        if (goesWith(entry.effect, effect))
            state.set(key, { ...entry, present: false, run });
    }
    state.set(state_keyOf(effect), { effect: state.get(state_keyOf(effect))?.effect ?? effect, present: false, run });
}
/** Whether an object goes when another one is dropped: parts of a table, what hangs on a column, all of a schema. */
function goesWith(part, dropped) {
    if (dropped.kind === 'schema')
        return part.schema === dropped.name;
    const sameTable = part.table !== null && schemaOf(part) === schemaOf(dropped);
    if (namespaceOf(dropped.kind) === 'relation') {
        return (sameTable && part.table === dropped.name) || (dropped.cascade === true && pointsTo(part, dropped));
    }
    if (dropped.kind !== 'column')
        return false;
    return sameTable && part.table === dropped.table && (part.columns ?? []).includes(dropped.name ?? '');
}
/** A foreign key of another table to this one. */
function pointsTo(part, table) {
    if (part.references === undefined || part.table === table.name)
        return false;
    return part.references.name === table.name && schemaOf(part.references) === schemaOf(table);
}
function state_rename(state, effect, run) {
    const to = { schema: effect.to?.schema ?? effect.schema, name: effect.to?.name ?? null };
    const moved = { ...(state.get(state_keyOf(effect))?.effect ?? effect), ...to };
    for (const [key, { effect: part, present }] of state) {
        if (!present || effect.table !== null || !goesWith(part, { ...effect, cascade: false }))
            continue;
        const own = { ...part, schema: to.schema, table: to.name };
        state.set(key, { effect: part, present: false, run });
        state.set(state_keyOf(own), { effect: own, present: true, run });
    }
    state.set(state_keyOf(effect), { effect, present: false, run });
    state.set(state_keyOf(moved), { effect: moved, present: true, run });
}
//# sourceMappingURL=state.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/fixes.js





/** Puts keywords behind the last of these words; null where they do not stand in the text. */
function addKeywords(met, after, keywords) {
    return insertAt(met, offsetAfter(met.file.source.text, met.statement.span, after), keywords);
}
/** The same within one command of ALTER TABLE; the last word may be left out in SQL (`ADD [COLUMN]`). */
function addToCommand(met, verb, noun, keywords) {
    const { text } = met.file.source;
    const range = commandRange(text, met.statement, met.effect.part ?? 0);
    const verbEnd = offsetAfter(text, range, [verb]);
    if (verbEnd === null)
        return null;
    const hasNoun = isNextWord(text, { start: verbEnd, end: range.end }, noun);
    return insertAt(met, hasNoun ? offsetAfter(text, range, [verb, noun]) : verbEnd, keywords);
}
/** Runs the whole statement only where a condition holds; null without one, or where it does more than this one thing. */
function runOnlyIf(met, condition) {
    const { file, statement } = met;
    const changes = effectsOf(statement).filter(({ action }) => action !== 'alter');
    if (changes.length > 1 || condition === null)
        return null;
    const guard = file.statements.includes(statement) ? guardInBlock : guardInBody;
    const lineBreak = file.source.text.includes('\r\n') ? '\r\n' : '\n';
    const edit = fixes_replace(met, statement.span, guard(condition, statement.text, lineBreak));
    return edit === null ? null : { title: 'Run it only where it has not run yet', safety: 'review', edits: [edit] };
}
/** Asks a catalog for a constraint, policy or trigger by its table and name. */
function isInCatalog(catalog, prefix, { schema, table, name }) {
    const owner = `${names_quoteLiteral(quoteName({ schema, name: table ?? '' }))}::regclass`;
    // A table has one primary key, so that it can be looked up without a name.
    const own = name === null ? "contype = 'p'" : `${prefix}name = ${names_quoteLiteral(name)}`;
    return isRow(catalog, `${prefix}relid = ${owner}`, own);
}
/** The same for the constraint of a domain. */
function isOfDomain({ schema, table, name }) {
    const domain = `${names_quoteLiteral(quoteName({ schema, name: table ?? '' }))}::regtype`;
    return isRow('pg_constraint', `contypid = ${domain}`, `conname = ${names_quoteLiteral(name ?? '')}`);
}
/** Asks whether an object is there; null for kinds that are looked up in no common way. */
function isThere(effect) {
    const name = names_quoteLiteral(quoteName({ schema: effect.schema, name: effect.name ?? '' }));
    const owner = names_quoteLiteral(quoteName({ schema: effect.schema, name: effect.table ?? '' }));
    switch (namespaceOf(effect.kind)) {
        case 'relation':
            return `to_regclass(${name}) IS NOT NULL`;
        case 'type':
            return `to_regtype(${name}) IS NOT NULL`;
        case 'row':
            return `to_regclass(${owner}) IS NOT NULL`;
        case 'column':
            return isRow('pg_attribute', `attrelid = ${owner}::regclass`, `attname = ${names_quoteLiteral(effect.name ?? '')}`, 'NOT attisdropped');
        case 'constraint':
            return isInCatalog('pg_constraint', 'con', effect);
        case 'enum value':
            return isRow('pg_enum', `enumtypid = ${owner}::regtype`, `enumlabel = ${names_quoteLiteral(effect.name ?? '')}`);
        default:
            return null;
    }
}
/** The opposite of `isThere`. */
function isMissing(effect) {
    const there = isThere(effect);
    return there?.endsWith('IS NOT NULL') === true ? there.replace(/IS NOT NULL$/, 'IS NULL') : there && `NOT ${there}`;
}
function isRow(catalog, ...conditions) {
    return `EXISTS (SELECT FROM pg_catalog.${catalog} WHERE ${conditions.join(' AND ')})`;
}
function insertAt(met, offset, keywords) {
    const edit = offset === null ? null : fixes_replace(met, { start: offset, end: offset }, ` ${keywords}`);
    return edit === null ? null : { title: `Add ${keywords}`, safety: 'safe', edits: [edit] };
}
/** Null where the statement does not stand in the file as it is run (EXECUTE of a literal with doubled quotes). */
function fixes_replace({ file, statement }, span, text) {
    if (file.source.text.slice(statement.span.start, statement.span.end) !== statement.text)
        return null;
    return { ...locate(file.source, span), text };
}
//# sourceMappingURL=fixes.js.map
;// CONCATENATED MODULE: ./build/src/sql/effects/requirements.js



/** Everything that is named and is not a common table expression; columns only where it is plain whose they are. */
function requirementsOf({ node }) {
    const found = walk(node);
    const common = new Set(found.filter(([type]) => type === 'CommonTableExpr').map(([, cte]) => textOf(cte, 'ctename')));
    const relations = found
        .filter(([, inner]) => 'relname' in inner && 'relpersistence' in inner)
        .map(([, inner]) => inner)
        .filter((inner) => 'schemaname' in inner || !common.has(textOf(inner, 'relname')));
    const types = found.filter(([, inner]) => 'names' in inner && 'typemod' in inner).map(([, inner]) => typeName(inner));
    return [
        ...relations.map((relation) => requirements_require('table', relationName(relation))),
        ...types.filter((type) => type.schema !== 'pg_catalog').map((type) => requirements_require('type', type)),
        ...requiredColumns(found, relations),
    ];
}
function requiredColumns(found, relations) {
    return found.flatMap(([type, inner]) => {
        if (type === 'IndexElem')
            return columnOf(relations, [textOf(inner, 'name')]);
        return type === 'ColumnRef' ? columnOf(relations, nameParts(listOf(inner, 'fields'))) : [];
    });
}
/** `total`: of the only relation there is. `o.total`: of the relation with that name or alias. */
function columnOf(relations, fields) {
    const [name = '', owner] = fields.toReversed();
    const candidates = relations.filter((relation) => owner === undefined || callName(relation) === owner);
    const [only] = candidates;
    if (name === '' || only === undefined || candidates.length > 1)
        return [];
    const table = relationName(only);
    return [{ ...requirements_require('column', { schema: table.schema, name }), table: table.name }];
}
function callName(relation) {
    return textOf(childOf(relation, 'alias'), 'aliasname') || textOf(relation, 'relname');
}
function requirements_require(kind, { schema, name }) {
    return { action: 'alter', kind, schema, table: null, name, guard: null };
}
//# sourceMappingURL=requirements.js.map
;// CONCATENATED MODULE: ./build/src/sql/rerun/collision.js

/** What stands in an effect's way in this state; null: nothing, or nothing that is known. */
function obstacleTo(state, effect) {
    return OBSTACLES[effect.action](state, resolve(state, effect), effect.name === null);
}
const OBSTACLES = {
    create: (state, effect, isUnnamed) => {
        if (!isPresent(state, effect))
            return null;
        return isUnnamed && effect.kind !== 'primary key' ? 'twin' : 'exists';
    },
    drop: (state, effect) => {
        if (isDependedOn(state, effect))
            return 'depended';
        if (isOtherKind(state, effect))
            return 'other kind';
        return collision_isMissing(state, effect) ? 'missing' : null;
    },
    rename: (state, effect) => {
        if (collision_isMissing(state, effect))
            return 'missing';
        return effect.to !== undefined && isPresent(state, { ...effect, ...effect.to }) ? 'exists' : null;
    },
    alter: (state, effect) => (collision_isMissing(state, effect) ? 'missing' : null),
    insert: (state, effect) => (isNewTable(state, effect) ? null : 'repeats'),
    change: (state, effect) => (repeats(state, effect) ? 'repeats' : null),
};
function isPresent(state, effect) {
    if (effect.kind !== 'primary key')
        return state.get(state_keyOf(effect))?.present === true;
    // A table has one primary key, whatever its name (42P16).
    return [...state.values()].some(({ effect: other, present }) => present && other.kind === 'primary key' && other.table === effect.table && schemaOf(other) === schemaOf(effect));
}
function isAbsent(state, effect) {
    return effect.name !== null && state.get(state_keyOf(effect))?.present === false;
}
function collision_isMissing(state, effect) {
    return isAbsent(state, effect) || isTableAbsent(state, effect);
}
function isTableAbsent(state, effect) {
    if (effect.table === null || effect.kind === 'enum value')
        return false;
    return isAbsent(state, { ...effect, kind: 'table', table: null, name: effect.table });
}
/** Created as a view, say, and dropped as a table (42809), which no IF EXISTS forgives. */
function isOtherKind(state, effect) {
    const entry = state.get(state_keyOf(effect));
    if (entry?.present !== true || entry.effect.action !== 'create')
        return false;
    return namespaceOf(effect.kind) === 'relation' && entry.effect.kind !== effect.kind;
}
function isDependedOn(state, effect) {
    // The index of a constraint goes with the constraint alone, CASCADE or not.
    if (effect.cascade === true && effect.kind !== 'index')
        return false;
    return [...state.values()].some(({ effect: other, present }) => {
        if (!present)
            return false;
        if (effect.kind === 'index')
            return INDEXED.has(other.kind) && other.name === effect.name;
        if (effect.kind === 'table')
            return pointsTo(other, effect);
        if (effect.kind === 'column')
            return other.kind === 'trigger' && isColumnOf(effect, other);
        if (namespaceOf(effect.kind) !== 'type' || other.type === undefined)
            return false;
        return other.type.name === effect.name && schemaOf(other.type) === schemaOf(effect);
    });
}
/** UPDATE OF names the column. */
function isColumnOf(column, { schema, table, columns = [] }) {
    return table === column.table && schemaOf({ schema }) === schemaOf(column) && columns.includes(column.name ?? '');
}
/** Constraints that stand on an index of their own, which has their name. */
const INDEXED = new Set(['primary key', 'unique', 'exclusion']);
/** Made or emptied by the second run itself, so that no row of the first one is in it. */
function isNewTable(state, effect) {
    const rows = state.get(state_keyOf({ ...effect, kind: 'row', name: null }));
    if (rows?.run === 2 && !rows.present)
        return true;
    const table = state.get(state_keyOf({ ...effect, kind: 'table', table: null, name: effect.table }));
    return table?.run === 2 && table.present;
}
function repeats(state, effect) {
    if (effect.kind !== 'column')
        return !isNewTable(state, effect);
    const column = state.get(state_keyOf(effect))?.effect;
    // Another type in between means that the second run starts from the same type as the first.
    return column?.type === undefined || column.type.name === effect.type?.name;
}
/** SQLSTATE of PostgreSQL's answer (errcodes.txt); null where it raises nothing. */
function sqlstateOf(effect, obstacle) {
    if (obstacle === 'depended')
        return '2BP01';
    if (obstacle === 'other kind')
        return '42809';
    if (obstacle === 'missing')
        return missingState(effect);
    if (obstacle !== 'exists')
        return null;
    return EXISTS[effect.kind] ?? (namespaceOf(effect.kind) === 'relation' ? '42P07' : '42710');
}
/** Only DROP has a word of its own for an index; ALTER looks for any relation. */
function missingState(effect) {
    if (effect.kind === 'index' && effect.action !== 'drop')
        return '42P01';
    return MISSING[effect.kind] ?? '42704';
}
const EXISTS = {
    column: '42701',
    attribute: '42701',
    schema: '42P06',
    function: '42723',
    procedure: '42723',
    aggregate: '42723',
    'primary key': '42P16',
    // Their index has the same name, and is made first.
    unique: '42P07',
    exclusion: '42P07',
    identity: '55000',
    partition: '42809',
    child: '42P07',
};
const MISSING = {
    table: '42P01',
    'foreign table': '42P01',
    view: '42P01',
    'materialized view': '42P01',
    sequence: '42P01',
    row: '42P01',
    column: '42703',
    attribute: '42703',
    schema: '3F000',
    function: '42883',
    procedure: '42883',
    aggregate: '42883',
    partition: '42P01',
    child: '42P01',
    identity: '55000',
    'generated expression': '55000',
    'enum value': '22023',
};
//# sourceMappingURL=collision.js.map
;// CONCATENATED MODULE: ./build/src/sql/rerun/lookup.js



/** Name columns of `pg_catalog` and `information_schema`, the most telling first: a column is looked up with its table. */
const NAME_COLUMNS = [
    ['enumlabel', 'enum value'],
    ['column_name', 'column'],
    ['attname', 'column'],
    ['conname', 'constraint'],
    ['constraint_name', 'constraint'],
    ['indexname', 'relation'],
    ['tgname', 'trigger'],
    ['trigger_name', 'trigger'],
    ['polname', 'policy'],
    ['policyname', 'policy'],
    ['rulename', 'rule'],
    ['pubname', 'publication'],
    ['typname', 'type'],
    ['domain_name', 'type'],
    ['viewname', 'relation'],
    ['matviewname', 'relation'],
    ['sequencename', 'relation'],
    ['sequence_name', 'relation'],
    ['relname', 'relation'],
    ['tablename', 'relation'],
    ['table_name', 'relation'],
    ['proname', 'routine'],
    ['routine_name', 'routine'],
    ['extname', 'extension'],
    ['rolname', 'role'],
    ['usename', 'role'],
    ['evtname', 'event trigger'],
    ['srvname', 'foreign server'],
    ['nspname', 'schema'],
    ['schema_name', 'schema'],
];
const TABLE_COLUMNS = ['table_name', 'tablename', 'event_object_table', 'relname', 'typname'];
const TABLE_REFERENCES = ['attrelid', 'conrelid', 'polrelid', 'tgrelid', 'indrelid', 'enumtypid', 'oid'];
const SCHEMA_COLUMNS = [
    'table_schema',
    'schemaname',
    'nspname',
    'constraint_schema',
    'trigger_schema',
    'sequence_schema',
];
/** They say of which sort the object is, or that it is no relic; they do not change what is looked up. */
const HARMLESS = new Set(`attisdropped attnum constraint_catalog constraint_type contype relkind table_catalog table_type tgisinternal typtype
  connamespace relnamespace typnamespace`.split(/\s+/));
/** The object that an EXISTS over the catalogs asks for; null: it asks for something else, or for more. */
function lookupIn(select) {
    const found = walk(select);
    const fromCatalogs = found
        .filter(([, node]) => 'relname' in node && 'relpersistence' in node)
        .every(([, node]) => isCatalog(node));
    const filters = found.flatMap(([type, node]) => type === 'A_Expr' || type === 'NullTest' ? [readFilter(type, node)] : []);
    if (!fromCatalogs || filters.includes(null))
        return null;
    return toLookup(new Map(filters.filter((filter) => filter !== null).flat()));
}
/** The object that `to_regclass('…')` and its like ask for. */
function lookupByFunction(call) {
    const namespace = REG_FUNCTIONS[nameParts(listOf(call, 'funcname')).at(-1) ?? ''];
    const [name, schema] = splitIdentifier(literalOf(listOf(call, 'args')[0]) ?? '').toReversed();
    if (namespace === undefined || name === undefined)
        return null;
    return { namespace, schema: schema ?? null, table: null, name };
}
const REG_FUNCTIONS = {
    to_regclass: 'relation',
    to_regtype: 'type',
    to_regproc: 'routine',
    to_regnamespace: 'schema',
    to_regrole: 'role',
};
function toLookup(pairs) {
    const [column, namespace] = NAME_COLUMNS.find(([candidate]) => pairs.has(candidate)) ?? [];
    if (column === undefined || namespace === undefined)
        return null;
    const reference = TABLE_REFERENCES.map((each) => pairs.get(each)).find((each) => each !== undefined);
    const [referenced, referencedSchema] = splitIdentifier(reference ?? '').toReversed();
    const table = TABLE_COLUMNS.filter((each) => each !== column).map((each) => pairs.get(each));
    const schema = SCHEMA_COLUMNS.filter((each) => each !== column).map((each) => pairs.get(each));
    const own = {
        schema: schema.find(Boolean) ?? referencedSchema ?? null,
        table: table.find(Boolean) ?? referenced ?? null,
    };
    // In pg_publication_tables the table is a member of the publication.
    const isMember = namespace === 'publication' && own.table !== null;
    if (isMember)
        return { namespace: 'member', ...own, name: pairs.get(column) ?? '' };
    const apart = ['relation', 'type', 'schema', 'role', 'extension', 'routine', 'publication'].includes(namespace);
    return { namespace, ...own, table: apart ? null : own.table, name: pairs.get(column) ?? '' };
}
/** `column = 'literal'` as a pair, what does not matter as none; null: the filter asks for more than presence. */
function readFilter(type, node) {
    const sides = [node['lexpr'] ?? node['arg'], node['rexpr']];
    const columns = sides.map((side) => columnName(side)).filter((name) => name !== null);
    const [column] = columns;
    // A join of two catalogs, or a comparison of constants.
    if (column === undefined || columns.length === 2 || HARMLESS.has(column))
        return [];
    const literal = sides.map((side) => literalOf(side)).find((text) => text !== null);
    const isEquality = type === 'A_Expr' && textOf(node, 'kind') === 'AEXPR_OP' && nameParts(listOf(node, 'name')).join() === '=';
    const known = [...NAME_COLUMNS.map(([name]) => name), ...TABLE_COLUMNS, ...TABLE_REFERENCES, ...SCHEMA_COLUMNS];
    if (!isEquality || !known.includes(column))
        return null;
    return literal === undefined ? [] : [[column, literal]];
}
function columnName(value) {
    const [type, node] = unwrap(value);
    if (type === 'TypeCast')
        return columnName(node['arg']);
    return type === 'ColumnRef' ? (nameParts(listOf(node, 'fields')).at(-1) ?? null) : null;
}
/** The text of a string constant, casts aside (`'orders'::regclass`). */
function literalOf(value) {
    const [type, node] = unwrap(value);
    if (type === 'TypeCast')
        return literalOf(node['arg']);
    const text = childOf(nodeOf(value, 'A_Const'), 'sval');
    return type === 'A_Const' && 'sval' in node ? textOf(text, 'sval') : null;
}
function isCatalog(relation) {
    const schema = textOf(relation, 'schemaname');
    if (schema !== '')
        return schema === 'pg_catalog' || schema === 'information_schema';
    return textOf(relation, 'relname').startsWith('pg_');
}
/** The parts of an identifier as SQL spells it within a literal: `public."Orders"`. */
function splitIdentifier(text) {
    const parts = text.match(/"(?:[^"]|"")*"|[^."]+/g) ?? [];
    return parts.map((part) => part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.trim().toLowerCase());
}
//# sourceMappingURL=lookup.js.map
;// CONCATENATED MODULE: ./build/src/sql/rerun/condition.js



function answerTo({ tree }, state) {
    return tree === null ? 'unknown' : answer(tree, state);
}
function answer(tree, state) {
    const [type, node] = unwrap(tree);
    if (type === 'BoolExpr')
        return combine(node, state);
    if (type === 'SubLink' && textOf(node, 'subLinkType') === 'EXISTS_SUBLINK') {
        return condition_isThere(lookupIn(nodeOf(node['subselect'], 'SelectStmt')), state);
    }
    if (type === 'NullTest') {
        const there = condition_isThere(lookupByFunction(nodeOf(node['arg'], 'FuncCall')), state);
        return textOf(node, 'nulltesttype') === 'IS_NULL' ? not(there) : there;
    }
    return 'unknown';
}
/** Three-valued logic with `same` between certain and unknown. */
function combine(node, state) {
    const answers = listOf(node, 'args').map((argument) => answer(argument, state));
    const operator = textOf(node, 'boolop');
    if (operator === 'NOT_EXPR')
        return not(answers[0] ?? 'unknown');
    const decisive = operator === 'AND_EXPR' ? 'false' : 'true';
    const order = [decisive, 'unknown', 'same'];
    return order.find((each) => answers.includes(each)) ?? not(decisive);
}
function not(value) {
    if (value === 'true')
        return 'false';
    return value === 'false' ? 'true' : value;
}
function condition_isThere(lookup, state) {
    if (lookup === null)
        return 'unknown';
    const matches = [...state.values()].filter(({ effect }) => {
        if (namespaceOf(effect.kind) !== lookup.namespace)
            return false;
        if (lookup.schema !== null && lookup.schema !== schemaOf(effect))
            return false;
        if (lookup.table !== null && lookup.table !== effect.table)
            return false;
        return effect.name === lookup.name || effect.name?.startsWith(`${lookup.name}(`) === true;
    });
    if (matches.length === 0)
        return 'same';
    return matches.some(({ present }) => present) ? 'true' : 'false';
}
//# sourceMappingURL=condition.js.map
;// CONCATENATED MODULE: ./build/src/sql/rerun/handlers.js
/** Condition names of errcodes.txt that a second run can meet. */
const CONDITIONS = {
    duplicate_column: '42701',
    duplicate_function: '42723',
    duplicate_object: '42710',
    duplicate_schema: '42P06',
    duplicate_table: '42P07',
    dependent_objects_still_exist: '2BP01',
    integrity_constraint_violation: '23000',
    invalid_parameter_value: '22023',
    invalid_schema_name: '3F000',
    invalid_table_definition: '42P16',
    object_not_in_prerequisite_state: '55000',
    syntax_error_or_access_rule_violation: '42000',
    undefined_column: '42703',
    undefined_function: '42883',
    undefined_object: '42704',
    undefined_table: '42P01',
    unique_violation: '23505',
};
/** The first handler that an error with this SQLSTATE goes to; null: none. Codes ending in 000 stand for their class. */
function handlerFor(sqlstate, handlers) {
    const caught = (condition) => {
        if (condition === 'others')
            return true;
        const code = CONDITIONS[condition] ?? condition;
        return code === sqlstate || (code.endsWith('000') && code.slice(0, 2) === sqlstate.slice(0, 2));
    };
    return handlers.find((handler) => handler.conditions.some(caught)) ?? null;
}
/** The name that PL/pgSQL has for an SQLSTATE, or the SQLSTATE itself. */
function conditionName(sqlstate) {
    return Object.entries(CONDITIONS).find(([, code]) => code === sqlstate)?.[0] ?? sqlstate;
}
//# sourceMappingURL=handlers.js.map
;// CONCATENATED MODULE: ./build/src/sql/rerun/run.js






const WENT_ON = { raised: null, returned: false };
function runSteps(steps, run) {
    for (const step of steps) {
        const end = runStep(step, run);
        if (end.raised !== null || end.returned)
            return end;
    }
    return WENT_ON;
}
function runStep(step, run) {
    if (step.kind === 'statement')
        return { raised: runStatement(step.statement, run), returned: false };
    if (step.kind === 'choice')
        return runChoice(step.branches, run);
    if (step.kind === 'attempt')
        return runAttempt(step, run);
    if (step.kind === 'loop')
        return runSteps(step.steps, run);
    // RETURN ends the block, and so does RAISE, which the first run cannot have come to.
    if (step.kind !== 'computed')
        return { raised: null, returned: true };
    run.unread.add(`EXECUTE of ${step.text}`);
    return WENT_ON;
}
/** The first run takes the first branch that may hold; the second one only what is sure to be taken again. */
function runChoice(branches, run) {
    for (const { condition, steps } of branches) {
        const answer = condition === null ? 'true' : answerTo(condition, run.state);
        if (condition !== null && run.number === 2)
            run.guards.add(condition.text);
        if (answer === 'unknown' && run.number === 2) {
            run.unread.add(`condition ${condition?.text}`);
            return WENT_ON;
        }
        if (answer !== 'false')
            return within(condition === null ? [] : [condition], run, () => runSteps(steps, run));
    }
    return WENT_ON;
}
function runAttempt(step, run) {
    const before = new Map(run.state);
    const silent = run.collisions.length;
    const end = within([step.handlers], run, () => runSteps(step.steps, run));
    const sqlstate = end.raised?.find((collision) => collision.sqlstate !== null)?.sqlstate ?? repeated(run, silent, step.handlers);
    const handler = sqlstate ? handlerFor(sqlstate, step.handlers) : null;
    if (handler === null)
        return end;
    run.state = before;
    run.collisions.length = silent;
    run.guards.add(`EXCEPTION WHEN ${handler.conditions.join(' OR ')}`);
    // A handler that raises hands the error on.
    const rethrows = handler.steps.some(({ kind }) => kind === 'raise');
    return rethrows ? end : runSteps(handler.steps, run);
}
/** Rows that a block inserts again may as well be refused by a unique key, where a handler waits for that. */
function repeated(run, silent, handlers) {
    const inserts = run.collisions.slice(silent).some(({ effect }) => effect.action === 'insert');
    return inserts && handlerFor('23505', handlers) !== null ? '23505' : null;
}
function within(guards, run, inner) {
    const outside = run.around;
    run.around = [...outside, ...guards];
    const end = inner();
    run.around = outside;
    return end;
}
/** The collisions of a statement that raises an error; null: it goes through, its effects done. */
function runStatement(statement, run) {
    const effects = effectsIn(statement);
    // Most statements do one thing, and need no state to go back to.
    const state = effects.filter(({ action }) => action !== 'alter').length > 1 ? new Map(run.state) : run.state;
    const found = [];
    for (const effect of effects) {
        const obstacle = obstacleTo(state, effect);
        if (obstacle !== null && isGuarded(effect, obstacle)) {
            if (run.number === 2 && effect.guard !== null)
                run.guards.add(effect.guard);
            if (effect.action === 'alter')
                break;
            continue;
        }
        const collision = obstacle === null || run.number === 1 ? null : collide(statement, effect, obstacle, run);
        if (collision !== null)
            found.push(collision);
        // Without what it works on, the statement comes to nothing else.
        if (collision !== null && effect.action === 'alter')
            break;
        if (found.every(({ sqlstate }) => sqlstate === null))
            apply(state, effect, run.number);
    }
    if (found.some(({ sqlstate }) => sqlstate !== null))
        return found;
    run.collisions.push(...found);
    run.state = state;
    return null;
}
const effectsByStatement = new WeakMap();
/** What the statement needs, then what it does. */
function effectsIn(statement) {
    const known = effectsByStatement.get(statement);
    if (known !== undefined)
        return known;
    const effects = effectsOf(statement);
    const own = new Set(effects.flatMap((effect) => [effect, ...(effect.children ?? [])]).map(state_keyOf));
    const needs = requirementsOf(statement).filter((need) => !own.has(state_keyOf(need)));
    const all = [...needs, ...effects];
    effectsByStatement.set(statement, all);
    return all;
}
function collide(statement, effect, obstacle, { around }) {
    return { statement, effect, obstacle, sqlstate: sqlstateOf(effect, obstacle), around };
}
/** IF EXISTS does not help where the object is there. */
function isGuarded(effect, obstacle) {
    return effect.guard !== null && !['depended', 'other kind', 'twin'].includes(obstacle);
}
//# sourceMappingURL=run.js.map
;// CONCATENATED MODULE: ./build/src/sql/rerun/second-run.js


const outcomes = new WeakMap();
/** The outcome of every statement of a file; the same object for the same file. */
function secondRun(file) {
    const known = outcomes.get(file);
    if (known !== undefined)
        return known;
    const schema = { state: new Map() };
    for (const statement of file.statements)
        runOne(statement, 1, schema);
    endSession(schema.state);
    const found = new Map(file.statements.map((statement) => [statement, runOne(statement, 2, schema)]));
    outcomes.set(file, found);
    return found;
}
/** Whoever runs a migration again does it in another session: temporary tables are gone. */
function endSession(state) {
    const temporary = [...state.values()].filter(({ effect, present }) => present && effect.temporary === true);
    for (const { effect } of temporary)
        apply(state, { ...effect, action: 'drop' }, 1);
}
/** Runs one statement as Drizzle sends it, and leaves its state behind, unless it raises an error. */
function runOne(statement, number, schema) {
    const { block } = statement;
    const state = block === null ? schema.state : new Map(schema.state);
    const run = { number, state, collisions: [], guards: new Set(), unread: new Set(), around: [] };
    const raised = block === null ? runStatement(statement, run) : runSteps(block.steps, run).raised;
    const defect = block?.defect ?? null;
    if (defect !== null)
        run.unread.add(defect);
    if (raised === null)
        schema.state = run.state;
    else
        run.collisions.push(...raised);
    return { collisions: run.collisions, guards: [...run.guards], unread: [...run.unread] };
}
//# sourceMappingURL=second-run.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/rule.js
/** The shape of an idempotency check: which collisions of a second run are its to tell, and how it tells them. */


/** A check out of a rule: a warning at each statement whose collision concerns it. */
function defineRule({ concerns, tell, ...about }) {
    return defineCheck({
        ...about,
        severity: 'warning',
        *find(facts) {
            for (const met of collisionsIn(facts).filter(concerns)) {
                const { fix = null, ...problem } = tell(met);
                const at = { source: met.file.source, span: met.statement.span };
                yield { ...problem, at, ...(fix === null ? {} : { fix }) };
            }
        },
    });
}
/** The files that idempotency judges. */
function judgedFiles({ parsed, judgedTags }) {
    return [...parsed].filter(([tag]) => judgedTags?.includes(tag) ?? true).map(([, file]) => file);
}
const known = new WeakMap();
/** The same list for all rules. */
function collisionsIn(facts) {
    const found = known.get(facts) ??
        judgedFiles(facts).flatMap((file) => [...secondRun(file).values()].flatMap(({ collisions }) => collisions.map((collision) => ({ ...collision, file }))));
    known.set(facts, found);
    return found;
}
/** Collisions of unguarded statements that do this to objects of these kinds. */
function concerning(action, ...kinds) {
    return ({ effect, around }) => around.length === 0 && effect.action === action && kinds.includes(effect.kind);
}
//# sourceMappingURL=rule.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/add-column.js



/* harmony default export */ const add_column = (defineRule({
    code: 'idempotency/add-column',
    title: 'ADD COLUMN cannot be run twice',
    why: 'A second run fails: the column is there already (42701).',
    concerns: concerning('create', 'column', 'attribute'),
    tell: (met) => {
        const message = `${effect_describe(met.effect)} is added without IF NOT EXISTS`;
        // ALTER TYPE … ADD ATTRIBUTE has no such keywords.
        const isAttribute = met.effect.kind === 'attribute';
        if (isAttribute)
            return { message, hint: 'Put it into a DO block that looks it up in pg_attribute.' };
        return {
            message,
            hint: 'Write ADD COLUMN IF NOT EXISTS.',
            fix: addToCommand(met, 'ADD', 'COLUMN', 'IF NOT EXISTS'),
        };
    },
}));
//# sourceMappingURL=add-column.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/add-constraint.js



/* harmony default export */ const add_constraint = (defineRule({
    code: 'idempotency/add-constraint',
    title: 'ADD CONSTRAINT cannot be run twice',
    why: 'A second run fails with 42710, 42P07 or 42P16; an unnamed constraint silently gets a twin instead.',
    concerns: concerning('create', 'primary key', 'unique', 'foreign key', 'check', 'exclusion'),
    tell: (met) => {
        const { effect, obstacle, statement } = met;
        if (obstacle === 'twin') {
            const message = `an ${effect_describe(effect)} gets a twin on every run`;
            return { message, hint: 'Name the constraint, then guard it by that name.' };
        }
        const isThere = statement.type === 'AlterDomainStmt' ? isOfDomain(effect) : isInCatalog('pg_constraint', 'con', effect);
        return {
            message: `${effect_describe(effect)} is added without a guard`,
            hint: 'Put DROP CONSTRAINT IF EXISTS before it, or a DO block around it that looks it up in pg_constraint.',
            fix: runOnlyIf(met, `NOT ${isThere}`),
        };
    },
}));
//# sourceMappingURL=add-constraint.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/add-enum-value.js



/* harmony default export */ const add_enum_value = (defineRule({
    code: 'idempotency/add-enum-value',
    title: 'ADD VALUE cannot be run twice',
    why: 'A second run fails: the enum has the value already (42710).',
    concerns: concerning('create', 'enum value'),
    tell: (met) => ({
        message: `${effect_describe(met.effect)} is added without IF NOT EXISTS`,
        hint: 'Write ADD VALUE IF NOT EXISTS.',
        fix: addKeywords(met, ['ADD', 'VALUE'], 'IF NOT EXISTS'),
    }),
}));
//# sourceMappingURL=add-enum-value.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/add-identity.js



/* harmony default export */ const add_identity = (defineRule({
    code: 'idempotency/add-identity',
    title: 'ADD GENERATED AS IDENTITY cannot be run twice',
    why: 'A second run fails: the column is an identity column already (55000).',
    concerns: concerning('create', 'identity'),
    tell: (met) => {
        const { schema, table, name } = met.effect;
        const owner = names_quoteLiteral(quoteName({ schema, name: table ?? '' }));
        const column = `attrelid = ${owner}::regclass AND attname = ${names_quoteLiteral(name ?? '')}`;
        return {
            message: `column "${name}" of table "${table}" is made an identity column without a guard`,
            hint: 'Put it into a DO block that looks at attidentity in pg_attribute.',
            fix: runOnlyIf(met, `EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE ${column} AND attidentity = '')`),
        };
    },
}));
//# sourceMappingURL=add-identity.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/add-member.js




/* harmony default export */ const add_member = (defineRule({
    code: 'idempotency/add-member',
    title: 'A table is put into something twice',
    why: 'A second run fails: the table is a partition, child or member of the publication already.',
    concerns: concerning('create', 'member', 'partition', 'child'),
    tell: (met) => {
        const { effect, statement } = met;
        const message = `${effect_describe(effect)} is added without a guard`;
        if (statement.type !== 'AlterPublicationStmt') {
            return { message, hint: 'Put it into a DO block that looks the table up in pg_inherits.' };
        }
        const found = [`pubname = ${names_quoteLiteral(effect.name ?? '')}`, `tablename = ${names_quoteLiteral(effect.table ?? '')}`];
        if (effect.schema !== null)
            found.push(`schemaname = ${names_quoteLiteral(effect.schema)}`);
        return {
            message,
            hint: 'Put it into a DO block that looks the table up in pg_publication_tables.',
            fix: runOnlyIf(met, `NOT EXISTS (SELECT FROM pg_catalog.pg_publication_tables WHERE ${found.join(' AND ')})`),
        };
    },
}));
//# sourceMappingURL=add-member.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/change-type.js

/* harmony default export */ const change_type = (defineRule({
    code: 'idempotency/change-type',
    title: 'USING computes the new type from the old one',
    why: 'A second run feeds values of the new type to the expression: it fails, or converts them again.',
    concerns: concerning('change', 'column'),
    tell: ({ effect }) => ({
        message: `type of column "${effect.name}" of table "${effect.table}" is changed by an expression without a guard`,
        hint: 'Put it into a DO block that looks at data_type in information_schema.columns.',
    }),
}));
//# sourceMappingURL=change-type.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-domain.js



/* harmony default export */ const create_domain = (defineRule({
    code: 'idempotency/create-domain',
    title: 'CREATE DOMAIN cannot be run twice',
    why: 'A second run fails: the domain is there already (42710). CREATE DOMAIN has no IF NOT EXISTS.',
    concerns: concerning('create', 'domain'),
    tell: (met) => ({
        message: `${effect_describe(met.effect)} is created without a guard`,
        hint: 'Put it into a DO block that looks it up with to_regtype.',
        fix: runOnlyIf(met, isMissing(met.effect)),
    }),
}));
//# sourceMappingURL=create-domain.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-extension.js



/* harmony default export */ const create_extension = (defineRule({
    code: 'idempotency/create-extension',
    title: 'CREATE EXTENSION cannot be run twice',
    why: 'A second run fails: the extension is there already (42710).',
    concerns: concerning('create', 'extension'),
    tell: (met) => ({
        message: `${effect_describe(met.effect)} is created without IF NOT EXISTS`,
        hint: 'Write CREATE EXTENSION IF NOT EXISTS.',
        fix: addKeywords(met, ['EXTENSION'], 'IF NOT EXISTS'),
    }),
}));
//# sourceMappingURL=create-extension.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-function.js



/* harmony default export */ const create_function = (defineRule({
    code: 'idempotency/create-function',
    title: 'CREATE FUNCTION cannot be run twice',
    why: 'A second run fails: the function is there already (42723).',
    concerns: concerning('create', 'function', 'procedure', 'aggregate'),
    tell: (met) => ({
        message: `${effect_describe(met.effect)} is created without OR REPLACE`,
        hint: 'Write CREATE OR REPLACE.',
        fix: addKeywords(met, ['CREATE'], 'OR REPLACE'),
    }),
}));
//# sourceMappingURL=create-function.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-index.js



/* harmony default export */ const create_index = (defineRule({
    code: 'idempotency/create-index',
    title: 'CREATE INDEX cannot be run twice',
    why: 'A second run fails with 42P07; an unnamed index silently gets a twin instead.',
    concerns: concerning('create', 'index'),
    tell: (met) => {
        const { effect, obstacle, statement } = met;
        // IF NOT EXISTS needs a name (42601), so there is no edit to offer.
        if (obstacle === 'twin') {
            const message = `an unnamed index on table "${effect.table}" gets a twin on every run`;
            return { message, hint: 'Name the index, then write CREATE INDEX IF NOT EXISTS.' };
        }
        return {
            message: `index "${effect.name}" is created without IF NOT EXISTS`,
            hint: 'Write CREATE INDEX IF NOT EXISTS.',
            fix: addKeywords(met, isSet(statement.node, 'concurrent') ? ['INDEX', 'CONCURRENTLY'] : ['INDEX'], 'IF NOT EXISTS'),
        };
    },
}));
//# sourceMappingURL=create-index.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-object.js



/** Kinds that have a guard of their own: the words that it follows, and the guard. */
const GUARDS = {
    rule: [['CREATE'], 'OR REPLACE'],
    collation: [['COLLATION'], 'IF NOT EXISTS'],
    statistics: [['STATISTICS'], 'IF NOT EXISTS'],
    'foreign server': [['SERVER'], 'IF NOT EXISTS'],
};
/* harmony default export */ const create_object = (defineRule({
    code: 'idempotency/create-object',
    title: 'CREATE of a rare kind of object cannot be run twice',
    why: 'A second run fails: the object is there already (42710).',
    concerns: concerning('create', 'rule', 'collation', 'statistics', 'publication', 'event trigger', 'foreign server', 'other'),
    tell: (met) => {
        const [after, keywords] = GUARDS[met.effect.kind] ?? [];
        const message = `${effect_describe(met.effect)} is created without ${keywords ?? 'a guard'}`;
        if (after === undefined || keywords === undefined) {
            return { message, hint: 'Put it into a DO block that looks it up in its catalog.' };
        }
        return { message, hint: `Write ${keywords} after ${after.join(' ')}.`, fix: addKeywords(met, after, keywords) };
    },
}));
//# sourceMappingURL=create-object.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-policy.js



/* harmony default export */ const create_policy = (defineRule({
    code: 'idempotency/create-policy',
    title: 'CREATE POLICY cannot be run twice',
    why: 'A second run fails: the policy is there already (42710). CREATE POLICY has no IF NOT EXISTS.',
    concerns: concerning('create', 'policy'),
    tell: (met) => ({
        message: `${effect_describe(met.effect)} is created without a guard`,
        hint: 'Put DROP POLICY IF EXISTS before it, or a DO block around it that looks it up in pg_policy.',
        fix: runOnlyIf(met, `NOT ${isInCatalog('pg_policy', 'pol', met.effect)}`),
    }),
}));
//# sourceMappingURL=create-policy.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-role.js




/* harmony default export */ const create_role = (defineRule({
    code: 'idempotency/create-role',
    title: 'CREATE ROLE cannot be run twice',
    why: 'A second run fails: the role is there already (42710). Roles outlive the database, so the first run may fail as well.',
    concerns: concerning('create', 'role'),
    tell: (met) => ({
        message: `${effect_describe(met.effect)} is created without a guard`,
        hint: 'Put it into a DO block that looks it up in pg_roles.',
        fix: runOnlyIf(met, `NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ${names_quoteLiteral(met.effect.name ?? '')})`),
    }),
}));
//# sourceMappingURL=create-role.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-schema.js



/* harmony default export */ const create_schema = (defineRule({
    code: 'idempotency/create-schema',
    title: 'CREATE SCHEMA cannot be run twice',
    why: 'A second run fails: the schema is there already (42P06).',
    concerns: concerning('create', 'schema'),
    tell: (met) => ({
        message: `${effect_describe(met.effect)} is created without IF NOT EXISTS`,
        hint: 'Write CREATE SCHEMA IF NOT EXISTS.',
        // IF NOT EXISTS is refused where the statement creates objects in the schema as well (0A000).
        fix: 'schemaElts' in met.statement.node ? null : addKeywords(met, ['SCHEMA'], 'IF NOT EXISTS'),
    }),
}));
//# sourceMappingURL=create-schema.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-sequence.js



/* harmony default export */ const create_sequence = (defineRule({
    code: 'idempotency/create-sequence',
    title: 'CREATE SEQUENCE cannot be run twice',
    why: 'A second run fails: the sequence is there already (42P07).',
    concerns: concerning('create', 'sequence'),
    tell: (met) => ({
        message: `${effect_describe(met.effect)} is created without IF NOT EXISTS`,
        hint: 'Write CREATE SEQUENCE IF NOT EXISTS.',
        fix: addKeywords(met, ['SEQUENCE'], 'IF NOT EXISTS'),
    }),
}));
//# sourceMappingURL=create-sequence.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-table.js



/* harmony default export */ const create_table = (defineRule({
    code: 'idempotency/create-table',
    title: 'CREATE TABLE cannot be run twice',
    why: 'A second run fails: the table is there already (42P07).',
    concerns: concerning('create', 'table', 'foreign table'),
    tell: (met) => ({
        message: `${effect_describe(met.effect)} is created without IF NOT EXISTS`,
        hint: 'Write CREATE TABLE IF NOT EXISTS.',
        fix: addKeywords(met, ['TABLE'], 'IF NOT EXISTS'),
    }),
}));
//# sourceMappingURL=create-table.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-trigger.js




/* harmony default export */ const create_trigger = (defineRule({
    code: 'idempotency/create-trigger',
    title: 'CREATE TRIGGER cannot be run twice',
    why: 'A second run fails: the trigger is there already (42710).',
    concerns: concerning('create', 'trigger'),
    tell: (met) => {
        const message = `${effect_describe(met.effect)} is created without OR REPLACE`;
        // A constraint trigger cannot be replaced (42601).
        if (isSet(met.statement.node, 'isconstraint')) {
            const fix = runOnlyIf(met, `NOT ${isInCatalog('pg_trigger', 'tg', met.effect)}`);
            return { message, hint: 'Put it into a DO block that looks it up in pg_trigger.', fix };
        }
        return { message, hint: 'Write CREATE OR REPLACE TRIGGER.', fix: addKeywords(met, ['CREATE'], 'OR REPLACE') };
    },
}));
//# sourceMappingURL=create-trigger.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-type.js



/* harmony default export */ const create_type = (defineRule({
    code: 'idempotency/create-type',
    title: 'CREATE TYPE cannot be run twice',
    why: 'A second run fails: the type is there already (42710). CREATE TYPE has no IF NOT EXISTS.',
    concerns: concerning('create', 'type', 'enum'),
    tell: (met) => ({
        message: `${effect_describe(met.effect)} is created without a guard`,
        hint: 'Put it into a DO block that looks it up with to_regtype.',
        fix: runOnlyIf(met, isMissing(met.effect)),
    }),
}));
//# sourceMappingURL=create-type.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/create-view.js



/* harmony default export */ const create_view = (defineRule({
    code: 'idempotency/create-view',
    title: 'CREATE VIEW cannot be run twice',
    why: 'A second run fails: the view is there already (42P07).',
    concerns: concerning('create', 'view', 'materialized view'),
    tell: (met) => {
        const isView = met.effect.kind === 'view';
        const keywords = isView ? 'OR REPLACE' : 'IF NOT EXISTS';
        return {
            message: `${effect_describe(met.effect)} is created without ${keywords}`,
            hint: isView ? 'Write CREATE OR REPLACE VIEW.' : 'Write CREATE MATERIALIZED VIEW IF NOT EXISTS.',
            fix: addKeywords(met, isView ? ['CREATE'] : ['MATERIALIZED', 'VIEW'], keywords),
        };
    },
}));
//# sourceMappingURL=create-view.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop.js

/** `fix` adds IF EXISTS; it is of no use where the object is there again and in use. */
function tellDrop({ effect, obstacle }, fix) {
    if (obstacle === 'depended') {
        const message = `${effect_describe(effect)} is dropped while what the first run leaves behind depends on it`;
        return { message, hint: 'Drop or change what depends on it before, in the same migration.', fix: null };
    }
    if (obstacle === 'other kind') {
        const message = `${effect_describe(effect)} is dropped, and something of another kind has its name after the first run`;
        return {
            message,
            hint: 'Give the new object another name, or drop either kind only where it is there.',
            fix: null,
        };
    }
    return { message: `${effect_describe(effect)} is dropped without IF EXISTS`, hint: 'Write IF EXISTS before the name.', fix };
}
//# sourceMappingURL=drop.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-column.js



/* harmony default export */ const drop_column = (defineRule({
    code: 'idempotency/drop-column',
    title: 'DROP COLUMN cannot be run twice',
    why: 'A second run fails: the column is gone (42703).',
    concerns: concerning('drop', 'column', 'attribute'),
    tell: (met) => tellDrop(met, addToCommand(met, 'DROP', met.effect.kind === 'column' ? 'COLUMN' : 'ATTRIBUTE', 'IF EXISTS')),
}));
//# sourceMappingURL=drop-column.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-constraint.js



/* harmony default export */ const drop_constraint = (defineRule({
    code: 'idempotency/drop-constraint',
    title: 'DROP CONSTRAINT cannot be run twice',
    why: 'A second run fails: the constraint is gone (42704).',
    concerns: concerning('drop', 'constraint'),
    tell: (met) => {
        const isTable = met.statement.type === 'AlterTableStmt';
        const add = isTable ? addToCommand(met, 'DROP', 'CONSTRAINT', 'IF EXISTS') : null;
        return tellDrop(met, add ?? addKeywords(met, ['DROP', 'CONSTRAINT'], 'IF EXISTS'));
    },
}));
//# sourceMappingURL=drop-constraint.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-expression.js



/* harmony default export */ const drop_expression = (defineRule({
    code: 'idempotency/drop-expression',
    title: 'DROP EXPRESSION cannot be run twice',
    why: 'A second run fails: the generation expression is gone (55000).',
    concerns: concerning('drop', 'generated expression'),
    tell: (met) => tellDrop(met, addToCommand(met, 'DROP', 'EXPRESSION', 'IF EXISTS')),
}));
//# sourceMappingURL=drop-expression.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-extension.js



/* harmony default export */ const drop_extension = (defineRule({
    code: 'idempotency/drop-extension',
    title: 'DROP EXTENSION cannot be run twice',
    why: 'A second run fails: the extension is gone (42704).',
    concerns: concerning('drop', 'extension'),
    tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'EXTENSION'], 'IF EXISTS')),
}));
//# sourceMappingURL=drop-extension.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-function.js



/* harmony default export */ const drop_function = (defineRule({
    code: 'idempotency/drop-function',
    title: 'DROP FUNCTION cannot be run twice',
    why: 'A second run fails: the function is gone (42883).',
    concerns: concerning('drop', 'function', 'procedure', 'aggregate'),
    tell: (met) => {
        const isRoutine = met.statement.node['removeType'] === 'OBJECT_ROUTINE';
        const noun = isRoutine ? 'ROUTINE' : met.effect.kind.toUpperCase();
        return tellDrop(met, addKeywords(met, ['DROP', noun], 'IF EXISTS'));
    },
}));
//# sourceMappingURL=drop-function.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-identity.js



/* harmony default export */ const drop_identity = (defineRule({
    code: 'idempotency/drop-identity',
    title: 'DROP IDENTITY cannot be run twice',
    why: 'A second run fails: the identity of the column is gone (55000).',
    concerns: concerning('drop', 'identity'),
    tell: (met) => tellDrop(met, addToCommand(met, 'DROP', 'IDENTITY', 'IF EXISTS')),
}));
//# sourceMappingURL=drop-identity.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-index.js




/* harmony default export */ const drop_index = (defineRule({
    code: 'idempotency/drop-index',
    title: 'DROP INDEX cannot be run twice',
    why: 'A second run fails: the index is gone (42704).',
    concerns: concerning('drop', 'index'),
    tell: (met) => tellDrop(met, addKeywords(met, isSet(met.statement.node, 'concurrent') ? ['INDEX', 'CONCURRENTLY'] : ['INDEX'], 'IF EXISTS')),
}));
//# sourceMappingURL=drop-index.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-member.js


/* harmony default export */ const drop_member = (defineRule({
    code: 'idempotency/drop-member',
    title: 'A table is taken out of something twice',
    why: 'A second run fails: the table is no partition, child or member of the publication any more.',
    concerns: concerning('drop', 'member', 'partition', 'child'),
    tell: ({ effect }) => ({
        message: `${effect_describe(effect)} is dropped without a guard`,
        hint: 'Put it into a DO block that looks the table up in pg_inherits or pg_publication_tables.',
    }),
}));
//# sourceMappingURL=drop-member.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-object.js



const LAST_WORDS = {
    'event trigger': 'TRIGGER',
    'foreign server': 'SERVER',
};
/* harmony default export */ const drop_object = (defineRule({
    code: 'idempotency/drop-object',
    title: 'DROP of a rare kind of object cannot be run twice',
    why: 'A second run fails: the object is gone (42704).',
    concerns: concerning('drop', 'rule', 'collation', 'statistics', 'publication', 'event trigger', 'foreign server', 'other'),
    tell: (met) => {
        const word = LAST_WORDS[met.effect.kind] ?? met.effect.kind.toUpperCase();
        return tellDrop(met, addKeywords(met, ['DROP', word], 'IF EXISTS'));
    },
}));
//# sourceMappingURL=drop-object.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-policy.js



/* harmony default export */ const drop_policy = (defineRule({
    code: 'idempotency/drop-policy',
    title: 'DROP POLICY cannot be run twice',
    why: 'A second run fails: the policy is gone (42704).',
    concerns: concerning('drop', 'policy'),
    tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'POLICY'], 'IF EXISTS')),
}));
//# sourceMappingURL=drop-policy.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-role.js



/* harmony default export */ const drop_role = (defineRule({
    code: 'idempotency/drop-role',
    title: 'DROP ROLE cannot be run twice',
    why: 'A second run fails: the role is gone (42704).',
    concerns: concerning('drop', 'role'),
    tell: (met) => {
        const fixes = ['ROLE', 'USER', 'GROUP'].map((noun) => addKeywords(met, ['DROP', noun], 'IF EXISTS'));
        return tellDrop(met, fixes.find((fix) => fix !== null) ?? null);
    },
}));
//# sourceMappingURL=drop-role.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-schema.js



/* harmony default export */ const drop_schema = (defineRule({
    code: 'idempotency/drop-schema',
    title: 'DROP SCHEMA cannot be run twice',
    why: 'A second run fails: the schema is gone (3F000).',
    concerns: concerning('drop', 'schema'),
    tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'SCHEMA'], 'IF EXISTS')),
}));
//# sourceMappingURL=drop-schema.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-sequence.js



/* harmony default export */ const drop_sequence = (defineRule({
    code: 'idempotency/drop-sequence',
    title: 'DROP SEQUENCE cannot be run twice',
    why: 'A second run fails: the sequence is gone (42P01).',
    concerns: concerning('drop', 'sequence'),
    tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'SEQUENCE'], 'IF EXISTS')),
}));
//# sourceMappingURL=drop-sequence.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-table.js



/* harmony default export */ const drop_table = (defineRule({
    code: 'idempotency/drop-table',
    title: 'DROP TABLE cannot be run twice',
    why: 'A second run fails: the table is gone (42P01).',
    concerns: concerning('drop', 'table', 'foreign table'),
    tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'TABLE'], 'IF EXISTS')),
}));
//# sourceMappingURL=drop-table.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-trigger.js



/* harmony default export */ const drop_trigger = (defineRule({
    code: 'idempotency/drop-trigger',
    title: 'DROP TRIGGER cannot be run twice',
    why: 'A second run fails: the trigger is gone (42704).',
    concerns: concerning('drop', 'trigger'),
    tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'TRIGGER'], 'IF EXISTS')),
}));
//# sourceMappingURL=drop-trigger.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-type.js



/* harmony default export */ const drop_type = (defineRule({
    code: 'idempotency/drop-type',
    title: 'DROP TYPE cannot be run twice',
    why: 'A second run fails: the type is gone (42704).',
    concerns: concerning('drop', 'type', 'enum', 'domain'),
    tell: (met) => tellDrop(met, addKeywords(met, ['DROP', met.effect.kind === 'domain' ? 'DOMAIN' : 'TYPE'], 'IF EXISTS')),
}));
//# sourceMappingURL=drop-type.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/drop-view.js



/* harmony default export */ const drop_view = (defineRule({
    code: 'idempotency/drop-view',
    title: 'DROP VIEW cannot be run twice',
    why: 'A second run fails: the view is gone (42P01).',
    concerns: concerning('drop', 'view', 'materialized view'),
    tell: (met) => tellDrop(met, addKeywords(met, ['DROP', 'VIEW'], 'IF EXISTS')),
}));
//# sourceMappingURL=drop-view.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/insert.js

/* harmony default export */ const idempotency_insert = (defineRule({
    code: 'idempotency/insert',
    title: 'INSERT adds its rows on every run',
    why: 'A second run inserts the rows again, or fails on a unique key (23505).',
    concerns: ({ effect, around }) => effect.action === 'insert' && around.length === 0,
    tell: ({ effect }) => ({
        message: `rows are inserted into table "${effect.table}" without ON CONFLICT`,
        hint: 'Name a unique key in ON CONFLICT … DO NOTHING, or select only what is missing with WHERE NOT EXISTS.',
    }),
}));
//# sourceMappingURL=insert.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/needs-dropped.js



/* harmony default export */ const needs_dropped = (defineRule({
    code: 'idempotency/needs-dropped',
    title: 'A statement needs what the same file drops later',
    why: 'A second run fails: at its end the first run has dropped or renamed what the statement works on.',
    concerns: ({ effect, around }) => effect.action === 'alter' && around.length === 0,
    tell: (met) => {
        const what = effect_describe(met.effect);
        return {
            message: `${what} is used by a statement, and dropped or renamed later in the same file`,
            hint: `Put the statement into a DO block that runs it only while ${what} is there.`,
            fix: runOnlyIf(met, isThere(met.effect)),
        };
    },
}));
//# sourceMappingURL=needs-dropped.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/rename.js



/* harmony default export */ const idempotency_rename = (defineRule({
    code: 'idempotency/rename',
    title: 'A rename cannot be run twice',
    why: 'A second run fails: nothing has the old name any more, or something else has the new one.',
    concerns: ({ effect, around }) => effect.action === 'rename' && around.length === 0,
    tell: (met) => {
        const { effect } = met;
        const to = effect.to?.name === effect.name ? `schema "${effect.to?.schema}"` : `"${effect.to?.name}"`;
        const renamed = { ...effect, ...effect.to, schema: effect.to?.schema ?? effect.schema };
        const condition = [isThere(effect), isMissing(renamed)];
        return {
            message: `${effect_describe(effect)} is renamed to ${to} without a guard`,
            hint: 'Put it into a DO block that runs it only while the old name is there.',
            fix: condition.includes(null) ? null : runOnlyIf(met, condition.join(' AND ')),
        };
    },
}));
//# sourceMappingURL=rename.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/proof.js


/** Surprises of one kind; what the tree foresaw is told by the rule that explains it. */
function* surprises(facts, kind) {
    const secondRuns = gathered_valueOf(facts.replays.secondRuns) ?? [];
    for (const [tag, runs] of secondRuns) {
        const file = facts.parsed.get(tag);
        if (file === undefined)
            continue;
        const foreseen = foreseenIn(file);
        for (const run of runs) {
            if (run.outcome.kind !== kind || foreseen.has(run.span.start))
                continue;
            yield { file, run, outcome: run.outcome };
        }
    }
}
/** Starts of the statements that the tree says collide with themselves. */
function foreseenIn(file) {
    const outcomes = [...secondRun(file)].filter(([, { collisions }]) => collisions.length > 0);
    return new Set(outcomes.map(([statement]) => statement.span.start));
}
//# sourceMappingURL=proof.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/second-run-changed-catalog.js


/* harmony default export */ const second_run_changed_catalog = (defineCheck({
    code: 'idempotency/second-run-changed-catalog',
    severity: 'warning',
    title: 'A statement changes the schema again on a second run',
    why: 'It was executed again right after its migration, succeeded, and left the database in another state: often a twin of an object without a name.',
    *find(facts) {
        for (const { file, run, outcome } of surprises(facts, 'changed-catalog')) {
            const objects = outcome.differences.map(({ object, change }) => `${object} ${CHANGES[change]}`);
            yield {
                message: `the statement changes the schema when it is run again: ${objects[0] ?? ''}`,
                at: { source: file.source, span: run.span },
                evidence: objects.map((text) => ({ kind: 'text', text })),
                hint: 'Name the object that it makes, then guard it with IF NOT EXISTS or a DO block that looks first.',
            };
        }
    },
}));
/** The state after the first run is the expected one. */
const CHANGES = { missing: 'is gone', extra: 'appears', changed: 'is changed' };
//# sourceMappingURL=second-run-changed-catalog.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/second-run-changed-rows.js


/* harmony default export */ const second_run_changed_rows = (defineCheck({
    code: 'idempotency/second-run-changed-rows',
    severity: 'warning',
    title: 'A statement changes rows again on a second run',
    why: 'It was executed again right after its migration, and the contents of a table are others than after the first run.',
    *find(facts) {
        for (const { file, run, outcome } of surprises(facts, 'changed-rows')) {
            const changes = outcome.changes.map(({ table, inserted, updated, deleted }) => `${table}: ${inserted} inserted, ${updated} updated, ${deleted} deleted`);
            yield {
                message: `the statement changes rows when it is run again: ${changes[0] ?? ''}`,
                at: { source: file.source, span: run.span },
                evidence: changes.map((text) => ({ kind: 'text', text })),
                hint: 'Write it so that a second run finds nothing to do: ON CONFLICT DO NOTHING, WHERE NOT EXISTS, or a condition on the new state.',
            };
        }
    },
}));
//# sourceMappingURL=second-run-changed-rows.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/second-run-failed.js



/* harmony default export */ const second_run_failed = (defineCheck({
    code: 'idempotency/second-run-failed',
    severity: 'warning',
    title: 'A statement fails when it is run a second time',
    why: 'It was executed again in the state right after its migration, and the server refused it.',
    *find(facts) {
        for (const { file, run, outcome } of surprises(facts, 'failed')) {
            yield {
                message: `the statement fails when it is run again: ${wordsOf(outcome.error)}`,
                at: { source: file.source, span: run.span },
                evidence: [serverError(outcome.error)],
                hint: 'Guard it: IF [NOT] EXISTS where the statement has it, else a DO block that looks first.',
            };
        }
    },
}));
//# sourceMappingURL=second-run-failed.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/swallowed-errors.js


/* harmony default export */ const swallowed_errors = (defineCheck({
    code: 'idempotency/swallowed-errors',
    severity: 'warning',
    title: 'WHEN OTHERS hides every error',
    why: 'Whatever goes wrong in the block, the migration counts as applied, and the database lacks what it should have built.',
    *find(facts) {
        for (const { source, statements } of judgedFiles(facts)) {
            for (const { span } of statements.filter(({ block }) => swallows(block?.steps ?? []))) {
                yield {
                    message: 'WHEN OTHERS catches every error of the block and raises none',
                    at: { source, span },
                    hint: 'Catch only what a second run raises, as in WHEN duplicate_object.',
                };
            }
        }
    },
}));
function swallows(steps) {
    return steps.some((step) => {
        if (step.kind === 'loop')
            return swallows(step.steps);
        if (step.kind === 'choice')
            return step.branches.some((branch) => swallows(branch.steps));
        return step.kind === 'attempt' && (step.handlers.some(hidesAll) || swallows(step.steps));
    });
}
function hidesAll({ conditions, steps }) {
    return conditions.includes('others') && !raises(steps);
}
function raises(steps) {
    return steps.some((step) => {
        if (step.kind === 'choice')
            return step.branches.some((branch) => raises(branch.steps));
        return step.kind === 'raise';
    });
}
//# sourceMappingURL=swallowed-errors.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/update.js

/* harmony default export */ const idempotency_update = (defineRule({
    code: 'idempotency/update',
    title: 'UPDATE changes its rows on every run',
    why: 'A second run changes the values that the first one has set.',
    concerns: ({ effect, around }) => effect.action === 'change' && effect.kind === 'row' && around.length === 0,
    tell: ({ effect }) => ({
        message: `${effect.table === null ? '' : `update of table "${effect.table}": `}${effect.reason}`,
        hint: 'Add a condition that holds only for rows that the first run has not changed.',
    }),
}));
//# sourceMappingURL=update.js.map
;// CONCATENATED MODULE: ./build/src/checks/idempotency/wrong-guard.js



/* harmony default export */ const wrong_guard = (defineRule({
    code: 'idempotency/wrong-guard',
    title: 'A guard does not guard',
    why: 'The DO block looks idempotent and is not: a second run reaches the statement all the same.',
    concerns: ({ around }) => around.length > 0,
    tell: (met) => {
        const guard = met.around.at(-1);
        return guard !== undefined && 'text' in guard ? tellCondition(met, guard) : tellHandlers(met, guard ?? []);
    },
}));
function tellCondition({ effect }, { text }) {
    return {
        message: `the condition around ${effect_describe(effect)} still holds on a second run`,
        evidence: [{ kind: 'sql', text }],
        hint: `Look up ${effect_describe(effect)} itself, by the name and schema that PostgreSQL stores.`,
    };
}
function tellHandlers({ effect, sqlstate }, handlers) {
    const caught = handlers.flatMap(({ conditions }) => conditions).join(', ');
    if (sqlstate === null) {
        const message = `no error is raised where ${effect_describe(effect)} is run again, so the handler for ${caught} does not help`;
        return { message, hint: 'Look in a condition whether it has run already.' };
    }
    return {
        message: `a second run of ${effect_describe(effect)} raises ${conditionName(sqlstate)}, and only ${caught} is caught`,
        hint: `Add WHEN ${conditionName(sqlstate)}.`,
    };
}
//# sourceMappingURL=wrong-guard.js.map
;// CONCATENATED MODULE: ./build/src/checks/replay/fails-on-existing-rows.js




/* harmony default export */ const fails_on_existing_rows = (defineCheck({
    code: 'replay/fails-on-existing-rows',
    severity: 'error',
    title: 'A migration fails where tables have rows',
    why: 'An empty database takes the statement and one with data does not: the deploy stops here, and everything that is pending is rolled back.',
    *find(facts) {
        const failure = gathered_valueOf(facts.replays.upgrade)?.failureOnRows ?? null;
        if (failure === null)
            return;
        yield {
            message: `migration "${failure.tag}" fails where tables have rows: ${wordsOf(failure.error)}`,
            at: failure_placeOf(failure, facts.history),
            severity: severityOf(failure, facts),
            evidence: [
                ...failure_evidenceOf(failure),
                { kind: 'text', text: 'with one synthetic row in each table; on empty tables the statement works' },
            ],
            hint: fails_on_existing_rows_HINTS[failure.error.sqlstate] ?? OTHERWISE,
        };
    },
}));
/** By how sure it is that real rows fail as the synthetic one does, whose values nobody chose. */
function severityOf(failure, facts) {
    if (failure.error.sqlstate !== '23502')
        return 'notice';
    // Any row fails a new column that may not be NULL; an older column is NULL in some rows only.
    return addsColumn(failure, facts) ? 'error' : 'warning';
}
function addsColumn({ tag, span }, { parsed }) {
    const statement = parsed.get(tag)?.statements.find((each) => each.span.start === span.start);
    if (statement?.type !== 'AlterTableStmt')
        return false;
    return listOf(statement.node, 'cmds').some((each) => textOf(unwrap(each)[1], 'subtype') === 'AT_AddColumn');
}
const fails_on_existing_rows_HINTS = {
    '23502': 'Give the column a DEFAULT; or add it nullable, fill it, and SET NOT NULL after that.',
    '23503': 'Mend rows that refer to nothing before this statement, or add the constraint NOT VALID and validate it later.',
    '23505': 'Merge or remove duplicates before this statement.',
    '23514': 'Mend rows that break the condition before this statement, or add the constraint NOT VALID and validate it later.',
    '22P02': 'Convert what is there in the USING clause, with a CASE for values that do not fit.',
};
const OTHERWISE = 'Write the statement so that it holds for the rows there may be.';
//# sourceMappingURL=fails-on-existing-rows.js.map
;// CONCATENATED MODULE: ./build/src/checks/replay/hint.js
/** One entry per error that migrations really meet; the server's own hint stands in the evidence. */
const hint_HINTS = {
    '25001': () => "Drizzle's migrator runs every migration in a transaction: drop CONCURRENTLY, or run this statement outside of Drizzle.",
    '3F000': ({ error }) => `Create the schema in an earlier migration, or ${provide(error.message)}.`,
    '42601': ({ file }) => `Correct the SQL at this place, and put \`--> statement-breakpoint\` only between statements of ${file}.`,
    '42704': ({ error }) => `Create it in an earlier migration, or ${provide(error.message)}.`,
    '42883': ({ error }) => `Create the function in an earlier migration, or ${provide(error.message)}.`,
    '42P01': () => 'Create the relation in an earlier migration, or move this statement behind the one that creates it.',
    '42P02': () => 'Write the condition in the schema with the `sql` template instead of an operator function, then generate the migration again.',
    '42P07': () => 'Remove the second creation, or guard it with IF NOT EXISTS.',
    '42701': () => 'Remove the second ADD COLUMN, or guard it with IF NOT EXISTS.',
    '42710': () => 'Remove the second creation, or guard it in a DO block.',
    '42804': () => 'Tell how to convert: ALTER COLUMN … TYPE … USING "column"::type.',
    '42830': () => 'Move the UNIQUE constraint before the foreign key that refers to it.',
    '55P04': () => 'Ship the new enum value in one release and its first use in the next, or replace the type instead of adding to it.',
    '0A000': ({ error }) => error.message.startsWith('extension')
        ? 'Use a server that has the extension: --postgres local, or a service container whose image carries it.'
        : 'Drop what depends on the object first, and create it again afterwards.',
    '2BP01': () => 'Drop what depends on the object first, or add CASCADE where that is meant.',
    '23502': () => 'Add the column nullable, fill it, then SET NOT NULL.',
    '58P01': () => 'Use a server that has the extension: --postgres local, or a service container with that image.',
};
/** Names that a platform's preset carries, as they stand in the server's message. */
const PLATFORMS = [
    ['neon', /"(?:neon_\w+|anonymous)"|auth\.(?:user_id|session)\(/],
    [
        'supabase',
        /"(?:auth|storage|realtime|extensions|anon|authenticated|service_role|supabase_\w+)"|(?:auth|storage|realtime)\.\w+\(/,
    ],
    ['rds', /"rds\w+"/],
];
/** How to give the replay what the platform has: by its preset where the name is one of a platform's. */
function provide(message) {
    const platform = PLATFORMS.find(([, names]) => names.test(message))?.[0];
    return platform === undefined
        ? 'provide what the platform has with --bootstrap <file.sql>'
        : `replay on what the platform has: --platform ${platform}`;
}
/** An imperative sentence, whatever the error. */
function hint_hintFor(failure) {
    const hint = hint_HINTS[failure.error.sqlstate]?.(failure);
    return (hint ??
        `Correct the statement in ${failure.file}; if it is merged already, mend the history so that a new environment can be built.`);
}
//# sourceMappingURL=hint.js.map
;// CONCATENATED MODULE: ./build/src/checks/replay/fresh-install-failed.js




/* harmony default export */ const fresh_install_failed = (defineCheck({
    code: 'replay/fresh-install-failed',
    severity: 'error',
    title: 'The history cannot be installed in one transaction',
    why: "Drizzle's migrator runs all pending migrations in one transaction, so a new environment cannot be created although each migration works when deployed by itself.",
    *find({ history, replays, server }) {
        const failure = gathered_valueOf(replays.freshInstall)?.failure ?? null;
        const stepByStep = gathered_valueOf(replays.stepByStep)?.failure ?? null;
        // The same statement failing both ways is one problem, and `statement-failed` tells it.
        if (failure === null || isSame(failure, stepByStep))
            return;
        yield {
            message: `a fresh install stops in migration "${failure.tag}": ${wordsOf(failure.error)}`,
            at: failure_placeOf(failure, history),
            evidence: [...failure_evidenceOf(failure), ...fresh_install_failed_explain(failure, gathered_valueOf(server)?.version ?? '')],
            hint: hint_hintFor(failure),
        };
    },
}));
/** Why other servers may take it: since 17 a type that the same transaction creates takes new values at once. */
function fresh_install_failed_explain({ error }, version) {
    if (error.sqlstate !== '55P04' || Number.parseInt(version, 10) >= 17)
        return [];
    return [
        { kind: 'text', text: `this is PostgreSQL ${version}; 17 and later take it where they create the type as well` },
    ];
}
//# sourceMappingURL=fresh-install-failed.js.map
;// CONCATENATED MODULE: ./build/src/checks/replay/not-transactional.js



/* harmony default export */ const not_transactional = (defineCheck({
    code: 'replay/not-transactional',
    severity: 'error',
    title: 'A statement cannot run inside a transaction',
    why: "Drizzle's migrator runs every migration inside a transaction, where PostgreSQL refuses this statement (25001): neither a deploy nor a new environment gets past it.",
    *find({ history, parsed }) {
        for (const { tag, source } of migrationsOf(history)) {
            const file = parsed.get(tag);
            for (const statement of file === undefined ? [] : refusedIn(file)) {
                yield {
                    message: `migration "${tag}" runs ${nameOfRefused(statement)}, which no transaction takes`,
                    at: { source, span: statement.span },
                    evidence: [{ kind: 'sql', text: statement.text }],
                    hint: /\bconcurrently\b/i.test(statement.text)
                        ? 'Delete CONCURRENTLY; for a table that is large already, run the statement by hand before the deploy and guard this one with IF [NOT] EXISTS.'
                        : 'Delete the statement, and run it outside of Drizzle.',
                };
            }
        }
    },
}));
//# sourceMappingURL=not-transactional.js.map
;// CONCATENATED MODULE: ./build/src/checks/replay/session-state-leaks.js




/* harmony default export */ const session_state_leaks = (defineCheck({
    code: 'replay/session-state-leaks',
    severity: 'warning',
    title: 'A setting outlives its migration',
    why: 'All pending migrations run in one session and one transaction: those after this one run under its setting too, and what was pending together depends on the environment. SET also stays on the connection, which an application may go on using.',
    *find(facts) {
        for (const { tag, source } of migrationsOf(facts.history)) {
            const file = facts.parsed.get(tag);
            for (const [setting, statement] of file === undefined ? [] : leftIn(file)) {
                yield {
                    message: `migration "${tag}" sets ${setting} and does not reset it`,
                    at: { source, span: statement.span },
                    ...(isMerged(facts, tag) ? { severity: 'notice' } : {}),
                    evidence: [{ kind: 'sql', text: statement.text }],
                    hint: `Qualify names instead, or end the file with: RESET ${setting}`,
                };
            }
        }
    },
}));
/** Settings that change what the SQL of other migrations means; time limits and the like do not. */
const MEANINGFUL = new Set([
    'search_path',
    'role',
    'session_authorization',
    'session_replication_role',
    'timezone',
    'datestyle',
]);
/** What is set when the file ends, by name, with the statement that did it last. SET LOCAL lasts as long as the transaction. */
function leftIn({ statements }) {
    const left = new Map();
    for (const statement of statements) {
        const change = session_state_leaks_changeOf(statement);
        if (change === null)
            continue;
        if (change.setting === null)
            left.clear();
        else if (!change.sets)
            left.delete(change.setting);
        else if (MEANINGFUL.has(change.setting))
            left.set(change.setting, statement);
    }
    return left;
}
function session_state_leaks_changeOf({ type, node }) {
    if (type === 'DiscardStmt')
        return textOf(node, 'target') === 'DISCARD_ALL' ? { setting: null, sets: false } : null;
    if (type === 'SelectStmt')
        return changeByFunction(listOf(node, 'targetList'));
    if (type !== 'VariableSetStmt')
        return null;
    const kind = textOf(node, 'kind');
    if (kind === 'VAR_RESET_ALL')
        return { setting: null, sets: false };
    return { setting: textOf(node, 'name').toLowerCase(), sets: kind === 'VAR_SET_VALUE' };
}
/** `SELECT set_config('search_path', '', false)`, as pg_dump writes it. */
function changeByFunction(targets) {
    const call = nodeOf(fieldOf(nodeOf(targets[0], 'ResTarget'), 'val'), 'FuncCall');
    const name = nodeOf(listOf(call, 'funcname').at(-1), 'String');
    if (textOf(name, 'sval') !== 'set_config')
        return null;
    const setting = textOf(fieldOf(nodeOf(listOf(call, 'args')[0], 'A_Const'), 'sval'), 'sval');
    return { setting: setting.toLowerCase(), sets: true };
}
//# sourceMappingURL=session-state-leaks.js.map
;// CONCATENATED MODULE: ./build/src/checks/replay/statement-failed.js





/* harmony default export */ const statement_failed = (defineCheck({
    code: 'replay/statement-failed',
    severity: 'error',
    title: 'A statement fails when the history is replayed',
    why: 'No new environment can be built from this history: the migrator stops here and rolls the batch back.',
    *find({ history, parsed, replays }) {
        const outcome = gathered_valueOf(replays.stepByStep);
        if (outcome === null || outcome.failure === null)
            return;
        const { failure } = outcome;
        if (isToldByStatement(failure, parsed))
            return;
        const notRun = migrationsOf(history).length - outcome.applied.length - 1;
        yield {
            message: `migration "${failure.tag}" fails: ${wordsOf(failure.error)}`,
            at: failure_placeOf(failure, history),
            evidence: [
                ...failure_evidenceOf(failure),
                ...(notRun > 0 ? [{ kind: 'text', text: `not replayed after it: ${notRun} migrations` }] : []),
            ],
            hint: hint_hintFor(failure),
        };
    },
}));
//# sourceMappingURL=statement-failed.js.map
;// CONCATENATED MODULE: ./build/src/checks/replay/upgrade-failed.js




/* harmony default export */ const upgrade_failed = (defineCheck({
    code: 'replay/upgrade-failed',
    severity: 'error',
    title: 'The deploy of this change would fail',
    why: "Drizzle's migrator runs what is pending in one transaction: on a database at the state of the base branch it stops here, and everything that is pending is rolled back.",
    *find({ base, history, replays }) {
        const failure = gathered_valueOf(replays.upgrade)?.failure ?? null;
        const stepByStep = gathered_valueOf(replays.stepByStep);
        // A statement that fails in any case is one problem, and `statement-failed` tells it.
        if (failure === null || isSame(failure, stepByStep?.failure ?? null))
            return;
        const ref = gathered_valueOf(base)?.ref ?? 'the base branch';
        yield {
            message: `a deploy on top of ${ref} stops in migration "${failure.tag}": ${wordsOf(failure.error)}`,
            at: failure_placeOf(failure, history),
            evidence: [...failure_evidenceOf(failure), ...(stepByStep?.applied.includes(failure.tag) ? [IN_ONE_TRANSACTION] : [])],
            hint: hint_hintFor(failure),
        };
    },
}));
const IN_ONE_TRANSACTION = {
    kind: 'text',
    text: 'each migration works in a transaction of its own; a deploy runs all that are pending in one',
};
//# sourceMappingURL=upgrade-failed.js.map
;// CONCATENATED MODULE: ./build/src/checks/registry.js




























































































/** Every check there is, sorted by code. */
const CHECKS = [
    expired,
    unmatched,
    without_reason,
    differs,
    missing_migration,
    never_created,
    possible_rename,
    snapshot_differs,
    unbuildable,
    undeclared,
    drift_unmanaged,
    breakpoint_in_body,
    broken_snapshot_chain,
    duplicate_index,
    duplicate_snapshot_id,
    duplicate_tag,
    edited_after_merge,
    folder_name_invalid,
    index_gap,
    inserted_before_merged,
    journal_unreadable,
    line_endings,
    missing_file,
    missing_migration_file,
    missing_snapshot,
    missing_tag,
    orphan_file,
    orphan_snapshot,
    removed_after_merge,
    renamed_file,
    restamped,
    shared_tracker,
    skipped_on_deploy,
    snapshot_fork,
    snapshot_unreadable,
    stale_snapshot,
    taken_index,
    transaction_control,
    when_in_future,
    when_invalid,
    when_not_increasing,
    add_column,
    add_constraint,
    add_enum_value,
    add_identity,
    add_member,
    change_type,
    create_domain,
    create_extension,
    create_function,
    create_index,
    create_object,
    create_policy,
    create_role,
    create_schema,
    create_sequence,
    create_table,
    create_trigger,
    create_type,
    create_view,
    drop_column,
    drop_constraint,
    drop_expression,
    drop_extension,
    drop_function,
    drop_identity,
    drop_index,
    drop_member,
    drop_object,
    drop_policy,
    drop_role,
    drop_schema,
    drop_sequence,
    drop_table,
    drop_trigger,
    drop_type,
    drop_view,
    idempotency_insert,
    needs_dropped,
    idempotency_rename,
    second_run_changed_catalog,
    second_run_changed_rows,
    second_run_failed,
    swallowed_errors,
    idempotency_update,
    wrong_guard,
    fails_on_existing_rows,
    fresh_install_failed,
    not_transactional,
    session_state_leaks,
    statement_failed,
    upgrade_failed,
];
//# sourceMappingURL=registry.js.map
;// CONCATENATED MODULE: ./build/src/report/progress.js
/** One line on the terminal while something takes long; silence everywhere else. */
const PATIENCE_MS = 1000;
const TICK_MS = 250;
const CLEAR_LINE = '\r\u001b[2K';
/** Shows the present step and the seconds passed, from the second second on, until it is disposed. */
class Progress {
    #stream;
    #start = performance.now();
    #timer;
    #title = '';
    #shown = false;
    constructor(stream = process.stderr) {
        this.#stream = stream;
        this.#timer = stream.isTTY === true ? setInterval(() => this.#draw(), TICK_MS) : null;
        // Progress must not keep a process alive that has nothing else to do.
        this.#timer?.unref();
    }
    /** Names what is being done now, as in `replaying "0004_invoices"`. */
    step = (title) => {
        this.#title = title;
    };
    #draw() {
        const elapsed = performance.now() - this.#start;
        if (elapsed < PATIENCE_MS)
            return;
        this.#shown = true;
        this.#stream.write(`${CLEAR_LINE}${this.#title} … ${Math.floor(elapsed / 1000)} s`);
    }
    /** Ends the display and clears the line. */
    [Symbol.dispose]() {
        if (this.#timer !== null)
            clearInterval(this.#timer);
        if (this.#shown)
            this.#stream.write(CLEAR_LINE);
        this.#shown = false;
    }
}
//# sourceMappingURL=progress.js.map
;// CONCATENATED MODULE: ./build/src/report/clip.js
/** The start of `text`, at most `most` UTF-16 units long, never half a character. */
function clip(text, most) {
    return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
//# sourceMappingURL=clip.js.map
;// CONCATENATED MODULE: ./build/src/model/finding.js
/** What a judgement says, and where. Everything that is reported is a `Finding`. */
/** GitHub's own annotation levels, worst first. */
const SEVERITIES = ['error', 'warning', 'notice'];
const FAMILIES = ['history', 'replay', 'drift', 'idempotency', 'tracker', 'allow'];
//# sourceMappingURL=finding.js.map
;// CONCATENATED MODULE: ./build/src/report/count.js
/** Counting findings, and saying the count. */

function countFindings(findings) {
    const counts = { error: 0, warning: 0, notice: 0 };
    for (const { severity } of findings)
        counts[severity]++;
    return counts;
}
/** As in `2 errors, 1 warning`; empty where there is nothing to count. */
function sayCounts(counts) {
    return SEVERITIES.filter((severity) => counts[severity] > 0)
        .map((severity) => sayNumber(counts[severity], severity))
        .join(', ');
}
/** As in `1 entry`, `1,250 entries`. */
function sayNumber(count, one, many = `${one}s`) {
    return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
/** The worst severity in a non-empty list; `notice` for an empty one. */
function worstOf(findings) {
    return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'notice';
}
/** All that a verdict found, in words; also where it failed without a finding, because a check could not finish. */
function sayVerdict({ verdict, projects }) {
    const counts = sayCounts(countFindings(projects.flatMap(({ findings }) => findings)));
    return counts || (verdict === 'passed' ? 'no findings' : 'not every check could finish');
}
//# sourceMappingURL=count.js.map
;// CONCATENATED MODULE: ./build/src/report/order.js

/** Worst first; then in the order in which a person would mend them: history, replay, drift …; then by place. */
function sortFindings(findings) {
    return [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        familyRank(a) - familyRank(b) ||
        compareTexts(order_placeOf(a), order_placeOf(b)) ||
        order_lineOf(a) - order_lineOf(b));
}
/** `drizzle/0041_add_invoices.sql`, or `table public.invoices`. */
function order_placeOf({ location }) {
    return 'file' in location ? location.file : location.object;
}
function familyRank({ code }) {
    return FAMILIES.findIndex((family) => code.startsWith(`${family}/`));
}
function order_lineOf({ location }) {
    return 'file' in location ? location.line : 0;
}
/** By code unit: the same everywhere, whatever the locale. */
function compareTexts(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
//# sourceMappingURL=order.js.map
;// CONCATENATED MODULE: ./build/src/report/visible.js
/** The one place where foreign text is made safe for a terminal or a log. */
/**
 * One line of foreign text, safe to print: a terminal obeys control characters (escape sequences) and reorders text at
 * bidirectional ones, so they are spelled out (all but the joiner inside emoji); line breaks become `⏎`, tabs two spaces.
 */
function visible_visible(text) {
    return text
        .replaceAll('\t', '  ')
        .replace(/\r?\n/g, '⏎')
        .replace(/(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
        return `\\u{${character.codePointAt(0)?.toString(16)}}`;
    });
}
/**
 * GitHub's runner takes `::command` at the start of a line, and `##[command` anywhere in it, for a command, whoever
 * printed the line. An invisible character parts them.
 */
function disarmCommands(text) {
    return text.replace(/^(\s*:)(?=:)/gm, '$1\u200b').replaceAll('##[', '##\u200b[');
}
//# sourceMappingURL=visible.js.map
;// CONCATENATED MODULE: ./build/src/report/annotations.js




/** GitHub shows ten annotations of each level for one step, the first ones it is given. */
const MOST_OF_A_LEVEL = 10;
/** GitHub cuts a message at 64 KB, wherever that is. */
const MOST_CHARACTERS = 4000;
/** `root`: POSIX path from the repository's root to the working directory of the run, or empty. */
function renderAnnotations(verdict, root = '') {
    const findings = sortFindings(verdict.projects.flatMap((project) => project.findings));
    const taken = { error: 0, warning: 0, notice: 0 };
    const shown = findings.filter(({ severity }) => taken[severity]++ < MOST_OF_A_LEVEL);
    return { shown: shown.map((finding) => annotate(finding, root)), leftOut: findings.length - shown.length };
}
/** The annotations as workflow commands, one a line, and a line that counts what was left out. */
function renderWorkflowCommands({ shown, leftOut }) {
    const rest = leftOut === 0 ? [] : [`${sayNumber(leftOut, 'more finding')}: GitHub shows ten annotations of a level`];
    return [...shown.map(formatCommand), ...rest].map((line) => `${line}\n`).join('');
}
function annotate(finding, root) {
    const { location } = finding;
    const lines = [
        'file' in location ? finding.message : `${finding.message} (${location.catalog}: ${location.object})`,
        ...finding.evidence.flatMap(sayEvidence),
        ...(finding.hint === undefined ? [] : [finding.hint]),
    ];
    const text = lines
        .flatMap((line) => line.split(/\r?\n/))
        .map(visible_visible)
        .join('\n');
    return {
        level: finding.severity,
        title: finding.code,
        message: clip(text, MOST_CHARACTERS),
        place: 'file' in location
            ? {
                file: root === '' ? location.file : `${root}/${location.file}`,
                line: location.line,
                endLine: location.endLine,
            }
            : null,
    };
}
/** The SQL stands beside the annotation already. */
function sayEvidence(evidence) {
    if (evidence.kind === 'server-error')
        return [`${evidence.sqlstate}: ${evidence.message}`];
    if (evidence.kind !== 'difference')
        return [];
    return [`${evidence.attribute}: expected ${evidence.expected ?? 'nothing'}, actual ${evidence.actual ?? 'nothing'}`];
}
/** Syntax and escapes of https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function formatCommand({ level, title, message, place }) {
    const properties = place === null ? { title } : { ...place, title };
    const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
    return `::${level} ${list.join(',')}::${escapeData(message)}`;
}
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function escapeProperty(text) {
    return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
//# sourceMappingURL=annotations.js.map
;// CONCATENATED MODULE: ./build/src/report/json.js
/** The published report (schema/report.schema.json), one line break at its end. */
function renderJson(verdict) {
    return `${escapeControls(JSON.stringify(verdict, null, 2))}\n`;
}
/**
 * JSON lets these stand raw, but a terminal acts on C1 controls and reorders text at bidirectional ones, and GitHub's
 * runner takes `##[` for a command.
 */
function escapeControls(json) {
    return json
        .replaceAll('##[', '#\\u0023[')
        .replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (character) => {
        return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
}
//# sourceMappingURL=json.js.map
;// CONCATENATED MODULE: ./build/src/report/markdown/budget.js
/** Fills a text with a limit: whole blocks, the first ones first, none of them ever cut. */
/** As many of the first blocks as have room. */
function takeFitting(blocks, limit) {
    let left = limit;
    const end = blocks.findIndex((block) => {
        left -= bytesOf(block);
        return left < 0;
    });
    return end === -1 ? [...blocks] : blocks.slice(0, end);
}
/** Bytes of UTF-8, with the empty line after the block. */
function bytesOf(...blocks) {
    return blocks.reduce((sum, block) => sum + Buffer.byteLength(block) + 2, 0);
}
//# sourceMappingURL=budget.js.map
;// CONCATENATED MODULE: ./build/src/report/markdown/links.js
const NO_LINKS = { file: () => null, page: () => null };
/** `label` is Markdown already. */
function links_link(label, address) {
    return address === null ? label : `[${label}](${address.replace(/[()<>\s]/g, encodeURIComponent)})`;
}
//# sourceMappingURL=links.js.map
;// CONCATENATED MODULE: ./build/src/report/axes.js

const CHECKS_OF_AXES = {
    history: ['history'],
    replay: ['replay', 'fresh-install', 'upgrade'],
    drift: ['declared', 'recorded', 'deployed'],
    idempotency: ['idempotency', 'second-run'],
    tracker: ['tracker'],
};
function axesOf(project) {
    return Object.keys(CHECKS_OF_AXES).map((name) => {
        const ids = CHECKS_OF_AXES[name];
        const checks = project.checks.filter(({ id }) => ids.includes(id));
        const findings = project.findings.filter((finding) => axisOf(finding) === name);
        return { name, status: statusOf(checks, findings), counts: countFindings(findings), checks };
    });
}
/** A finding on an `allow` counts with the history, where its check counts it. */
function axisOf({ code }) {
    const family = code.split('/')[0] ?? '';
    return family in CHECKS_OF_AXES ? family : 'history';
}
function statusOf(checks, findings) {
    if (checks.some(({ status }) => status === 'failed') || findings.some(({ severity }) => severity === 'error')) {
        return 'failed';
    }
    if (findings.length > 0)
        return 'warned';
    return checks.every(({ status }) => status === 'skipped') ? 'skipped' : 'passed';
}
/** What did not run or not finish, with the reason; one element for checks that share it. */
function groupByReason(checks) {
    const groups = new Map();
    for (const { id, status, reason } of checks) {
        if (reason === null)
            continue;
        const key = `${status} ${reason}`;
        groups.set(key, { ids: [...(groups.get(key)?.ids ?? []), id], status, reason });
    }
    return [...groups.values()];
}
//# sourceMappingURL=axes.js.map
;// CONCATENATED MODULE: ./build/src/report/selection.js
/** Above this many, idempotency findings are shown by an example of each of the first codes. */
const MOST_UNFOLDED = 5;
const MOST_EXAMPLES = 3;
function selectFindings(findings) {
    const statements = findings.filter(({ code }) => code.startsWith('idempotency/'));
    if (statements.length <= MOST_UNFOLDED)
        return { single: findings, folded: [] };
    const firsts = new Map([...statements].reverse().map((finding) => [finding.code, finding]));
    const examples = new Set([...firsts.values()].reverse().slice(0, MOST_EXAMPLES));
    const folded = new Set(statements.filter((finding) => !examples.has(finding)));
    return { single: findings.filter((finding) => !folded.has(finding)), folded: [...folded] };
}
/** The same warning over and over is read by its first findings as well; errors are all read. For a page, which lists the rest. */
function foldRepeats({ single, folded }) {
    const seen = new Map();
    const isRepeat = ({ code, severity }) => {
        const times = (seen.get(code) ?? 0) + 1;
        seen.set(code, times);
        return severity !== 'error' && times > MOST_EXAMPLES;
    };
    const repeats = new Set(single.filter(isRepeat));
    return repeats.size === 0
        ? { single, folded }
        : { single: single.filter((finding) => !repeats.has(finding)), folded: [...repeats, ...folded] };
}
//# sourceMappingURL=selection.js.map
;// CONCATENATED MODULE: ./build/src/report/markdown/escape.js
/** The one place where foreign text is made safe for GitHub's Markdown, in each of the three forms that it may take. */

/** Invisible; parts what GitHub would otherwise turn into a link, a mention, an issue reference or an emoji. */
const ZERO_WIDTH_SPACE = '&#8203;';
/** Whatever has a meaning in Markdown, HTML or GitHub's own syntax, or is turned into a link by GitHub. */
const SPECIAL = /(?<link>@|:\/\/|www\.|gh-(?=\d)|:(?=[\w+-]+:))|(?<issue>#(?=\d))|[&<>"'`*_~[\]{}()\\|$^!#]/gi;
/**
 * Prose on one line. Uses character references alone: they have no meaning as structure in Markdown (CommonMark 2.5), and
 * the same one in HTML, so that the result may stand in a paragraph, a table and a `<summary>`.
 */
function escapeText(text) {
    const line = visible_visible(text).trim();
    const escaped = line.replace(SPECIAL, (match, ...rest) => {
        const { link, issue } = rest.at(-1);
        if (link !== undefined)
            return link.slice(0, 1) + ZERO_WIDTH_SPACE + link.slice(1);
        return reference(match) + (issue === undefined ? '' : ZERO_WIDTH_SPACE);
    });
    // A list or the underline of a heading begins with the first character of a line; what else could is escaped already.
    return escaped.replace(/^[-+=\d]/, reference);
}
/** Prose in which `"names"` become code. */
function escape_escapeProse(text) {
    const parts = text.trim().split(/"([^"\n]{1,200})"/);
    return parts.map((part, index) => (index % 2 === 1 ? codeSpan(part) : escapePart(part))).join('');
}
/** A part keeps the spaces that part it from the next. */
function escapePart(part) {
    const escaped = escapeText(part);
    const before = /^\s/.test(part) ? ' ' : '';
    return escaped === '' ? before : `${before}${escaped}${/\s$/.test(part) ? ' ' : ''}`;
}
/** A name or command. Not for tables, where a `|` ends the cell even in code. */
function codeSpan(text) {
    const code = breakMarkers(visible_visible(text));
    if (code.trim() === '')
        return code === '' ? '' : '` `';
    const ticks = '`'.repeat(longestRun(code) + 1);
    const pad = /^[` ]|[` ]$/.test(code) ? ' ' : '';
    return `${ticks}${pad}${code}${pad}${ticks}`;
}
/** A block of code, its fence longer than any run of backticks in it. Starts and ends without a line break. */
function escape_fence(text, language) {
    const lines = text.split(/\r?\n/).map((line) => breakMarkers(visible_visible(line)));
    const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
    return [`${ticks}${language}`, ...lines, ticks].join('\n');
}
/** Whether a line stands in a fence exactly as it is. */
function isVerbatim(line) {
    return breakMarkers(visible(line)) === line;
}
/** Tools find their own comments by hidden markers; text from a pull request must not plant one. */
function breakMarkers(text) {
    return text.replaceAll('<!--', '<!\u200b--');
}
function longestRun(text) {
    return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
function reference(character) {
    return `&#${character.codePointAt(0) ?? 0};`;
}
//# sourceMappingURL=escape.js.map
;// CONCATENATED MODULE: ./build/src/report/markdown/fold.js
/** `summary` is escaped already. The empty lines end the HTML blocks, so that Markdown is read between them. */
function fold(summary, blocks) {
    return `<details><summary>${summary}</summary>\n\n${blocks.join('\n\n')}\n\n</details>`;
}
//# sourceMappingURL=fold.js.map
;// CONCATENATED MODULE: ./build/src/report/markdown/diagrams.js



/** More than that is no picture any more. */
const MOST_TABLES = 12;
const MOST_COLUMNS = 20;
const MOST_COMMITS = 8;
const diagrams_MOST_CHARACTERS = 60;
/** The tables that the new migrations change, with what comes and what goes. */
function renderEntities({ changes }) {
    if (changes === null || changes.length === 0)
        return [];
    const shown = changes.slice(0, MOST_TABLES);
    const lines = [
        'erDiagram',
        ...shown.flatMap(drawTable),
        ...shown.flatMap(({ table, references }) => {
            return references.map((other) => `  ${entity(other)} ||--o{ ${entity(table)} : ""`);
        }),
    ];
    const more = changes.length > shown.length ? `; ${shown.length} of them shown` : '';
    return [fold(`🗺️ ${sayNumber(changes.length, 'table')} would change${more}`, [escape_fence(lines.join('\n'), 'mermaid')])];
}
function drawTable({ table, change, columns }) {
    const shown = columns.filter((column) => change !== 'changed' || column.change !== null || column.key === 'primary');
    const rows = shown.slice(0, MOST_COLUMNS).map((column) => `    ${drawColumn(column, change)}`);
    const more = shown.length > MOST_COLUMNS ? [`    and_${shown.length - MOST_COLUMNS} more_columns`] : [];
    const title = change === 'changed' ? entity(table) : `${entity(table)}["${label(table)} (${change})"]`;
    // Mermaid draws no braces around nothing.
    return rows.length === 0 ? [`  ${title}`] : [`  ${title} {`, ...rows, ...more, '  }'];
}
const KEYS = { primary: ' PK', foreign: ' FK' };
/** In a table that is new or gone, all columns are. */
function drawColumn({ name, type, key, change }, ofTable) {
    const note = change === null || ofTable !== 'changed' ? '' : ` "${change}"`;
    return `${word(shortType(type))} ${word(name)}${key === null ? '' : KEYS[key]}${note}`;
}
const SHORT_TYPES = {
    'timestamp with time zone': 'timestamptz',
    'timestamp without time zone': 'timestamp',
    'time with time zone': 'timetz',
    'time without time zone': 'time',
    'double precision': 'float8',
};
function shortType(type) {
    return SHORT_TYPES[type] ?? type.replace(/^character varying/, 'varchar');
}
/** Where base branch and change grew apart, as a graph of migrations. */
function renderFork({ fork, base }) {
    if (fork === null)
        return [];
    const trunk = branch(base ?? 'base');
    const lines = [
        `%%{init: {"gitGraph": {"mainBranchName": "${trunk}"}} }%%`,
        'gitGraph',
        commit(fork.common ?? 'no migration'),
        '  branch "this change"',
        ...commits(fork.head),
        `  checkout "${trunk}"`,
        ...commits(fork.base),
    ];
    return [fold(`🔀 ${sayFork(fork)}`, [escape_fence(lines.join('\n'), 'mermaid')])];
}
function sayFork({ base, head }) {
    return `The base branch has ${sayNumber(base.length, 'migration')} that this change lacks, which adds ${head.length} itself`;
}
function commits(tags) {
    const more = tags.length > MOST_COMMITS ? [commit(`and ${tags.length - MOST_COMMITS} more`)] : [];
    return [...tags.slice(0, MOST_COMMITS).map(commit), ...more];
}
function commit(tag) {
    return `  commit id: "${label(tag)}"`;
}
/** Names a branch, which must not look like a keyword. */
function branch(ref) {
    return label(ref).replaceAll(' ', '_');
}
function entity(table) {
    return `"${label(table)}"`;
}
/** Inside quotes. */
function label(text) {
    return diagrams_shorten(text.replace(/[^\p{L}\p{N}_. /()-]/gu, '_')).trim() || '_';
}
/** Outside quotes: begins with a letter, and is none of the words PK, FK, UK. */
function word(text) {
    const safe = diagrams_shorten(text.replaceAll(/,\s*/g, '-').replace(/[^A-Za-z0-9_()[\]-]/g, '_'));
    return /^[A-Za-z]/.test(safe) && !/^[pfu]k$/i.test(safe) ? safe : `_${safe}`;
}
function diagrams_shorten(text) {
    // Never half a character.
    return text.slice(0, diagrams_MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}
//# sourceMappingURL=diagrams.js.map
;// CONCATENATED MODULE: ./build/src/report/markdown/drift-ddl.js




/** Findings whose SQL goes from what the migrations build to what the schema declares. */
const LACKING = new Set(['drift/missing-migration', 'drift/never-created', 'drift/differs']);
const MOST_STATEMENTS = 60;
const drift_ddl_MOST_CHARACTERS = 1000;
/** All that the database lacks as one piece of SQL, where it would otherwise have to be gathered from several findings. */
function renderDriftDdl({ findings }) {
    const lacking = findings.filter(({ code, evidence }) => LACKING.has(code) && evidence.some(({ kind }) => kind === 'sql'));
    if (lacking.length < 2)
        return [];
    const all = lacking.flatMap(({ evidence }) => evidence.flatMap((item) => (item.kind === 'sql' ? item.text.trim() : [])));
    const statements = [...new Set(all)];
    const shown = statements.slice(0, MOST_STATEMENTS).map((text) => clip(text, drift_ddl_MOST_CHARACTERS));
    const more = statements.length - shown.length;
    const lines = [...shown, ...(more === 0 ? [] : [`-- and ${sayNumber(more, 'more statement')}`])];
    return [fold('🧱 SQL from what the migrations build to what the schema declares', [escape_fence(lines.join('\n'), 'sql')])];
}
//# sourceMappingURL=drift-ddl.js.map
;// CONCATENATED MODULE: ./build/src/report/fix-diff.js
/** One hunk for each run of lines that edits touch, in the order of the files' text. */
function diffOf(fix, sources) {
    const files = [...new Set(fix.edits.map(({ file }) => file))];
    return files.flatMap((file) => {
        const lines = (sources.get(file) ?? '').split('\n');
        const edits = fix.edits.filter((edit) => edit.file === file);
        return groupByLines(inOrder(edits)).map((group) => hunkOf(file, lines, group));
    });
}
/** The whole fix as one hunk, unchanged lines between its edits included; null: it edits several files. */
function rewriteOf({ edits }, sources) {
    const [first] = edits;
    if (first === undefined || edits.some(({ file }) => file !== first.file))
        return null;
    return hunkOf(first.file, (sources.get(first.file) ?? '').split('\n'), inOrder(edits));
}
function inOrder(edits) {
    return [...edits].sort((a, b) => a.line - b.line || a.column - b.column);
}
/** Edits whose lines touch belong to one hunk. */
function groupByLines(edits) {
    const groups = [];
    for (const edit of edits) {
        const last = groups.at(-1);
        if (last !== undefined && edit.line <= (last.at(-1)?.endLine ?? 0))
            last.push(edit);
        else
            groups.push([edit]);
    }
    return groups;
}
function hunkOf(file, lines, edits) {
    const first = edits[0]?.line ?? 1;
    const last = Math.max(...edits.map(({ endLine }) => endLine));
    const before = lines.slice(first - 1, last);
    let text = before.join('\n');
    for (const edit of [...edits].reverse()) {
        const start = offsetOf(before, edit.line - first, edit.column);
        const end = offsetOf(before, edit.endLine - first, edit.endColumn);
        text = text.slice(0, start) + edit.text + text.slice(end);
    }
    return trim(file, first, before, text.split('\n'));
}
function offsetOf(lines, index, column) {
    return lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0) + column - 1;
}
/** Leaves out the lines that both sides share at their start and end. */
function trim(file, line, before, after) {
    const shorter = Math.min(before.length, after.length);
    let head = 0;
    while (head < shorter && before[head] === after[head])
        head++;
    let tail = 0;
    while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail])
        tail++;
    return {
        file,
        line: line + head,
        removed: before.slice(head, before.length - tail),
        added: after.slice(head, after.length - tail),
    };
}
//# sourceMappingURL=fix-diff.js.map
;// CONCATENATED MODULE: ./build/src/report/markdown/finding.js





const ICONS = { error: '❌', warning: '⚠️', notice: 'ℹ️' };
const MOST_LINES = 40;
const finding_MOST_CHARACTERS = 4000;
const MOST_PROSE = 1000;
const SHORT_DIFFERENCE = 100;
/** A heading, what was seen and what to do, then the evidence folded; no line break at its end. */
function renderFinding(finding, sources, links) {
    const differences = finding.evidence.filter(isShortDifference);
    const evidence = finding.evidence.filter((item) => !isShortDifference(item));
    const lines = [
        renderPlace(finding, links),
        ...finding.evidence.flatMap((item) => sayServerError(item, finding.message)),
        ...(finding.hint === undefined ? [] : [`💡 ${escape_escapeProse(clip(finding.hint, MOST_PROSE))}`]),
    ];
    const blocks = [
        `#### ${ICONS[finding.severity]} ${escape_escapeProse(clip(finding.message, MOST_PROSE))}`,
        lines.join('<br>'),
        ...(differences.length > 0 ? [differences.map(sayDifference).join('\n')] : []),
        ...(evidence.length > 0 ? [fold(nameEvidence(evidence), evidence.map(renderEvidence))] : []),
        ...renderFix(finding, sources),
    ];
    return blocks.join('\n\n');
}
/** A list item of one line. */
function renderLine(finding, links) {
    const message = escape_escapeProse(clip(finding.message, MOST_PROSE));
    return `- ${ICONS[finding.severity]} ${message} · ${renderPlace(finding, links)}`;
}
/** `drizzle/0041_add_invoices.sql:3` · `replay/statement-failed`. */
function renderPlace({ code, location }, links) {
    const place = 'file' in location
        ? links_link(codeSpan(`${location.file}:${location.line}`), links.file(location))
        : `${codeSpan(location.object)} (${location.catalog})`;
    return `${place} · ${links_link(codeSpan(code), links.page(code))}`;
}
/** Unless the heading has told it already. */
function sayServerError(evidence, heading) {
    if (evidence.kind !== 'server-error' || heading.includes(evidence.message))
        return [];
    return [`${codeSpan(evidence.sqlstate)} ${escape_escapeProse(clip(evidence.message, MOST_PROSE))}`];
}
const finding_NAMES = { sql: 'SQL', text: 'details', 'server-error': 'server error', difference: 'difference' };
function nameEvidence(evidence) {
    return `Evidence: ${[...new Set(evidence.map(({ kind }) => finding_NAMES[kind]))].join(', ')}`;
}
function isShortDifference(evidence) {
    if (evidence.kind !== 'difference')
        return false;
    return [evidence.attribute, evidence.expected, evidence.actual].every((text) => {
        return text === null || (text.length <= SHORT_DIFFERENCE && !text.includes('\n'));
    });
}
function sayDifference({ attribute, expected, actual }) {
    return `- ${codeSpan(attribute)}: expected ${sayValue(expected)}, actual ${sayValue(actual)}`;
}
function sayValue(value) {
    return value === null ? 'nothing' : codeSpan(value) || 'an empty text';
}
function renderEvidence(evidence) {
    switch (evidence.kind) {
        case 'difference': {
            const lines = [...mark('- ', evidence.expected), ...mark('+ ', evidence.actual)];
            return `${codeSpan(evidence.attribute)}, expected and actual:\n\n${escape_fence(finding_shorten(lines.join('\n')), 'diff')}`;
        }
        case 'server-error': {
            const { sqlstate, message, detail, hint } = evidence;
            const lines = [`ERROR: ${sqlstate}: ${message}`];
            if (detail !== null)
                lines.push(`DETAIL: ${detail}`);
            if (hint !== null)
                lines.push(`HINT: ${hint}`);
            return escape_fence(finding_shorten(lines.join('\n')), 'text');
        }
        case 'sql':
        case 'text':
        default:
            return escape_fence(finding_shorten(evidence.text), evidence.kind);
    }
}
function mark(sign, text) {
    return text === null ? [] : text.split('\n').map((line) => sign + line);
}
function renderFix({ fix }, sources) {
    // Without the files, as in a report of another run, nobody knows which lines go.
    if (fix === undefined || !fix.edits.every(({ file }) => sources.has(file)))
        return [];
    const hunks = diffOf(fix, sources).map(({ file, line, removed, added }) => {
        const rows = [...removed.map((text) => `-${text}`), ...added.map((text) => `+${text}`)];
        return `${codeSpan(`${file}:${line}`)}\n\n${escape_fence(finding_shorten(rows.join('\n')), 'diff')}`;
    });
    const title = `${fix.safety === 'safe' ? 'Fix' : 'Fix to review'}: ${escapeText(clip(fix.title, MOST_PROSE))}`;
    return [fold(title, hunks)];
}
/** Whole lines from the start, and how much is missing. */
function finding_shorten(text) {
    const lines = clip(text.replace(/^\n+|\s+$/g, ''), finding_MOST_CHARACTERS).split('\n');
    if (lines.length <= MOST_LINES)
        return lines.join('\n');
    return [...lines.slice(0, MOST_LINES), `… ${lines.length - MOST_LINES} more lines`].join('\n');
}
//# sourceMappingURL=finding.js.map
;// CONCATENATED MODULE: ./build/src/report/markdown/project.js










const MARKS = { passed: '✅', warned: '⚠️', failed: '❌', skipped: '➖' };
/** Names in a list before the rest is counted. */
const MOST_NAMES = 10;
const MOST_REASON = 300;
const MOST_IN_FULL = 30;
/** What the frame around folded lines, and the line that counts what is left out, can need. */
const RESERVE_BYTES = 400;
/** Blocks of at most `limit` bytes together, each followed by an empty line. Pictures go first where room is short. */
function renderProject(project, page, limit) {
    const head = [renderTitle(project), renderAxes(project), ...renderDeploy(project)];
    const foot = renderNotes(project);
    const extras = [...renderDriftDdl(project), ...renderEntities(project), ...renderFork(project)];
    const room = limit - bytesOf(...head, ...foot);
    const shown = takeFitting(extras, room / 3);
    return [...head, ...renderFindings(project, page, room - bytesOf(...shown)), ...shown, ...foot];
}
/** The worst in full, in at most half of the room where not all have it; the rest as folded lines; then a count. */
function renderFindings(project, { sources, links }, limit) {
    const { single, folded } = foldRepeats(selectFindings(sortFindings(project.findings)));
    const all = single.slice(0, MOST_IN_FULL).map((finding) => renderFinding(finding, sources, links));
    const fits = single.length === all.length && folded.length === 0 && bytesOf(...all) <= limit;
    const full = fits ? all : takeFitting(all, limit / 2);
    const rest = [...single.slice(full.length), ...folded];
    const room = limit - bytesOf(...full) - RESERVE_BYTES;
    const lines = takeFitting(rest.map((finding) => renderLine(finding, links)), room);
    const leftOut = rest.length - lines.length;
    const more = sayNumber(lines.length, 'more finding');
    return [
        ...full,
        ...(lines.length === 0 ? [] : [`<details><summary>${more}</summary>\n\n${lines.join('\n')}\n\n</details>`]),
        ...(leftOut === 0
            ? []
            : [`… and ${sayNumber(leftOut, 'more finding')} without room here; the JSON report has them all.`]),
    ];
}
function renderTitle({ config, migrations, entries, newEntries, base }) {
    const news = newEntries === null ? '' : `, ${newEntries.length} new`;
    const since = base === null ? '' : ` since ${codeSpan(base)}`;
    return `${codeSpan(config ?? migrations)} · ${sayNumber(entries, 'migration')}${news}${since}`;
}
function renderAxes(project) {
    const rows = axesOf(project).map(({ name, status, counts }) => {
        // Without a finding it has failed because it could not finish: the notes say why.
        const result = sayCounts(counts) || (status === 'failed' ? 'not finished' : status);
        return `| ${name} | ${MARKS[status]} ${result} |`;
    });
    return ['| axis | result |', '| --- | --- |', ...rows].join('\n');
}
function renderDeploy({ pending, skippedOnDeploy }) {
    const statements = pending.reduce((sum, entry) => sum + entry.statements, 0);
    const what = `${sayNumber(pending.length, 'migration')} with ${sayNumber(statements, 'statement')}`;
    const lines = [
        ...(pending.length === 0 ? [] : [`**A deploy would run** ${what}: ${listNames(pending.map(({ tag }) => tag))}`]),
        ...(skippedOnDeploy.length === 0 ? [] : [`**A deploy would skip**, without a word: ${listNames(skippedOnDeploy)}`]),
    ];
    return lines.length === 0 ? [] : [lines.join('<br>')];
}
/** Where it ran, and what did not run, was allowed, or cannot be expressed: named, so that green never means blind. */
function renderNotes(project) {
    const { checks, allowed, unmanaged } = project;
    const lines = [
        renderRun(project),
        ...groupByReason(checks).map(({ ids, status, reason }) => {
            return `${sayStatus(status)}: ${ids.map(codeSpan).join(', ')} (${escapeText(clip(reason, MOST_REASON))})`;
        }),
        ...allowed.slice(0, MOST_NAMES).map((finding) => {
            return `Allowed: ${codeSpan(finding.code)} at ${codeSpan(order_placeOf(finding))} (${escapeText(clip(finding.reason, MOST_REASON))})`;
        }),
        ...(allowed.length > MOST_NAMES ? [`Allowed: ${sayNumber(allowed.length - MOST_NAMES, 'more finding')}`] : []),
        ...(unmanaged.length > 0 ? [`Not managed by Drizzle: ${listNames(unmanaged)}`] : []),
    ];
    return [`<sub>${lines.join('<br>')}</sub>`];
}
function renderRun({ server, versions, timings }) {
    const facts = [
        server === null ? 'no server' : `PostgreSQL ${server.version} (${server.provider})`,
        ...(versions.kit === null ? [] : [`drizzle-kit ${versions.kit}`]),
        ...(versions.orm === null ? [] : [`drizzle-orm ${versions.orm}`]),
        `${(timings.totalMs / 1000).toFixed(1)} s`,
    ];
    return facts.map(escapeText).join(' · ');
}
function sayStatus(status) {
    return status === 'skipped' ? 'Skipped' : 'Not finished';
}
function listNames(names) {
    const shown = names.slice(0, MOST_NAMES).map((name) => codeSpan(clip(name, MOST_REASON)));
    const more = names.length - shown.length;
    return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
//# sourceMappingURL=project.js.map
;// CONCATENATED MODULE: ./build/src/report/markdown.js






/** Verdict, axes, deploy, findings worst first, pictures; what has no room is counted. */
function renderMarkdown(verdict, { sources, limit, links = NO_LINKS }) {
    const title = markdown_renderTitle(verdict);
    const blocks = [title];
    let left = limit - bytesOf(title);
    for (const [index, project] of verdict.projects.entries()) {
        const share = Math.floor(left / (verdict.projects.length - index));
        const part = renderProject(project, { sources, links }, share);
        blocks.push(...part);
        left -= bytesOf(...part);
    }
    return disarmCommands(`${blocks.join('\n\n')}\n`);
}
/** What stands in the place of a report where nothing could be judged. */
function renderFailure(message, hint) {
    return `${['## ❌ Drizzle Gatekeeper could not judge', fence(message, 'text'), `💡 ${escapeProse(hint)}`].join('\n\n')}\n`;
}
function markdown_renderTitle(verdict) {
    return `## ${verdict.verdict === 'passed' ? '✅' : '❌'} Drizzle Gatekeeper ${verdict.verdict}: ${sayVerdict(verdict)}`;
}
//# sourceMappingURL=markdown.js.map
;// CONCATENATED MODULE: ./build/src/report/pretty/width.js
/** Columns that text takes on a terminal, and cutting by them without cutting a character. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Unicode's East Asian Wide and Fullwidth blocks, as far as SQL meets them; emoji are told by their property. */
const WIDE = /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}])/u;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** No character needs more UTF-16 units than this, family emoji and stacked accents included, unless it means harm. */
const MOST_UNITS = 16;
const PLAIN = /^[\x20-\x7e]*$/;
function width_columnsOf(text) {
    // The segmenter takes time that grows with the square of the length, and most text does not need it.
    return PLAIN.test(text) ? text.length : graphemesOf(text).reduce((sum, { columns }) => sum + columns, 0);
}
/** The start of `text`, at most `columns` wide; `…` tells that something is missing. */
function keepStart(text, columns) {
    const start = text.slice(0, columns * MOST_UNITS);
    if (start.length === text.length && width_columnsOf(text) <= columns)
        return text;
    if (PLAIN.test(start))
        return `${start.slice(0, columns - 1)}…`;
    return `${take(graphemesOf(start), columns - 1).join('')}…`;
}
/** The end of `text`, at most `columns` wide; `…` tells that something is missing. */
function keepEnd(text, columns) {
    const end = text.slice(-columns * MOST_UNITS);
    if (end.length === text.length && width_columnsOf(text) <= columns)
        return text;
    if (PLAIN.test(end))
        return `…${end.slice(end.length - columns + 1)}`;
    return `…${take(graphemesOf(end).reverse(), columns - 1)
        .reverse()
        .join('')}`;
}
function graphemesOf(text) {
    return [...segmenter.segment(text)].map(({ segment }) => {
        return { grapheme: segment, columns: ZERO.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1 };
    });
}
function take(graphemes, columns) {
    const taken = [];
    let left = columns;
    for (const { grapheme, columns: needed } of graphemes) {
        if (needed > left)
            break;
        left -= needed;
        taken.push(grapheme);
    }
    return taken;
}
//# sourceMappingURL=width.js.map
;// CONCATENATED MODULE: ./build/src/report/pretty/snippet.js


const snippet_MOST_LINES = 5;
/** Wide enough for line numbers up to `last`. */
function createGutter(last, style) {
    const width = String(last).length + 1;
    return {
        width,
        line: (number, text = '') => {
            const margin = style.dim(`${number === null ? ' '.repeat(width) : String(number).padStart(width)} │`);
            return text === '' ? margin : `${margin} ${text}`;
        },
    };
}
/** Lines of text without a line break at their end. Empty where the file does not have that line. */
function renderSnippet(location, source, severity, style, gutter, width) {
    const lines = source.split('\n').map((line) => line.replace(/\r$/, ''));
    const first = lines[location.line - 1];
    if (first === undefined)
        return [];
    const columns = Math.max(20, width - gutter.width - 3);
    if (location.endLine === location.line) {
        const [text, carets] = underline(first, location.column - 1, location.endColumn - 1, columns);
        return [gutter.line(location.line, text), gutter.line(null, style[severity](carets))];
    }
    return renderBlock(location, lines, severity, style, gutter, columns);
}
function underline(line, start, end, columns) {
    const before = keepEnd(visible_visible(line.slice(0, start)), Math.floor(columns / 2));
    const marked = keepStart(visible_visible(line.slice(start, end)), columns - width_columnsOf(before));
    const after = keepStart(visible_visible(line.slice(end)), columns - width_columnsOf(before) - width_columnsOf(marked));
    const carets = ' '.repeat(width_columnsOf(before)) + '^'.repeat(Math.max(1, width_columnsOf(marked)));
    return [before + marked + (after === '…' ? '' : after), carets];
}
/** A range over several lines has a bar at its left instead of carets. */
function renderBlock(location, lines, severity, style, gutter, columns) {
    const all = lines.slice(location.line - 1, location.endLine);
    const shown = all.length <= snippet_MOST_LINES + 1 ? all : all.slice(0, snippet_MOST_LINES);
    const bar = style[severity]('┃');
    const rows = shown.map((line, index) => {
        return gutter.line(location.line + index, `${bar} ${keepStart(visible_visible(line), columns - 2)}`);
    });
    const missing = all.length - shown.length;
    return missing === 0 ? rows : [...rows, gutter.line(null, `${bar} ${style.dim(`… ${missing} more lines`)}`)];
}
//# sourceMappingURL=snippet.js.map
;// CONCATENATED MODULE: ./build/src/report/pretty/finding.js




/** Lines of one quotation: more than that is read in the file, or in the JSON report. */
const finding_MOST_LINES = 12;
/** Prose is left to the terminal to wrap, so that a command in it can be copied; this ends what never ends. */
const finding_MOST_COLUMNS = 1000;
/** Lines, an empty one at the end. */
function finding_renderFinding(finding, page) {
    const { style } = page;
    const { location } = finding;
    const source = 'file' in location ? page.sources.get(location.file) : undefined;
    const gutter = createGutter('file' in location ? location.endLine : 1, style);
    const snippet = 'file' in location && source !== undefined
        ? renderSnippet(location, source, finding.severity, style, gutter, page.width)
        : [];
    const evidence = finding.evidence.flatMap((item) => finding_renderEvidence(item, source ?? '', gutter, page));
    const advice = [...renderHint(finding, gutter, style), ...finding_renderFix(finding, gutter, page)];
    return [
        renderHeadline(finding, style),
        `${' '.repeat(gutter.width)} ${style.dim('┌─')} ${describePlace(finding)}`,
        ...(snippet.length > 0 ? [gutter.line(null), ...snippet] : []),
        ...evidence,
        ...advice,
        '',
    ];
}
/** `error[replay/statement-failed]: relation "orders" already exists`. */
function renderHeadline({ severity, code, message }, style) {
    return `${style[severity](style.bold(`${severity}[${code}]`))}${style.bold(`: ${keepStart(visible_visible(message), finding_MOST_COLUMNS)}`)}`;
}
/** `drizzle/0041_add_invoices.sql:3:1`, or `table public.invoices (replayed)`. */
function describePlace({ location }) {
    return 'file' in location
        ? `${visible_visible(location.file)}:${location.line}:${location.column}`
        : `${visible_visible(location.object)} (${location.catalog})`;
}
function finding_renderEvidence(evidence, source, gutter, page) {
    switch (evidence.kind) {
        case 'sql':
            // What stands in the file has been shown by the snippet.
            return source.includes(evidence.text.trim()) ? [] : renderQuotation(evidence.text, gutter, page);
        case 'text':
            return renderQuotation(evidence.text, gutter, page);
        case 'server-error':
            return note(gutter, page.style, evidence.sqlstate, [
                evidence.message,
                ...(evidence.detail === null ? [] : [`detail: ${evidence.detail}`]),
                ...(evidence.hint === null ? [] : [`hint of the server: ${evidence.hint}`]),
            ]);
        case 'difference':
            return renderDifference(evidence, gutter, page);
        default:
            return [];
    }
}
function renderQuotation(text, gutter, page) {
    const lines = text.trim().split(/\r?\n/);
    const shown = lines.length <= finding_MOST_LINES + 1 ? lines : lines.slice(0, finding_MOST_LINES);
    const rows = shown.map((line) => gutter.line(null, keepStart(visible_visible(line), page.width - gutter.width - 3)));
    const missing = lines.length - shown.length;
    if (missing > 0)
        rows.push(gutter.line(null, page.style.dim(`… ${missing} more lines`)));
    return [gutter.line(null), ...rows];
}
function renderDifference({ attribute, expected, actual }, gutter, { style, width }) {
    const both = [`expected ${expected ?? 'nothing'}`, `actual ${actual ?? 'nothing'}`];
    const short = both.join(', ');
    const fits = !short.includes('\n') && width_columnsOf(short) + width_columnsOf(attribute) + gutter.width + 5 <= width;
    return note(gutter, style, attribute, fits ? [short] : ['', ...both]);
}
/** A titled text and its further lines: `= 42P07: relation "orders" already exists`. */
function note(gutter, style, title, texts) {
    const margin = ' '.repeat(gutter.width);
    const lines = texts.flatMap((text) => text.split(/\r?\n/)).map((line) => keepStart(visible_visible(line), finding_MOST_COLUMNS));
    const [first = '', ...others] = lines.length <= finding_MOST_LINES ? lines : [...lines.slice(0, finding_MOST_LINES), '…'];
    const head = `${margin} ${style.dim('=')} ${style.bold(visible_visible(title))}: ${first}`.trimEnd();
    return [head, ...others.map((line) => `${margin}   ${line}`)];
}
function renderHint({ hint }, gutter, style) {
    return hint === undefined ? [] : note(gutter, style, 'hint', [hint]);
}
function finding_renderFix({ fix, location }, gutter, page) {
    if (fix === undefined)
        return [];
    const { style } = page;
    const title = note(gutter, style, fix.safety === 'safe' ? 'fix' : 'fix to review', [fix.title]);
    const rows = diffOf(fix, page.sources).flatMap((hunk) => [
        ...('file' in location && hunk.file === location.file ? [] : [gutter.line(null, visible_visible(hunk.file))]),
        ...hunk.removed.map((line) => style.error(`- ${visible_visible(line)}`)),
        ...hunk.added.map((line) => style.passed(`+ ${visible_visible(line)}`)),
    ]);
    const shown = rows.length <= finding_MOST_LINES + 1 ? rows : rows.slice(0, finding_MOST_LINES);
    if (rows.length > shown.length)
        shown.push(style.dim(`… ${rows.length - shown.length} more lines`));
    return [...title, ...shown.map((row) => `${' '.repeat(gutter.width)}   ${row}`)];
}
//# sourceMappingURL=finding.js.map
;// CONCATENATED MODULE: ./build/src/report/pretty/groups.js




const MOST_ROWS = 12;
/** Lines, an empty one at the end. `findings` must not be empty; `folder` is the one that the title names. */
function renderGroups(findings, folder, style, width) {
    const groups = [...groupBy(findings, (finding) => placeIn(folder, finding))];
    const shown = groups.length <= MOST_ROWS + 1 ? groups : groups.slice(0, MOST_ROWS);
    const severity = worstOf(findings);
    const title = `${sayNumber(findings.length, 'more finding')} in ${sayNumber(groups.length, 'migration')}`;
    const room = Math.max(...shown.map(([place]) => width_columnsOf(visible_visible(place))));
    const places = Math.min(room, Math.floor(width / 2));
    const digits = Math.max(...shown.map(([, group]) => String(group.length).length));
    const rows = shown.map(([place, group]) => {
        const name = keepEnd(visible_visible(place), places);
        const gap = ' '.repeat(places - width_columnsOf(name));
        const head = `  ${name}${gap}  ${String(group.length).padStart(digits)}  `;
        return `${head}${style.dim(keepStart(sayCodes(group), Math.max(20, width - width_columnsOf(head))))}`;
    });
    return [
        `${style[severity](style.bold(`${severity}[idempotency]`))}${style.bold(`: ${title}`)}`,
        ...rows,
        ...sayMissing(groups.slice(shown.length), style),
        '',
    ];
}
function placeIn(folder, finding) {
    const place = order_placeOf(finding);
    return place.startsWith(`${folder}/`) ? place.slice(folder.length + 1) : place;
}
function sayMissing(groups, style) {
    if (groups.length === 0)
        return [];
    const count = groups.reduce((sum, [, group]) => sum + group.length, 0);
    const text = `… ${sayNumber(count, 'finding')} in ${sayNumber(groups.length, 'more migration')}`;
    return [style.dim(`  ${text}; --format json lists them all`)];
}
/** `create-table 12, add-constraint 8`: the frequent ones first. */
function sayCodes(findings) {
    return [...groupBy(findings, ({ code }) => code.split('/')[1] ?? code)]
        .sort(([, a], [, b]) => b.length - a.length)
        .map(([slug, group]) => `${slug} ${group.length}`)
        .join(', ');
}
function groupBy(values, key) {
    const groups = new Map();
    for (const value of values)
        groups.set(key(value), [...(groups.get(key(value)) ?? []), value]);
    return groups;
}
//# sourceMappingURL=groups.js.map
;// CONCATENATED MODULE: ./build/src/report/pretty/project.js







/** Findings shown in full, and after them as a line each. */
const project_MOST_IN_FULL = 20;
const MOST_IN_LINES = 80;
const project_MOST_NAMES = 8;
function project_renderProject(project, page) {
    return [
        project_renderTitle(project, page.style),
        '',
        ...project_renderFindings(project, page),
        ...axesOf(project).map((axis) => renderAxis(axis, page.style)),
        ...project_renderNotes(project, page.style),
        '',
    ];
}
function project_renderTitle(project, style) {
    const { newEntries, base, server } = project;
    const news = newEntries === null ? '' : `, ${newEntries.length} new${base === null ? '' : ` since ${base}`}`;
    const facts = [
        ...(project.config === null ? [] : [project.migrations]),
        `${sayNumber(project.entries, 'migration')}${news}`,
        server === null ? 'no server' : `PostgreSQL ${server.version} (${server.provider})`,
    ];
    return `${style.bold(visible_visible(project.config ?? project.migrations))}${style.dim(` · ${visible_visible(facts.join(' · '))}`)}`;
}
function project_renderFindings({ findings, migrations }, page) {
    const { single, folded } = selectFindings(sortFindings(findings));
    const lines = renderSingle(shortenHints(single), page);
    return folded.length === 0 ? lines : [...lines, ...renderGroups(folded, migrations, page.style, page.width)];
}
/** The same advice is read once. */
function shortenHints(findings) {
    return findings.map((finding, index) => {
        const previous = findings[index - 1];
        const isSame = finding.hint !== undefined && previous?.code === finding.code && previous.hint === finding.hint;
        return isSame ? { ...finding, hint: 'as above' } : finding;
    });
}
function renderSingle(findings, page) {
    const lines = findings.slice(project_MOST_IN_FULL, project_MOST_IN_FULL + MOST_IN_LINES);
    const missing = findings.length - project_MOST_IN_FULL - lines.length;
    return [
        ...findings.slice(0, project_MOST_IN_FULL).flatMap((finding) => finding_renderFinding(finding, page)),
        ...lines.map((finding) => `${renderHeadline(finding, page.style)} ${page.style.dim(describePlace(finding))}`),
        ...(missing > 0 ? [page.style.dim(`… ${sayNumber(missing, 'more finding')}; --format json lists them all`)] : []),
        ...(lines.length > 0 ? [''] : []),
    ];
}
const project_MARKS = { passed: '✓', warned: '!', failed: '✗', skipped: '–' };
function renderAxis({ name, status, counts }, style) {
    const paint = { passed: style.passed, warned: style.warning, failed: style.error, skipped: style.dim }[status];
    const text = sayCounts(counts) || status;
    return `  ${paint(project_MARKS[status])} ${name.padEnd(12)} ${status === 'passed' || status === 'skipped' ? style.dim(text) : text}`;
}
/** What did not run, what was allowed, what Drizzle cannot express: named, so that green never means blind. */
function project_renderNotes(project, style) {
    const reasons = groupByReason(project.checks).map(({ ids, status, reason }) => {
        return `${status === 'skipped' ? 'skipped' : 'not finished'}: ${ids.join(', ')} (${reason})`;
    });
    const allowed = project.allowed.map(({ code, reason }) => `${code} (${reason})`);
    const notes = [
        ...reasons,
        ...(allowed.length === 0 ? [] : [`allowed: ${listFirst(allowed)}`]),
        ...(project.unmanaged.length === 0 ? [] : [`not managed by Drizzle: ${listFirst(project.unmanaged)}`]),
    ];
    return notes.length === 0 ? [] : ['', ...notes.map((note) => style.dim(`  ${visible_visible(note)}`))];
}
function listFirst(names) {
    const more = names.length - project_MOST_NAMES;
    return names.slice(0, project_MOST_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
//# sourceMappingURL=project.js.map
;// CONCATENATED MODULE: ./build/src/report/pretty/style.js
/** Select Graphic Rendition parameters of ECMA-48: on, off. */
const CODES = {
    error: [31, 39],
    warning: [33, 39],
    notice: [36, 39],
    passed: [32, 39],
    bold: [1, 22],
    dim: [2, 22],
};
function createStyle(color) {
    const paints = Object.entries(CODES).map(([name, [on, off]]) => {
        return [name, color ? (text) => `\u001b[${on}m${text}\u001b[${off}m` : (text) => text];
    });
    return Object.fromEntries(paints);
}
//# sourceMappingURL=style.js.map
;// CONCATENATED MODULE: ./build/src/report/pretty.js




/** Findings with their SQL, then the axes, and the verdict in the last line, where the eye is. */
function renderPretty(verdict, sources, terminal) {
    const style = createStyle(terminal.color);
    const page = { style, sources, width: terminal.width };
    const lines = verdict.projects.flatMap((project) => project_renderProject(project, page));
    return disarmCommands(`${[...lines, renderVerdict(verdict, style)].join('\n')}\n`);
}
function renderVerdict(result, style) {
    const { verdict, projects } = result;
    const entries = projects.reduce((sum, project) => sum + project.entries, 0);
    const time = projects.reduce((sum, { timings }) => sum + timings.totalMs, 0);
    const scope = `${sayNumber(entries, 'migration')}${projects.length > 1 ? ` of ${projects.length} projects` : ''}`;
    const skipped = projects.flatMap(({ checks }) => checks).filter(({ status }) => status === 'skipped').length;
    const blind = skipped === 0 ? '' : `, ${sayNumber(skipped, 'check')} skipped`;
    const text = `${sayVerdict(result)} in ${scope}${blind}, ${(time / 1000).toFixed(1)} s`;
    const word = verdict === 'passed' ? style.passed(style.bold('passed')) : style.error(style.bold('failed'));
    return `${word}: ${text}`;
}
//# sourceMappingURL=pretty.js.map
;// CONCATENATED MODULE: ./build/src/report/sarif.js
/** The report as SARIF 2.1.0 (OASIS), in the part of it that GitHub's code scanning reads. */





const HOME = 'https://github.com/drizzle-gatekeeper/drizzle-gatekeeper';
const LEVELS = { error: 'error', warning: 'warning', notice: 'note' };
/** One run for all projects: GitHub refuses several runs of one tool. `root`: see `renderAnnotations`. */
function renderSarif(verdict, rules, root = '') {
    const results = verdict.projects.flatMap((project) => {
        return [...sortFindings(project.findings), ...project.allowed].map((finding) => renderResult(finding, project, root));
    });
    const used = new Set(results.map(({ ruleId }) => ruleId));
    const log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: {
                    driver: {
                        name: 'Drizzle Gatekeeper',
                        semanticVersion: verdict.tool.version,
                        informationUri: HOME,
                        rules: rules.filter(({ code }) => used.has(code)).map(renderRule),
                    },
                },
                columnKind: 'utf16CodeUnits',
                invocations: [{ executionSuccessful: true, toolExecutionNotifications: verdict.projects.flatMap(renderGaps) }],
                results,
            },
        ],
    };
    return `${escapeControls(JSON.stringify(log, null, 2))}\n`;
}
function renderRule({ code, severity, title, why }) {
    return {
        id: code,
        shortDescription: { text: title },
        fullDescription: { text: why },
        help: { text: why },
        helpUri: `${HOME}/blob/main/docs/findings/${code}.md`,
        defaultConfiguration: { level: LEVELS[severity] },
    };
}
function renderResult(finding, project, root) {
    const { code, severity, message, hint, location, fix } = finding;
    return {
        ruleId: code,
        level: LEVELS[severity],
        message: { text: escapeMessage(hint === undefined ? message : `${message}. ${hint}`) },
        locations: [
            'file' in location
                ? { physicalLocation: sarif_renderPlace(location, root) }
                : {
                    // Code scanning drops a result without a file, so what lives in a catalog is shown at the config.
                    physicalLocation: { artifactLocation: { uri: toUri(project.config ?? project.migrations, root) } },
                    logicalLocations: [{ fullyQualifiedName: location.object, kind: location.catalog }],
                },
        ],
        // Without the line: a finding that moves is the same finding.
        partialFingerprints: { 'gatekeeper/v1': fingerprint(code, order_placeOf(finding), message) },
        ...(fix === undefined ? {} : { fixes: [sarif_renderFix(fix, root)] }),
        ...('reason' in finding ? { suppressions: [{ kind: 'inSource', justification: finding.reason }] } : {}),
    };
}
function sarif_renderPlace(location, root) {
    return { artifactLocation: { uri: toUri(location.file, root) }, region: renderRegion(location) };
}
function renderRegion({ line, column, endLine, endColumn }) {
    return { startLine: line, startColumn: column, endLine, endColumn };
}
function sarif_renderFix({ title, edits }, root) {
    const files = [...new Set(edits.map(({ file }) => file))];
    return {
        description: { text: escapeMessage(title) },
        artifactChanges: files.map((file) => ({
            artifactLocation: { uri: toUri(file, root) },
            replacements: edits
                .filter((edit) => edit.file === file)
                .map((edit) => ({ deletedRegion: renderRegion(edit), insertedContent: { text: edit.text } })),
        })),
    };
}
/** What did not run is said in the log, as everywhere. */
function renderGaps({ checks }) {
    return groupByReason(checks).map(({ ids, status, reason }) => ({
        level: 'note',
        message: {
            text: escapeMessage(`${status === 'skipped' ? 'skipped' : 'not finished'}: ${ids.join(', ')} (${reason})`),
        },
    }));
}
/** `[text](target)` is a link and `{0}` a placeholder in a message (SARIF 3.11.5 and 3.11.6). */
function escapeMessage(text) {
    return visible_visible(text)
        .replace(/[\\[\]]/g, '\\$&')
        .replace(/[{}]/g, '$&$&');
}
function toUri(path, root) {
    const whole = root === '' ? path : `${root}/${path}`;
    return whole.split('/').map(encodePart).join('/');
}
/** Half a character has no percent-encoding. */
function encodePart(part) {
    return encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd'));
}
function fingerprint(...parts) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}
//# sourceMappingURL=sarif.js.map
;// CONCATENATED MODULE: ./build/src/report/report.js





/** The verdict as text, ending with a line break. Redact the verdict before. `rules`: texts of the checks, for SARIF. */
function renderReport(verdict, format, sources, terminal, rules = []) {
    return report_RENDERERS[format](verdict, sources, terminal, rules);
}
const report_RENDERERS = {
    pretty: renderPretty,
    json: renderJson,
    markdown: (verdict, sources) => renderMarkdown(verdict, { sources, limit: Number.POSITIVE_INFINITY }),
    sarif: (verdict, _sources, _terminal, rules) => renderSarif(verdict, rules),
    github: (verdict) => renderWorkflowCommands(renderAnnotations(verdict)),
};
//# sourceMappingURL=report.js.map
;// CONCATENATED MODULE: ./build/src/report/terminal.js
const DEFAULT_WIDTH = 100;
/** `color`: what the flag says, null where it says nothing. Follows https://no-color.org and Node's FORCE_COLOR. */
function readTerminal(color, stream = process.stdout, environment = process.env) {
    const byEnvironment = environment['NO_COLOR'] ? false : environment['FORCE_COLOR'] ? true : stream.isTTY === true;
    return { color: color ?? byEnvironment, width: stream.columns || DEFAULT_WIDTH };
}
//# sourceMappingURL=terminal.js.map
;// CONCATENATED MODULE: ./build/src/checks/judge.js


/** All findings of these checks, worst first, then by place. The same facts always give the same list. */
function judge(facts, checks) {
    const [onAllows, others] = partition(checks, (check) => check.code.startsWith('allow/'));
    const findings = runChecks(facts, others, []);
    return [...findings, ...runChecks(facts, onAllows, findings)].sort(compareFindings);
}
function runChecks(facts, checks, known) {
    return checks.flatMap((check) => Array.from(check.find(facts, known), (problem) => toFinding(check, problem)));
}
function partition(items, belongs) {
    return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
function toFinding(check, problem) {
    return {
        code: check.code,
        severity: problem.severity ?? check.severity,
        message: problem.message,
        location: toLocation(problem.at),
        evidence: problem.evidence ?? [],
        ...(problem.hint === undefined ? {} : { hint: problem.hint }),
        ...(problem.fix === undefined ? {} : { fix: problem.fix }),
    };
}
function toLocation(place) {
    return 'source' in place ? locate(place.source, place.span) : place;
}
function compareFindings(left, right) {
    return (SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
        compareText(placeKey(left.location), placeKey(right.location)) ||
        compareText(left.code, right.code) ||
        compareText(left.message, right.message));
}
/** Files sort before catalogs, lines as numbers. */
function placeKey(location) {
    if ('catalog' in location)
        return `~${location.catalog} ${location.object}`;
    return `${location.file} ${padded(location.line)} ${padded(location.column)}`;
}
function padded(value) {
    return String(value).padStart(8, '0');
}
function compareText(left, right) {
    if (left === right)
        return 0;
    return left < right ? -1 : 1;
}
//# sourceMappingURL=judge.js.map
;// CONCATENATED MODULE: ./build/src/compare/attributes.js


/** What differs between two objects of one kind, as far as the scope looks. */
function differingAttributes(expected, actual, scope) {
    const { isSame, lastResort } = RULES[expected.kind];
    const consequences = consequencesOf(expected, actual);
    const differing = comparedAttributes(expected, scope).filter((attribute) => !consequences.has(attribute) &&
        !isEqual(attributeOf(expected, attribute), attributeOf(actual, attribute)) &&
        !(scope === 'drizzle' && isSame?.(attribute, expected, actual)));
    if (differing.length === 0 && scope === 'all' && lastResort !== undefined) {
        if (attributeOf(expected, lastResort) !== attributeOf(actual, lastResort))
            differing.push(lastResort);
    }
    return differing.map((attribute) => ({
        attribute,
        expected: attributeOf(expected, attribute),
        actual: attributeOf(actual, attribute),
    }));
}
function consequencesOf(expected, actual) {
    const isAbsent = (attribute) => [expected, actual].some((side) => attributeOf(side, attribute) === null);
    const consequences = Object.entries(RULES[expected.kind].consequences ?? {});
    return new Set(consequences.flatMap(([cause, effects]) => (isAbsent(cause) ? effects : [])));
}
/** The attributes of an object that only one side has, as far as the scope looks and as far as they say something. */
function ownAttributes(object, side, scope) {
    return comparedAttributes(object, scope)
        .map((attribute) => ({ attribute, value: attributeOf(object, attribute) }))
        .filter(({ attribute, value }) => attribute !== 'name' && value !== null && value !== false)
        .map(({ attribute, value }) => ({ attribute, expected: null, actual: null, [side]: value }));
}
/** What the scope looks at, the text of last resort aside. Both sides come from one reader, so both have the same attributes. */
function comparedAttributes(object, scope) {
    const { ignored = {}, beyondDrizzle = {}, lastResort, onePerTable = false } = RULES[object.kind];
    const read = Object.keys(object.attributes).filter((name) => name !== lastResort && !(name in ignored) && !(scope === 'drizzle' && name in beyondDrizzle));
    return onePerTable ? ['name', ...read] : read;
}
function isEqual(a, b) {
    return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
//# sourceMappingURL=attributes.js.map
;// CONCATENATED MODULE: ./build/src/compare/renamed.js




/** Takes constraints and indexes of one table that differ in nothing but the name out of the two lists and pairs them. */
function pairRenamed(missing, extra, scope) {
    const waiting = new Map();
    for (const object of extra.filter(canBeRenamed)) {
        const signature = signatureOf(object, scope);
        waiting.set(signature, [...(waiting.get(signature) ?? []), object]);
    }
    const pairs = missing.filter(canBeRenamed).flatMap((object) => {
        const twin = waiting.get(signatureOf(object, scope))?.shift();
        return twin === undefined ? [] : [[object, twin]];
    });
    const paired = new Set(pairs.flat());
    return {
        missing: missing.filter((object) => !paired.has(object)),
        extra: extra.filter((object) => !paired.has(object)),
        pairs,
    };
}
function canBeRenamed(object) {
    return RULES[object.kind].canBeRenamed ?? false;
}
/** All that counts but the name, which the printed text of an index holds as well. */
function signatureOf(object, scope) {
    const text = scope === 'all' && object.kind !== 'index' ? attributeOf(object, 'definition') : null;
    const values = comparedAttributes(object, scope).map((attribute) => attributeOf(object, attribute));
    return JSON.stringify([object.kind, parentOf(object), values, text]);
}
//# sourceMappingURL=renamed.js.map
;// CONCATENATED MODULE: ./build/src/compare/compare-catalogs.js
/** Two catalogs → differences. Pure; both were read from servers of one major version. */






/**
 * All objects that the two catalogs do not have alike, sorted by name. What is missing or extra together with its table
 * is not listed again. Throws where the server majors differ, for Postgres prints the same object differently then.
 */
function compareCatalogs(expected, actual, scope) {
    if (majorOf(expected) !== majorOf(actual)) {
        throw new Error(`catalogs of PostgreSQL ${majorOf(expected)} and ${majorOf(actual)} cannot be compared`);
    }
    const left = indexCatalog(expected);
    const right = indexCatalog(actual);
    const counted = expected.objects.filter((object) => scope === 'all' || isExpressible(object, left));
    const missing = counted.filter((object) => !right.byKey.has(keyOf(object)));
    const extra = actual.objects.filter((object) => !left.byKey.has(keyOf(object)) &&
        (scope === 'all' || (isExpressible(object, right) && RULES[object.kind].extraIsFine === undefined)));
    const renamed = pairRenamed(withoutParts(missing).sort(compare_catalogs_byName), withoutParts(extra).sort(compare_catalogs_byName), scope);
    return [
        ...renamed.missing.map((object) => difference(object, null, ownAttributes(object, 'expected', scope))),
        ...renamed.extra.map((object) => difference(null, object, ownAttributes(object, 'actual', scope))),
        ...renamed.pairs.map(([from, to]) => difference(from, to, [{ attribute: 'name', expected: from.name, actual: to.name }])),
        ...counted.flatMap((object) => {
            const other = right.byKey.get(keyOf(object));
            const attributes = other === undefined ? [] : differingAttributes(object, other, scope);
            return other === undefined || attributes.length === 0 ? [] : difference(object, other, attributes);
        }),
    ].sort((a, b) => (a.object < b.object ? -1 : 1));
}
/** Servers give objects in any order; what is paired with what may not depend on it. */
function compare_catalogs_byName(a, b) {
    return nameOf(a) < nameOf(b) ? -1 : 1;
}
function majorOf(catalog) {
    return Math.floor(catalog.serverVersion / 10_000);
}
/** Without the parts of what is in the list itself, and without the sequence of a column in the list. */
function withoutParts(objects) {
    const wholes = new Set(objects.filter(isWhole).map((object) => `${object.schema}.${object.name}`));
    const columns = new Set(objects.filter(({ kind }) => kind === 'column').map((object) => `${parentOf(object)}.${object.name}`));
    return objects.filter((object) => {
        const { ownedBy } = object.attributes;
        return !wholes.has(parentOf(object) ?? '') && !(typeof ownedBy === 'string' && columns.has(ownedBy));
    });
}
function difference(expected, actual, attributes) {
    const object = expected ?? actual;
    if (object === null)
        throw new Error('a difference needs an object');
    const change = actual === null ? 'missing' : expected === null ? 'extra' : 'changed';
    return { kind: object.kind, object: nameOf(object), change, attributes, expected, actual };
}
//# sourceMappingURL=compare-catalogs.js.map
;// CONCATENATED MODULE: ./build/src/compare/compare-sides.js


/** Each pair of catalogs as far as both are there, in the scope of what Drizzle can state. */
function compareSides({ declared, recorded, replayed, }) {
    return {
        declaredReplayed: compare(declared, replayed),
        declaredRecorded: compare(declared, recorded),
        recordedReplayed: compare(recorded, replayed),
    };
}
function compare(expected, actual) {
    const [left, right] = [gathered_valueOf(expected), gathered_valueOf(actual)];
    return left === null || right === null ? null : compareCatalogs(left, right, 'drizzle');
}
//# sourceMappingURL=compare-sides.js.map
;// CONCATENATED MODULE: ./build/src/model/base.js
/** Tags that the head has and the merge base has not; null where the two cannot be compared. */
function newTagsOf(head, { atMergeBase }) {
    const tags = tagsOf(head);
    if (atMergeBase === null)
        return tags;
    // After the upgrade to 1.0 every migration has another name.
    if (atMergeBase.layout !== head.layout || isUnlisted(atMergeBase))
        return null;
    const merged = new Set(atMergeBase.entries.map(({ tag }) => tag));
    return tags.filter((tag) => !merged.has(tag));
}
/** null: one of the two has all of the other, or they cannot be compared. */
function forkOf(head, { atMergeBase, atTip }) {
    if (atTip === null || atTip.layout !== head.layout)
        return null;
    const [merged, theirs, ours] = [tagsOf(atMergeBase), tagsOf(atTip), tagsOf(head)];
    const fork = {
        common: merged.findLast((tag) => theirs.includes(tag) && ours.includes(tag)) ?? null,
        base: theirs.filter((tag) => !merged.includes(tag) && !ours.includes(tag)),
        head: ours.filter((tag) => !merged.includes(tag) && !theirs.includes(tag)),
    };
    return fork.base.length === 0 || fork.head.length === 0 ? null : fork;
}
function tagsOf(history) {
    return [...new Set(history?.entries.flatMap(({ tag }) => tag ?? []))];
}
/** A journal that cannot be read lists nothing, which says nothing about what is merged. */
function isUnlisted({ journal, entries }) {
    return journal !== null && journal.defect !== null && entries.length === 0;
}
//# sourceMappingURL=base.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/cleanup.js
/** What outlives a JavaScript object (processes, folders, databases) and has to go however the run ends. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** GitHub sends SIGINT, SIGTERM 7.5 s later, and kills after another 2.5 s. */
const GRACE_MS = 5_000;
const leftovers = new Set();
/** Has something removed if the run ends before the returned function is called. */
function removeAtEnd(leftover) {
    if (leftovers.size === 0)
        listen();
    leftovers.add(leftover);
    return () => {
        if (leftovers.delete(leftover) && leftovers.size === 0)
            unlisten();
    };
}
function listen() {
    process.on('exit', removeAllNow);
    for (const signal of SIGNALS)
        process.on(signal, endBySignal);
}
function unlisten() {
    process.off('exit', removeAllNow);
    for (const signal of SIGNALS)
        process.off(signal, endBySignal);
}
function removeAllNow() {
    for (const { removeNow } of leftovers)
        removeNow();
}
/** Removes everything, then dies of the signal, so that whoever started the run sees what ended it. */
function endBySignal(signal) {
    unlisten();
    const removals = [...leftovers].flatMap(({ remove }) => remove?.() ?? []);
    if (removals.length === 0)
        finish();
    setTimeout(finish, GRACE_MS);
    void Promise.allSettled(removals).then(finish);
    function finish() {
        removeAllNow();
        process.kill(process.pid, signal);
    }
}
//# sourceMappingURL=cleanup.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/connection.js
/** Connections to an ephemeral server. */


/** Throws TypeError where it is no connection string. */
function readConnectionString(text) {
    const url = new URL(text.replace(/^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)(?=[/?#]|$)/, '$1localhost'));
    if (!/^postgres(ql)?:$/.test(url.protocol))
        throw new TypeError('not a connection string of PostgreSQL');
    const host = url.searchParams.get('host');
    url.searchParams.delete('host');
    return {
        url: url.href,
        database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
        socketDirectory: host?.startsWith('/') ? host : null,
    };
}
/** One connection to one database. Nothing is taken from the environment that would change what is connected to. */
function openConnection(endpoint, database) {
    const options = {
        database,
        max: 1,
        idle_timeout: 0,
        max_lifetime: null,
        connect_timeout: 30,
        backoff: false,
        // Migrations and DISCARD ALL take prepared statements away from under the driver.
        prepare: false,
        onnotice: () => undefined,
        connection: { application_name: 'drizzle-gatekeeper' },
    };
    if ('url' in endpoint) {
        return src(endpoint.url, { ...options, ...(endpoint.socketDirectory && { host: endpoint.socketDirectory }) });
    }
    const address = 'directory' in endpoint
        ? { path: `${endpoint.directory}/.s.PGSQL.5432`, password: '' }
        : { host: '127.0.0.1', port: endpoint.port, password: endpoint.password };
    return src({ ...options, ...address, user: 'postgres', ssl: false });
}
/** Closes a connection without waiting for what still runs on it. */
async function closeConnection(sql) {
    // Of a connection whose server was killed, the driver may never say that it is closed; with nothing else to wait for,
    // Node would leave with code 13.
    const patience = new AbortController();
    await Promise.race([sql.end({ timeout: 0 }), (0,external_node_timers_promises_namespaceObject.setTimeout)(CLOSE_MS, null, { signal: patience.signal })]);
    patience.abort();
}
/** Milliseconds that a connection gets to close. */
const CLOSE_MS = 2000;
//# sourceMappingURL=connection.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/log-tail.js
const KEPT = 4_000;
/** PostgreSQL's levels, and what its programs say for themselves: `initdb: error: …`. */
const FAULT = /\b(?:ERROR|FATAL|PANIC|error): /;
class LogTail {
    #text = '';
    /** Reads the stream to its end, so that the server never waits for a reader. */
    constructor(stream) {
        stream?.setEncoding('utf8').on('data', (chunk) => {
            this.#text = (this.#text + chunk).slice(-KEPT);
        });
    }
    /** The last lines as one, those that name a fault where there are any, time stamps of the log left out. */
    summary() {
        const lines = this.#text.split('\n').filter((line) => line.trim() !== '');
        const faults = lines.filter((line) => FAULT.test(line));
        const said = (faults.length > 0 ? faults : lines)
            .slice(-3)
            .map((line) => line.replace(/^[\d-]+ [\d:.]+ \S+ \[\d+\] /, '').trim());
        return said.length === 0 ? 'it said nothing' : said.join('; ');
    }
}
//# sourceMappingURL=log-tail.js.map
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: ./build/src/postgres/servers/is-alive.js
/** Whether a process of this machine exists; one of another user counts. */
function isAlive(pid) {
    if (pid <= 0)
        return false; // For `kill`, these are process groups.
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}
//# sourceMappingURL=is-alive.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/run-directory.js
/** A run's own temporary folder: private, short enough for a socket, found again if the run is killed. */





const PREFIX = `gatekeeper-${process.pid}-`;
const NAME = /^gatekeeper-(\d+)-\w{6}$/;
/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the final zero included. */
const MAX_SOCKET_PATH = 103;
/**
 * Makes the folder, mode 0700, owned by `account` where one is given, and sweeps what killed runs left behind. Throws
 * CannotJudge where that fails.
 */
function makeRunDirectory(account) {
    const parent = chooseParent(account);
    try {
        sweep(parent);
        const directory = (0,external_node_fs_namespaceObject.mkdtempSync)((0,external_node_path_namespaceObject.join)(parent, PREFIX));
        if (account !== null)
            (0,external_node_fs_namespaceObject.chownSync)(directory, account.uid, account.gid);
        return directory;
    }
    catch (cause) {
        throw new CannotJudge(`no folder can be made in "${parent}": ${cause.message}`, {
            hint: 'Let TMPDIR name a folder that exists, may be written and has room.',
            cause,
        });
    }
}
/** Removes the folder with all that is in it. */
function removeRunDirectory(directory) {
    (0,external_node_fs_namespaceObject.rmSync)(directory, { recursive: true, force: true, maxRetries: 3 });
}
/** The temporary folder, or `/tmp` where a socket would not fit or where another account may not pass. */
function chooseParent(account) {
    const parent = (0,external_node_os_namespaceObject.tmpdir)();
    if (process.platform === 'win32')
        return parent;
    const socket = (0,external_node_path_namespaceObject.join)(parent, `${PREFIX}XXXXXX`, '.s.PGSQL.5432.lock');
    return account !== null || Buffer.byteLength(socket) > MAX_SOCKET_PATH ? '/tmp' : parent;
}
/** Removes the folders of runs that are gone, unless a server still lives in one. */
function sweep(parent) {
    for (const name of (0,external_node_fs_namespaceObject.readdirSync)(parent)) {
        const pid = NAME.exec(name)?.[1];
        if (pid === undefined || isAlive(Number(pid)))
            continue;
        const directory = (0,external_node_path_namespaceObject.join)(parent, name);
        try {
            if (!isAlive(readServerPid(directory)))
                removeRunDirectory(directory);
        }
        catch {
            continue; // Somebody else's, or gone meanwhile.
        }
    }
}
/** From the server's own lock file; 0: there is none. */
function readServerPid(directory) {
    const file = (0,external_node_path_namespaceObject.join)(directory, 'data', 'postmaster.pid');
    return (0,external_node_fs_namespaceObject.existsSync)(file) ? Number.parseInt((0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8'), 10) : 0;
}
//# sourceMappingURL=run-directory.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/embedded.js
/** The embedded server: PGlite in a child process, behind a socket of the run's own. */









const CHILD = 'postgres/embedded/child.js';
/** PostgreSQL's major version inside PGlite 0.5. */
const EMBEDDED_MAJOR = 18;
/**
 * V8's baseline compiler alone: a run is too short for optimised code to pay. Measured: 240 ms and 210 MB to the first query
 * instead of 320 ms and 290 MB; with a history of 840 statements 1.5 s of processor time instead of 3.7 s.
 */
const NODE_OPTIONS = [
    '--liftoff-only',
    '--no-warnings',
    // In kB. Room for `max_stack_depth`, so that endless recursion ends in SQLSTATE 54001 and not in a crash of V8.
    ...(process.platform === 'win32' ? [] : ['--stack-size=4000']),
];
/** Starts one; `extensions` are loaded into each of its databases, to be created there by `CREATE EXTENSION`. */
async function startEmbedded(extensions, reason) {
    const directory = process.platform === 'win32' ? null : makeRunDirectory(null);
    const { child, log } = forkChild({ assetRoot: assetRoot(), directory, extensions });
    const removeNow = () => {
        child.kill('SIGKILL');
        if (directory !== null)
            removeRunDirectory(directory);
    };
    const forget = removeAtEnd({ removeNow });
    try {
        const { version, versionNumber, port } = await awaitReady(child, log);
        const endpoint = directory === null ? { port: port ?? 0, password: '' } : { directory };
        const databases = new EmbeddedDatabases(child, endpoint);
        return {
            facts: { provider: 'embedded', version, reason },
            versionNumber,
            createDatabase: async () => databases.create(),
            kill: () => void child.kill('SIGKILL'),
            [Symbol.asyncDispose]: async () => {
                await databases.close();
                removeNow();
                forget();
            },
        };
    }
    catch (error) {
        removeNow();
        forget();
        throw error;
    }
}
function assetRoot() {
    return (0,external_node_path_namespaceObject.dirname)((0,external_node_path_namespaceObject.dirname)((0,external_node_path_namespaceObject.dirname)(assetPath(CHILD))));
}
function forkChild(order) {
    const child = (0,external_node_child_process_namespaceObject.fork)(assetPath(CHILD), [JSON.stringify(order)], {
        execArgv: NODE_OPTIONS,
        // Nothing of the environment: it may hold secrets, and options for Node.
        env: process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {},
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        // Ctrl-C in a terminal reaches the whole process group; this one goes when its parent has finished.
        detached: true,
    });
    return { child, log: new LogTail(child.stderr) };
}
async function awaitReady(child, log) {
    return new Promise((resolve, reject) => {
        const fail = () => reject(new CannotJudge(`the embedded server did not start: ${log.summary()}`, {
            hint: 'Use --postgres local where PostgreSQL is installed.',
        }));
        child.once('message', resolve).once('exit', fail).once('error', fail);
    });
}
/** Names are enough: the child makes an instance for each that a connection asks for. */
class EmbeddedDatabases {
    #child;
    #endpoint;
    #connections = new Set();
    constructor(child, endpoint) {
        this.#child = child;
        this.#endpoint = endpoint;
    }
    create() {
        const name = `gatekeeper_${(0,external_node_crypto_namespaceObject.randomBytes)(6).toString('hex')}`;
        const connections = new Set();
        return {
            name,
            connect: async () => {
                const sql = openConnection(this.#endpoint, name);
                connections.add(sql);
                this.#connections.add(sql);
                return sql;
            },
            [Symbol.asyncDispose]: async () => {
                await Promise.all([...connections].map(closeConnection));
                // With a callback, a child that has just been killed is no uncaught EPIPE.
                if (this.#child.connected)
                    this.#child.send({ drop: name }, () => { });
            },
        };
    }
    async close() {
        await Promise.all([...this.#connections].map(closeConnection));
    }
}
//# sourceMappingURL=embedded.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/find-binaries.js
/** Finds the PostgreSQL servers that are installed. */



/** The oldest that knows all settings of `local.ts` (`wal_init_zero`). */
const OLDEST_MAJOR = 12;
/** Where packages put them; `*` stands for one path segment. Debian, PGDG for RHEL, Alpine, source, Homebrew, Postgres.app. */
const PLACES = [
    '/usr/lib/postgresql/*/bin',
    '/usr/pgsql-*/bin',
    '/usr/libexec/postgresql*',
    '/usr/local/pgsql/bin',
    '/opt/homebrew/opt/postgresql*/bin',
    '/usr/local/opt/postgresql*/bin',
    '/home/linuxbrew/.linuxbrew/opt/postgresql*/bin',
    '/Applications/Postgres.app/Contents/Versions/*/bin',
];
/** The installed server of that major version, or of the highest where it is null; null: there is none. */
function findBinaries(major) {
    const found = listDirectories().flatMap((directory) => {
        const installed = readMajor(directory);
        return installed !== null && installed >= OLDEST_MAJOR ? [{ directory, major: installed }] : [];
    });
    const fitting = found.filter((binaries) => major === null || binaries.major === major);
    return fitting.sort((a, b) => b.major - a.major)[0] ?? null;
}
/** Candidates, those that the environment names first. */
function listDirectories() {
    const named = [process.env['PGBIN'] ?? '', ...(process.env['PATH'] ?? '').split(external_node_path_namespaceObject.delimiter)];
    const candidates = [...named, ...PLACES.flatMap(expand)].filter((directory) => ['initdb', 'postgres'].every((program) => directory !== '' && (0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(directory, program))));
    return [...new Set(candidates.map((directory) => (0,external_node_path_namespaceObject.dirname)((0,external_node_fs_namespaceObject.realpathSync)((0,external_node_path_namespaceObject.join)(directory, 'postgres')))))];
}
function expand(place) {
    const segments = place.split('/').slice(1);
    return segments.reduce((parents, segment) => parents.flatMap((parent) => segment.includes('*')
        ? listMatching(parent, segment).map((name) => (0,external_node_path_namespaceObject.join)(parent, name))
        : [(0,external_node_path_namespaceObject.join)(parent, segment)]), ['/']);
}
function listMatching(parent, segment) {
    const [before = '', after = ''] = segment.split('*');
    try {
        return (0,external_node_fs_namespaceObject.readdirSync)(parent).filter((name) => name.startsWith(before) && name.endsWith(after));
    }
    catch {
        return [];
    }
}
/** Asks the program itself, as in `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`. */
function readMajor(directory) {
    try {
        const answer = (0,external_node_child_process_namespaceObject.execFileSync)((0,external_node_path_namespaceObject.join)(directory, 'postgres'), ['--version'], { encoding: 'utf8', timeout: 5_000 });
        const major = /\(PostgreSQL\) (\d+)/.exec(answer)?.[1];
        return major === undefined ? null : Number(major);
    }
    catch {
        return null;
    }
}
//# sourceMappingURL=find-binaries.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/drop-database.js

/** Drops a database that may still have sessions. `WITH (FORCE)` came with PostgreSQL 13. */
async function dropDatabase(sql, name) {
    await sql `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${name}`;
    await sql.unsafe(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)}`);
}
//# sourceMappingURL=drop-database.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/roles.js

/** All roles but PostgreSQL's own. */
async function listRoles(sql) {
    const rows = await sql `
    SELECT rolname AS name FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_'`;
    return new Set(rows.map(({ name }) => name));
}
/**
 * Drops those roles that own nothing and hold no privilege in any database: what a run's roles had went with its databases,
 * and what has more is not the run's. Repeated as long as it gets further: the grantor of a membership cannot go before
 * the membership (PostgreSQL 16).
 */
async function dropRoles(sql, names) {
    for (let left = names.length; left > 0;) {
        const unused = await listUnused(sql, names);
        for (const name of unused)
            await dropRole(sql, name);
        const remaining = (await listUnused(sql, names)).length;
        if (remaining === 0 || remaining >= left)
            return;
        left = remaining;
    }
}
/** Dependencies on roles: `dbid` 0 are shared objects, `deptype` `o` is ownership. */
async function listUnused(sql, names) {
    const rows = await sql `
    SELECT r.rolname AS name
    FROM pg_catalog.pg_roles r
    WHERE r.rolname = ANY (${[...names]})
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_shdepend d
        WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid AND (d.dbid <> 0 OR d.deptype = 'o')
      )`;
    return rows.map(({ name }) => name);
}
/** DROP OWNED revokes privileges on shared objects, such as databases; not everybody who may drop a role may do that. */
async function dropRole(sql, name) {
    for (const command of ['DROP OWNED BY', 'DROP ROLE IF EXISTS']) {
        await sql.unsafe(`${command} ${quoteIdentifier(name)}`).catch(() => undefined);
    }
}
//# sourceMappingURL=roles.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/abandoned.js
/** Databases on a given server whose run was killed before it could drop them. */




/** A run on another machine is taken for dead after this time without a session. */
const LONGEST_RUN_MS = 3_600_000;
const abandoned_PREFIX = 'drizzle-gatekeeper ';
/** The comment for a database of this run. */
function writeMark(roles) {
    const mark = { pid: process.pid, host: (0,external_node_os_namespaceObject.hostname)(), startedAt: new Date().toISOString(), roles };
    return abandoned_PREFIX + JSON.stringify(mark);
}
/** Drops what dead runs left, with the roles that came up since and are used nowhere. */
async function dropAbandoned(sql) {
    const databases = await sql `
    SELECT
      d.datname AS name,
      s.description AS comment,
      NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid) AS idle
    FROM pg_database d
    JOIN pg_shdescription s ON s.objoid = d.oid AND s.classoid = 'pg_database'::regclass
    WHERE d.datname ~ '^gatekeeper_[0-9a-f]+$'`;
    for (const { name, comment, idle } of databases) {
        const mark = readMark(comment);
        if (mark === null || isRunning(mark, idle))
            continue;
        await dropDatabase(sql, name);
        const roles = await listRoles(sql);
        await dropRoles(sql, [...roles].filter((role) => !mark.roles.includes(role)));
    }
}
function readMark(comment) {
    return comment.startsWith(abandoned_PREFIX) ? JSON.parse(comment.slice(abandoned_PREFIX.length)) : null;
}
/** A backend notices only at its next answer that its run is gone, so a session proves nothing on the same machine. */
function isRunning(mark, idle) {
    if (mark.host === (0,external_node_os_namespaceObject.hostname)())
        return isAlive(mark.pid);
    return !idle || Date.now() - Date.parse(mark.startedAt) < LONGEST_RUN_MS;
}
//# sourceMappingURL=abandoned.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/cluster.js
/** Databases on a real server: created, handed out and dropped through one maintenance connection. */






async function closeConnections({ connections }) {
    await Promise.all([...connections].map(closeConnection));
}
/** A server that one run works on. */
class Cluster {
    maintenance;
    version;
    versionNumber;
    #options;
    #databases = new Map();
    #rolesBefore;
    #closed = null;
    constructor(options, maintenance, version, rolesBefore) {
        this.#options = options;
        this.maintenance = maintenance;
        this.version = version.version;
        this.versionNumber = version.versionNumber;
        this.#rolesBefore = rolesBefore;
    }
    /** Connects; rejects with the error of the connection where that fails. */
    static async open(options) {
        const maintenance = openConnection(options.endpoint, options.maintenance);
        try {
            return new Cluster(options, maintenance, await readVersion(maintenance), await listRoles(maintenance));
        }
        catch (error) {
            await closeConnection(maintenance);
            throw error;
        }
    }
    async createDatabase() {
        const name = `gatekeeper_${(0,external_node_crypto_namespaceObject.randomBytes)(6).toString('hex')}`;
        const database = { name, connections: new Set(), dropped: null };
        this.#databases.set(name, database);
        // template1 may hold whatever somebody once put there.
        await this.maintenance.unsafe(`CREATE DATABASE ${name} TEMPLATE template0`);
        const mark = this.#options.mark?.([...this.#rolesBefore]);
        if (mark !== undefined)
            await this.maintenance.unsafe(`COMMENT ON DATABASE ${name} IS ${quoteLiteral(mark)}`);
        return {
            name,
            connect: async () => {
                const sql = openConnection(this.#options.endpoint, name);
                database.connections.add(sql);
                return sql;
            },
            [Symbol.asyncDispose]: () => this.#drop(database),
        };
    }
    /** Ends every session on the run's databases; without waiting. */
    terminateSessions() {
        const names = [...this.#databases.keys()];
        this.maintenance `
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY (${names})`.catch(() => undefined);
    }
    /** Drops what would outlive the run, and closes all connections. Whoever calls it again waits for the same end. */
    async close() {
        this.#closed ??= this.#close();
        return this.#closed;
    }
    async #close() {
        for (const database of this.#databases.values()) {
            await (this.#options.outlivesRun ? this.#drop(database) : closeConnections(database));
        }
        await closeConnection(this.maintenance);
    }
    async #drop(database) {
        database.dropped ??= this.#dropOnce(database);
        return database.dropped;
    }
    async #dropOnce(database) {
        await closeConnections(database);
        try {
            const roles = await this.#newRoles();
            if (!this.#options.outlivesRun && roles.length === 0)
                return;
            await dropDatabase(this.maintenance, database.name);
            await dropRoles(this.maintenance, roles);
        }
        catch (error) {
            if (!isServerLoss(error))
                throw error; // Where the server is gone, so are its databases, or none can be dropped.
        }
    }
    async #newRoles() {
        const roles = await listRoles(this.maintenance);
        return [...roles].filter((name) => !this.#rolesBefore.has(name));
    }
}
async function readVersion(sql) {
    const [row] = await sql `
    SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number`;
    return { version: row?.version.split(' ')[0] ?? '', versionNumber: Number(row?.number) };
}
//# sourceMappingURL=cluster.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/given.js
/** A server that already runs: the run works in databases of its own, and leaves the server as it found it. */





/** Roles belong to the whole server, so two runs at once would meet each other's. */
const LOCK_TIMEOUT = '120s';
const LOCK_NAME = 'drizzle-gatekeeper';
/** Connects; `version` is the wanted major. The URL stands in no message. */
async function startGiven(url, version) {
    const cluster = await connect(url);
    try {
        await requireFit(cluster, version);
        await takeTurn(cluster);
        await dropAbandoned(cluster.maintenance);
    }
    catch (error) {
        await cluster.close();
        throw error;
    }
    const close = () => cluster.close();
    // Databases cannot be dropped synchronously: what a crash leaves goes with the next run's `dropAbandoned`.
    const forget = removeAtEnd({ removeNow: () => undefined, remove: close });
    return {
        facts: { provider: 'given', version: cluster.version, reason: 'GATEKEEPER_POSTGRES_URL is set' },
        versionNumber: cluster.versionNumber,
        createDatabase: () => cluster.createDatabase(),
        kill: () => cluster.terminateSessions(),
        [Symbol.asyncDispose]: async () => {
            await close();
            forget();
        },
    };
}
async function connect(url) {
    try {
        const endpoint = readConnectionString(url);
        return await Cluster.open({ endpoint, maintenance: endpoint.database, outlivesRun: true, mark: writeMark });
    }
    catch (error) {
        // Node quotes a malformed URL in full, password included.
        const reason = error instanceof TypeError ? 'it is not a connection string' : error.message;
        throw cannotUse(reason, 'Start that server, mend its connection string, or leave GATEKEEPER_POSTGRES_URL out.');
    }
}
async function requireFit({ maintenance, versionNumber }, version) {
    const major = Math.trunc(versionNumber / 10_000);
    if (version !== null && version !== major) {
        throw cannotUse(`it is PostgreSQL ${major}, not ${version}`, 'Leave --postgres-version or the variable out.');
    }
    const [role] = await maintenance `
    SELECT rolname AS name, rolcreatedb OR rolsuper AS able FROM pg_roles WHERE rolname = current_user`;
    if (role?.able !== true) {
        throw cannotUse(`role "${role?.name}" may not create databases`, `Run ALTER ROLE "${role?.name}" CREATEDB.`);
    }
}
async function takeTurn({ maintenance }) {
    try {
        await maintenance `SELECT set_config('lock_timeout', ${LOCK_TIMEOUT}, false)`;
        await maintenance `SELECT pg_advisory_lock(hashtext(${LOCK_NAME}))`;
        await maintenance `RESET lock_timeout`;
    }
    catch (error) {
        if (error.code !== '55P03')
            throw error;
        throw cannotUse(`another run has been using it for ${LOCK_TIMEOUT}`, 'Wait for that run, or give each run a server.');
    }
}
function cannotUse(reason, hint) {
    return new CannotJudge(`the server named by GATEKEEPER_POSTGRES_URL cannot be used: ${reason}`, { hint });
}
//# sourceMappingURL=given.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/account.js
/** PostgreSQL refuses to run as root, so root starts it under another account. */


/** The account to start a server under; null: the current one will do. */
function chooseAccount() {
    if (process.getuid?.() !== 0)
        return null;
    const account = findAccount('postgres') ?? findAccount('nobody') ?? sudoer();
    if (account === null) {
        throw new CannotJudge('PostgreSQL does not run as root, and there is no other account to start it under', {
            hint: 'Run as another user, or use --postgres embedded.',
        });
    }
    return account;
}
function findAccount(name) {
    try {
        const line = (0,external_node_fs_namespaceObject.readFileSync)('/etc/passwd', 'utf8').match(new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm'));
        return line === null ? null : { uid: Number(line[1]), gid: Number(line[2]) };
    }
    catch {
        return null;
    }
}
function sudoer() {
    const uid = Number(process.env['SUDO_UID']);
    const gid = Number(process.env['SUDO_GID']);
    return uid > 0 && gid > 0 ? { uid, gid } : null;
}
//# sourceMappingURL=account.js.map
;// CONCATENATED MODULE: ./build/src/postgres/data-directory.js
/** An initialised data directory as one buffer: an index in JSON, then the contents of the files one after the other. */
/** Packs files; the same files give the same bytes. */
function packDataDirectory(files) {
    const index = Buffer.from(JSON.stringify(files.map(({ path, content }) => [path, content?.length ?? null])));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(index.length);
    return Buffer.concat([length, index, ...files.flatMap(({ content }) => content ?? [])]);
}
/** Unpacks files; the contents are views into `packed`. */
function unpackDataDirectory(packed) {
    let offset = 4 + packed.readUInt32LE(0);
    const index = JSON.parse(packed.toString('utf8', 4, offset));
    return index.map(([path, size]) => {
        const content = size === null ? null : packed.subarray(offset, offset + size);
        offset += size ?? 0;
        return { path, content };
    });
}
//# sourceMappingURL=data-directory.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/user-cache.js
/** The user's own folder for what may be lost. */



/**
 * A folder of that name below `drizzle-gatekeeper` in the user's cache, made where it is missing. null: there is no home,
 * it is read-only, or others may write there, so that nothing in it is to be trusted.
 */
function openUserCache(name) {
    const home = cacheHome();
    const own = (0,external_node_path_namespaceObject.join)(home, 'drizzle-gatekeeper');
    const directory = (0,external_node_path_namespaceObject.join)(own, name);
    try {
        // One by one: with `recursive`, Node never returns where the system answers ENOENT, as below /proc.
        [home, own, directory].forEach(makeDirectory);
        return isPrivate(directory) ? directory : null;
    }
    catch {
        return null;
    }
}
function makeDirectory(path) {
    if (!(0,external_node_fs_namespaceObject.existsSync)(path))
        (0,external_node_fs_namespaceObject.mkdirSync)(path, { mode: 0o700 });
}
/** https://specifications.freedesktop.org/basedir-spec/latest/ and its counterparts. */
function cacheHome() {
    const { XDG_CACHE_HOME: named = '', LOCALAPPDATA: local = '' } = process.env;
    if ((0,external_node_path_namespaceObject.isAbsolute)(named))
        return named;
    if (process.platform === 'win32' && local !== '')
        return local;
    return process.platform === 'darwin' ? (0,external_node_path_namespaceObject.join)((0,external_node_os_namespaceObject.homedir)(), 'Library/Caches') : (0,external_node_path_namespaceObject.join)((0,external_node_os_namespaceObject.homedir)(), '.cache');
}
function isPrivate(directory) {
    if (process.platform === 'win32')
        return true; // The profile's own rights.
    const { uid, mode } = (0,external_node_fs_namespaceObject.statSync)(directory);
    return uid === process.getuid?.() && (mode & 0o022) === 0;
}
//# sourceMappingURL=user-cache.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/kept-cluster.js
/** What initdb made, kept between runs: unpacking it takes a tenth of the time. */





/** Changes when the form of the files does. */
const FORMAT = 1;
const DIGEST_BYTES = 32;
const UNUSED_FOR_MS = 30 * 24 * 3_600_000;
/** Of the program itself path, size and time count, so that an update of PostgreSQL starts anew. null: nothing can be kept. */
function openKeep(program, options) {
    const directory = openUserCache('clusters');
    if (directory === null)
        return null;
    const path = (0,external_node_fs_namespaceObject.realpathSync)(program);
    const { size, mtimeMs } = (0,external_node_fs_namespaceObject.statSync)(path);
    const key = digestOf(JSON.stringify([FORMAT, path, size, mtimeMs, options])).toString('hex', 0, 16);
    return { directory, file: (0,external_node_path_namespaceObject.join)(directory, key) };
}
/** Makes the data directory from what was kept, owned by `account`. False: there is nothing whole, and `target` is not there. */
function restore(keep, target, account) {
    try {
        const bytes = (0,external_node_fs_namespaceObject.readFileSync)(keep.file);
        const packed = bytes.subarray(DIGEST_BYTES);
        if (!digestOf(packed).equals(bytes.subarray(0, DIGEST_BYTES)))
            return false;
        writeFiles([{ path: '.', content: null }, ...unpackDataDirectory(packed)], target, account);
        const now = new Date();
        (0,external_node_fs_namespaceObject.utimesSync)(keep.file, now, now);
        return true;
    }
    catch {
        (0,external_node_fs_namespaceObject.rmSync)(target, { recursive: true, force: true });
        return false;
    }
}
/** Keeps a data directory whose server has not been started. Whoever reads meanwhile sees the whole file or none. */
function store(keep, source) {
    const written = `${keep.file}.${process.pid}`;
    try {
        const packed = packDataDirectory([...listFiles(source, '')]);
        (0,external_node_fs_namespaceObject.writeFileSync)(written, Buffer.concat([digestOf(packed), packed]), { mode: 0o600 });
        (0,external_node_fs_namespaceObject.renameSync)(written, keep.file);
        removeUnused(keep.directory);
    }
    catch {
        (0,external_node_fs_namespaceObject.rmSync)(written, { force: true }); // No space, for one: the next run will do without as well.
    }
}
function digestOf(content) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(content).digest();
}
function* listFiles(root, directory) {
    for (const entry of (0,external_node_fs_namespaceObject.readdirSync)((0,external_node_path_namespaceObject.join)(root, directory), { withFileTypes: true })) {
        const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
        yield { path, content: entry.isDirectory() ? null : (0,external_node_fs_namespaceObject.readFileSync)((0,external_node_path_namespaceObject.join)(root, path)) };
        if (entry.isDirectory())
            yield* listFiles(root, path);
    }
}
function writeFiles(files, target, account) {
    for (const { path, content } of files) {
        const place = (0,external_node_path_namespaceObject.join)(target, path);
        if (content === null)
            (0,external_node_fs_namespaceObject.mkdirSync)(place, { mode: 0o700 });
        else
            (0,external_node_fs_namespaceObject.writeFileSync)(place, content, { mode: 0o600 });
        if (account !== null)
            (0,external_node_fs_namespaceObject.chownSync)(place, account.uid, account.gid);
    }
}
/** What no run has taken for a month: programs that were updated, and what killed runs had begun to write. */
function removeUnused(directory) {
    for (const name of (0,external_node_fs_namespaceObject.readdirSync)(directory)) {
        const file = (0,external_node_path_namespaceObject.join)(directory, name);
        if (Date.now() - (0,external_node_fs_namespaceObject.statSync)(file).mtimeMs > UNUSED_FOR_MS)
            (0,external_node_fs_namespaceObject.rmSync)(file, { force: true });
    }
}
//# sourceMappingURL=kept-cluster.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/supervise.js
/** Programs of PostgreSQL, each under a shell that ends it with the run, whatever ended the run: SIGKILL as well. */



/**
 * Runs the program (`$@`) and waits for it. When the other end of standard input is closed, the run is over: the program
 * is told to quit at once (PostgreSQL's immediate shutdown). The folder (`$0`) goes then, and always with `remove`.
 */
const SUPERVISOR = `
  exec 3<&0
  "$@" 3<&- </dev/null & program=$!
  { read -r line <&3; kill -QUIT $program; } 2>/dev/null & watch=$!
  wait $program; status=$?
  { kill $watch 2>/dev/null && [ "$FOLDER" = keep ]; } || rm -rf "$0"
  exit $status`;
/** Starts a program; `folder` says what becomes of the run's folder when it ends by itself. */
function supervise(command, home, folder) {
    const shell = (0,external_node_child_process_namespaceObject.spawn)('/bin/sh', ['-c', SUPERVISOR, home.directory, ...command], {
        cwd: home.directory,
        env: { PATH: '/usr/bin:/bin', LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'], FOLDER: folder },
        // Ctrl-C in a terminal reaches the whole process group; a server goes when the run has finished.
        detached: true,
        ...home.account,
    });
    const log = new LogTail(shell.stderr);
    shell.stdout.resume();
    shell.stdin.on('error', () => undefined); // It may end first.
    const ended = endOf(shell);
    const quit = () => void shell.stdin.destroy();
    const stop = async () => {
        quit();
        await ended;
    };
    void ended.then(removeAtEnd({ removeNow: quit }));
    return { log, ended, isRunning: () => shell.exitCode === null && shell.signalCode === null, quit, stop };
}
function endOf(child) {
    return new Promise((resolve) => {
        child.once('error', (error) => resolve(error.message));
        child.once('close', (status, signal) => resolve(status ?? signal));
    });
}
//# sourceMappingURL=supervise.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/local.js
/** A server from installed binaries: its own cluster in a temporary folder, reachable through a private socket alone. */










/** Nothing is lost that anybody would want back, and nobody else connects. */
const SETTINGS = [
    'listen_addresses=',
    'unix_socket_permissions=0700',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'wal_level=minimal',
    'max_wal_senders=0',
    'wal_init_zero=off',
    'shared_buffers=32MB',
    'dynamic_shared_memory_type=mmap', // Containers may lack /dev/shm.
    'max_connections=20',
    // Times `max_connections`: a fresh install locks all that it makes until its one transaction ends.
    'max_locks_per_transaction=2048',
    'autovacuum=off',
    'jit=off',
    // Else it is the machine's, as initdb found it, and defaults such as now()::date depend on where the run is.
    'timezone=UTC',
    'log_timezone=UTC',
    'logging_collector=off',
    'log_destination=stderr',
];
/** 1 MB of WAL instead of 16 is written at the start. */
const INITDB_OPTIONS = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--wal-segsize=1'];
const READY_WITHIN_MS = 30_000;
const POLL_MS = 10;
/** Makes a cluster and starts its server. Throws CannotJudge with the server's own words where that fails. */
async function startLocal(binaries, reason) {
    const account = chooseAccount();
    const home = { directory: makeRunDirectory(account), account };
    try {
        await initialise(binaries, home);
        return await launch(binaries, home, reason);
    }
    catch (error) {
        removeRunDirectory(home.directory);
        throw error;
    }
}
async function initialise(binaries, home) {
    const data = (0,external_node_path_namespaceObject.join)(home.directory, 'data');
    const keep = openKeep((0,external_node_path_namespaceObject.join)(binaries.directory, 'postgres'), INITDB_OPTIONS);
    if (keep !== null && restore(keep, data, home.account))
        return;
    const command = [(0,external_node_path_namespaceObject.join)(binaries.directory, 'initdb'), '-D', data, ...INITDB_OPTIONS];
    const initdb = supervise(command, home, 'keep');
    const status = await initdb.ended;
    if (status !== 0)
        throw cannotStart(`initdb of PostgreSQL ${binaries.major} failed: ${initdb.log.summary()}`);
    if (keep !== null)
        store(keep, data);
}
async function launch(binaries, home, reason) {
    const settings = [...SETTINGS, `unix_socket_directories=${home.directory}`].flatMap((setting) => ['-c', setting]);
    const command = [(0,external_node_path_namespaceObject.join)(binaries.directory, 'postgres'), '-D', (0,external_node_path_namespaceObject.join)(home.directory, 'data'), ...settings];
    const server = supervise(command, home, 'remove');
    try {
        const cluster = await local_awaitReady(home.directory, server);
        if (cluster === null)
            throw cannotStart(`PostgreSQL ${binaries.major} did not start: ${server.log.summary()}`);
        return {
            facts: { provider: 'local', version: cluster.version, reason },
            versionNumber: cluster.versionNumber,
            createDatabase: () => cluster.createDatabase(),
            kill: () => server.quit(),
            [Symbol.asyncDispose]: async () => {
                await cluster.close();
                await server.stop();
            },
        };
    }
    catch (error) {
        await server.stop();
        throw error;
    }
}
/** Null: the server has stopped instead, or said nothing in time. */
async function local_awaitReady(directory, server) {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (server.isRunning() && Date.now() < deadline) {
        try {
            if ((0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(directory, '.s.PGSQL.5432'))) {
                return await Cluster.open({ endpoint: { directory }, maintenance: 'postgres', outlivesRun: false, mark: null });
            }
        }
        catch (error) {
            if (!isServerLoss(error))
                throw error; // 57P03: it listens, and is starting up.
        }
        await (0,external_node_timers_promises_namespaceObject.setTimeout)(POLL_MS);
    }
    return null;
}
function cannotStart(message) {
    return new CannotJudge(message, { hint: 'Mend that, or use --postgres embedded.' });
}
//# sourceMappingURL=local.js.map
;// CONCATENATED MODULE: ./build/src/postgres/servers/start-server.js
/** Starts the ephemeral Postgres of a run: the provider that was asked for, or the first that serves. */





/** Throws CannotJudge where no server can be had, with what was tried and why it did not serve. */
async function startServer(options) {
    const { signal } = options;
    signal?.throwIfAborted();
    const server = await PROVIDERS[options.provider](options);
    if (signal?.aborted)
        await server[Symbol.asyncDispose](); // While it started.
    signal?.throwIfAborted();
    signal?.addEventListener('abort', () => server.kill(), { once: true });
    return server;
}
const PROVIDERS = {
    auto: startFirst,
    embedded: (options) => startEmbeddedOf(options, 'asked for'),
    local: (options) => startInstalled(options, 'asked for'),
    docker: async () => {
        throw new CannotJudge('the provider "docker" is not available yet', { hint: 'Use --postgres local or embedded.' });
    },
};
/** A given server; the container where an image is named; installed binaries; the embedded server. */
async function startFirst(options) {
    if (options.givenUrl !== null)
        return startGiven(options.givenUrl, options.version);
    if (options.image !== null)
        return PROVIDERS.docker(options);
    try {
        return await startInstalled(options, 'installed on this machine');
    }
    catch (error) {
        const embeddedServes = options.version === null || options.version === EMBEDDED_MAJOR;
        if (!(error instanceof CannotJudge) || !embeddedServes)
            throw error;
        return startEmbeddedOf(options, error.message);
    }
}
async function startInstalled(options, reason) {
    const binaries = findBinaries(options.version);
    if (binaries === null) {
        const wanted = options.version === null ? '' : ` ${options.version}`;
        throw new CannotJudge(`no PostgreSQL${wanted} is installed`, {
            hint: 'Install it, name its bin directory in PGBIN, or name a running server in GATEKEEPER_POSTGRES_URL.',
        });
    }
    return startLocal(binaries, `${reason}: ${binaries.directory}`);
}
async function startEmbeddedOf(options, reason) {
    if (options.version !== null && options.version !== EMBEDDED_MAJOR) {
        throw new CannotJudge(`the embedded server is PostgreSQL ${EMBEDDED_MAJOR}, not ${options.version}`, {
            hint: `Use --postgres local where PostgreSQL ${options.version} is installed.`,
        });
    }
    return startEmbedded(options.extensions, reason);
}
//# sourceMappingURL=start-server.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/bundled-kit.js
/** drizzle-kit as it comes with the gate: for histories without their own. */

/** The line that writes snapshots of this layout. Throws CannotJudge where the installation lacks it. */
function bundledKit(layout) {
    const module = assetPath(`project/schema/kit/${layout}/index.js`);
    return { source: 'bundled', module, line: layout === 'journal' ? '0.x' : '1.0' };
}
//# sourceMappingURL=bundled-kit.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/schema-files.js
/** The TypeScript files that a config's `schema` means. */




/**
 * Absolute paths. A folder means the files directly in it, as drizzle-kit has it. Throws CannotJudge where the config
 * names no schema, and where nothing is there.
 */
async function findSchemaFiles({ root }, { path, schema }) {
    if (schema.length === 0) {
        throw new CannotJudge(`"${path}" names no "schema"`, {
            hint: 'Add "schema" to it, or judge the migrations alone with --migrations <folder>.',
        });
    }
    const found = (await Promise.all(schema.map(async (pattern) => findPaths(root, pattern)))).flat();
    const files = (await Promise.all(found.map(filesOf))).flat().filter((file) => /\.[cm]?[jt]s$/.test(file));
    if (files.length > 0)
        return [...new Set(files)];
    throw new CannotJudge(`no schema file matches ${schema.map((pattern) => `"${pattern}"`).join(', ')} of "${path}"`, {
        hint: `Correct "schema" in "${path}": it is relative to the folder that drizzle-kit is started in, here "${root}".`,
    });
}
async function filesOf(path) {
    if (!(await (0,promises_namespaceObject.stat)(path)).isDirectory())
        return [path];
    const entries = await (0,promises_namespaceObject.readdir)(path, { withFileTypes: true });
    return entries
        .filter((entry) => !entry.isDirectory())
        .map(({ name }) => (0,external_node_path_namespaceObject.join)(path, name))
        .sort();
}
//# sourceMappingURL=schema-files.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/snapshots.js
/** Which snapshot counts: for the record the one of the newest entry, for drizzle-kit the last file. */

/** The snapshot of the newest entry that has one, defects included; null: no entry has one. */
function latestSnapshot({ layout, entries, snapshots }) {
    for (const { tag } of [...entries].reverse()) {
        if (tag === null)
            continue;
        const owner = layout === 'folders' ? tag : /^\d+(?=_)/.exec(tag)?.[0];
        const snapshot = snapshots.find(({ belongsTo }) => belongsTo !== null && belongsTo === owner);
        if (snapshot)
            return { tag, snapshot };
    }
    return null;
}
/** What `drizzle-kit generate` compares with: the last file by name, entry or not, but for names that start with `_`. */
function newestSnapshot({ snapshots }) {
    return snapshots.findLast(({ path, defect }) => defect === null && !(0,external_node_path_namespaceObject.basename)(path).startsWith('_')) ?? null;
}
/** The snapshot as the child program reads it; paths become absolute. */
function toSnapshotFile({ path, version, id }, { snapshots }, cwd) {
    const family = version === '9' ? snapshots.filter(({ defect }) => defect === null) : [];
    const ancestors = family.map((snapshot) => [(0,external_node_path_namespaceObject.basename)((0,external_node_path_namespaceObject.dirname)(snapshot.path)), (0,external_node_path_namespaceObject.resolve)(cwd, snapshot.path)]);
    return { path: (0,external_node_path_namespaceObject.resolve)(cwd, path), version: version ?? '', id: id ?? '', ancestors: Object.fromEntries(ancestors) };
}
//# sourceMappingURL=snapshots.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/gather-schema.js
/** Gathers what the TypeScript schema declares and what the latest snapshot records, both as DDL. */









/**
 * Both from one child process. Throws CannotJudge where a schema is given and cannot be evaluated, declares nothing, or
 * drizzle-kit and drizzle-orm do not fit each other.
 */
async function gatherSchema(project, history, options) {
    const latest = latestSnapshot(history);
    const source = await chooseSource(project, history, options);
    const reply = await ask(source, latest, { project, history, options });
    return {
        declared: source.declared === null ? source.gap : toDeclared(reply.declared, source.declared.config, history),
        recorded: toRecorded(reply.recorded, latest),
    };
}
async function chooseSource(project, history, { cwd }) {
    const { config } = project;
    const without = (gap) => ({ kit: bundledKit(history.layout), declared: null, gap });
    if (config === null)
        return without(skipped('only a migrations folder is given'));
    const files = await findSchemaFiles(project, config);
    const kit = await requireKit(project, config, cwd);
    const line = toolchain_lineOf(kit);
    if (line === null)
        return without(skipped(`drizzle-kit ${kit.version} has no programmatic interface; ${CAPABLE}`));
    if ((line === '0.x') !== (history.layout === 'journal'))
        return without(failed(layoutFault(history, kit)));
    const newest = newestSnapshot(history);
    const previous = newest && toSnapshotFile(newest, history, cwd);
    const request = { config: (0,external_node_path_namespaceObject.resolve)(cwd, config.path), files, casing: config.casing, previous };
    return { kit: { source: 'project', folder: kit.folder, line }, declared: { config, request } };
}
const CAPABLE = '0.23 to 0.31 have one, and 1.0 since rc.4';
async function requireKit({ root }, config, cwd) {
    const folders = [(0,external_node_path_namespaceObject.dirname)((0,external_node_path_namespaceObject.resolve)(cwd, config.path)), root];
    const kit = await findPackage('drizzle-kit', folders);
    if (kit === null) {
        throw new CannotJudge('the schema cannot be compared: drizzle-kit is not installed', {
            hint: 'Install the dependencies of the project first, or judge the migrations alone with --migrations <folder>.',
        });
    }
    await requireMatch(kit, await findPackage('drizzle-orm', [kit.folder, ...folders]));
    return kit;
}
/** Neither line reads the other's layout: 1.0 stops before a journal, 0.x does not see folders. */
function layoutFault({ layout, folder }, kit) {
    return layout === 'journal'
        ? `drizzle-kit ${kit.version} refuses the journal in "${folder}" until "drizzle-kit up" has rewritten it`
        : `drizzle-kit ${kit.version} does not read the layout of "${folder}", which is that of drizzle-kit 1.0`;
}
/** No question, no child. */
async function ask(source, latest, around) {
    const { project, history, options } = around;
    const { kit, declared } = source;
    const usable = latest !== null && latest.snapshot.defect === null;
    const recorded = usable ? toSnapshotFile(latest.snapshot, history, options.cwd) : null;
    if (declared === null && recorded === null)
        return { declared: null, recorded: null };
    const request = { task: 'schema', kit, declared: declared?.request ?? null, recorded };
    const answer = await askChild(request, { ...options, root: project.root });
    const subject = declared?.config.schema.join(', ') ?? recorded?.path ?? '';
    return explainAnswer(answer, { subject, ...options });
}
function toDeclared(outcome, { path, schema }, history) {
    if (outcome === null)
        return failed('drizzle-kit gave no answer');
    if ('reason' in outcome)
        return failed(`drizzle-kit does not accept the newest snapshot: ${outcome.reason}`);
    if (outcome.value.objectCount > 0 || history.entries.length === 0)
        return gathered(outcome.value);
    throw new CannotJudge(`the schema exports no tables (${schema.join(', ')} of "${path}")`, {
        hint: 'Export every table, enum and view from the files that "schema" names; drizzle-kit sees nothing else.',
    });
}
function toRecorded(outcome, latest) {
    if (latest === null)
        return skipped('no entry has a snapshot');
    const { path, defect } = latest.snapshot;
    if (defect !== null)
        return failed(`snapshot "${path}" cannot be read: ${defect.message}`);
    if (outcome === null)
        return failed('drizzle-kit gave no answer');
    if ('reason' in outcome)
        return failed(`drizzle-kit does not accept snapshot "${path}": ${outcome.reason}`);
    return gathered({ snapshot: path, tag: latest.tag, ddl: outcome.value });
}
//# sourceMappingURL=gather-schema.js.map
;// CONCATENATED MODULE: ./build/src/sql/allow.js

const ALLOW = /^--\s*gatekeeper:\s*allow\s+([^\s:]+)\s*(?::\s*(.*?)\s*)?$/i;
/**
 * The allow comments of a file. One at the head of the file, with an empty line or nothing below it, speaks for the whole
 * file; every other one for the next statement.
 */
function readAllowComments(file) {
    const { text } = file.source;
    const tokens = scan(text);
    return tokens.flatMap((token, index) => {
        const found = token.kind === 'comment' ? ALLOW.exec(text.slice(token.start, token.end)) : null;
        if (found === null)
            return [];
        const span = { start: token.start, end: token.end };
        return [{ code: found[1] ?? '', reason: found[2] || null, span, scope: scopeOf(file, tokens, index) }];
    });
}
function scopeOf(file, tokens, index) {
    const end = tokens[index]?.end ?? 0;
    const below = file.statements.find((statement) => statement.span.start >= end);
    if (below === undefined)
        return 'file';
    const heads = tokens.slice(0, index).every((token) => token.kind === 'comment');
    return heads && isSetApart(file.source.text, tokens, index) ? 'file' : below.span;
}
/** An empty line stands between the comment's group and what follows. */
function isSetApart(text, tokens, index) {
    for (let at = index; tokens[at]?.kind === 'comment'; at++) {
        const gap = text.slice(tokens[at]?.end, tokens[at + 1]?.start ?? text.length);
        if (gap.split('\n').length > 2)
            return true;
    }
    return false;
}
//# sourceMappingURL=allow.js.map
;// CONCATENATED MODULE: ./build/src/gather/allows.js
/** Collects what is allowed: comments in the migrations, entries of `gatekeeper.json`. */






const FILE = 'gatekeeper.json';
/** Throws CannotJudge where `gatekeeper.json` is there and not of its form: a gate must not guess what is allowed. */
async function gatherAllows(cwd, history, parsed) {
    return [...(await readAllowFile(cwd, history)), ...[...parsed.values()].flatMap(commentsOf)];
}
function commentsOf(file) {
    return readAllowComments(file).map(({ code, reason, span, scope }) => ({
        code,
        reason,
        until: null,
        covers: { file: file.source.path, lines: scope === 'file' ? null : linesOf(file.source, scope) },
        at: locate(file.source, span),
    }));
}
function linesOf(source, span) {
    const { line, endLine } = locate(source, span);
    return [line, endLine];
}
async function readAllowFile(cwd, history) {
    const text = await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(cwd, FILE), 'utf8').catch((error) => {
        if (error.code === 'ENOENT')
            return null;
        throw new CannotJudge(`"${FILE}" cannot be read: ${error.message}`, { hint: 'Make it readable, or remove it.' });
    });
    if (text === null)
        return [];
    const entries = parseEntries(text);
    const source = { path: FILE, text };
    // An entry is found again by its code: good enough to lead a reader to the line.
    return entries.map(({ code, reason, until, ...place }) => ({
        code,
        reason: reason?.trim() || null,
        until: until ?? null,
        covers: allows_placeOf(place, history),
        at: locate(source, spanOf(text, code)),
    }));
}
function parseEntries(text) {
    const json = parseJson(text);
    if (json.defect !== null) {
        const { message, span } = json.defect;
        const place = span === null ? FILE : `${FILE}:${locate({ path: FILE, text }, span).line}`;
        throw new CannotJudge(`"${FILE}" is no JSON: ${message}`, { hint: `Correct it at ${place}.` });
    }
    const { allow = [], $schema: _, ...unknown } = asRecord(json.value) ?? { allow: null };
    const isKnown = Object.keys(unknown).length === 0;
    if (isKnown && Array.isArray(allow) && allow.every(isEntry))
        return allow;
    throw new CannotJudge(`"${FILE}" is of an unknown form`, {
        hint: 'Write {"allow": [{"code": "…", "migration" or "object": "…", "reason": "…", "until": "YYYY-MM-DD"}]}.',
    });
}
/** Fields besides `code` and `until`. */
const TEXTS = new Set(['reason', 'migration', 'object']);
function isEntry(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { code, until, ...rest } = value;
    const isDay = until === undefined || (typeof until === 'string' && /^\d{4}-\d\d-\d\d$/.test(until));
    return (typeof code === 'string' &&
        isDay &&
        Object.entries(rest).every(([name, each]) => TEXTS.has(name) && typeof each === 'string'));
}
function allows_placeOf({ migration, object }, history) {
    if (migration === undefined)
        return object === undefined ? { everywhere: true } : { object };
    const source = history.journal?.source;
    const span = history.entries.find(({ tag }) => tag === migration)?.span;
    if (source === undefined || !span)
        return { migration };
    return { migration, entry: { file: source.path, lines: linesOf(source, span) } };
}
function spanOf(text, code) {
    const start = Math.max(text.indexOf(JSON.stringify(code)), 0);
    return { start, end: start + JSON.stringify(code).length };
}
//# sourceMappingURL=allows.js.map
;// CONCATENATED MODULE: ./build/src/project/base/git.js
/** The git of this machine, asked about the repository that it stands in. Nothing is checked out. */

const ENVIRONMENT = {
    // A folder name is a name, never a pattern.
    GIT_LITERAL_PATHSPECS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
};
/** Snapshots of a long history reach tens of megabytes. */
const MAX_OUTPUT_BYTES = 2 ** 30;
/** A fetch may wait for a network that does not answer. */
const TIMEOUT_MS = 60_000;
/** Runs one git command in a folder; `input` goes to its standard input. Never throws. */
function runGit(folder, args, input = '') {
    return new Promise((resolve) => {
        const options = {
            cwd: folder,
            env: { ...process.env, ...ENVIRONMENT },
            maxBuffer: MAX_OUTPUT_BYTES,
            timeout: TIMEOUT_MS,
            encoding: 'buffer',
        };
        const child = (0,external_node_child_process_namespaceObject.execFile)('git', args, options, (error, output, errors) => {
            if (error === null)
                resolve({ output });
            else
                resolve({ code: error.code ?? 'signal', message: errors.toString('utf8').trim() || error.message });
        });
        // Git may end before it has read everything; its own exit tells why.
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(input);
    });
}
/** The first line that git printed; null where it refused. */
async function askGit(folder, ...args) {
    const answer = await runGit(folder, args);
    return 'output' in answer ? (answer.output.toString('utf8').split('\n')[0] ?? '') : null;
}
//# sourceMappingURL=git.js.map
;// CONCATENATED MODULE: ./build/src/project/base/commit-tree.js
/** A migrations folder as it stands in a commit, read from git's own storage. */


/** The tree of `folder` (POSIX path from the top of the repository, `''` for the top) in a commit; null: it is not there. */
async function commitTree(top, commit, folder, blobs) {
    const files = await commit_tree_listFiles(top, commit, folder);
    if (files.size === 0)
        return null;
    await readBlobs(top, files, blobs);
    return { list: async (path) => commit_tree_namesIn(files, path), read: async (path) => readFrom(files, blobs, path) };
}
async function commit_tree_listFiles(top, commit, folder) {
    const prefix = folder === '' ? '' : `${folder}/`;
    const answer = await runGit(top, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...(prefix ? [prefix] : [])]);
    const output = 'output' in answer ? answer.output.toString('utf8') : '';
    const files = new Map();
    for (const line of output.split('\0').filter((each) => each !== '')) {
        const [, mode = '', blob = '', path = ''] = /^(\d+) \w+ (\w+)\t([^]*)$/.exec(line) ?? [];
        files.set(path.slice(prefix.length), { mode, blob });
    }
    return files;
}
async function readBlobs(top, files, blobs) {
    const wanted = [...files.values()].filter(({ mode, blob }) => mode !== '160000' && !blobs.has(blob));
    const ids = [...new Set(wanted.map(({ blob }) => blob))];
    if (ids.length === 0)
        return;
    const answer = await runGit(top, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
    if ('output' in answer)
        readBatch(answer.output, blobs);
}
/** `<id> blob <size>`, a line feed, the bytes, a line feed; `<id> missing` for what a partial clone lacks. */
function readBatch(output, blobs) {
    for (let offset = 0; offset < output.length;) {
        const lineEnd = output.indexOf(0x0a, offset);
        const [id = '', , size] = output.toString('utf8', offset, lineEnd).split(' ');
        offset = lineEnd + 1;
        if (size === undefined)
            continue;
        blobs.set(id, output.subarray(offset, offset + Number(size)));
        offset += Number(size) + 1;
    }
}
function commit_tree_namesIn(files, folder) {
    const prefix = folder === '' ? '' : `${folder}/`;
    const inside = [...files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    const names = new Set(inside.map((path) => path.split('/')[0] ?? ''));
    return names.size === 0 ? null : [...names].sort();
}
function readFrom(files, blobs, path) {
    const listed = files.get(external_node_path_namespaceObject.posix.normalize(path));
    if (listed === undefined)
        return commit_tree_namesIn(files, path) && { fault: 'it is a folder' };
    const text = blobs.get(listed.blob)?.toString('utf8');
    if (text === undefined)
        return { fault: 'git does not have it' };
    if (listed.mode !== '120000')
        return { text };
    const target = files.get(external_node_path_namespaceObject.posix.join(external_node_path_namespaceObject.posix.dirname(path), text));
    const linked = target?.mode === '120000' ? undefined : blobs.get(target?.blob ?? '');
    return linked ? { text: linked.toString('utf8') } : { fault: 'it is a link out of the folder' };
}
//# sourceMappingURL=commit-tree.js.map
;// CONCATENATED MODULE: ./build/src/project/base/read-base.js
/** What the base branch has, without checking anything out. */






/**
 * The migrations in `folder` (absolute) on the branch `ref` and where HEAD left it; paths relative to `cwd` (absolute).
 * Throws CannotJudge where there is no repository, no such ref, or no commit in common.
 */
async function readBase(folder, cwd, ref) {
    const place = await findPlace(folder, cwd);
    const tip = await resolveRef(place.top, ref);
    return readHistories(place, tip, await findMergeBase(place.top, tip));
}
/** Throws CannotJudge where the folder is in no repository, or git does not work there. */
async function findPlace(folder, cwd) {
    const real = await (0,promises_namespaceObject.realpath)(folder);
    const top = await findTop(real);
    return { top, path: read_base_toPosix((0,external_node_path_namespaceObject.relative)(top, real)), shown: read_base_toPosix((0,external_node_path_namespaceObject.relative)(cwd, folder)) || '.' };
}
/** The histories of both commits; read once where they are one. */
async function readHistories({ top, path, shown }, tip, mergeBase) {
    const blobs = new Map();
    const readAt = (commit) => readCommit(top, commit, path, shown, blobs);
    const atTip = await readAt(tip.commit);
    const atMergeBase = mergeBase === tip.commit ? atTip : await readAt(mergeBase);
    return { ref: tip.ref, mergeBase, atMergeBase, atTip };
}
function read_base_toPosix(path) {
    return path.split(external_node_path_namespaceObject.sep).join('/');
}
async function findTop(folder) {
    const answer = await runGit(folder, ['rev-parse', '--show-toplevel']);
    if ('output' in answer)
        return (0,promises_namespaceObject.realpath)(answer.output.toString('utf8').trimEnd());
    throw new CannotJudge(whyRefused(answer), {
        hint: 'Run in a git checkout (in GitHub Actions: actions/checkout with fetch-depth: 0), or without --base.',
    });
}
function whyRefused({ code, message }) {
    if (code === 'ENOENT')
        return 'git is not installed';
    if (message.includes('not a git repository'))
        return 'the migrations are in no git repository';
    // As for a checkout of another user, which git does not trust (safe.directory).
    return `git refuses to work here: ${message.split('\n')[0] ?? ''}`;
}
/** The ref as git knows it; a bare branch name may exist as `origin/<name>` only, as in every CI checkout. */
async function resolveRef(top, ref) {
    for (const name of [ref, `origin/${ref}`]) {
        const commit = await askGit(top, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
        if (commit !== null)
            return { ref: name, commit };
    }
    throw new CannotJudge(`git knows no branch or commit "${ref}"`, {
        hint: `Fetch it: git fetch origin ${ref} (in GitHub Actions: actions/checkout with fetch-depth: 0).`,
    });
}
/** Throws CannotJudge where git sees no commit in common. */
async function findMergeBase(top, tip) {
    const commit = await askGit(top, 'merge-base', tip.commit, 'HEAD');
    if (commit !== null)
        return commit;
    const shallow = (await askGit(top, 'rev-parse', '--is-shallow-repository')) === 'true';
    throw new CannotJudge(shallow
        ? `the clone is too shallow to reach the commit that HEAD and "${tip.ref}" have in common`
        : `HEAD and "${tip.ref}" have no commit in common`, {
        hint: shallow
            ? 'Fetch the history: git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0).'
            : 'Name the branch that this one was made from with --base.',
    });
}
/** null where the commit has no migrations in that folder yet. */
async function readCommit(top, commit, path, shown, blobs) {
    const tree = await commitTree(top, commit, path, blobs);
    if (tree === null)
        return null;
    return readTree(tree, shown).catch((error) => {
        if (error instanceof CannotJudge)
            return null;
        throw error;
    });
}
//# sourceMappingURL=read-base.js.map
;// CONCATENATED MODULE: ./build/src/project/base/read-implied-base.js



/** Commits that each further fetch adds, until the histories meet. */
const DEPTHS = [32, 512];
/**
 * As `readBase`. actions/checkout has one commit by default: of a pull request GitHub's merge of base and head, whose
 * first parent is the base as it was merged, newer than the event where the base branch went on.
 */
async function readImpliedBase(folder, cwd, implied) {
    const place = await findPlace(folder, cwd);
    const { ref, pullRequestHead } = implied;
    const parent = pullRequestHead === null ? implied.commit : await mergedParent(place.top, pullRequestHead);
    const tip = { ref, commit: parent ?? implied.commit };
    await fetchMissing(place.top, tip);
    return readHistories(place, tip, parent ?? (await meet(place.top, tip)));
}
/** First parent of HEAD where HEAD merges that head; null: it does not. Read raw, since git hides parents that it lacks. */
async function mergedParent(top, head) {
    const answer = await runGit(top, ['cat-file', 'commit', 'HEAD']);
    const text = 'output' in answer ? answer.output.toString('utf8') : '';
    const parents = Array.from(text.matchAll(/^parent (\w+)$/gm), ([, id]) => id ?? '');
    return parents.length === 2 && parents[1] === head ? (parents[0] ?? null) : null;
}
async function fetchMissing(top, { commit, ref }) {
    if ((await askGit(top, 'cat-file', '-t', commit)) === 'commit')
        return;
    const answer = await runGit(top, ['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit]);
    if ('output' in answer)
        return;
    throw new CannotJudge(`the clone is too shallow to have ${ref}, and fetching it failed`, {
        hint: 'Give actions/checkout fetch-depth: 0.',
        cause: answer.message,
    });
}
/** The merge base with HEAD, after as much of both histories as it takes. */
async function meet(top, tip) {
    for (const depth of DEPTHS) {
        const commit = await askGit(top, 'merge-base', tip.commit, 'HEAD');
        if (commit !== null)
            return commit;
        if ((await askGit(top, 'rev-parse', '--is-shallow-repository')) !== 'true')
            break;
        const head = (await askGit(top, 'rev-parse', 'HEAD')) ?? 'HEAD';
        await runGit(top, ['fetch', '--quiet', '--no-tags', `--deepen=${depth}`, 'origin', head, tip.commit]);
    }
    return findMergeBase(top, tip);
}
//# sourceMappingURL=read-implied-base.js.map
;// CONCATENATED MODULE: ./build/src/gather/base.js




/** `folder` and `cwd` are absolute. Throws CannotJudge only where the base was named: what nobody asked for is skipped. */
async function gatherBase(folder, cwd, request) {
    if (request.kind === 'none')
        return skipped(request.reason);
    if (request.kind === 'named')
        return gathered(await readBase(folder, cwd, request.ref));
    try {
        return gathered(await readImpliedBase(folder, cwd, request));
    }
    catch (error) {
        if (!(error instanceof CannotJudge))
            throw error;
        return skipped(`${error.message} (${error.hint})`);
    }
}
//# sourceMappingURL=base.js.map
;// CONCATENATED MODULE: ./build/src/compare/without-platform.js
/** Leaves out what was there before the first migration. */

/** The catalog without the objects that `platform` has in the same form; what a migration changed of them stays. */
function withoutPlatform(catalog, platform) {
    const given = new Map(platform.objects.map((object) => [nameOf(object), JSON.stringify(object.attributes)]));
    const objects = catalog.objects.filter((object) => given.get(nameOf(object)) !== JSON.stringify(object.attributes));
    return { ...catalog, objects };
}
//# sourceMappingURL=without-platform.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/own-objects.js
/** What belongs to the project and not to Postgres, to an extension or to a session: shared by all queries. */
/**
 * `member`: what extensions own. `namespace`: schemas of the user. `relation`: their relations.
 * `owned_sequence`: `a` is what serial makes, `i` what IDENTITY makes (internal, a part of its column).
 */
const OWN_OBJECTS_SQL = /* sql */ `
  member as materialized (
    select classid, objid from pg_depend where deptype = 'e'
  ),
  namespace as materialized (
    select n.oid, n.nspname as name, n.nspowner as owner, n.nspacl as acl
    from pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  ),
  relation as materialized (
    select c.oid, n.name as schema, c.relname as name, c.relkind as kind, c.relowner as owner, c.relacl as acl,
           c.reloptions as options, c.relpersistence as persistence, c.relam as access_method,
           c.reltablespace as tablespace, c.relispartition as is_partition
    from pg_class c
    join namespace n on n.oid = c.relnamespace
    where c.relpersistence <> 't'
      and not exists (select from member m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
  ),
  owned_sequence as materialized (
    select d.objid as sequence, d.refobjid as relation, d.refobjsubid as attnum, d.deptype
    from pg_depend d
    join pg_sequence s on s.seqrelid = d.objid
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
      and d.refobjsubid > 0 and d.deptype in ('a', 'i')
  )`;
//# sourceMappingURL=own-objects.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/aggregate.js
/** pg_get_functiondef refuses aggregates: their parts one by one. */
const aggregate = {
    sql: /* sql */ `
select 'aggregate' as kind, n.name as schema, null::name as parent,
       format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) as name,
       json_build_object(
         'result', format_type(p.prorettype, null),
         'aggregateKind', a.aggkind,
         'directArguments', a.aggnumdirectargs,
         'stateFunction', a.aggtransfn::text,
         'stateType', format_type(a.aggtranstype, null),
         'stateSize', a.aggtransspace,
         'initialState', a.agginitval,
         'finalFunction', nullif(a.aggfinalfn::text, '-'),
         'finalExtra', a.aggfinalextra,
         'finalModify', a.aggfinalmodify,
         'combineFunction', nullif(a.aggcombinefn::text, '-'),
         'serialFunction', nullif(a.aggserialfn::text, '-'),
         'deserialFunction', nullif(a.aggdeserialfn::text, '-'),
         'movingStateFunction', nullif(a.aggmtransfn::text, '-'),
         'movingInverseFunction', nullif(a.aggminvtransfn::text, '-'),
         'movingStateType', case when a.aggmtranstype <> 0 then format_type(a.aggmtranstype, null) end,
         'movingStateSize', a.aggmtransspace,
         'movingInitialState', a.aggminitval,
         'movingFinalFunction', nullif(a.aggmfinalfn::text, '-'),
         'movingFinalExtra', a.aggmfinalextra,
         'movingFinalModify', a.aggmfinalmodify,
         'sortOperator', nullif(a.aggsortop, 0)::regoperator::text,
         'parallel', p.proparallel,
         'owner', pg_get_userbyid(p.proowner)
       ) as attributes
from pg_proc p
join pg_aggregate a on a.aggfnoid = p.oid
join namespace n on n.oid = p.pronamespace
where not exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)`,
};
//# sourceMappingURL=aggregate.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/check.js
/** CHECK constraints of tables; inherited ones are the parent's, those of domains the domain's. */
const check_check = {
    sql: /* sql */ `
select 'check' as kind, r.schema, r.name as parent, c.conname::text as name,
       json_build_object(
         'expression', pg_get_expr(c.conbin, c.conrelid),
         'noInherit', c.connoinherit,
         'validated', c.convalidated,
         'definition', pg_get_constraintdef(c.oid)
       ) as attributes
from pg_constraint c
join relation r on r.oid = c.conrelid
where c.contype = 'c' and c.conislocal`,
};
//# sourceMappingURL=check.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/collation.js
/** The version of the collation library is the machine's, so it is left out. */
const collation = {
    sql: /* sql */ `
select 'collation' as kind, n.name as schema, null::name as parent, c.collname::text as name,
       json_build_object(
         'provider', c.collprovider,
         'collate', c.collcollate,
         'ctype', c.collctype,
         -- colliculocale in PostgreSQL 15 and 16, colllocale since 17, collcollate before
         'locale', coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale'),
         'rules', to_jsonb(c) ->> 'collicurules',
         'deterministic', c.collisdeterministic,
         'owner', pg_get_userbyid(c.collowner)
       ) as attributes
from pg_collation c
join namespace n on n.oid = c.collnamespace
where not exists (select from member m where m.classid = 'pg_collation'::regclass and m.objid = c.oid)`,
};
//# sourceMappingURL=collation.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/column.js
/**
 * Columns of tables and foreign tables. Those of a view follow from its definition, those of a composite type are its
 * fields. NOT NULL is the column's, also where PostgreSQL 18 keeps it as a constraint with a name.
 */
const catalog_column_column = {
    sql: /* sql */ `
select 'column' as kind, r.schema, r.name as parent, a.attname::text as name,
       json_build_object(
         'type', format_type(a.atttypid, a.atttypmod),
         'collation', case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end,
         'notNull', a.attnotnull,
         'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
         'serialSequence', case when o.deptype = 'a' then o.sequence::regclass::text end,
         'generated', case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end,
         'generatedKind', case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' end,
         'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by default' end,
         'identityIncrement', s.seqincrement::text,
         'identityMin', s.seqmin::text,
         'identityMax', s.seqmax::text,
         'identityStart', s.seqstart::text,
         'identityCache', s.seqcache::text,
         'identityCycle', s.seqcycle,
         'identitySequence', s.seqrelid::regclass::text,
         'storage', case when a.attstorage <> t.typstorage then a.attstorage end,
         'compression', nullif(a.attcompression, ''),
         'statistics', nullif(a.attstattarget, -1),
         'options', a.attoptions,
         'foreignOptions', a.attfdwoptions,
         'inherited', not a.attislocal
       ) as attributes
from relation r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
-- of an identity column, or the one that the default draws from; a column may own further ones
left join owned_sequence o
  on o.relation = r.oid and o.attnum = a.attnum
    and (o.deptype = 'i' or pg_get_expr(d.adbin, d.adrelid) = format('nextval(%L::regclass)', o.sequence::regclass))
left join pg_sequence s on s.seqrelid = o.sequence and o.deptype = 'i'
where r.kind in ('r', 'p', 'f')`,
};
//# sourceMappingURL=column.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/comment.js
/** `relation` names the table or view, so that the comment on a missing one is not listed again. */
const comment = {
    sql: /* sql */ `
select 'comment' as kind, null::name as schema, null::name as parent,
       format('on %s %s', o.type, o.identity) as name,
       json_build_object(
         'text', d.description,
         'relation', (select concat(r.schema, '.', r.name) from relation r
                      where d.classoid = 'pg_class'::regclass and r.oid = d.objoid)
       ) as attributes
from pg_description d
cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) o
where (d.objoid >= 16384 or d.classoid = 'pg_namespace'::regclass and d.objoid in (select oid from namespace))
  and o.schema is distinct from 'pg_toast'
  and d.description <> 'standard public schema'
  and d.classoid <> 'pg_extension'::regclass
  and not exists (select from member m where m.classid = d.classoid and m.objid = d.objoid)`,
};
//# sourceMappingURL=comment.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/rights.js
/** Rights as PostgreSQL keeps them: lists of grantee and privilege (ACL). */
/** Subquery: grantees whose rights in `acl` are not those in `initial`, with the rights that they have (null: none left). */
function changedRights(acl, initial) {
    return /* sql */ `(
  select coalesce(has.grantee, born.grantee) as grantee, has.privileges
  from (${rightsByGrantee(acl)}) has
  full join (${rightsByGrantee(initial)}) born on born.grantee = has.grantee
  where has.privileges is distinct from born.privileges
)`;
}
/** `array_agg(distinct …)` sorts. */
function rightsByGrantee(acl) {
    return /* sql */ `
    select x.grantee,
           array_agg(distinct concat(x.privilege_type, case when x.is_grantable then ' with grant option' end)) as privileges
    from aclexplode(${acl}) x
    group by x.grantee`;
}
//# sourceMappingURL=rights.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/default-privilege.js

const BUILT_IN = /* sql */ `case when d.defaclnamespace = 0 then
      acldefault(case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end, d.defaclrole) end`;
/** ALTER DEFAULT PRIVILEGES. A global entry replaces the built-in rights, one for a schema adds to them. */
const defaultPrivilege = {
    sql: /* sql */ `
select 'default privilege' as kind, null::name as schema, null::name as parent,
       concat_ws(' ', 'of', pg_get_userbyid(d.defaclrole), 'on',
                 case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
                                      when 'T' then 'types' when 'n' then 'schemas' else 'large objects' end,
                 case when d.defaclnamespace <> 0 then concat('in ', d.defaclnamespace::regnamespace) end,
                 'to', case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee)::text end) as name,
       json_build_object('privileges', g.privileges) as attributes
from pg_default_acl d
cross join lateral ${changedRights('d.defaclacl', BUILT_IN)} g`,
};
//# sourceMappingURL=default-privilege.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/domain.js
const domain = {
    sql: /* sql */ `
select 'domain' as kind, n.name as schema, null::name as parent, t.typname::text as name,
       json_build_object(
         'type', format_type(t.typbasetype, t.typtypmod),
         'collation', case when t.typcollation <> base.typcollation then t.typcollation::regcollation::text end,
         'notNull', t.typnotnull,
         'default', t.typdefault,
         'constraints', (
           select array_agg(concat_ws(' ', quote_ident(c.conname), pg_get_constraintdef(c.oid)) order by c.conname)
           from pg_constraint c where c.contypid = t.oid and c.contype = 'c'
         ),
         'owner', pg_get_userbyid(t.typowner)
       ) as attributes
from pg_type t
join namespace n on n.oid = t.typnamespace
join pg_type base on base.oid = t.typbasetype
where t.typtype = 'd'
  and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`,
};
//# sourceMappingURL=domain.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/enum.js
const enum_enumeration = {
    sql: /* sql */ `
select 'enum' as kind, n.name as schema, null::name as parent, t.typname::text as name,
       json_build_object(
         'labels', (select array_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
         'owner', pg_get_userbyid(t.typowner)
       ) as attributes
from pg_type t
join namespace n on n.oid = t.typnamespace
where t.typtype = 'e'
  and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`,
};
//# sourceMappingURL=enum.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/event-trigger.js
const eventTrigger = {
    sql: /* sql */ `
select 'event trigger' as kind, null::name as schema, null::name as parent, e.evtname::text as name,
       json_build_object(
         'event', e.evtevent,
         'function', e.evtfoid::regprocedure::text,
         'tags', (select array_agg(tag order by tag) from unnest(e.evttags) as tag),
         'enabled', case e.evtenabled when 'O' then 'origin' when 'D' then 'disabled' when 'R' then 'replica'
                                      else 'always' end,
         'owner', pg_get_userbyid(e.evtowner)
       ) as attributes
from pg_event_trigger e
where not exists (select from member m where m.classid = 'pg_event_trigger'::regclass and m.objid = e.oid)`,
};
//# sourceMappingURL=event-trigger.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/exclusion.js
const exclusion = {
    sql: /* sql */ `
select 'exclusion' as kind, r.schema, r.name as parent, c.conname::text as name,
       json_build_object('definition', pg_get_constraintdef(c.oid)) as attributes
from pg_constraint c
join relation r on r.oid = c.conrelid
where c.contype = 'x' and c.conparentid = 0`,
};
//# sourceMappingURL=exclusion.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/extension.js
/** Without plpgsql, which every new database has. */
const extension = {
    sql: /* sql */ `
select 'extension' as kind, null::name as schema, null::name as parent, e.extname::text as name,
       json_build_object('schema', n.nspname, 'version', e.extversion) as attributes
from pg_extension e
join pg_namespace n on n.oid = e.extnamespace
where e.extname <> 'plpgsql'`,
};
//# sourceMappingURL=extension.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/foreign-key.js
const ACTION = /* sql */ `when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade'
                           when 'n' then 'set null' when 'd' then 'set default'`;
/** Postgres keeps a copy for every partition, with `conparentid`: those are left out. */
const foreign_key_foreignKey = {
    sql: /* sql */ `
select 'foreign key' as kind, r.schema, r.name as parent, c.conname::text as name,
       json_build_object(
         'columns', (
           select array_agg(a.attname order by k.position)
           from unnest(c.conkey) with ordinality as k (attnum, position)
           join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
         ),
         'references', c.confrelid::regclass::text,
         'referencedColumns', (
           select array_agg(a.attname order by k.position)
           from unnest(c.confkey) with ordinality as k (attnum, position)
           join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum
         ),
         'onDelete', case c.confdeltype ${ACTION} end,
         'onUpdate', case c.confupdtype ${ACTION} end,
         'match', case c.confmatchtype when 'f' then 'full' else 'simple' end,
         'deferrable', c.condeferrable,
         'initiallyDeferred', c.condeferred,
         'validated', c.convalidated,
         'definition', pg_get_constraintdef(c.oid)
       ) as attributes
from pg_constraint c
join relation r on r.oid = c.conrelid
where c.contype = 'f' and c.conparentid = 0`,
};
//# sourceMappingURL=foreign-key.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/foreign-server.js
/** Options may hold passwords, and what is read can be printed: each value is shown as its MD5 and no further. */
const HIDDEN_OPTIONS = (options) => /* sql */ `(
           select array_agg(concat(split_part(option, '=', 1), ' md5:', md5(option)) order by option)
           from unnest(${options}) as option
         )`;
const foreignServer = {
    sql: /* sql */ `
select 'foreign server' as kind, null::name as schema, null::name as parent, s.srvname::text as name,
       json_build_object(
         'wrapper', w.fdwname,
         'type', s.srvtype,
         'version', s.srvversion,
         'options', ${HIDDEN_OPTIONS('s.srvoptions')},
         'owner', pg_get_userbyid(s.srvowner)
       ) as attributes
from pg_foreign_server s
join pg_foreign_data_wrapper w on w.oid = s.srvfdw
where not exists (select from member m where m.classid = 'pg_foreign_server'::regclass and m.objid = s.oid)`,
};
const foreignDataWrapper = {
    sql: /* sql */ `
select 'other' as kind, null::name as schema, null::name as parent, concat('foreign data wrapper ', w.fdwname) as name,
       json_build_object(
         'handler', nullif(w.fdwhandler, 0)::regproc::text,
         'validator', nullif(w.fdwvalidator, 0)::regproc::text,
         'options', ${HIDDEN_OPTIONS('w.fdwoptions')},
         'owner', pg_get_userbyid(w.fdwowner)
       ) as attributes
from pg_foreign_data_wrapper w
where not exists (select from member m where m.classid = 'pg_foreign_data_wrapper'::regclass and m.objid = w.oid)`,
};
const userMapping = {
    sql: /* sql */ `
select 'other' as kind, null::name as schema, null::name as parent,
       format('user mapping for %s on server %s', u.usename, u.srvname) as name,
       json_build_object('options', ${HIDDEN_OPTIONS('u.umoptions')}) as attributes
from pg_user_mappings u`,
};
//# sourceMappingURL=foreign-server.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/foreign-table.js
const foreignTable = {
    sql: /* sql */ `
select 'foreign table' as kind, r.schema, null::name as parent, r.name::text as name,
       json_build_object(
         'server', s.srvname,
         'options', f.ftoptions,
         'inherits', (
           select array_agg(i.inhparent::regclass::text order by i.inhseqno) from pg_inherits i where i.inhrelid = r.oid
         ),
         'owner', pg_get_userbyid(r.owner)
       ) as attributes
from relation r
join pg_foreign_table f on f.ftrelid = r.oid
join pg_foreign_server s on s.oid = f.ftserver`,
};
//# sourceMappingURL=foreign-table.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/function.js
/** Functions and procedures, not those that Postgres makes for a type (internal dependency). The definition says it all. */
const routine = {
    sql: /* sql */ `
select case p.prokind when 'p' then 'procedure' else 'function' end as kind,
       n.name as schema, null::name as parent,
       format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) as name,
       json_build_object('definition', pg_get_functiondef(p.oid), 'owner', pg_get_userbyid(p.proowner)) as attributes
from pg_proc p
join namespace n on n.oid = p.pronamespace
where p.prokind <> 'a'
  and not exists (
    select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i')
  )`,
};
//# sourceMappingURL=function.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/grant.js

/**
 * Where the rights of one grantee on one object are not those that the object is born with: what the grantee has
 * instead, perhaps nothing. An extension gives its objects rights of its own at birth (`pg_init_privs`). `relation`
 * names the table or view, so that rights on a missing one are not listed again.
 */
const grant = {
    sql: /* sql */ `
select 'grant' as kind, null::name as schema, null::name as parent,
       format('on %s to %s', o.object, case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee)::text end) as name,
       json_build_object('privileges', g.privileges, 'relation', o.relation) as attributes
from (
  select case r.kind when 'S' then 'sequence' else 'table' end || concat(' ', r.schema, '.', r.name) as object,
         concat(r.schema, '.', r.name) as relation, r.acl,
         acldefault(case r.kind when 'S' then 's' else 'r' end::"char", r.owner) as initial
  from relation r where r.acl is not null
  union all
  select concat('column ', r.schema, '.', r.name, '.', a.attname), concat(r.schema, '.', r.name), a.attacl, null
  from relation r join pg_attribute a on a.attrelid = r.oid
  where a.attacl is not null and not a.attisdropped
  union all
  select concat('schema ', n.name), null, n.acl, coalesce(i.initprivs, acldefault('n', n.owner))
  from namespace n
  left join pg_init_privs i on i.classoid = 'pg_namespace'::regclass and i.objoid = n.oid
  where n.acl is not null
  union all
  select concat('function ', p.oid::regprocedure), null, p.proacl, coalesce(i.initprivs, acldefault('f', p.proowner))
  from pg_proc p
  join namespace n on n.oid = p.pronamespace
  left join pg_init_privs i on i.classoid = 'pg_proc'::regclass and i.objoid = p.oid
  where p.proacl is not null
  union all
  select concat('type ', t.oid::regtype), null, t.typacl, coalesce(i.initprivs, acldefault('T', t.typowner))
  from pg_type t
  join namespace n on n.oid = t.typnamespace
  left join pg_init_privs i on i.classoid = 'pg_type'::regclass and i.objoid = t.oid
  where t.typacl is not null
  union all
  select concat('foreign data wrapper ', w.fdwname), null, w.fdwacl, acldefault('F', w.fdwowner)
  from pg_foreign_data_wrapper w where w.fdwacl is not null
    and not exists (select from member m where m.classid = 'pg_foreign_data_wrapper'::regclass and m.objid = w.oid)
  union all
  select concat('foreign server ', s.srvname), null, s.srvacl, acldefault('S', s.srvowner)
  from pg_foreign_server s where s.srvacl is not null
  union all
  select concat('language ', l.lanname), null, l.lanacl, acldefault('l', l.lanowner)
  from pg_language l where l.lanacl is not null and l.oid >= 16384
) o
cross join lateral ${changedRights('o.acl', 'o.initial')} g`,
};
//# sourceMappingURL=grant.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/indexes.js
/**
 * Indexes that stand for themselves: one that backs a constraint is the constraint's. A key is spelled as in CREATE
 * INDEX, with collation and operator class where they are not the default, and bits of `indoption` as words.
 */
const catalog_indexes_index = {
    sql: /* sql */ `
select 'index' as kind, r.schema, r.name as parent, x.name::text as name,
       json_build_object(
         'method', am.amname,
         'unique', i.indisunique,
         'keys', (
           select array_agg(concat_ws(' ',
                    pg_get_indexdef(x.oid, k::integer, false),
                    case when i.indcollation[k - 1] not in (0, coalesce(a.attcollation, t.typcollation))
                         then concat('collate ', i.indcollation[k - 1]::oid::regcollation) end,
                    case when not o.opcdefault or p.attoptions is not null
                         then concat(o.opcname, '(' || array_to_string(p.attoptions, ', ') || ')') end,
                    case when i.indoption[k - 1] & 1 = 1 then 'desc' end,
                    case i.indoption[k - 1] & 3 when 1 then 'nulls last' when 2 then 'nulls first' end) order by k)
           from generate_series(1, i.indnkeyatts) as k
           join pg_opclass o on o.oid = i.indclass[k - 1]
           join pg_attribute p on p.attrelid = x.oid and p.attnum = k
           join pg_type t on t.oid = p.atttypid
           left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k - 1] and a.attnum <> 0
         ),
         'include', (
           select array_agg(a.attname order by k.position)
           from unnest(i.indkey) with ordinality as k (attnum, position)
           join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
           where k.position > i.indnkeyatts
         ),
         'predicate', pg_get_expr(i.indpred, i.indrelid),
         -- indnullsnotdistinct exists since PostgreSQL 15
         'nullsNotDistinct', coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false),
         'valid', i.indisvalid,
         'options', x.options,
         'tablespace', (select t.spcname from pg_tablespace t where t.oid = x.tablespace),
         'clustered', i.indisclustered,
         'partitionOf', (select h.inhparent::regclass::text from pg_inherits h where h.inhrelid = x.oid),
         'definition', pg_get_indexdef(x.oid)
       ) as attributes
from pg_index i
join relation x on x.oid = i.indexrelid
join relation r on r.oid = i.indrelid
join pg_am am on am.oid = x.access_method
where not exists (
  select from pg_constraint c
  where c.conrelid = i.indrelid and c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')
)`,
};
//# sourceMappingURL=indexes.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/key.js
/** Primary keys and unique constraints. What a partition has from its parent is the parent's (`conparentid`). */
const key = {
    sql: /* sql */ `
select case c.contype when 'p' then 'primary key' else 'unique' end as kind,
       r.schema, r.name as parent, c.conname::text as name,
       json_build_object(
         'columns', (
           select array_agg(a.attname order by k.position)
           from unnest(c.conkey) with ordinality as k (attnum, position)
           join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
         ),
         'include', (
           select array_agg(a.attname order by k.position)
           from unnest(i.indkey) with ordinality as k (attnum, position)
           join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
           where k.position > i.indnkeyatts
         ),
         -- indnullsnotdistinct exists since PostgreSQL 15
         'nullsNotDistinct', coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false),
         'deferrable', c.condeferrable,
         'initiallyDeferred', c.condeferred,
         'options', x.reloptions,
         'tablespace', (select t.spcname from pg_tablespace t where t.oid = x.reltablespace),
         'clustered', i.indisclustered,
         'definition', pg_get_constraintdef(c.oid)
       ) as attributes
from pg_constraint c
join relation r on r.oid = c.conrelid
join pg_index i on i.indexrelid = c.conindid
join pg_class x on x.oid = c.conindid
where c.contype in ('p', 'u') and c.conparentid = 0`,
};
//# sourceMappingURL=key.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/other.js
/** What this reader does not take apart: found in the remaining catalogs and named, so that coverage is never guessed. */
const other = {
    sql: /* sql */ `
select 'other' as kind, null::name as schema, null::name as parent, format('%s %s', o.type, o.identity) as name,
       json_build_object() as attributes
from (
  select 'pg_cast'::regclass as class, oid from pg_cast
  union all select 'pg_operator'::regclass, oid from pg_operator
  union all select 'pg_opclass'::regclass, oid from pg_opclass
  union all select 'pg_opfamily'::regclass, oid from pg_opfamily
  union all select 'pg_am'::regclass, oid from pg_am
  union all select 'pg_conversion'::regclass, oid from pg_conversion
  union all select 'pg_language'::regclass, oid from pg_language
  union all select 'pg_transform'::regclass, oid from pg_transform
  union all select 'pg_ts_config'::regclass, oid from pg_ts_config
  union all select 'pg_ts_dict'::regclass, oid from pg_ts_dict
  union all select 'pg_ts_parser'::regclass, oid from pg_ts_parser
  union all select 'pg_ts_template'::regclass, oid from pg_ts_template
  union all select 'pg_class'::regclass, r.oid from relation r where r.kind not in ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I', 'c')
) x
cross join lateral pg_identify_object(x.class, x.oid, 0) o
-- FirstNormalObjectId: smaller ones were made by initdb
where x.oid >= 16384
  and not exists (select from pg_depend d where d.classid = x.class and d.objid = x.oid and d.deptype in ('e', 'i'))`,
};
//# sourceMappingURL=other.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/policy.js
const policy_policy = {
    sql: /* sql */ `
select 'policy' as kind, r.schema, r.name as parent, p.polname::text as name,
       json_build_object(
         'permissive', p.polpermissive,
         'command', case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert'
                                  when 'w' then 'update' when 'd' then 'delete' end,
         -- role 0 is PUBLIC
         'roles', (
           select array_agg(case o.role when 0 then 'public' else pg_get_userbyid(o.role)::text end
                            order by pg_get_userbyid(o.role))
           from unnest(p.polroles) as o (role)
         ),
         'using', pg_get_expr(p.polqual, p.polrelid),
         'check', pg_get_expr(p.polwithcheck, p.polrelid)
       ) as attributes
from pg_policy p
join relation r on r.oid = p.polrelid`,
};
//# sourceMappingURL=policy.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/publication.js
const publication = {
    sql: /* sql */ `
select 'publication' as kind, null::name as schema, null::name as parent, p.pubname::text as name,
       json_build_object(
         'allTables', p.puballtables,
         'insert', p.pubinsert,
         'update', p.pubupdate,
         'delete', p.pubdelete,
         'truncate', p.pubtruncate,
         'viaRoot', p.pubviaroot,
         'generatedColumns', to_jsonb(p) ->> 'pubgencols',
         'owner', pg_get_userbyid(p.pubowner)
       ) as attributes
from pg_publication p`,
};
/** Column lists and row filters exist since PostgreSQL 15. */
const publicationTable = {
    since: 150000,
    sql: /* sql */ `
select 'publication' as kind, null::name as schema, p.pubname as parent, concat('table ', t.prrelid::regclass) as name,
       json_build_object(
         'columns', (
           select array_agg(a.attname order by a.attnum)
           from pg_attribute a where a.attrelid = t.prrelid and a.attnum = any (t.prattrs)
         ),
         'where', pg_get_expr(t.prqual, t.prrelid)
       ) as attributes
from pg_publication_rel t
join pg_publication p on p.oid = t.prpubid`,
};
const publicationTableOf14 = {
    until: 150000,
    sql: /* sql */ `
select 'publication' as kind, null::name as schema, p.pubname as parent, concat('table ', t.prrelid::regclass) as name,
       json_build_object() as attributes
from pg_publication_rel t
join pg_publication p on p.oid = t.prpubid`,
};
/** FOR TABLES IN SCHEMA, since PostgreSQL 15. */
const publicationSchema = {
    since: 150000,
    sql: /* sql */ `
select 'publication' as kind, null::name as schema, p.pubname as parent, concat('schema ', n.name) as name,
       json_build_object() as attributes
from pg_publication_namespace s
join pg_publication p on p.oid = s.pnpubid
join namespace n on n.oid = s.pnnspid`,
};
//# sourceMappingURL=publication.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/role.js
/** Roles belong to the cluster: every database of one server shows the same ones. Passwords are never read. */
const catalog_role_role = {
    sql: /* sql */ `
select 'role' as kind, null::name as schema, null::name as parent, r.rolname::text as name,
       json_build_object(
         'createDb', r.rolcreatedb,
         'createRole', r.rolcreaterole,
         'inherit', r.rolinherit,
         'login', r.rolcanlogin,
         'superuser', r.rolsuper,
         'replication', r.rolreplication,
         'bypassRowSecurity', r.rolbypassrls,
         'connectionLimit', r.rolconnlimit,
         'validUntil', r.rolvaliduntil,
         'settings', r.rolconfig,
         'memberOf', (
           select array_agg(concat(g.rolname, case when m.admin_option then ' with admin option' end) order by g.rolname)
           from (select roleid, bool_or(admin_option) as admin_option from pg_auth_members
                 where member = r.oid group by roleid) m
           join pg_roles g on g.oid = m.roleid
         )
       ) as attributes
from pg_roles r
where r.rolname !~ '^pg_'`,
};
//# sourceMappingURL=role.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/rule.js
/** Without `_RETURN`, which is the definition of a view. */
const rule = {
    sql: /* sql */ `
select 'rule' as kind, r.schema, r.name as parent, w.rulename::text as name,
       json_build_object(
         'definition', pg_get_ruledef(w.oid),
         'enabled', case w.ev_enabled when 'O' then 'origin' when 'D' then 'disabled' when 'R' then 'replica'
                                      else 'always' end
       ) as attributes
from pg_rewrite w
join relation r on r.oid = w.ev_class
where w.rulename <> '_RETURN'`,
};
//# sourceMappingURL=rule.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/schema.js
const schema_schema = {
    sql: /* sql */ `
select 'schema' as kind, null::name as schema, null::name as parent, n.name::text as name,
       json_build_object('owner', pg_get_userbyid(n.owner)) as attributes
from namespace n
where not exists (select from member m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid)`,
};
//# sourceMappingURL=schema.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/sequence.js
/** Without the sequences of IDENTITY columns, whose options are attributes of the column. */
const catalog_sequence_sequence = {
    sql: /* sql */ `
select 'sequence' as kind, r.schema, null::name as parent, r.name::text as name,
       json_build_object(
         'type', format_type(s.seqtypid, null),
         'increment', s.seqincrement::text,
         'min', s.seqmin::text,
         'max', s.seqmax::text,
         'start', s.seqstart::text,
         'cache', s.seqcache::text,
         'cycle', s.seqcycle,
         'ownedBy', nullif(concat_ws('.', t.schema, t.name, a.attname), ''),
         'persistence', case r.persistence when 'u' then 'unlogged' else 'permanent' end,
         'owner', pg_get_userbyid(r.owner)
       ) as attributes
from relation r
join pg_sequence s on s.seqrelid = r.oid
left join owned_sequence o on o.sequence = r.oid
left join relation t on t.oid = o.relation
left join pg_attribute a on a.attrelid = o.relation and a.attnum = o.attnum
where o.deptype is distinct from 'i'`,
};
//# sourceMappingURL=sequence.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/statistics.js
const statistics = {
    sql: /* sql */ `
select 'statistics' as kind, r.schema, r.name as parent, concat_ws('.', n.name, s.stxname) as name,
       json_build_object(
         'definition', pg_get_statisticsobjdef(s.oid),
         'target', nullif(s.stxstattarget, -1),
         'owner', pg_get_userbyid(s.stxowner)
       ) as attributes
from pg_statistic_ext s
join namespace n on n.oid = s.stxnamespace
join relation r on r.oid = s.stxrelid`,
};
//# sourceMappingURL=statistics.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/subscription.js
/** The connection string holds a password and may be read by superusers only: left out. */
const subscription = {
    sql: /* sql */ `
select 'other' as kind, null::name as schema, null::name as parent, concat('subscription ', s.subname) as name,
       json_build_object(
         'publications', s.subpublications,
         'enabled', s.subenabled,
         'slot', s.subslotname,
         'synchronousCommit', s.subsynccommit,
         'binary', s.subbinary,
         'streaming', s.substream::text,
         'owner', pg_get_userbyid(s.subowner)
       ) as attributes
from pg_subscription s
where s.subdbid = (select oid from pg_database where datname = current_database())`,
};
//# sourceMappingURL=subscription.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/table.js
/** Ordinary and partitioned tables, partitions among them. */
const catalog_table_table = {
    sql: /* sql */ `
select 'table' as kind, r.schema, null::name as parent, r.name::text as name,
       json_build_object(
         'rowSecurity', c.relrowsecurity,
         'forceRowSecurity', c.relforcerowsecurity,
         'persistence', case r.persistence when 'u' then 'unlogged' else 'permanent' end,
         'partitionKey', case when r.kind = 'p' then pg_get_partkeydef(r.oid) end,
         'partitionOf', case when r.is_partition then (
           select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = r.oid
         ) end,
         'partitionBound', pg_get_expr(c.relpartbound, r.oid),
         'inherits', case when not r.is_partition then (
           select array_agg(i.inhparent::regclass::text order by i.inhseqno) from pg_inherits i where i.inhrelid = r.oid
         ) end,
         'ofType', nullif(c.reloftype, 0)::regtype::text,
         'options', r.options,
         'toastOptions', (select t.reloptions from pg_class t where t.oid = c.reltoastrelid),
         'accessMethod', (select am.amname from pg_am am where am.oid = r.access_method),
         'tablespace', (select t.spcname from pg_tablespace t where t.oid = r.tablespace),
         'replicaIdentity', case c.relreplident when 'd' then 'default' when 'n' then 'nothing' when 'f' then 'full' else (
           select concat('index ', i.indexrelid::regclass) from pg_index i where i.indrelid = r.oid and i.indisreplident
         ) end,
         'owner', pg_get_userbyid(r.owner)
       ) as attributes
from relation r
join pg_class c on c.oid = r.oid
where r.kind in ('r', 'p')`,
};
//# sourceMappingURL=table.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/trigger.js
/** Not the internal ones of foreign keys, nor the copies on partitions. */
const trigger = {
    sql: /* sql */ `
select 'trigger' as kind, r.schema, r.name as parent, t.tgname::text as name,
       json_build_object(
         'definition', pg_get_triggerdef(t.oid),
         'enabled', case t.tgenabled when 'O' then 'origin' when 'D' then 'disabled' when 'R' then 'replica'
                                     else 'always' end
       ) as attributes
from pg_trigger t
join relation r on r.oid = t.tgrelid
where not t.tgisinternal and t.tgparentid = 0`,
};
//# sourceMappingURL=trigger.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/type.js
/** Composite, range, base and shell types; not the row types of tables, nor array and multirange types (made with theirs). */
const type = {
    sql: /* sql */ `
select 'type' as kind, n.name as schema, null::name as parent, t.typname::text as name,
       json_build_object(
         'form', case when t.typtype = 'c' then 'composite' when t.typtype = 'r' then 'range'
                      when not t.typisdefined then 'shell' else 'base' end,
         'fields', (
           select array_agg(concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                              case when a.attcollation <> f.typcollation
                                   then concat('collate ', a.attcollation::regcollation) end) order by a.attnum)
           from pg_attribute a join pg_type f on f.oid = a.atttypid
           where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
         ),
         'subtype', format_type(r.rngsubtype, null),
         'subtypeOperatorClass', (select opcname from pg_opclass where oid = r.rngsubopc),
         'subtypeCollation', nullif(r.rngcollation, 0)::regcollation::text,
         'canonicalFunction', nullif(r.rngcanonical::oid, 0)::regproc::text,
         'subtypeDifference', nullif(r.rngsubdiff::oid, 0)::regproc::text,
         'multirange', nullif(r.rngmultitypid, 0)::regtype::text,
         'inputFunction', case when t.typtype = 'b' then t.typinput::text end,
         'outputFunction', case when t.typtype = 'b' then t.typoutput::text end,
         'owner', pg_get_userbyid(t.typowner)
       ) as attributes
from pg_type t
join namespace n on n.oid = t.typnamespace
left join pg_range r on r.rngtypid = t.oid
where (t.typtype in ('b', 'r', 'p') or t.typtype = 'c' and exists (select from relation c where c.oid = t.typrelid and c.kind = 'c'))
  and not exists (select from pg_type e where e.typarray = t.oid)
  and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)`,
};
//# sourceMappingURL=type.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/view.js
/** Views and materialized views. Whether a materialized view is filled is data, and not read. */
const catalog_view_view = {
    sql: /* sql */ `
select case r.kind when 'v' then 'view' else 'materialized view' end as kind,
       r.schema, null::name as parent, r.name::text as name,
       json_build_object(
         'definition', pg_get_viewdef(r.oid),
         'options', (select array_agg(option order by option) from unnest(r.options) as option),
         'accessMethod', (select am.amname from pg_am am where am.oid = r.access_method),
         'tablespace', (select t.spcname from pg_tablespace t where t.oid = r.tablespace),
         'owner', pg_get_userbyid(r.owner)
       ) as attributes
from relation r
where r.kind in ('v', 'm')`,
};
//# sourceMappingURL=view.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/queries.js
/** All object kinds that are read. */































const QUERIES = [
    schema_schema,
    catalog_role_role,
    extension,
    type,
    domain,
    enum_enumeration,
    catalog_sequence_sequence,
    catalog_table_table,
    catalog_column_column,
    key,
    foreign_key_foreignKey,
    check_check,
    exclusion,
    catalog_indexes_index,
    catalog_view_view,
    policy_policy,
    routine,
    aggregate,
    trigger,
    eventTrigger,
    rule,
    collation,
    statistics,
    grant,
    defaultPrivilege,
    comment,
    publication,
    publicationTable,
    publicationTableOf14,
    publicationSchema,
    foreignServer,
    foreignTable,
    foreignDataWrapper,
    userMapping,
    subscription,
    other,
];
/** The SELECTs that a server of this version understands. */
function queriesFor(serverVersion) {
    return QUERIES.filter(({ since = 0, until = Infinity }) => since <= serverVersion && serverVersion < until).map((query) => query.sql);
}
//# sourceMappingURL=queries.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/session.js
/** Brackets around the reading, so that what Postgres prints depends on nothing that a migration has set. */
/**
 * What `pg_get_expr` and its kin look at while they print. With an empty path all names come out qualified; an explicit
 * `pg_catalog, pg_temp` does the same and keeps temporary tables from standing in front of the catalogs.
 * JIT costs more than these queries take. The previous values wait in a setting of our own: a multi-statement
 * message has no variables, and outside a transaction block the message is one implicit transaction.
 */
const ENTER_SQL = /* sql */ `
select pg_catalog.set_config('gatekeeper.session', (
  select pg_catalog.json_object_agg(name, pg_catalog.current_setting(name))::text
  from pg_catalog.unnest(array['search_path', 'datestyle', 'intervalstyle', 'timezone', 'extra_float_digits',
                               'bytea_output', 'lc_monetary', 'quote_all_identifiers', 'jit']) as name
), true);
select pg_catalog.set_config(name, value, true)
from (values ('search_path', 'pg_catalog, pg_temp'), ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'),
             ('timezone', 'UTC'), ('extra_float_digits', '1'), ('bytea_output', 'hex'), ('lc_monetary', 'C'),
             ('quote_all_identifiers', 'off'), ('jit', 'off')) as setting (name, value);`;
/** Local settings last until the transaction ends, and the caller's may go on: give back what was found. */
const LEAVE_SQL = /* sql */ `
select set_config(key, value, true) from json_each_text(current_setting('gatekeeper.session')::json);`;
//# sourceMappingURL=session.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/tracker-objects.js
/** The catalog without the tracker, all that hangs on it, and its schema if nothing else lives there. */
function withoutTracker(catalog, tracker) {
    const rest = catalog.objects.filter((object) => !isTracker(object, tracker));
    const schemaIsEmpty = tracker.schema !== 'public' && !rest.some((object) => object.schema === tracker.schema);
    const isItsSchema = (object) => object.kind === 'schema' && object.name === tracker.schema;
    return { ...catalog, objects: schemaIsEmpty ? rest.filter((object) => !isItsSchema(object)) : rest };
}
function isTracker(object, { schema, table }) {
    const relation = `${schema}.${table}`;
    const { ownedBy, relation: on } = object.attributes;
    if (typeof ownedBy === 'string' && ownedBy.startsWith(`${relation}.`))
        return true;
    if (on === relation)
        return true;
    return object.schema === schema && (object.parent ?? object.name) === table;
}
//# sourceMappingURL=tracker-objects.js.map
;// CONCATENATED MODULE: ./build/src/postgres/catalog/read-catalog.js




/**
 * Everything in `pg_catalog` that defines a schema, without what belongs to Postgres, to extensions or to a session, and
 * without Drizzle's tracker where its place is given. Needs a single connection or a transaction, takes two round trips,
 * writes nothing, and leaves the session's settings as they were.
 */
async function readCatalog(sql, options = {}) {
    const [server] = await sql `
    select pg_catalog.current_setting('server_version_num')::pg_catalog.int4 as version`;
    // Several statements in one message need the simple protocol, hence no parameters.
    const results = await sql.unsafe(`${ENTER_SQL} ${catalogSql(server.version)}; ${LEAVE_SQL}`);
    const objects = results[2] ?? [];
    const catalog = {
        serverVersion: server.version,
        objects: objects.map((row) => JSON.parse(row.object)),
    };
    return options.tracker ? withoutTracker(catalog, options.tracker) : catalog;
}
/** One statement, so that one snapshot serves all kinds. */
function catalogSql(serverVersion) {
    const kinds = queriesFor(serverVersion).map((kind) => `(${kind})`);
    return /* sql */ `
    with ${OWN_OBJECTS_SQL}
    select row_to_json(o)::text as object from (${kinds.join(' union all ')}) o`;
}
//# sourceMappingURL=read-catalog.js.map
;// CONCATENATED MODULE: ./build/src/postgres/replay/build-catalog.js


/** Class 42 and 3F: the statement refers to a type, function, relation, role or schema that is not there. */
const UNDEFINED_OBJECT = new Set(['42704', '42883', '42P01', '3F000']);
/** The schema, role, type, constraint or relation is there already. */
const DUPLICATE_OBJECT = new Set(['42P06', '42710', '42P07']);
/**
 * Builds in one transaction that is rolled back, since roles would outlive the database.
 * Needs a connection of its own (`max: 1`). Rejects where the server is lost.
 */
async function buildCatalog(sql, blueprint) {
    await sql `BEGIN`.simple();
    try {
        const failure = await runDdl(sql, blueprint);
        return failure ?? (await readCatalog(sql, { tracker: blueprint.tracker }));
    }
    finally {
        await sql `ROLLBACK`.simple();
    }
}
async function runDdl(sql, { ddl, prelude, onPlatform }) {
    // A function body may name tables that come later.
    await sql `SET LOCAL check_function_bodies = off`.simple();
    let left = ddl;
    let preludeRan = false;
    for (;;) {
        const failure = await runInSavepoint(sql, left);
        if (failure === null)
            return null;
        const { sqlstate } = failure.error;
        if (UNDEFINED_OBJECT.has(sqlstate) && !preludeRan) {
            await runPrelude(sql, prelude);
            preludeRan = true;
        }
        else if (DUPLICATE_OBJECT.has(sqlstate) && (preludeRan || onPlatform)) {
            // What the platform or the prelude made, the DDL need not make again.
            left = left.filter((statement) => statement !== failure.statement);
        }
        else
            return failure;
    }
}
/** Several rounds, because the statements may build on each other in an order that is not known. */
async function runPrelude(sql, prelude) {
    let waiting = [...prelude];
    for (let before = Number.POSITIVE_INFINITY; waiting.length < before;) {
        before = waiting.length;
        const failed = [];
        for (const statement of waiting) {
            if ((await runInSavepoint(sql, [statement])) !== null)
                failed.push(statement);
        }
        waiting = failed;
    }
}
/** All or nothing. Sent without waiting: after the first failure the server refuses the rest. */
async function runInSavepoint(sql, statements) {
    await sql `SAVEPOINT build`.simple();
    const results = await Promise.allSettled(statements.map((statement) => sql.unsafe(statement)));
    const at = results.findIndex((result) => result.status === 'rejected');
    const result = results[at];
    if (result?.status !== 'rejected') {
        await sql `RELEASE SAVEPOINT build`.simple();
        return null;
    }
    await sql `ROLLBACK TO SAVEPOINT build`.simple();
    const error = toServerError(result.reason);
    if (error === null)
        throw result.reason;
    return { statement: statements[at] ?? '', error };
}
//# sourceMappingURL=build-catalog.js.map
;// CONCATENATED MODULE: ./build/src/postgres/tracker/write.js

/** Columns as drizzle-orm 0.45 (`pg-core/dialect`) and 1.0 (`up-migrations/pg`) create them. */
const COLUMNS = {
    journal: 'id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint',
    folders: 'id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint, name text, applied_at timestamp with time zone DEFAULT now()',
};
/** Both statements of the migrator's prologue, which runs outside its transaction. */
async function createTracker(sql, place, layout) {
    await sql `CREATE SCHEMA IF NOT EXISTS ${sql(place.schema)}`.simple();
    await sql `CREATE TABLE IF NOT EXISTS ${sql(place.schema)}.${sql(place.table)} (${sql.unsafe(COLUMNS[layout])})`.simple();
}
/** The row that Drizzle's migrator writes after a migration. */
async function recordMigration(sql, place, layout, migration) {
    const columns = ['hash', 'created_at', ...(layout === 'folders' ? ['name'] : [])];
    const values = [quoteLiteral(migration.hash), String(migration.when), quoteLiteral(migration.tag)];
    // Literals, since a statement with parameters takes two round trips more.
    const row = sql.unsafe(values.slice(0, columns.length).join(', '));
    await sql `INSERT INTO ${sql(place.schema)}.${sql(place.table)} (${sql(columns)}) VALUES (${row})`.simple();
}
//# sourceMappingURL=write.js.map
;// CONCATENATED MODULE: ./build/src/postgres/replay/replay.js



/**
 * One transaction per migration, committed, as a history that was deployed one by one. Stops at the first failure.
 * Needs a connection of its own (`max: 1`).
 */
async function replayStepByStep(sql, script) {
    return timed(script, async (migration) => {
        // Not awaited, so that it travels with the statements; where it fails, they do.
        sql `BEGIN`.simple().catch(() => undefined);
        const failed = await runAndRecord(sql, script, migration);
        const failure = await replay_endSession(sql, migration, failed);
        if (failure === null)
            await script.afterMigration?.(sql, migration);
        return failure;
    }, () => createTracker(sql, script.tracker, script.layout));
}
/**
 * Every deploy is a session of its own, so what one migration set (search_path, role) must not reach the next. Deferred
 * constraints are checked by COMMIT, so that it can fail as well.
 */
async function replay_endSession(sql, migration, failure) {
    const end = failure === null ? 'COMMIT' : 'ROLLBACK';
    const [ended, discarded] = await Promise.allSettled([sql.unsafe(end), sql `DISCARD ALL`.simple()]);
    if (ended.status === 'rejected')
        return toFinalFailure(migration, end, ended.reason);
    if (discarded.status === 'rejected')
        throw discarded.reason;
    return failure;
}
/**
 * All migrations in one transaction, as Drizzle's migrator installs a new environment; rolled back at the end, so that
 * neither tables nor roles stay. A history that ends the transaction by itself needs a database of its own.
 */
async function replayFreshInstall(sql, script) {
    const outcome = await timed(script, (migration) => runAndRecord(sql, script, migration), async () => {
        await sql `BEGIN`.simple();
        await createTracker(sql, script.tracker, script.layout);
    });
    await sql `ROLLBACK`.simple();
    await sql `DISCARD ALL`.simple();
    return outcome;
}
/** Runs a migration and writes its row, on whatever transaction is open. */
async function runAndRecord(sql, script, migration) {
    const parsed = script.parsed.get(migration.tag);
    if (parsed === undefined)
        throw new Error(`migration "${migration.tag}" was not parsed`);
    // The row is sent behind the statements without waiting for them: after a failure the server refuses it as well.
    const [failure, recorded] = await Promise.all([
        runMigration(sql, migration, parsed),
        recordMigration(sql, script.tracker, script.layout, migration).then(() => null, (cause) => ({ cause })),
    ]);
    return failure ?? (recorded && toFinalFailure(migration, RECORD, recorded.cause));
}
/** A migration that leaves another role, drops the tracker, or breaks a deferred constraint fails in the migrator's own last steps. */
function toFinalFailure({ tag, source }, statement, cause) {
    const error = toServerError(cause);
    if (error === null)
        throw cause;
    const span = { start: 0, end: source.text.length };
    return { tag, file: source.path, span, token: null, statement, error };
}
const RECORD = "-- the row that Drizzle's migrator writes into its tracker after the migration";
async function timed(script, run, prepare) {
    const start = performance.now();
    const applied = [];
    let failure = null;
    await prepare();
    for (const migration of script.migrations) {
        script.onMigration?.(migration.tag);
        failure = await run(migration);
        if (failure !== null)
            break;
        applied.push(migration.tag);
    }
    return { applied, failure, durationMs: performance.now() - start };
}
//# sourceMappingURL=replay.js.map
;// CONCATENATED MODULE: ./build/src/postgres/replay/execute-all.js

/**
 * Counts what this transaction has written, by Postgres's own counters (`pg_stat_get_xact_tuples_…`): tuples of system
 * catalogs as one number, which stays the same as long as the schema does, and tuples of ordinary tables by name. The
 * latter takes a look at every table, so it is done only where a statement may write rows.
 */
const COUNT_WRITES = /* sql */ `
  SELECT sum(pg_catalog.pg_stat_get_xact_tuples_inserted(o) + pg_catalog.pg_stat_get_xact_tuples_updated(o)
             + pg_catalog.pg_stat_get_xact_tuples_deleted(o))
    INTO written FROM unnest(catalogs) AS o;
  IF counts_rows THEN
    SELECT json_object_agg(name, json_build_array(i, u, d)) INTO tables
      FROM (SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
                   pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid) AS i,
                   pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) AS u,
                   pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) AS d
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND c.oid >= 16384) AS counted
     WHERE i + u + d > 0;
  END IF;
  steps := steps || json_build_object('error', failure, 'catalog', written, 'tables', coalesce(tables, '{}'));`;
const BLOCK = /* sql */ `
DECLARE
  statements text[] := ARRAY(SELECT json_array_elements_text(current_setting('gatekeeper.statements')::json));
  statement text;
  counts_rows boolean := current_setting('gatekeeper.counts_rows')::boolean;
  catalogs oid[] := ARRAY(SELECT oid FROM pg_catalog.pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r');
  written bigint;
  tables json;
  steps json[] := '{}';
  failure json;
  state text; message text; detail text; hint text; context text;
BEGIN
  ${COUNT_WRITES}
  FOREACH statement IN ARRAY statements LOOP
    BEGIN
      failure := NULL;
      EXECUTE statement;
    EXCEPTION WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
                              hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT;
      failure := json_build_object('sqlstate', state, 'message', message, 'detail', nullif(detail, ''),
                                   'hint', nullif(hint, ''), 'context', nullif(context, ''));
    END;
    ${COUNT_WRITES}
  END LOOP;
  PERFORM pg_catalog.set_config('gatekeeper.steps', pg_catalog.array_to_json(steps)::text, true);
END`;
/** Node types that may write rows, by themselves or through a function. */
const WRITES_ROWS = new Set([
    'InsertStmt',
    'UpdateStmt',
    'DeleteStmt',
    'MergeStmt',
    'TruncateStmt',
    'SelectStmt',
    'DoStmt',
    'CallStmt',
    'CopyStmt',
    'CreateTableAsStmt',
]);
/** Needs an open transaction. A statement that Postgres runs in no transaction fails (25001), as under Drizzle. */
async function executeAll(sql, statements) {
    const texts = JSON.stringify(statements.map(({ text }) => text));
    const countsRows = String(statements.some(({ type }) => WRITES_ROWS.has(type)));
    await sql `SELECT set_config('gatekeeper.statements', ${texts}, true),
                   set_config('gatekeeper.counts_rows', ${countsRows}, true)`;
    await sql.unsafe(`DO ${quoteLiteral(BLOCK)}`);
    const [row] = await sql `SELECT pg_catalog.current_setting('gatekeeper.steps') AS steps`;
    const [first, ...rest] = JSON.parse(row.steps);
    const readings = [first, ...rest].map(toWrites);
    return statements.map((statement, index) => ({
        statement,
        error: rest[index]?.error ?? null,
        before: readings[index],
        after: readings[index + 1],
    }));
}
function toWrites({ catalog, tables }) {
    const changes = Object.entries(tables).map(([table, [inserted, updated, deleted]]) => {
        return [table, { table, inserted, updated, deleted }];
    });
    return { catalog, tables: new Map(changes) };
}
//# sourceMappingURL=execute-all.js.map
;// CONCATENATED MODULE: ./build/src/postgres/replay/writes.js
/** Rows written between two readings, by table. */
function rowChanges(before, after) {
    return [...after.tables.values()].flatMap(({ table, inserted, updated, deleted }) => {
        const earlier = before.tables.get(table);
        const change = {
            table,
            inserted: inserted - (earlier?.inserted ?? 0),
            updated: updated - (earlier?.updated ?? 0),
            deleted: deleted - (earlier?.deleted ?? 0),
        };
        return totalOf(change) > 0 ? [change] : [];
    });
}
function totalOf({ inserted, updated, deleted }) {
    return inserted + updated + deleted;
}
/** A text that is equal for equal contents of these tables (quoted names), whatever the order of their rows. */
async function hashContents(sql, tables) {
    const hashes = [];
    for (const table of tables) {
        const [exists] = await sql `SELECT to_regclass(${table}) IS NOT NULL AS exists`;
        if (!exists.exists)
            hashes.push(`${table} is gone`);
        else
            hashes.push(await hashTable(sql, table));
    }
    return hashes.join('\n');
}
async function hashTable(sql, table) {
    const [row] = await sql `
    SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")) AS hash FROM ${sql.unsafe(table)} AS t`;
    return `${table} ${row.hash}`;
}
//# sourceMappingURL=writes.js.map
;// CONCATENATED MODULE: ./build/src/postgres/replay/run-again.js



/**
 * Runs the file again as a whole, in one transaction that is rolled back, with failing statements taken out. What single
 * statements change counts only where the file as a whole ends in another state: DROP … IF EXISTS before CREATE is
 * idempotent though neither statement is.
 */
async function runAgain(sql, file, context) {
    const statements = file.statements.filter(({ type }) => type !== 'TransactionStmt');
    if (statements.length === 0)
        return [];
    const { attempts, catalog, contents } = await rolledBack(sql, async () => {
        const made = await executeAll(sql, statements);
        const changed = made.some(changesCatalog);
        return {
            attempts: made,
            catalog: changed ? await readCatalog(sql, context) : null,
            contents: await hashContents(sql, writtenTables(made)),
        };
    });
    const before = catalog === null ? null : await readCatalog(sql, context);
    const differences = catalog === null || before === null ? [] : context.compare(before, catalog);
    const rowsDiffer = contents !== (await hashContents(sql, writtenTables(attempts)));
    const proofs = [];
    for (const attempt of attempts) {
        const outcome = await judgeAttempt(sql, attempt, { ...context, before, differences, rowsDiffer });
        proofs.push({ span: attempt.statement.span, statement: attempt.statement.text, outcome });
    }
    return proofs;
}
function changesCatalog({ error, before, after }) {
    return error === null && before.catalog !== after.catalog;
}
function writtenTables(attempts) {
    const succeeded = attempts.filter(({ error }) => error === null);
    const changes = succeeded.flatMap(({ before, after }) => rowChanges(before, after));
    return [...new Set(changes.map(({ table }) => table))].sort();
}
/** Which statement made the file end in another state: each is run alone, on the state from before. */
async function judgeAttempt(sql, attempt, whole) {
    if (attempt.error !== null)
        return { kind: 'failed', error: attempt.error };
    if (whole.differences.length > 0 && changesCatalog(attempt)) {
        const differences = await differencesOf(sql, attempt.statement, whole);
        if (differences.length > 0)
            return { kind: 'changed-catalog', differences };
    }
    const changes = whole.rowsDiffer ? rowChanges(attempt.before, attempt.after) : [];
    return changes.length > 0 ? { kind: 'changed-rows', changes } : { kind: 'clean' };
}
/** A statement that fails alone, without those before it, has its share in the differences of the file. */
async function differencesOf(sql, statement, whole) {
    const after = await rolledBack(sql, async () => {
        const [attempt] = await executeAll(sql, [statement]);
        return attempt?.error === null ? readCatalog(sql, whole) : null;
    });
    return after === null || whole.before === null ? whole.differences : whole.compare(whole.before, after);
}
async function rolledBack(sql, work) {
    await sql `BEGIN`.simple();
    try {
        return await work();
    }
    finally {
        await sql `ROLLBACK`.simple();
        await sql `DISCARD ALL`.simple();
    }
}
//# sourceMappingURL=run-again.js.map
;// CONCATENATED MODULE: ./build/src/gather/before.js

/** `newTags`: see `Facts`. New migrations between merged ones have no state before them all. */
function watchBefore(script, newTags, read) {
    const last = lastMerged(script.migrations, newTags);
    if (last.status !== 'gathered')
        return { script, start: async () => { }, before: () => last };
    let before = failed('the replay stopped before it');
    const keep = async (sql) => {
        before = gathered(await read(sql));
    };
    const afterMigration = async (sql, migration) => {
        await script.afterMigration?.(sql, migration);
        if (migration === last.value)
            await keep(sql);
    };
    return {
        script: { ...script, afterMigration },
        start: async (sql) => {
            if (last.value === null)
                await keep(sql);
        },
        before: () => before,
    };
}
/** null: all are new. */
function lastMerged(migrations, newTags) {
    if (newTags === null)
        return skipped('which migrations are new is not known');
    const firstNew = migrations.findIndex(({ tag }) => newTags.includes(tag));
    if (firstNew === -1)
        return skipped('no migration is new');
    if (migrations.slice(firstNew).some(({ tag }) => !newTags.includes(tag))) {
        return skipped('a new migration stands before a merged one');
    }
    return gathered(migrations[firstNew - 1] ?? null);
}
//# sourceMappingURL=before.js.map
;// CONCATENATED MODULE: ./build/src/postgres/replay/rows/candidates.js
/** By base type name without modifier; before `BY_CATEGORY`. */
const BY_TYPE = {
    uuid: ['00000000-0000-4000-8000-000000000001'],
    json: ['{}', '[]'],
    jsonb: ['{}', '[]'],
    bytea: ['\\x00'],
    xml: ['<a/>'],
    inet: ['127.0.0.1'],
    cidr: ['127.0.0.0/8'],
    macaddr: ['08:00:2b:01:02:03'],
    macaddr8: ['08:00:2b:01:02:03:04:05'],
    tsvector: ['a'],
    tsquery: ['a'],
    point: ['(0,0)'],
    line: ['{1,1,0}'],
    lseg: ['[(0,0),(1,1)]'],
    box: ['(1,1),(0,0)'],
    path: ['((0,0),(1,1))'],
    polygon: ['((0,0),(1,1),(1,0))'],
    circle: ['<(0,0),1>'],
    ltree: ['a'],
    hstore: [''],
    pg_lsn: ['0/0'],
};
/** By `pg_type.typcategory`. */
const BY_CATEGORY = {
    A: ['{}'],
    B: ['true', 'false'],
    D: ['2000-01-01', '2100-01-01', '12:00'],
    N: ['1', '0', '100', '-1'],
    R: ['empty', '{}'],
    S: ['a', 'a@example.com', 'https://example.com', '', '00'],
    T: ['1 day'],
    V: ['1'],
};
/** Guesses for one column; literals of the table's CHECK constraints are tried after the plain ones. */
function candidatesFor(column, checks) {
    if (column.labels.length > 0)
        return column.labels;
    const vector = /^(?:\w+\.)?(?:vector|halfvec)\((\d+)\)$/.exec(column.type);
    if (vector !== null)
        return [`[${Array.from({ length: Number(vector[1]) }, () => '1').join(',')}]`];
    const bits = /^bit\((\d+)\)$/.exec(column.type);
    if (bits !== null)
        return ['0'.repeat(Number(bits[1]))];
    const plain = BY_TYPE[column.type.replace(/\(.*$/, '')] ?? BY_CATEGORY[column.category] ?? ['a', '1', '{}'];
    const about = checks.filter((check) => check.includes(column.name));
    return [...new Set([...plain, ...about.flatMap(literalsOf)])];
}
function literalsOf(check) {
    const texts = Array.from(check.matchAll(/'((?:[^']|'')*)'/g), ([, text]) => (text ?? '').replaceAll("''", "'"));
    const numbers = Array.from(check.matchAll(/-?\b\d+(?:\.\d+)?\b/g), ([number]) => number);
    return [...texts, ...numbers];
}
//# sourceMappingURL=candidates.js.map
;// CONCATENATED MODULE: ./build/src/postgres/replay/rows/tables.js
/** Ordinary and partitioned tables outside of system schemas; partitions are filled through their parent. */
async function readTables(sql, tracker) {
    const rows = await sql `
    SELECT json_build_object(
             'name', format('%I.%I', n.nspname, c.relname),
             'required', coalesce((
               SELECT json_agg(json_build_object(
                        'name', a.attname, 'type', format_type(base.oid, a.atttypmod), 'category', base.typcategory,
                        'labels', coalesce((SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)
                                              FROM pg_enum e WHERE e.enumtypid = base.oid), '[]'))
                      ORDER BY a.attnum)
                 FROM pg_attribute a
                 JOIN pg_type t ON t.oid = a.atttypid
                 JOIN pg_type base ON base.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                  AND (a.attnotnull OR t.typnotnull) AND NOT a.atthasdef AND a.attidentity = ''), '[]'),
             'foreignKeys', coalesce((
               SELECT json_agg(json_build_object(
                        'columns', ${names(sql, 'f.conrelid', 'f.conkey')},
                        'references', (SELECT format('%I.%I', fn.nspname, fc.relname)
                                         FROM pg_class fc JOIN pg_namespace fn ON fn.oid = fc.relnamespace
                                        WHERE fc.oid = f.confrelid),
                        'referenced', ${names(sql, 'f.confrelid', 'f.confkey')}))
                 FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'), '[]'),
             'checks', coalesce((SELECT json_agg(pg_get_constraintdef(k.oid))
                                   FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'), '[]')
           ) AS table
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^(pg_|information_schema$)'
       AND (n.nspname, c.relname) <> (${tracker.schema}, ${tracker.table})
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
     ORDER BY c.oid`;
    return inDependencyOrder(rows.map(({ table }) => table));
}
/** Names of key columns, in the order of the key. */
function names(sql, relation, key) {
    return sql `(SELECT json_agg(ka.attname ORDER BY k.ord)
                FROM unnest(${sql.unsafe(key)}) WITH ORDINALITY AS k (attnum, ord)
                JOIN pg_attribute ka ON ka.attrelid = ${sql.unsafe(relation)} AND ka.attnum = k.attnum)`;
}
/** Referenced tables first; members of a cycle keep the order in which they were created. */
function inDependencyOrder(tables) {
    const ordered = [];
    const seen = new Set();
    const byName = new Map(tables.map((table) => [table.name, table]));
    const visit = (table) => {
        if (seen.has(table.name))
            return;
        seen.add(table.name);
        for (const { references } of table.foreignKeys) {
            const other = byName.get(references);
            if (other !== undefined)
                visit(other);
        }
        ordered.push(table);
    };
    for (const table of tables)
        visit(table);
    return ordered;
}
//# sourceMappingURL=tables.js.map
;// CONCATENATED MODULE: ./build/src/postgres/replay/rows/insert-rows.js




/** Attempts per table; CHECK constraints over several columns may need some. */
const ATTEMPTS = 40;
/** Needs an open transaction on a connection of its own. Nullable columns stay NULL, and columns with a default take it. */
async function insertRows(sql, tracker) {
    const filled = [];
    const empty = [];
    for (const table of await readTables(sql, tracker)) {
        const reason = await insertRow(sql, table);
        if (reason === null)
            filled.push(table.name);
        else
            empty.push({ table: table.name, reason });
    }
    await deferAgain(sql);
    return { filled, empty };
}
/** Inserting made every constraint immediate; those that are deferred from the start become so again. */
async function deferAgain(sql) {
    const [row] = await sql `
    SELECT string_agg(DISTINCT format('%I.%I', n.nspname, c.conname), ', ') AS names
      FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
     WHERE c.condeferred`;
    if (row.names !== null)
        await sql.unsafe(`SET CONSTRAINTS ${row.names} DEFERRED`);
}
/** null: the row is in. */
async function insertRow(sql, table) {
    let reason = 'no values to try';
    for (const values of combinations(table)) {
        const failure = await attemptInsert(sql, table, values);
        if (failure === null)
            return null;
        reason = failure;
    }
    return reason;
}
/** The plainest value of each column first; then one column after the other takes its other values. */
function* combinations({ required, checks }) {
    const choices = required.map((column) => ({ column, values: candidatesFor(column, checks) }));
    const first = new Map(choices.map(({ column, values }) => [column.name, values[0] ?? '']));
    yield first;
    let attempts = 1;
    for (const { column, values } of choices) {
        for (const value of values.slice(1)) {
            if (attempts++ >= ATTEMPTS)
                return;
            yield new Map([...first, [column.name, value]]);
        }
    }
}
async function attemptInsert(sql, table, values) {
    try {
        // One message, one round trip. Deferred constraints would otherwise speak up when nobody knows which row they mean.
        await sql.unsafe(`SAVEPOINT synthetic; ${insertStatement(table, values)}; SET CONSTRAINTS ALL IMMEDIATE; RELEASE SAVEPOINT synthetic`);
        return null;
    }
    catch (cause) {
        const error = toServerError(cause);
        if (error === null)
            throw cause;
        await sql `ROLLBACK TO SAVEPOINT synthetic`.simple();
        return `${error.message} (${error.sqlstate})`;
    }
}
function insertStatement(table, values) {
    if (table.required.length === 0)
        return `INSERT INTO ${table.name} DEFAULT VALUES`;
    const columns = table.required.map(({ name }) => quoteIdentifier(name)).join(', ');
    const expressions = table.required.map((column) => insert_rows_valueOf(table, column, values.get(column.name) ?? ''));
    return `INSERT INTO ${table.name} (${columns}) VALUES (${expressions.join(', ')})`;
}
/** A key that refers to another table takes over what stands there. */
function insert_rows_valueOf(table, column, value) {
    for (const { columns, references, referenced } of table.foreignKeys) {
        const at = columns.indexOf(column.name);
        if (at !== -1)
            return `(SELECT ${quoteIdentifier(referenced[at] ?? '')} FROM ${references} LIMIT 1)`;
    }
    return quoteLiteral(value);
}
//# sourceMappingURL=insert-rows.js.map
;// CONCATENATED MODULE: ./build/src/postgres/replay/upgrade.js


/**
 * Expects the base history committed in this database. Runs `pending` in one transaction that is rolled back, so that
 * neither the synthetic rows nor the changes stay. What fails is run once more without rows: only then is it known
 * whether they were the reason. Needs a connection of its own (`max: 1`).
 */
async function replayUpgrade(sql, script, pending) {
    const start = performance.now();
    let rows = { filled: [], empty: [] };
    const filled = await upgrade_attempt(sql, script, pending, async () => {
        rows = await insertRows(sql, script.tracker);
    });
    const empty = filled.failure === null ? filled : await upgrade_attempt(sql, script, pending, async () => { });
    const isDueToRows = filled.failure !== null && !upgrade_isSame(filled.failure, empty.failure);
    return {
        applied: empty.applied,
        failure: empty.failure,
        failureOnRows: isDueToRows ? filled.failure : null,
        emptyTables: rows.empty,
        durationMs: performance.now() - start,
    };
}
async function upgrade_attempt(sql, script, pending, fill) {
    await sql `BEGIN`.simple();
    try {
        await fill();
        const applied = [];
        for (const migration of pending) {
            script.onMigration?.(migration.tag);
            const failure = await runAndRecord(sql, script, migration);
            if (failure !== null)
                return { applied, failure };
            applied.push(migration.tag);
        }
        return { applied, failure: null };
    }
    finally {
        await sql `ROLLBACK`.simple();
        await sql `DISCARD ALL`.simple();
    }
}
function upgrade_isSame(left, right) {
    return right !== null && right.tag === left.tag && right.span.start === left.span.start;
}
//# sourceMappingURL=upgrade.js.map
;// CONCATENATED MODULE: ./build/src/gather/upgrade.js






/** Skipped, with the reason, where no base branch has migrations to go on top of. */
function planUpgrade(history, base) {
    if (base.status !== 'gathered')
        return base;
    const { atTip } = base.value;
    const merged = atTip === null ? [] : migrationsOf(atTip);
    if (merged.length === 0)
        return skipped('the base branch has no migrations that could be upgraded from');
    const deploy = simulateDeploy(history, base.value);
    if (deploy === null)
        return skipped('the base branch keeps its migrations in the other layout');
    const migrations = migrationsOf(history);
    const isOnTop = merged.every((migration, position) => upgrade_isEqual(migration, migrations[position]));
    return gathered({ base: merged, pending: deploy.pending, isOnTop });
}
/** Git may have changed line endings on checkout, which no server minds. */
function upgrade_isEqual(merged, migration) {
    if (migration?.tag !== merged.tag)
        return false;
    return upgrade_normalise(merged.source.text) === upgrade_normalise(migration.source.text);
}
function upgrade_normalise(text) {
    return text.replaceAll('\r\n', '\n');
}
/**
 * The step-by-step replay with the upgrade in its middle, where the database is what the base branch builds: committed
 * up to there, upgraded and rolled back, then committed to the end.
 */
async function replayBoth(sql, script, { base, pending }) {
    const before = await replayStepByStep(sql, { ...script, migrations: script.migrations.slice(0, base.length) });
    if (before.failure !== null)
        return { stepByStep: gathered(before), upgrade: failed(sayStop(before.failure.tag)) };
    const upgrade = await replayUpgrade(sql, script, pending);
    const after = await replayStepByStep(sql, { ...script, migrations: script.migrations.slice(base.length) });
    const stepByStep = {
        applied: [...before.applied, ...after.applied],
        failure: after.failure,
        durationMs: before.durationMs + after.durationMs,
    };
    return { stepByStep: gathered(stepByStep), upgrade: gathered(upgrade) };
}
/** On a database of its own: the history does not begin as the base branch's does, or its upgrade cannot be rolled back. */
async function replayUpgradeAlone(sql, script, { base, pending }) {
    const migrations = base;
    const outcome = await replayStepByStep(sql, { ...script, migrations, parsed: await parseAll(base, script.parsed) });
    // No finding would name a fault that this change does not have.
    if (outcome.failure !== null)
        return skipped(`on the base branch ${sayStop(outcome.failure.tag)}`);
    return gathered(await replayUpgrade(sql, script, pending));
}
async function parseAll(migrations, known) {
    const files = new Map();
    for (const migration of migrations) {
        const file = known.get(migration.tag);
        const isKnown = file?.source.text === migration.source.text;
        files.set(migration.tag, isKnown ? file : await parseMigration(migration));
    }
    return files;
}
function sayStop(tag) {
    return `the replay stopped at "${tag}"`;
}
//# sourceMappingURL=upgrade.js.map
;// CONCATENATED MODULE: ./build/src/gather/catalogs.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});










/**
 * Everything but the step-by-step replay is rolled back, so one database serves all, and roles, which live outside
 * databases, never meet themselves. The step-by-step replay, which commits, comes last.
 */
async function gatherCatalogs(server, workload, stopwatch) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const database = __addDisposableResource(env_1, await server.createDatabase(), true);
        const sql = await prepare(database, workload);
        const own = await ownObjects(sql, workload);
        const freshInstall = await stopwatch.measure('replayMs', () => replayAtOnce(server, sql, workload));
        // The schema has a limit of its own; what is left of a migration's must not run out before it.
        workload.onStep('loading the schema');
        const schema = await workload.schema;
        const build = (fact, catalog) => stopwatch.measure('compareMs', () => buildFrom(sql, fact, workload, catalog));
        const declared = await build(schema.declared, 'declared');
        const recorded = await build(schema.recorded, 'recorded');
        const { script, secondRuns } = withSecondRun(workload);
        const { tracker } = script;
        const watched = watchBefore(script, workload.newTags, (connection) => readCatalog(connection, { tracker }));
        await watched.start(sql);
        const { stepByStep, upgrade } = await stopwatch.measure('replayMs', () => replaySteps(server, sql, workload, watched.script));
        const replayed = await stopwatch.measure('compareMs', () => readReplayed(sql, stepByStep, tracker));
        return {
            replays: {
                stepByStep,
                freshInstall,
                upgrade,
                secondRuns: stepByStep.status === 'gathered' ? secondRuns : stepByStep,
            },
            catalogs: {
                declared: own(declared.catalog),
                recorded: own(recorded.catalog),
                replayed: own(replayed),
                before: watched.before(),
                buildFailures: [...declared.failures, ...recorded.failures],
            },
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Takes out what the platform had before the first migration: it is neither declared nor anybody's drift. */
async function ownObjects(sql, { bootstrap, script: { tracker } }) {
    if (bootstrap.length === 0)
        return (catalog) => catalog;
    const platform = await readCatalog(sql, { tracker });
    return (catalog) => (catalog.status === 'gathered' ? gathered(withoutPlatform(catalog.value, platform)) : catalog);
}
/** The script that runs each judged migration once more in the state right after it, and where it leaves the proofs. */
function withSecondRun({ script, secondRun }) {
    if (secondRun.status !== 'gathered')
        return { script, secondRuns: secondRun };
    const context = { tracker: script.tracker, compare: compareAll };
    const proofs = new Map();
    const afterMigration = async (sql, { tag }) => {
        const file = script.parsed.get(tag);
        if (file !== undefined && secondRun.value(tag))
            proofs.set(tag, await runAgain(sql, file, context));
    };
    return { script: { ...script, afterMigration }, secondRuns: gathered(proofs) };
}
function compareAll(before, after) {
    return compareCatalogs(before, after, 'all');
}
async function prepare(database, workload) {
    const sql = await database.connect();
    await runBootstrap(sql, workload.bootstrap, workload.onStep);
    return sql;
}
async function replayAtOnce(server, sql, workload) {
    const { script, obstacle, endsTransactions } = workload;
    if (obstacle !== null)
        return failed(obstacle);
    const outcome = endsTransactions
        ? await elsewhere(server, workload, (other) => replayFreshInstall(other, script))
        : await replayFreshInstall(sql, script);
    return gathered(outcome);
}
/** `script` is the workload's, with what is done after each migration. */
async function replaySteps(server, sql, workload, script) {
    const { obstacle, upgrade: plan, endsTransactions } = workload;
    if (obstacle !== null)
        return { stepByStep: failed(obstacle), upgrade: failed(obstacle) };
    if (plan.status !== 'gathered')
        return { stepByStep: gathered(await replayStepByStep(sql, script)), upgrade: plan };
    if (plan.value.isOnTop && !endsTransactions)
        return replayBoth(sql, script, plan.value);
    const upgrade = await elsewhere(server, workload, (other) => replayUpgradeAlone(other, workload.script, plan.value));
    return { stepByStep: gathered(await replayStepByStep(sql, script)), upgrade };
}
async function elsewhere(server, workload, work) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const database = __addDisposableResource(env_2, await server.createDatabase(), true);
        return await work(await prepare(database, workload));
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
async function readReplayed(sql, replay, tracker) {
    if (replay.status !== 'gathered')
        return replay;
    const { failure } = replay.value;
    if (failure !== null)
        return failed(`the replay stopped at "${failure.tag}"`);
    return gathered(await readCatalog(sql, { tracker }));
}
async function buildFrom(sql, fact, workload, name) {
    if (fact.status !== 'gathered')
        return { catalog: fact, failures: [] };
    workload.onStep(`building the ${name} schema`);
    const blueprint = {
        ddl: fact.value.ddl,
        prelude: workload.prelude,
        onPlatform: workload.bootstrap.length > 0,
        tracker: workload.script.tracker,
    };
    const built = await buildCatalog(sql, blueprint);
    if ('objects' in built)
        return { catalog: gathered(built), failures: [] };
    const reason = `the server refuses its DDL: ${built.error.message} (${built.error.sqlstate})`;
    return { catalog: failed(reason), failures: [{ ...built, catalog: name }] };
}
//# sourceMappingURL=catalogs.js.map
;// CONCATENATED MODULE: ./build/src/gather/obstacle.js
/** Why not every migration is there to be run, where Drizzle's migrator stops as well; null: they all are. */
function obstacleOf({ journal, entries }) {
    if (journal !== null && journal.defect !== null && entries.length === 0) {
        return `"${journal.source.path}" cannot be read`;
    }
    const gap = entries.find(({ migration }) => migration === null);
    if (gap === undefined)
        return null;
    return gap.tag === null
        ? `entry ${gap.position + 1} of the journal has no tag`
        : `"${gap.tag}" has no file that can be read`;
}
//# sourceMappingURL=obstacle.js.map
;// CONCATENATED MODULE: ./build/src/gather/prelude.js
const TYPES = new Set([
    'CreateExtensionStmt',
    'CreateFunctionStmt',
    'CreateDomainStmt',
    'CompositeTypeStmt',
    'CreateRangeStmt',
    'CreateRoleStmt',
    'CreateSchemaStmt',
    'DefineStmt',
    // Roles and extensions are often created in a block with a guard.
    'DoStmt',
]);
/**
 * Blocks that make what is compared are not prelude, and old drizzle-kit wrote such blocks: an enum from one would stand
 * in the way of the enum as the schema has it now.
 */
const COMPARED = /\b(?:create|alter)\s+(?:unlogged\s+)?table\b|\bas\s+enum\b|\bcreate\s+sequence\b/i;
/** The statements' texts, in the order of the history. */
function preludeOf(files) {
    return statementsOf(files).flatMap(({ type, text }) => (TYPES.has(type) && !COMPARED.test(text) ? text : []));
}
/**
 * Names in CREATE EXTENSION, unquoted: what an embedded server must have at hand. Read from the bare text, before the
 * parser is loaded, so that the server can start at once; a name in a comment does no harm.
 */
function extensionsIn(files) {
    const names = [...files].flatMap(({ text }) => {
        const matches = text.matchAll(/create\s+extension\s+(?:if\s+not\s+exists\s+)?(?:"([^"]+)"|([\w-]+))/gi);
        return Array.from(matches, ([, quoted, plain]) => quoted ?? plain?.toLowerCase() ?? '');
    });
    return [...new Set(names)];
}
/** COMMIT, ROLLBACK and the like: what comes after them is outside of the replay's transaction. */
function endsTransactions(files) {
    return statementsOf(files).some(({ type }) => type === 'TransactionStmt');
}
function statementsOf(files) {
    return [...files].flatMap((file) => file.statements);
}
//# sourceMappingURL=prelude.js.map
;// CONCATENATED MODULE: ./build/src/gather/stopwatch.js
class Stopwatch {
    #start = performance.now();
    #parts = { serverMs: 0, replayMs: 0, schemaMs: 0, compareMs: 0 };
    /** Adds the duration of the work to a part, whether it succeeds or not. */
    async measure(part, work) {
        const start = performance.now();
        try {
            return await work();
        }
        finally {
            this.#parts[part] += performance.now() - start;
        }
    }
    /** Whole milliseconds since the stopwatch was made, in all and by part. */
    read() {
        const { serverMs, replayMs, schemaMs, compareMs } = this.#parts;
        const rounded = [performance.now() - this.#start, serverMs, replayMs, schemaMs, compareMs].map(Math.round);
        const [total = 0, server = 0, replay = 0, schema = 0, compare = 0] = rounded;
        return { totalMs: total, serverMs: server, replayMs: replay, schemaMs: schema, compareMs: compare };
    }
}
//# sourceMappingURL=stopwatch.js.map
;// CONCATENATED MODULE: ./build/src/gather/watchdog.js
/** A time limit on each step of a run. A step may hang where nothing can interrupt it but the end of its server. */



const watchdog_GRACE_MS = 4000;
/** Barks when one step takes longer than the limit; whoever holds a server or a child ends it on `signal`. */
class Watchdog {
    #limitSeconds;
    #abort = new AbortController();
    #onStep;
    #step = 'starting';
    #timer = null;
    #grace = null;
    constructor(limitSeconds, onStep = () => { }) {
        this.#limitSeconds = limitSeconds;
        this.#onStep = onStep;
    }
    /**
     * Rejects some time after `signal`, where the work has not ended with what it waited for: the driver can lose a query
     * whose server is killed, and Node would leave with code 13.
     */
    gaveUp = new Promise((_, reject) => {
        this.#abort.signal.addEventListener('abort', () => {
            this.#grace = setTimeout(reject, watchdog_GRACE_MS, new Error('the work did not end'));
        });
    });
    get signal() {
        return this.#abort.signal;
    }
    /** Begins a step, named as in `replaying "0004_invoices"`, with the whole limit before it. */
    enter = (step) => {
        this.#step = step;
        this.#onStep(step);
        if (this.#timer !== null)
            clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
            this.#abort.abort();
        }, this.#limitSeconds * 1000);
    };
    /** The error to report: what failed because time ran out, or with the server, is that, whatever it looks like. */
    explain(error) {
        // Said by somebody who knows; time may run out later, while servers and children are ended.
        if (error instanceof CannotJudge)
            return error;
        if (this.signal.aborted) {
            return new CannotJudge(`still ${this.#step} after ${this.#limitSeconds} s`, {
                hint: 'Look for a statement that waits or loops there, or allow more time with --timeout <seconds>.',
                cause: error,
            });
        }
        if (!isServerLoss(error))
            return error;
        // What the driver says of a lost connection is its code and a path of the run's own.
        const said = error instanceof src.PostgresError ? `: ${error.message}` : '';
        return new CannotJudge(`the server was lost while ${this.#step}${said} (${error.code})`, {
            hint: 'Run it again; if it happens again, look for memory or disk that runs out, or use another --postgres.',
            cause: error,
        });
    }
    [Symbol.dispose]() {
        if (this.#timer !== null)
            clearTimeout(this.#timer);
        if (this.#grace !== null)
            clearTimeout(this.#grace);
        this.#timer = null;
    }
}
//# sourceMappingURL=watchdog.js.map
;// CONCATENATED MODULE: ./build/src/gather/gather.js
var gather_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var gather_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/** Reads the world: a project's history, its schema, and what a server makes of both. */

















/** Everything that the checks need. Throws CannotJudge where the world does not let itself be read. */
async function gather(request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const stopwatch = new Stopwatch();
        const watchdog = gather_addDisposableResource(env_1, new Watchdog(request.timeoutSeconds, request.onStep), false);
        try {
            watchdog.gaveUp.catch(() => { });
            const facts = await Promise.race([gatherFacts(request, stopwatch, watchdog), watchdog.gaveUp]);
            return { facts, timings: stopwatch.read() };
        }
        catch (error) {
            throw watchdog.explain(error);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        gather_disposeResources(env_1);
    }
}
async function gatherFacts(request, stopwatch, watchdog) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { project, history } = request;
        watchdog.enter('reading the schema and starting Postgres');
        // Loading the schema, reading the base, parsing and starting the server: none of them needs another.
        const schema = stopwatch.measure('schemaMs', () => gatherSchema(project, history, {
            cwd: request.cwd,
            timeoutMs: request.timeoutSeconds * 1000,
            signal: watchdog.signal,
        }));
        schema.catch(() => { });
        const reading = gatherBase((0,external_node_path_namespaceObject.resolve)(request.cwd, project.migrations), request.cwd, request.base);
        reading.catch(() => { });
        const parsing = parseHistory(history);
        parsing.catch(() => { });
        const extensions = extensionsIn([...history.files, ...request.bootstrap]);
        const server = gather_addDisposableResource(env_2, await stopwatch.measure('serverMs', () => startServer({ ...request.server, extensions, signal: watchdog.signal })), true);
        const parsed = await parsing;
        const allows = await gatherAllows(request.cwd, history, parsed);
        const base = await reading;
        const known = gathered_valueOf(base);
        const newTags = known && newTagsOf(history, known);
        const judgedTags = judgedTagsOf(request.scope, newTags);
        const secondRun = request.idempotency
            ? gathered((tag) => judgedTags?.includes(tag) ?? true)
            : skipped('switched off by --idempotency off');
        const workload = { ...workloadOf(request, parsed, schema, base, watchdog), newTags, secondRun };
        const { replays, catalogs } = await gatherCatalogs(server, workload, stopwatch);
        return {
            now: request.now ?? Date.now(),
            project,
            siblings: request.siblings,
            history,
            base,
            newTags,
            judgedTags,
            parsed,
            server: gathered(server.facts),
            replays,
            schema: await schema,
            catalogs,
            drift: compareSides(catalogs),
            allows,
        };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_1 = gather_disposeResources(env_2);
        if (result_1)
            await result_1;
    }
}
function workloadOf({ project, history, bootstrap }, parsed, schema, base, watchdog) {
    return {
        script: {
            layout: history.layout,
            tracker: project.tracker,
            migrations: migrationsOf(history),
            parsed,
            onMigration: (tag) => {
                watchdog.enter(`replaying "${tag}"`);
            },
        },
        obstacle: obstacleOf(history),
        bootstrap,
        prelude: preludeOf(parsed.values()),
        endsTransactions: endsTransactions(parsed.values()),
        schema,
        onStep: watchdog.enter,
        upgrade: planUpgrade(history, base),
    };
}
function judgedTagsOf(scope, newTags) {
    if (scope === 'new' && newTags === null) {
        throw new CannotJudge('which migrations are new is not known', {
            hint: 'Name the base branch with --base <ref>, or judge all migrations with --scope all.',
        });
    }
    return scope === 'all' ? null : newTags;
}
//# sourceMappingURL=gather.js.map
;// CONCATENATED MODULE: ./build/src/compare/table-changes.js

/** Every table of which anything differs (also an index, a policy), by name; both catalogs without Drizzle's own. */
function changedTables(before, after) {
    const touched = new Set(compareCatalogs(before, after, 'all').flatMap(({ expected, actual }) => [expected, actual].flatMap((object) => (object === null ? [] : (table_changes_tableOf(object) ?? [])))));
    const left = tablesOf(before);
    const right = tablesOf(after);
    return [...touched]
        .filter((name) => left.has(name) || right.has(name))
        .sort()
        .map((name) => describeTable(name, left.get(name) ?? null, right.get(name) ?? null));
}
function tablesOf(catalog) {
    const tables = new Map(catalog.objects.flatMap((object) => {
        return object.kind === 'table' ? [[`${object.schema}.${object.name}`, []]] : [];
    }));
    for (const object of catalog.objects)
        tables.get(table_changes_tableOf(object) ?? '')?.push(object);
    return tables;
}
function table_changes_tableOf({ kind, schema, parent, name }) {
    const table = kind === 'table' ? name : parent;
    return table === null ? null : `${schema}.${table}`;
}
function describeTable(table, left, right) {
    const change = left === null ? 'added' : right === null ? 'removed' : 'changed';
    const [before, after] = [table_changes_columnsOf(left ?? []), table_changes_columnsOf(right ?? [])];
    const names = [...new Set([...after.keys(), ...before.keys()])];
    return {
        table,
        change,
        columns: names.flatMap((name) => describeColumn(name, before.get(name), after.get(name)) ?? []),
        references: [...new Set((right ?? left ?? []).flatMap(referenceOf))].sort(),
    };
}
function table_changes_columnsOf(parts) {
    const primary = keyColumns(parts, 'primary key');
    const foreign = keyColumns(parts, 'foreign key');
    return new Map(parts
        .filter(({ kind }) => kind === 'column')
        .map(({ name, attributes }) => {
        const key = primary.has(name) ? 'primary' : foreign.has(name) ? 'foreign' : null;
        return [name, { type: String(attributes['type']), key, definition: JSON.stringify(attributes) }];
    }));
}
function keyColumns(parts, kind) {
    const columns = parts.filter((part) => part.kind === kind).map(({ attributes }) => attributes['columns']);
    return new Set(columns.flatMap((names) => (typeof names === 'object' && names !== null ? names : [])));
}
function describeColumn(name, left, right) {
    const column = right ?? left;
    if (column === undefined)
        return null;
    const change = left === undefined ? 'added' : right === undefined ? 'removed' : table_changes_isSame(left, right) ? null : 'changed';
    return { name, type: column.type, key: column.key, change };
}
function table_changes_isSame(left, right) {
    return left.definition === right.definition && left.key === right.key;
}
/** Postgres prints the name with its schema, each part quoted where it must be. */
function referenceOf({ kind, attributes }) {
    const { references } = attributes;
    return kind === 'foreign key' && typeof references === 'string' ? [references.replaceAll('"', '')] : [];
}
//# sourceMappingURL=table-changes.js.map
;// CONCATENATED MODULE: ./build/src/policy/apply-allows.js
/** Takes out what an allow covers, and keeps it with the reason. Pure. */

/** An allow without a reason or past its date suppresses nothing; findings on allows cannot be allowed. */
function applyAllows(findings, allows, now) {
    const valid = allows.filter((allow) => allow.reason !== null && !isExpired(allow, now));
    const kept = [];
    const allowed = [];
    for (const finding of findings) {
        const reason = finding.code.startsWith('allow/') ? null : reasonFor(finding, valid);
        if (reason === null)
            kept.push(finding);
        else
            allowed.push({ ...finding, reason });
    }
    return { findings: kept, allowed };
}
function reasonFor(finding, allows) {
    return allows.find((allow) => covers(allow, finding))?.reason ?? null;
}
//# sourceMappingURL=apply-allows.js.map
;// CONCATENATED MODULE: ./build/src/policy/threshold.js
/** What fails a run. */

/** Gives findings on idempotency the severity that the team chose; `off` drops them. */
function weighIdempotency(findings, level) {
    return findings.flatMap((finding) => {
        if (!finding.code.startsWith('idempotency/') || finding.severity === 'notice')
            return [finding];
        return level === 'off' ? [] : [{ ...finding, severity: level }];
    });
}
/** Whether the finding is at or above the threshold. */
function fails(finding, failOn) {
    if (failOn === 'never')
        return false;
    return rankOf(finding.severity) <= rankOf(failOn);
}
function rankOf(severity) {
    return SEVERITIES.indexOf(severity);
}
//# sourceMappingURL=threshold.js.map
;// CONCATENATED MODULE: ./build/src/policy/verdict.js
/** From facts and findings to what is reported. Pure. */







/** What the team's choices leave of the findings. */
function siftFindings(facts, findings, policy) {
    return applyAllows(weighIdempotency(findings, policy.idempotency), facts.allows, facts.now);
}
/** One project's part of the report. */
function decideProject(facts, findings, policy, timings) {
    const sifted = siftFindings(facts, findings, policy);
    const server = gathered_valueOf(facts.server);
    const replayed = gathered_valueOf(facts.catalogs.replayed);
    return {
        config: facts.project.config?.path ?? null,
        migrations: facts.project.migrations,
        layout: facts.history.layout,
        entries: facts.history.entries.length,
        newEntries: facts.newTags,
        base: gathered_valueOf(facts.base)?.ref ?? null,
        server: server === null ? null : { provider: server.provider, version: server.version },
        checks: statusesOf(facts, sifted.findings, policy),
        findings: sifted.findings,
        allowed: sifted.allowed,
        unmanaged: replayed === null ? [] : unmanagedOf(replayed),
        ...deployOf(facts),
        fork: forkIn(facts),
        changes: changesIn(facts),
        versions: { kit: facts.project.kitVersion, orm: facts.project.ormVersion },
        timings,
    };
}
/** What a deploy to where the base branch is would run, and what it would pass over. */
function deployOf({ base, history, parsed }) {
    const known = gathered_valueOf(base);
    const deploy = known && simulateDeploy(history, known);
    return {
        pending: (deploy?.pending ?? []).map(({ tag }) => ({ tag, statements: parsed.get(tag)?.statements.length ?? 0 })),
        skippedOnDeploy: (deploy?.skipped ?? []).map(({ tag }) => tag),
    };
}
function forkIn({ base, history }) {
    const known = gathered_valueOf(base);
    return known && forkOf(history, known);
}
function changesIn({ catalogs, newTags }) {
    if (newTags?.length === 0)
        return [];
    const [before, after] = [gathered_valueOf(catalogs.before), gathered_valueOf(catalogs.replayed)];
    return before === null || after === null ? null : changedTables(before, after);
}
/** Failed as soon as one project has a failed check. */
function decide(projects, version) {
    const failed = projects.some(({ checks }) => checks.some(({ status }) => status === 'failed'));
    return {
        schemaVersion: 1,
        tool: { name: 'drizzle-gatekeeper', version },
        verdict: failed ? 'failed' : 'passed',
        projects,
    };
}
/** Which findings belong to a check, besides what could not be gathered for it. */
const OWNED = [
    ['history', (code) => code.startsWith('history/') || code.startsWith('allow/')],
    ['fresh-install', (code) => code === 'replay/fresh-install-failed'],
    ['upgrade', (code) => code === 'replay/upgrade-failed' || code === 'replay/fails-on-existing-rows'],
    ['replay', (code) => code.startsWith('replay/')],
    ['second-run', (code) => code.startsWith('idempotency/second-run')],
    ['idempotency', (code) => code.startsWith('idempotency/')],
    ['recorded', (code) => code === 'drift/snapshot-differs'],
    ['deployed', (code) => code === 'drift/deployed-differs'],
    ['declared', (code) => code.startsWith('drift/')],
    ['tracker', (code) => code.startsWith('tracker/')],
];
function checkOf(code) {
    const owner = OWNED.find(([, owns]) => owns(code));
    if (owner === undefined)
        throw new Error(`no check owns the code "${code}"`);
    return owner[0];
}
function statusesOf(facts, findings, policy) {
    const failing = new Set(findings.filter((each) => fails(each, policy.failOn)).map(({ code }) => checkOf(code)));
    return Object.entries(coverage(facts, policy)).map(([id, fact]) => {
        const checkId = id;
        if (fact.status === 'skipped')
            return { id: checkId, status: 'skipped', reason: fact.reason };
        const reason = fact.status === 'failed' ? fact.reason : null;
        const failed = failing.has(checkId) || (reason !== null && policy.failOn !== 'never');
        return { id: checkId, status: failed ? 'failed' : 'passed', reason };
    });
}
const NO_DATABASE = 'this version does not read a deployed database';
/** What each check rests on: gathered, skipped or failed, with the reason. */
function coverage(facts, policy) {
    const { replays, catalogs } = facts;
    const always = gathered(null);
    return {
        history: always,
        replay: replays.stepByStep,
        'fresh-install': replays.freshInstall,
        upgrade: replays.upgrade,
        'second-run': replays.secondRuns,
        declared: joined(catalogs.declared, catalogs.replayed),
        recorded: joined(catalogs.recorded, catalogs.replayed),
        idempotency: policy.idempotency === 'off' ? skipped('switched off by --idempotency off') : always,
        tracker: skipped(NO_DATABASE),
        deployed: skipped(NO_DATABASE),
    };
}
/** A comparison needs both sides: the first that is missing tells why. */
function joined(left, right) {
    return left.status === 'gathered' ? right : left;
}
//# sourceMappingURL=verdict.js.map
;// CONCATENATED MODULE: ./build/src/commands/check.js
/** `check`: the gate. Reads, judges, decides; prints nothing. */






/** Decides on every project that the options name. Throws CannotJudge. */
async function commands_check_check(options, surroundings, onStep = () => { }) {
    const sources = new Map();
    const projects = [];
    for (const { facts, findings, timings } of await judgeProjects(options, surroundings, onStep)) {
        addSources(sources, facts);
        projects.push(decideProject(facts, findings, options, timings));
    }
    return { verdict: decide(projects, VERSION), sources };
}
/** Judges every project that the options name. Throws CannotJudge. */
async function judgeProjects(options, surroundings, onStep) {
    const judged = [];
    for (const request of await readRequests(options, surroundings)) {
        const { facts, timings } = await gather({ ...request, onStep });
        judged.push({ facts, findings: judge(facts, CHECKS), timings });
    }
    return judged;
}
/** Texts that a report quotes from. */
function addSources(sources, { history }) {
    const { journal, files, snapshots } = history;
    for (const source of [...(journal === null ? [] : [journal.source]), ...files, ...snapshots]) {
        sources.set(source.path, source.text);
    }
}
//# sourceMappingURL=check.js.map
;// CONCATENATED MODULE: ./build/src/github/distrust.js
/** Whether a run may run what the pull request brought along. */

/** Events whose runs have the secrets and the write token of the base repository, whoever wrote the change. */
const PRIVILEGED = new Set(['pull_request_target', 'workflow_run']);
/**
 * Why code of the project is not run, for an error or a report; null: it is. Under `pull_request` a change from a fork
 * has no secrets, so that its code may run (https://docs.github.com/actions/reference/security/secure-use).
 */
async function readDistrust(environment) {
    const { GITHUB_ACTIONS, GITHUB_EVENT_NAME: event = '', GITHUB_EVENT_PATH: path } = environment;
    if (GITHUB_ACTIONS !== 'true' || !PRIVILEGED.has(event))
        return null;
    const payload = path === undefined ? null : await readJson(path);
    return distrust_isOwn(event, payload) ? null : `code of a fork is not run under "${event}"`;
}
async function readJson(path) {
    try {
        return JSON.parse(await (0,promises_namespaceObject.readFile)(path, 'utf8'));
    }
    catch {
        return null;
    }
}
/** Only what is known to be of the same repository is trusted. */
function distrust_isOwn(event, payload) {
    const { repository, pull_request, workflow_run } = (payload ?? {});
    const head = event === 'workflow_run' ? workflow_run?.head_repository : pull_request?.head?.repo;
    return typeof head?.full_name === 'string' && head.full_name === repository?.full_name;
}
//# sourceMappingURL=distrust.js.map
;// CONCATENATED MODULE: ./build/src/github/implied-base.js
/** The base that GitHub's event implies. */

const NONE = { kind: 'none', reason: 'no base branch was named with --base' };
/** Reads the event of a run in GitHub Actions; elsewhere no base is implied. Never throws. */
async function implied_base_readImpliedBase(environment) {
    const { GITHUB_ACTIONS, GITHUB_EVENT_NAME, GITHUB_EVENT_PATH } = environment;
    if (GITHUB_ACTIONS !== 'true' || GITHUB_EVENT_PATH === undefined)
        return NONE;
    try {
        return impliedBaseOf(GITHUB_EVENT_NAME ?? '', JSON.parse(await (0,promises_namespaceObject.readFile)(GITHUB_EVENT_PATH, 'utf8')));
    }
    catch {
        return { kind: 'none', reason: 'the event of this run cannot be read; name the base branch with --base' };
    }
}
/** What a payload says of the commit that the change goes on top of. */
function impliedBaseOf(event, payload) {
    const fields = (payload ?? {});
    if (event === 'pull_request' || event === 'pull_request_target')
        return baseOfPullRequest(fields);
    if (event === 'merge_group')
        return onTopOf(fields.merge_group?.base_sha);
    if (event === 'push')
        return baseOfPush(fields);
    return { kind: 'none', reason: `an event "${event}" implies no base branch; name one with --base` };
}
function baseOfPullRequest({ pull_request }) {
    const { sha, ref } = pull_request?.base ?? {};
    const head = pull_request?.head?.sha;
    if (!isCommit(sha) || !isCommit(head))
        return NONE;
    return {
        kind: 'implied',
        commit: sha,
        ref: typeof ref === 'string' ? `origin/${ref}` : sha.slice(0, 7),
        pullRequestHead: head,
    };
}
/** On other branches `before` is the author's own previous push, whose migrations are not merged anywhere. */
function baseOfPush({ before, ref, repository, forced }) {
    if (ref !== `refs/heads/${String(repository?.default_branch)}`) {
        return { kind: 'none', reason: 'a push does not tell where the branch will be merged; name that with --base' };
    }
    return forced === true ? NONE : onTopOf(before);
}
function onTopOf(commit) {
    if (!isCommit(commit))
        return NONE;
    return { kind: 'implied', commit, ref: commit.slice(0, 7), pullRequestHead: null };
}
/** SHA-1 or SHA-256; zeros stand for a branch that was not there. */
function isCommit(value) {
    return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value) && !/^0+$/.test(value);
}
//# sourceMappingURL=implied-base.js.map
;// CONCATENATED MODULE: ./build/src/commands/surroundings.js
/** What a run takes from around it, besides its options. */



/** Throws CannotJudge where a variable that the options name is not set. */
async function readSurroundings(options, environment) {
    return {
        connections: readConnectionStrings(options, environment),
        impliedBase: await implied_base_readImpliedBase(environment),
        distrust: await readDistrust(environment),
    };
}
//# sourceMappingURL=surroundings.js.map
;// CONCATENATED MODULE: ./build/src/commands/run-check.js
var run_check_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var run_check_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/** `check` on the command line: prints the report, returns the exit code. */











/** 0: passed. 1: findings at or above the threshold. Throws CannotJudge, which is 2. */
async function runCheck(options, environment) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const format = formatOf(options);
        const surroundings = await readSurroundings(options, environment);
        const progress = run_check_addDisposableResource(env_1, new Progress(), false);
        const { verdict, sources } = await commands_check_check(options, surroundings, progress.step);
        progress[Symbol.dispose]();
        const redacted = redactVerdict(verdict, secretsOf(environment));
        const terminal = readTerminal(options.output === null ? options.color : false);
        await print(renderReport(redacted, format, sources, terminal, CHECKS), options);
        return verdict.verdict === 'passed' ? 0 : 1;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        run_check_disposeResources(env_1);
    }
}
/** The form of a verdict. Throws CannotJudge on one that is for another command. */
function formatOf({ format }) {
    if (format !== 'matrix')
        return format;
    throw new CannotJudge('"check" has no form "matrix"', { hint: 'Run "drizzle-gatekeeper list --format matrix".' });
}
/** To `--output`, else to standard output. Throws CannotJudge where the file cannot be written. */
async function print(text, { output, workingDirectory }) {
    if (output === null) {
        process.stdout.write(text);
        return;
    }
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.resolve)(workingDirectory, output), text).catch((cause) => {
        throw new CannotJudge(`report file "${output}" cannot be written`, {
            hint: 'Name a file in a folder that exists with --output.',
            cause,
        });
    });
}
//# sourceMappingURL=run-check.js.map
;// CONCATENATED MODULE: ./build/src/fix/write-files.js
/** Puts mended texts into their files: the only place where files of the project are written. */



/** All or none: throws CannotJudge where a file is not, byte for byte, what was mended. Also where one cannot be written. */
async function writeFixedFiles(files, cwd) {
    for (const file of files)
        await requireUnchanged(file, cwd);
    for (const { source, text } of files) {
        await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.resolve)(cwd, source.path), text).catch((cause) => {
            throw new CannotJudge(`"${source.path}" cannot be written`, { hint: 'Check who may write it.', cause });
        });
    }
}
/** Decoding replaces bytes that are no UTF-8, and writing would make that permanent. */
async function requireUnchanged({ source }, cwd) {
    const onDisk = await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.resolve)(cwd, source.path)).catch(() => null);
    if (onDisk?.equals(Buffer.from(source.text)) === true)
        return;
    throw new CannotJudge(`"${source.path}" is not UTF-8, or has changed meanwhile`, {
        hint: 'Save it as UTF-8, and run "drizzle-gatekeeper fix" again.',
    });
}
//# sourceMappingURL=write-files.js.map
;// CONCATENATED MODULE: ./build/src/report/fixes.js


/** Plain text; `written`: the files were changed, not only looked at. */
function renderFixes({ files, left }, written) {
    const verb = written ? 'changed' : 'would change';
    const blocks = files.map(({ source, findings }) => [
        `${verb} ${visible_visible(source.path)}`,
        ...findings.map((finding) => `  ${fixes_placeOf(finding)} ${visible_visible(finding.fix?.title ?? '')}: ${say(finding)}`),
    ]);
    const rest = left.map(({ finding, reason }) => {
        return `  ${fileOf(finding)}:${fixes_placeOf(finding)} ${say(finding)}\n    ${visible_visible(reason)}`;
    });
    const total = `${sayNumber(files.length, 'file')} ${verb === 'changed' ? 'changed' : 'to change'}`;
    const summary = left.length === 0 ? total : `${total}, ${sayNumber(left.length, 'finding')} left`;
    return [...blocks.flat(), ...(rest.length === 0 ? [] : ['left as it is', ...rest]), summary, ''].join('\n');
}
function say({ message }) {
    return visible_visible(message);
}
function fixes_placeOf({ location }) {
    return 'line' in location ? String(location.line) : visible_visible(location.object);
}
function fileOf({ location }) {
    return 'file' in location ? visible_visible(location.file) : location.catalog;
}
//# sourceMappingURL=fixes.js.map
;// CONCATENATED MODULE: ./build/src/model/edits.js
/** The text with these edits, which must not overlap; the same edit twice counts once, insertions at one place keep their order. */
function applyEdits(text, edits) {
    const distinct = new Map(edits.map((edit) => [JSON.stringify(edit), edit]));
    const placed = [...distinct.values()].map((edit) => ({ ...edits_spanOf(text, edit), text: edit.text }));
    placed.sort((left, right) => left.start - right.start);
    let result = '';
    let from = 0;
    for (const edit of placed) {
        result += text.slice(from, edit.start) + edit.text;
        from = edit.end;
    }
    return result + text.slice(from);
}
/** Whether both change the same characters; insertions at one place do not. */
function overlap(left, right) {
    if (left.file !== right.file)
        return false;
    const [first, second] = edits_isBefore(left, right) ? [left, right] : [right, left];
    return comparePlaces([second.line, second.column], [first.endLine, first.endColumn]) < 0;
}
function edits_isBefore(left, right) {
    return comparePlaces([left.line, left.column], [right.line, right.column]) <= 0;
}
function comparePlaces([line, column], [otherLine, otherColumn]) {
    return line - otherLine || column - otherColumn;
}
/** The range of the text that an edit replaces. */
function edits_spanOf(text, edit) {
    return { start: offsetAt(text, edit.line, edit.column), end: offsetAt(text, edit.endLine, edit.endColumn) };
}
function offsetAt(text, line, column) {
    let start = 0;
    for (let each = 1; each < line; each++)
        start = text.indexOf('\n', start) + 1;
    return start + column - 1;
}
//# sourceMappingURL=edits.js.map
;// CONCATENATED MODULE: ./build/src/fix/prove.js
/** Whether an edited history still builds what it built, and can then be run twice where it was mended. */


/** Why the edits are not to be trusted, one line; null: they are proven. */
function findFault(before, after, repairs) {
    return (syntaxFault(before.facts, after.facts, repairs) ??
        whyNotReplayed(after.facts) ??
        catalogFault(before.facts, after.facts) ??
        secondRunFault(before.facts, after.facts, repairs) ??
        newFinding(before.findings, after.findings));
}
/** The same for the journal: its faults are gone. What it newly lists may have faults of its own. */
function findJournalFault(after, repairs) {
    const mended = new Set(repairs.flatMap(({ findings }) => findings.map(identityOf)));
    const left = after.findings.find((finding) => mended.has(identityOf(finding)));
    return left === undefined ? null : `it leaves ${left.code}: ${left.message}`;
}
/** Why a history cannot be compared with itself after an edit; null: it went through. */
function whyNotReplayed({ replays, catalogs }) {
    const { stepByStep } = replays;
    if (stepByStep.status !== 'gathered')
        return stepByStep.reason;
    const { failure } = stepByStep.value;
    if (failure !== null)
        return `"${failure.tag}" fails: ${failure.error.message} (${failure.error.sqlstate})`;
    return catalogs.replayed.status === 'gathered' ? null : catalogs.replayed.reason;
}
/** An edit leaves as many statements as there were: each is mended in its place. */
function syntaxFault(before, after, repairs) {
    for (const { statement } of repairs) {
        const [old, edited] = [before.parsed.get(statement?.tag ?? ''), after.parsed.get(statement?.tag ?? '')];
        if (edited === undefined || old === undefined)
            continue;
        if (edited.syntaxErrors.length > old.syntaxErrors.length)
            return edited.syntaxErrors[0]?.message ?? null;
        if (edited.statements.length !== old.statements.length)
            return 'the edited text is read as other statements';
    }
    return null;
}
function catalogFault(before, after) {
    const [expected, actual] = [gathered_valueOf(before.catalogs.replayed), gathered_valueOf(after.catalogs.replayed)];
    if (expected === null || actual === null)
        return 'the catalog could not be read';
    const [difference] = compareCatalogs(expected, actual, 'all');
    return difference === undefined ? null : `the migrations would build another ${difference.object}`;
}
/** What was mended must be clean now, what was clean must have stayed so, and what is left must stay loud. */
function secondRunFault(before, after, repairs) {
    for (const tag of new Set(repairs.flatMap(({ statement }) => statement?.tag ?? []))) {
        const mended = new Set(repairs.flatMap(({ statement }) => (statement?.tag === tag ? statement.index : [])));
        const [old, edited] = [outcomesOf(before, tag), outcomesOf(after, tag)];
        for (const [index, outcome] of edited.entries()) {
            const due = mended.has(index) || old[index]?.kind === 'clean';
            if (due && outcome?.kind !== 'clean')
                return `a second run still ${sayOutcome(outcome)}`;
        }
        const change = edited.find((outcome) => outcome !== null && outcome.kind !== 'clean');
        // An error undoes the whole file. Without one, what still changes something would do so silently.
        if (change !== undefined && edited.every((outcome) => outcome?.kind !== 'failed') && old.some(hasFailed)) {
            return `a second run would no longer fail, and ${sayOutcome(change)}`;
        }
    }
    return null;
}
function hasFailed(outcome) {
    return outcome?.kind === 'failed';
}
/** By statement; null: it was not executed again. */
function outcomesOf({ parsed, replays }, tag) {
    const runs = gathered_valueOf(replays.secondRuns)?.get(tag) ?? [];
    const statements = parsed.get(tag)?.statements ?? [];
    return statements.map(({ span }) => runs.find((run) => run.span.start === span.start)?.outcome ?? null);
}
function sayOutcome(outcome) {
    if (outcome === null || outcome.kind === 'clean')
        return 'leaves the statement out';
    if (outcome.kind === 'failed')
        return `fails: ${outcome.error.message} (${outcome.error.sqlstate})`;
    if (outcome.kind === 'changed-rows')
        return `changes rows of ${outcome.changes[0]?.table ?? 'a table'}`;
    return `changes ${outcome.differences[0]?.object ?? 'the catalog'}`;
}
function newFinding(before, after) {
    const known = new Set(before.map(identityOf));
    const raised = after.find((finding) => !known.has(identityOf(finding)));
    return raised === undefined ? null : `it would raise ${raised.code}: ${raised.message}`;
}
/** Lines move with the edits. */
function identityOf({ code, message }) {
    return `${code} ${message}`;
}
//# sourceMappingURL=prove.js.map
;// CONCATENATED MODULE: ./build/src/fix/repair.js

/** `findings` without those that are allowed. Merged migrations are left as they are: databases have run them. */
function planRepairs(facts, findings) {
    const left = [];
    const repairs = new Map();
    for (const finding of findings) {
        const place = finding.fix === undefined ? null : repair_placeOf(facts, finding.fix.edits);
        if (place === null) {
            if (finding.code.startsWith('idempotency/'))
                left.push({ finding, reason: finding.hint ?? 'No edit is known.' });
        }
        else if (repair_isMerged(facts, place))
            left.push({ finding, reason: 'The migration is merged.' });
        else {
            const key = JSON.stringify([place.source.path, place.statement ?? finding.location]);
            const { findings: others, edits } = repairs.get(key) ?? { findings: [], edits: [] };
            repairs.set(key, {
                ...place,
                findings: [...others, finding],
                edits: [...edits, ...(finding.fix?.edits ?? []).filter((edit) => !edits.some((taken) => isTaken(edit, taken)))],
            });
        }
    }
    return { repairs: [...repairs.values()], left };
}
/** Two findings may ask for the same edit, or for two that do not fit; then the first is tried. */
function isTaken(edit, taken) {
    return overlap(edit, taken) || JSON.stringify(edit) === JSON.stringify(taken);
}
/** null: not in a migration, nor in the journal. */
function repair_placeOf({ parsed, history }, [edit]) {
    const journal = history.journal?.source;
    if (edit === undefined)
        return null;
    if (edit.file === journal?.path)
        return { source: journal, statement: null };
    for (const [tag, { source, statements }] of parsed) {
        if (source.path !== edit.file)
            continue;
        const offset = edits_spanOf(source.text, edit).start;
        const index = statements.findIndex(({ span }) => span.start <= offset && offset <= span.end);
        return index === -1 ? null : { source, statement: { tag, index } };
    }
    return null;
}
function repair_isMerged({ newTags }, { statement }) {
    return statement !== null && newTags !== null && !newTags.includes(statement.tag);
}
//# sourceMappingURL=repair.js.map
;// CONCATENATED MODULE: ./build/src/fix/settle.js
/** All at once if they hold, else by halves, so that one bad edit costs few replays. */
async function settle(candidates, prove, kept = []) {
    if (candidates.length === 0)
        return { kept, rejected: [] };
    const fault = await prove([...kept, ...candidates]);
    if (fault === null)
        return { kept: [...kept, ...candidates], rejected: [] };
    if (candidates.length === 1) {
        const findings = candidates.flatMap((repair) => repair.findings);
        return { kept, rejected: findings.map((finding) => ({ finding, reason: `The edit was not taken: ${fault}.` })) };
    }
    const half = Math.ceil(candidates.length / 2);
    const first = await settle(candidates.slice(0, half), prove, kept);
    const second = await settle(candidates.slice(half), prove, first.kept);
    return { kept: second.kept, rejected: [...first.rejected, ...second.rejected] };
}
//# sourceMappingURL=settle.js.map
;// CONCATENATED MODULE: ./build/src/fix/fix-project.js
/** Mends a history in memory, the journal first; what is given back was replayed, compared and run twice. */












/** Throws CannotJudge, also where merged migrations are not known, or a guard is due and the history does not replay. */
async function fixProject(request) {
    const before = await judgeHistory(request, request.history);
    const journal = await mendJournal(request, before);
    const mended = journal.kept.length === 0 ? before : await judgeEdited(request, journal.kept);
    const { repairs, left } = planRepairs(mended.facts, mended.findings);
    const statements = await mendStatements(request, mended, journal.kept, repairs.filter(isOfStatement));
    return {
        files: fix_project_filesOf([...journal.kept, ...statements.kept]),
        left: [...journal.rejected, ...left, ...statements.rejected],
    };
}
/** Only what is safe: whether a database has applied an entry, no replay can tell. */
async function mendJournal(request, before) {
    const repairs = planRepairs(before.facts, before.findings).repairs.filter((repair) => !isOfStatement(repair));
    const [safe, others] = [repairs.filter(isSafe), repairs.filter((repair) => !isSafe(repair))];
    const settled = await settle(safe, async (chosen) => {
        return findJournalFault(await judgeEdited(request, chosen), chosen);
    });
    const findings = others.flatMap((repair) => repair.findings);
    const unsafe = findings.map((finding) => ({ finding, reason: finding.hint ?? 'The edit has to be looked at.' }));
    return { kept: settled.kept, rejected: [...settled.rejected, ...unsafe] };
}
async function mendStatements(request, before, journal, repairs) {
    if (repairs.length === 0)
        return { kept: [], rejected: [] };
    const obstacle = whyNotReplayed(before.facts);
    if (obstacle !== null) {
        throw new CannotJudge(`no edit can be proven: ${obstacle}`, {
            hint: 'Run "drizzle-gatekeeper check" and mend what it names first.',
        });
    }
    return settle(repairs, async (chosen) => {
        return findFault(before, await judgeEdited(request, [...journal, ...chosen]), chosen);
    });
}
function isOfStatement({ statement }) {
    return statement !== null;
}
function isSafe({ findings }) {
    return findings.every(({ fix }) => fix?.safety === 'safe');
}
async function judgeEdited(request, repairs) {
    const { history, project, cwd } = request;
    const texts = fix_project_filesOf(repairs).map(({ source, text }) => {
        return [source.path.slice(history.folder.length + 1), text];
    });
    const tree = withTexts(diskTree((0,external_node_path_namespaceObject.resolve)(cwd, project.migrations)), new Map(texts));
    return judgeHistory(request, await readTree(tree, history.folder));
}
/**
 * The schema is not asked: what the migrations build is compared with what they built. Without a base nothing tells
 * merged migrations, which must not be written; all is only for who asks for it.
 */
async function judgeHistory(request, history) {
    const project = { ...request.project, config: null };
    const { facts } = await gather({ ...request, project, history, scope: request.scope ?? 'new' });
    const idempotency = request.idempotency ? 'warning' : 'off';
    return { facts, findings: siftFindings(facts, judge(facts, CHECKS), { idempotency }).findings };
}
function fix_project_filesOf(repairs) {
    const paths = [...new Set(repairs.map(({ source }) => source.path))];
    return paths.flatMap((path) => {
        const own = repairs.filter(({ source }) => source.path === path);
        const source = own[0]?.source;
        if (source === undefined)
            return [];
        const edits = own.flatMap((repair) => repair.edits);
        return [{ source, text: applyEdits(source.text, edits), findings: own.flatMap(({ findings }) => findings) }];
    });
}
//# sourceMappingURL=fix-project.js.map
;// CONCATENATED MODULE: ./build/src/commands/fix.js
/** `fix`: mends the journal, and makes new migrations idempotent. Writes nothing by itself. */


/** What becomes of every project that the options name; paths are relative to the working directory. Throws CannotJudge. */
async function fix(options, surroundings, onStep = () => { }) {
    const fixed = [];
    for (const request of await readRequests(options, surroundings))
        fixed.push(await fixProject({ ...request, onStep }));
    return { files: fixed.flatMap(({ files }) => files), left: fixed.flatMap(({ left }) => left) };
}
//# sourceMappingURL=fix.js.map
;// CONCATENATED MODULE: ./build/src/commands/run-fix.js
var run_fix_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var run_fix_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/** `fix` on the command line: writes files, or says what it would write. */











/** 0: nothing is left that could be written. 1: with `--check`, something would be. Throws CannotJudge, which is 2. */
async function runFix(options, environment) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const surroundings = await readSurroundings(options, environment);
        const progress = run_fix_addDisposableResource(env_1, new Progress(), false);
        const fixed = await fix(options, surroundings, progress.step);
        progress[Symbol.dispose]();
        const cwd = (0,external_node_path_namespaceObject.resolve)(options.workingDirectory);
        const isCheck = options.check === true;
        if (options.stdout !== null) {
            await print(await run_fix_textOf(options.stdout, fixed, cwd), options);
            return 0;
        }
        if (!isCheck)
            await writeFixedFiles(fixed.files, cwd);
        await print(redact(renderFixes(fixed, !isCheck), secretsOf(environment)), options);
        return isCheck && fixed.files.length > 0 ? 1 : 0;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        run_fix_disposeResources(env_1);
    }
}
/** The mended text of a file, or the text that it has where nothing is to mend. */
async function run_fix_textOf(path, { files }, cwd) {
    const file = files.find(({ source }) => (0,external_node_path_namespaceObject.resolve)(cwd, source.path) === (0,external_node_path_namespaceObject.resolve)(cwd, path));
    if (file !== undefined)
        return file.text;
    return (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.resolve)(cwd, path), 'utf8').catch((cause) => {
        throw new CannotJudge(`"${path}" cannot be read`, { hint: 'Name a migration file with --stdout.', cause });
    });
}
//# sourceMappingURL=run-fix.js.map
;// CONCATENATED MODULE: ./build/src/policy/plan-snapshot.js

/** `prevId` of a first snapshot (drizzle-kit's `originUUID`). */
const plan_snapshot_ORIGIN = '00000000-0000-0000-0000-000000000000';
/** `newId` is for a snapshot that is not there yet. Throws CannotJudge where declared and replayed cannot be compared. */
function planSnapshot(facts, newId) {
    const { history, drift } = facts;
    const entry = history.entries.at(-1);
    const state = requireState(facts);
    if (entry === undefined || drift.declaredReplayed === null)
        throw cannotCompare(facts.catalogs.replayed);
    if (drift.declaredReplayed.length > 0)
        return { kind: 'refused', differences: drift.declaredReplayed };
    const path = pathFor(history, entry);
    const existing = history.snapshots.find((snapshot) => snapshot.path === path) ?? null;
    if (existing !== null && drift.declaredRecorded?.length === 0)
        return { kind: 'current' };
    if (existing !== null)
        requireNew(facts, entry);
    const identity = { id: existing?.id ?? newId, prevId: plan_snapshot_parentOf(history, path) };
    return { kind: 'write', path, content: { ...state, ...identity } };
}
function requireState({ history, schema }) {
    if (history.layout === 'folders') {
        throw new CannotJudge('snapshots of Drizzle 1.0 hold differences, which only drizzle-kit can write', {
            hint: 'Run "npx drizzle-kit generate --custom", which writes one with an empty migration.',
        });
    }
    if (schema.declared.status !== 'gathered' || schema.declared.value.snapshot === null) {
        throw cannotCompare(schema.declared);
    }
    return schema.declared.value.snapshot;
}
function cannotCompare(fact) {
    const reason = fact.status === 'gathered' ? 'there is no migration' : fact.reason;
    return new CannotJudge(`what is declared cannot be compared with what the migrations build: ${reason}`, {
        hint: 'Run "drizzle-gatekeeper check" and mend what it finds first.',
    });
}
/** 0.x names a snapshot by the number of its migration. */
function pathFor({ folder }, { tag, index }) {
    const number = /^\d+(?=_)/.exec(tag ?? '')?.[0] ?? String(index ?? 0).padStart(4, '0');
    return `${folder}/meta/${number}_snapshot.json`;
}
function requireNew({ newTags }, { tag }) {
    if (tag !== null && newTags?.includes(tag) === true)
        return;
    throw new CannotJudge(`the snapshot of "${tag}" is merged, as far as is known, and merged files stay as they are`, {
        hint: 'Name the base branch with --base <ref>, or let "npx drizzle-kit generate --custom" write a snapshot with an empty migration.',
    });
}
function plan_snapshot_parentOf({ snapshots }, path) {
    const earlier = snapshots.filter((snapshot) => snapshot.defect === null && snapshot.path < path);
    return earlier.at(-1)?.id ?? plan_snapshot_ORIGIN;
}
//# sourceMappingURL=plan-snapshot.js.map
;// CONCATENATED MODULE: ./build/src/commands/snapshot.js
/** `snapshot`: writes the latest snapshot where it is missing or stale, once it is proven to be true. */






/** One plan per project, done unless `--check` is given. Throws CannotJudge. */
async function snapshot(options, surroundings, onStep = () => { }) {
    const judged = await judgeProjects({ ...options, idempotency: 'off' }, surroundings, onStep);
    const plans = judged.map(({ facts }) => planSnapshot(facts, (0,external_node_crypto_namespaceObject.randomUUID)()));
    for (const plan of plans)
        if (plan.kind === 'write' && options.check !== true)
            await write(options, plan);
    return plans;
}
/** Byte for byte as drizzle-kit would. */
async function write(options, { path, content }) {
    const file = (0,external_node_path_namespaceObject.resolve)(options.workingDirectory, path);
    await (0,promises_namespaceObject.writeFile)(file, JSON.stringify(content, null, 2)).catch((cause) => {
        throw new CannotJudge(`"${path}" cannot be written`, { hint: 'Make the folder writable.', cause });
    });
}
//# sourceMappingURL=snapshot.js.map
;// CONCATENATED MODULE: ./build/src/commands/run-snapshot.js
var run_snapshot_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var run_snapshot_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});




/** 0: the latest snapshot is true. 1: refused, or with `--check` it is not. Throws CannotJudge, which is 2. */
async function runSnapshot(options, environment) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const surroundings = await readSurroundings(options, environment);
        const progress = run_snapshot_addDisposableResource(env_1, new Progress(), false);
        const plans = await snapshot(options, surroundings, progress.step);
        progress[Symbol.dispose]();
        const isCheck = options.check === true;
        for (const plan of plans)
            process.stdout.write(`${visible_visible(run_snapshot_describe(plan, isCheck))}\n`);
        return plans.some(({ kind }) => kind === 'refused' || (kind === 'write' && isCheck)) ? 1 : 0;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        run_snapshot_disposeResources(env_1);
    }
}
function run_snapshot_describe(plan, isCheck) {
    if (plan.kind === 'current')
        return 'the latest snapshot says what the schema declares';
    if (plan.kind === 'write')
        return `${isCheck ? 'to write' : 'written'}: ${plan.path}`;
    const objects = plan.differences.map(({ object }) => object).join(', ');
    return `refused: the migrations do not build what the schema declares (${objects})`;
}
//# sourceMappingURL=run-snapshot.js.map
;// CONCATENATED MODULE: ./build/src/commands/run-cli.js
/** The command line: arguments in, report out, exit code back. */








/** 0 passed, 1 findings, 2 could not judge. Never throws. */
async function runCli(argv, environment) {
    try {
        const invocation = parseArguments(argv);
        if (invocation.command === 'list') {
            const { options } = invocation;
            await print(renderList(await list_list(options), options.format), options);
            return 0;
        }
        if (invocation.command === 'check')
            return await runCheck(invocation.options, environment);
        if (invocation.command === 'fix')
            return await runFix(invocation.options, environment);
        if (invocation.command === 'snapshot')
            return await runSnapshot(invocation.options, environment);
        process.stdout.write(invocation.command === 'help' ? invocation.text : `${VERSION}\n`);
        return 0;
    }
    catch (error) {
        const { message, hint } = describeFailure(error, secretsOf(environment));
        process.stderr.write(`error: ${message}\n  hint: ${hint}\n`);
        return 2;
    }
}
//# sourceMappingURL=run-cli.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(35);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
