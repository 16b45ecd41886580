import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseJson } from '../../../src/project/history/parse-json.js';
import type { JsonNode } from '../../../src/project/history/json-tree.js';
import { readJsonTree } from '../../../src/project/history/json-tree.js';

describe('what keeps a text from being JSON', () => {
  test.each([
    ['nothing at all', '', 'it is empty', null],
    ['a byte order mark', '\uFEFF{}', 'it starts with a byte order mark', '\uFEFF'],
    [
      'merge conflict markers',
      '{\n<<<<<<< HEAD\n"idx": 4\n=======\n"idx": 5\n>>>>>>> main\n}',
      'it holds merge conflict markers',
      '<<<<<<< HEAD',
    ],
    ['merge conflict markers on Windows', '{\r\n=======\r\n}', 'it holds merge conflict markers', '======='],
    ['an end in the middle', '{"entries": [', 'it ends where a value is expected', ''],
    [
      'an end inside a string',
      '{"tag": "0001_or',
      'a string does not end on its line or holds an unknown escape',
      '"0001_or',
    ],
    ['a comma before a bracket', '{"entries": [1,]}', '"]" stands where a value is expected', ']'],
    ['a comma before a brace', '{"idx": 1,}', '"}" stands where a key in double quotes is expected', '}'],
    ['a missing comma', '{"idx": 1 "when": 2}', '"when" stands where "," is expected', '"when"'],
    ['a key without quotes', '{idx: 1}', '"idx" stands where no JSON can be', 'idx'],
    ['a comment', '{} // orders', '"/" stands where no JSON can be', '/'],
    ['a second value', '{} {}', '"{" stands after its end', '{'],
    ['a null byte', '{\0}', String.raw`"\u0000" stands where no JSON can be`, '\0'],
  ])('%s', (_, text, message, place) => {
    const { defect } = parseJson(text);
    expect(defect?.message).toBe(message);
    expect(defect?.span ? text.slice(defect.span.start, defect.span.end) : null).toBe(place);
  });

  test('nesting beyond the stack is told apart from other faults', () => {
    const deep = '['.repeat(1_000_000);
    expect(parseJson(deep).defect?.message).toBe('it is nested deeper than 500 levels');
  });
});

/** JSON, and what is left after someone cut or changed it. */
const damaged = fc
  .tuple(fc.json({ maxDepth: 4 }), fc.nat(200), fc.nat(3), fc.string({ maxLength: 2 }))
  .map(([text, at, length, insert]) => text.slice(0, at) + insert + text.slice(at + length));

const accepts = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('the tree accepts exactly what JSON.parse accepts', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), damaged, fc.string()), (text) => {
      expect('root' in readJsonTree(text)).toBe(accepts(text));
    }),
    { numRuns: 2000 },
  );
});

test('every place holds the value that JSON.parse has there', () => {
  const check = (text: string, node: JsonNode, value: unknown): void => {
    expect(JSON.parse(text.slice(node.span.start, node.span.end))).toEqual(value);
    node.elements.forEach((element, index) => check(text, element, (value as unknown[])[index]));
    for (const [key, member] of node.members) check(text, member, (value as Record<string, unknown>)[key]);
  };
  fc.assert(
    fc.property(fc.json(), (text) => {
      const tree = readJsonTree(text);
      expect(tree).toHaveProperty('root');
      if ('root' in tree) check(text, tree.root, JSON.parse(text));
    }),
  );
});
