/** The shape of an input: one row of the table that command line, Action, help text and README are made from. */

interface Row {
  readonly group: Group;
  /** What the value is called in the help text, as in `FILE`. */
  readonly placeholder?: string;
  /** One line; ends without a full stop. */
  readonly description: string;
  /** The face that alone has it; absent: both. */
  readonly only?: 'command line' | 'action';
  /** The commands that alone have it; absent: all. */
  readonly commands?: readonly string[];
  /** Default in action.yml that GitHub evaluates. */
  readonly expression?: string;
}

/** Headings of the help text, in its order. */
export const GROUPS = ['project', 'judgement', 'server', 'release', 'report'] as const;
export type Group = (typeof GROUPS)[number];

/** One input. Without a default, a value that is not given is `null` (an empty list for `list`). */
export type Input = Row &
  (
    | { readonly kind: 'text'; readonly default?: string }
    | { readonly kind: 'list' }
    | { readonly kind: 'number'; readonly default?: number }
    | { readonly kind: 'choice'; readonly values: readonly string[]; readonly default?: string }
    /** `isAsked`: it is off unless asked for; else the help shows how to turn it off. */
    | { readonly kind: 'switch'; readonly isAsked?: true }
  );

export type InputTable = Readonly<Record<string, Input>>;

/** What `input` reads as; follows from its row, so that table and options cannot disagree. */
export type ValueOf<I> =
  | (I extends { readonly kind: 'list' } ? readonly string[] : never)
  | (I extends { readonly kind: 'text' } ? string : never)
  | (I extends { readonly kind: 'number' } ? number : never)
  | (I extends { readonly kind: 'choice'; readonly values: readonly (infer Value)[] } ? Value : never)
  | (I extends { readonly kind: 'switch' } ? boolean : never)
  | (I extends { readonly kind: 'list' } | { readonly default: unknown } ? never : null);

/** `fail-on` → `failOn`. */
export type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/** The values of a whole table, under camel-case names. */
export type ValuesOf<Table extends InputTable> = {
  readonly [Name in keyof Table & string as CamelCase<Name>]: ValueOf<Table[Name]>;
};
