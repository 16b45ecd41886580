#!/usr/bin/env node
/** The command line's shell. */
import { runCli } from '../library/bundle.js';
process.exitCode = await runCli(process.argv.slice(2), process.env);
