import { defineCheck } from '../../model/check.js';
import { wordsOf } from './failure.js';
import { lackOf } from './lack.js';
import { stopOf, tellStop } from './stop.js';

export default defineCheck({
  code: 'replay/extension-missing',
  severity: 'error',
  title: 'A migration needs an extension that is not there',
  why: 'A new environment cannot be built where the extension is not installed, and nowhere if no migration creates it.',

  *find(facts) {
    const stop = stopOf(facts);
    const lack = stop && lackOf(stop);
    if (stop === null || lack?.kind !== 'extension') return;
    const gap = lack.isAvailable ? 'which no migration before it creates' : 'which this server does not have';
    const message = `migration "${stop.tag}" needs extension "${lack.extension}", ${gap}: ${wordsOf(stop.error)}`;
    yield tellStop(stop, message, facts);
  },
});
