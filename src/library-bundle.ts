/** One bundle for command line and library: their functions, and the means to tell where the assets are. */
export * from './library.js';
export { setAssetRoot } from './assets.js';
export { runCli } from './commands/run-cli.js';
