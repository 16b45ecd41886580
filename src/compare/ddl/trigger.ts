import type { CatalogObject } from '../../model/catalog.js';
import { quoteIdentifier } from '../../model/quote.js';
import { replaceBy, tableOf, textOf, type Renderer } from './renderer.js';

/** As ALTER TABLE spells when a trigger fires; a new one fires by `origin`. */
const STATES: Readonly<Record<string, string>> = {
  disabled: 'DISABLE',
  replica: 'ENABLE REPLICA',
  always: 'ENABLE ALWAYS',
};

const parts: Pick<Renderer, 'create' | 'drop'> = {
  create: (trigger: CatalogObject) => {
    const state = STATES[textOf(trigger, 'enabled') ?? ''];
    const alter = `ALTER TABLE ${tableOf(trigger)} ${state} TRIGGER ${quoteIdentifier(trigger.name)}`;
    return [textOf(trigger, 'definition') ?? '', ...(state === undefined ? [] : [alter])];
  },
  drop: (trigger) => [`DROP TRIGGER ${quoteIdentifier(trigger.name)} ON ${tableOf(trigger)}`],
};

export const trigger: Renderer = { ...parts, alter: replaceBy(parts) };
