/** Extensions of an embedded instance, one after the other. */

/** The part of Emscripten's `FS` by which PGlite loads extensions (https://emscripten.org/docs/api_reference/Filesystem-API.html). */
export interface Preloading {
  createPreloadedFile: (
    parent: string,
    name: string,
    bytes: Uint8Array,
    canRead: boolean,
    canWrite: boolean,
    onLoad: () => void,
    onError: (error: unknown) => void,
    dontCreateFile: boolean,
  ) => void;
}

/**
 * Loads one extension after the other. PGlite, which begins thereafter, starts them all at once, and each that is through takes
 * what another still has to define for what nobody will (Emscripten's `reportUndefinedSymbols`): beside `vector`, pgcrypto
 * failed in up to a third of all instances (`Cannot use "md5": Cipher cannot be initialized`).
 */
export function loadInTurn(files: Preloading): void {
  const load = files.createPreloadedFile.bind(files);
  let loaded = Promise.resolve();
  files.createPreloadedFile = (parent, name, bytes, canRead, canWrite, onLoad, onError, dontCreateFile) => {
    const loadNext = (): Promise<void> =>
      new Promise((resolve) => {
        const settle = {
          onLoad: () => (onLoad(), resolve()),
          onError: (error: unknown) => (onError(error), resolve()),
        };
        load(parent, name, bytes, canRead, canWrite, settle.onLoad, settle.onError, dontCreateFile);
      });
    loaded = loaded.then(loadNext);
  };
}
