/** The GitHub Action: inputs in, report out, verdict as the step's result. */
import { runAction } from './commands/run-action.js';

await runAction(process.env);
