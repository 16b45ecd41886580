import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ // The require scope
/******/ var __nccwpck_require__ = {};
/******/ 
/************************************************************************/
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
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  s: () => (/* binding */ SOCKET_NAME)
});

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
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
    const path = locate(name);
    if (!(0,external_node_fs_namespaceObject.existsSync)(path)) {
        throw new CannotJudge(`the installation lacks "${name}"`, { hint: 'Reinstall drizzle-gatekeeper.' });
    }
    return path;
}
/** Absolute path of what stands beside `dist/` in package and checkout. Throws CannotJudge where the installation lacks it. */
function packagedPath(name) {
    // From `dist/` or `build/src/`, which a link may lead to.
    const places = [locate(join('..', name)), locate(join('..', '..', name))];
    return places.find((place) => existsSync(place)) ?? assetPath(join('..', name));
}
/**
 * Imports a package that cannot be bundled because it finds its wasm beside itself (libpg-query, PGlite).
 * The bundle carries it under `vendor/<name>/`; from the compiled sources it comes from node_modules.
 * A file within a package is named in full, without an entry: `libpg-query/wasm/libpg-query.js`.
 */
async function importVendored(name, entry = '') {
    const vendored = locate((0,external_node_path_namespaceObject.join)('vendor', name, entry));
    const specifier = (0,external_node_fs_namespaceObject.existsSync)(vendored) ? (0,external_node_url_namespaceObject.pathToFileURL)(vendored).href : name;
    return (await import(/* webpackIgnore: true */ specifier));
}
/** Absolute path of what the bundle carries of a package, packed by brotli; null: this is no bundle, but the sources. */
function packedPath(name) {
    const path = locate(join('vendor', `${name}.br`));
    return existsSync(path) ? path : null;
}
/** Of all files of the bundle; null: this is no bundle, but the sources. */
function programDigest() {
    const path = locate('digest');
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}
/** What brotli has packed. */
async function unpack(path) {
    return (0,external_node_util_namespaceObject.promisify)(external_node_zlib_namespaceObject.brotliDecompress)(await (0,promises_namespaceObject.readFile)(path));
}
function locate(name) {
    // `dist/cli/index.js` and `dist/action/index.js` stand one folder below the assets.
    root ??= (0,external_node_path_namespaceObject.dirname)((0,external_node_path_namespaceObject.dirname)((0,external_node_fs_namespaceObject.realpathSync)(process.argv[1] ?? process.cwd())));
    return (0,external_node_path_namespaceObject.join)(root, name);
}
//# sourceMappingURL=assets.js.map
;// CONCATENATED MODULE: ./build/src/postgres/data-directory.js
/** An initialised data directory as one buffer: an index in JSON, then the contents of the files one after the other. */
/**
 * Packs files; the same files give the same bytes. initdb makes three databases that are copies of each other, file by file of
 * the same name: what is alike is there once.
 */
function packDataDirectory(files) {
    const contents = [];
    const newest = new Map();
    let size = 0;
    const index = files.map(({ path, content }) => {
        if (content === null)
            return [path];
        const name = path.slice(path.lastIndexOf('/') + 1);
        const known = newest.get(name);
        if (known !== undefined && Buffer.compare(known.content, content) === 0) {
            return [path, known.start, known.start + content.length];
        }
        const start = size;
        newest.set(name, { content, start });
        contents.push(content);
        size += content.length;
        return [path, start, size];
    });
    const text = Buffer.from(JSON.stringify(index));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    return Buffer.concat([length, text, ...contents]);
}
/** Unpacks files; the contents are views into `packed`, and may be shared. */
function unpackDataDirectory(packed) {
    const from = 4 + packed.readUInt32LE(0);
    const index = JSON.parse(packed.toString('utf8', 4, from));
    return index.map(([path, start, end]) => ({
        path,
        content: start === undefined || end === undefined ? null : packed.subarray(from + start, from + end),
    }));
}
//# sourceMappingURL=data-directory.js.map
;// CONCATENATED MODULE: ./build/src/postgres/embedded/load-in-turn.js
/** Extensions of an embedded instance, one after the other. */
/**
 * Loads one extension after the other. PGlite, which begins thereafter, starts them all at once, and each that is through takes
 * what another still has to define for what nobody will (Emscripten's `reportUndefinedSymbols`): beside `vector`, pgcrypto
 * failed in up to a third of all instances (`Cannot use "md5": Cipher cannot be initialized`).
 */
function loadInTurn(files) {
    const load = files.createPreloadedFile.bind(files);
    let loaded = Promise.resolve();
    files.createPreloadedFile = (parent, name, bytes, canRead, canWrite, onLoad, onError, dontCreateFile) => {
        const loadNext = () => new Promise((resolve) => {
            const settle = {
                onLoad: () => (onLoad(), resolve()),
                onError: (error) => (onError(error), resolve()),
            };
            load(parent, name, bytes, canRead, canWrite, settle.onLoad, settle.onError, dontCreateFile);
        });
        loaded = loaded.then(loadNext);
    };
}
//# sourceMappingURL=load-in-turn.js.map
;// CONCATENATED MODULE: ./build/src/postgres/embedded/wire.js
/** As much of PostgreSQL's wire protocol (version 3) as it takes to stand in front of a backend. */
const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const PROTOCOL_3_MAJOR = 3;
/** Refused by a real server as well (MAX_STARTUP_PACKET_LENGTH). */
const MAX_STARTUP_LENGTH = 10_000;
/** Collects what arrives on a socket and gives it out in whole messages. */
class MessageBuffer {
    #pending = Buffer.alloc(0);
    append(chunk) {
        this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    }
    /** The opening packet, or null until it is complete. */
    takeOpening() {
        if (this.#pending.length < 8)
            return null;
        const length = this.#pending.readInt32BE(0);
        if (length < 8 || length > MAX_STARTUP_LENGTH)
            return { kind: 'other' };
        if (this.#pending.length < length)
            return null;
        return readOpening(this.#take(length));
    }
    /** All complete messages in one piece, or null if there is none. */
    takeMessages() {
        let end = 0;
        while (this.#pending.length >= end + 5) {
            const next = end + 1 + this.#pending.readInt32BE(end + 1);
            if (next > this.#pending.length)
                break;
            end = next;
        }
        return end === 0 ? null : this.#take(end);
    }
    #take(length) {
        const taken = this.#pending.subarray(0, length);
        this.#pending = this.#pending.subarray(length);
        return taken;
    }
}
function readOpening(packet) {
    const code = packet.readInt32BE(4);
    if (code === SSL_REQUEST || code === GSS_REQUEST)
        return { kind: 'encryption' };
    if (code >> 16 !== PROTOCOL_3_MAJOR)
        return { kind: 'other' };
    const words = packet.toString('utf8', 8).split('\0');
    const parameters = new Map();
    for (let at = 0; at + 1 < words.length; at += 2)
        parameters.set(words[at] ?? '', words[at + 1] ?? '');
    return { kind: 'start', database: parameters.get('database') ?? parameters.get('user') ?? '', packet };
}
/** A simple query message. */
function queryMessage(sql) {
    return message('Q', `${sql}\0`);
}
/** The last message of a server that cannot go on. */
function fatalMessage(sqlstate, text) {
    return message('E', `SFATAL\0VFATAL\0C${sqlstate}\0M${text}\0\0`);
}
/** Whether a run of messages ends in Terminate, after which the client closes. */
function endsInTerminate(messages) {
    return messages.length >= 5 && messages.subarray(-5).equals(TERMINATE);
}
const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4]);
function message(type, body) {
    const bytes = Buffer.from(`${type}\0\0\0\0${body}`);
    bytes.writeInt32BE(bytes.length - 1, 1);
    return bytes;
}
//# sourceMappingURL=wire.js.map
;// CONCATENATED MODULE: ./build/src/postgres/embedded/instance.js



/**
 * PGlite's own start parameters without those by which it differs from a server: `-O` (which allows changes of system
 * tables) and `search_path=public`. Workers do not exist in WebAssembly; durability serves nobody here.
 */
const START_PARAMETERS = ['--single', '-F', '-j'].concat([
    'exit_on_error=false',
    'io_method=sync',
    'max_worker_processes=0',
    'max_parallel_workers=0',
    'max_parallel_workers_per_gather=0',
    'max_parallel_maintenance_workers=0',
    'shared_buffers=16MB',
    'wal_level=minimal',
    'max_wal_senders=0',
    'full_page_writes=off',
    'max_wal_size=4MB',
    'min_wal_size=2MB',
    'max_stack_depth=1MB',
    // A fresh install locks all that it makes until its one transaction ends.
    'max_locks_per_transaction=512',
].flatMap((setting) => ['-c', setting]));
const MAIN_LOOP = '_PostgresMainLoopOnce';
/** How PostgreSQL's `siglongjmp` out of a failed statement reaches JavaScript: as this exit status, which PGlite handles. */
const LONGJMP_STATUS = 100;
/** A booted instance, spoken to in wire messages by one session at a time. */
class Instance {
    #server;
    #crash = null;
    constructor(server) {
        this.#server = server;
        this.#watchMainLoop();
    }
    static async boot(assets) {
        const server = new assets.pglite.PGlite({
            fs: new InitialisedMemory(unpackDataDirectory(assets.dataDirectory)),
            pgliteWasmModule: assets.wasm,
            fsBundle: assets.bundle,
            extensions: assets.extensions,
            startParams: START_PARAMETERS,
        });
        await server.waitReady;
        return new Instance(server);
    }
    /**
     * Runs whole messages to their end and passes on what the backend answers. Throws once the backend itself has crashed
     * (stack or memory exhausted, FATAL), after which the instance must not be used any more.
     */
    async send(messages, answer) {
        await this.#server.execProtocolRawStream(messages, {
            syncToFs: false,
            // The bytes are a view into memory that the next call overwrites.
            onRawData: (bytes) => answer(Buffer.from(bytes)),
        });
        if (this.#crash !== null)
            throw new Error('the embedded server crashed', { cause: this.#crash });
    }
    /** Gives the next session a backend as good as new: there is only this one, and it outlives its connections. */
    async endSession() {
        await this.#run('ROLLBACK');
        await this.#run('DISCARD ALL');
    }
    /**
     * Makes the session the superuser's by a setting. Without one, as a server for a single user starts, neither ROLLBACK nor
     * DISCARD ALL has a value to go back to, and SET SESSION AUTHORIZATION is for ever.
     */
    async resetAuthorization() {
        await this.#run('SET SESSION AUTHORIZATION postgres');
    }
    async #run(sql) {
        await this.send(queryMessage(sql), () => undefined);
    }
    async version() {
        const { rows } = await this.#server.query(`SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number`);
        return { version: rows[0]?.version ?? '', versionNumber: Number(rows[0]?.number) };
    }
    /** PGlite swallows what its main loop throws, a crash included; a crash that passes for success would be a false green. */
    #watchMainLoop() {
        const backend = this.#server.Module;
        const runOnce = backend[MAIN_LOOP];
        backend[MAIN_LOOP] = () => {
            try {
                runOnce();
            }
            catch (error) {
                if (error.status !== LONGJMP_STATUS)
                    this.#crash ??= error;
                throw error;
            }
        };
    }
}
/** A file system in memory that holds the data directory before PGlite looks for one. */
class InitialisedMemory {
    #files;
    #server = null;
    constructor(files) {
        this.#files = files;
    }
    async init(server, emscriptenOpts) {
        this.#server = server;
        return { emscriptenOpts };
    }
    async initialSyncFs() {
        const files = this.#server?.Module.FS;
        if (files === undefined)
            throw new Error('PGlite has not called init');
        loadInTurn(files);
        files.mkdirTree('/pglite/data', 0o700);
        for (const { path, content } of this.#files) {
            if (content === null)
                files.mkdir(`/pglite/data/${path}`, 0o700);
            // A copy, because instances share the packed bytes, and as Uint8Array, because `slice` of a Buffer copies nothing.
            else
                files.writeFile(`/pglite/data/${path}`, new Uint8Array(content), { canOwn: true });
        }
    }
    async syncToFs() { }
    async closeFs() { }
    async dumpTar() {
        throw new Error('an embedded server is not dumped');
    }
}
//# sourceMappingURL=instance.js.map
;// CONCATENATED MODULE: ./build/src/postgres/embedded/databases.js

class Databases {
    #assets;
    #byName = new Map();
    /** Booted ahead for the first database. */
    #spare = null;
    constructor(assets) {
        this.#assets = assets;
    }
    /** Boots the instance of the first database, to learn the version and to have it at hand. */
    async prepare() {
        this.#spare = await Instance.boot(this.#assets);
        return this.#spare.version();
    }
    /** Gives a session its turn: an instance has one backend, so a second connection has to queue. */
    async serve(name, session) {
        const database = this.#open(name);
        const turn = database.sessions.then(async () => session(await database.instance));
        database.sessions = turn.catch(() => undefined);
        return turn;
    }
    drop(name) {
        this.#byName.delete(name);
    }
    #open(name) {
        const known = this.#byName.get(name);
        if (known)
            return known;
        const instance = this.#spare === null ? Instance.boot(this.#assets) : Promise.resolve(this.#spare);
        this.#spare = null;
        const database = { instance, sessions: Promise.resolve() };
        this.#byName.set(name, database);
        return database;
    }
}
//# sourceMappingURL=databases.js.map
;// CONCATENATED MODULE: ./build/src/postgres/embedded/embedded-assets.js
/** What an embedded server is made of, read once per process and shared by its instances. */



/** Reads and unpacks everything at once: decompression and compilation run on the thread pool. */
async function readEmbeddedAssets() {
    const [module, wasm, bundle, dataDirectory] = await Promise.all([
        importVendored('@electric-sql/pglite', 'dist/index.js'),
        unpackOwn('pglite.wasm').then((bytes) => WebAssembly.compile(bytes)),
        unpackOwn('pglite.data'),
        unpackOwn('data-directory'),
    ]);
    return { pglite: module, wasm, bundle: new Blob([bundle]), dataDirectory };
}
function unpackOwn(name) {
    return unpack(assetPath(`postgres/embedded/${name}.br`));
}
/** What must be there before it: `CREATE EXTENSION … CASCADE` creates it too. */
const REQUIRED = { earthdistance: 'cube' };
/** Extensions that PostgreSQL delivers in one module under several names. */
const SPI = new Set(['autoinc', 'insert_username', 'moddatetime', 'refint']);
/** Names without a tarball are left out: the server itself then says that it does not have them. */
function findExtensions(names) {
    const directory = assetPath('postgres/embedded/extensions');
    const wanted = new Set(names.flatMap((name) => [name, REQUIRED[name] ?? name]).map(bundleOf));
    const tarballs = [...wanted].map((name) => [name, `${directory}/${name}.tar.gz`]);
    return Object.fromEntries(tarballs.filter(([, path]) => (0,external_node_fs_namespaceObject.existsSync)(path)).map(([name, path]) => [name, (0,external_node_url_namespaceObject.pathToFileURL)(path)]));
}
function bundleOf(name) {
    return SPI.has(name) ? 'spi' : name;
}
//# sourceMappingURL=embedded-assets.js.map
;// CONCATENATED MODULE: ./build/src/postgres/embedded/serve-connection.js

/** What gives the session back to the superuser, in a message of ours. */
const ENDS_SESSION = ['DISCARD ALL', 'SET SESSION AUTHORIZATION DEFAULT'];
/** Serves until the client leaves. Rejects only when the backend crashed. */
async function serveConnection(socket, databases) {
    socket.on('error', () => socket.destroy());
    const chunks = socket[Symbol.asyncIterator]();
    const client = { socket, chunks, received: new MessageBuffer() };
    const opening = await awaitOpening(client);
    if (opening?.kind !== 'start') {
        socket.destroy();
        return;
    }
    try {
        await databases.serve(opening.database, async (instance) => {
            await relay(instance, opening.packet, client);
            await instance.endSession();
        });
    }
    catch (error) {
        socket.write(fatalMessage('XX000', 'the embedded server crashed'));
        throw error;
    }
    finally {
        socket.end();
    }
}
/** Passes messages on until the client leaves. */
async function relay(instance, start, client) {
    const answer = (bytes) => client.socket.write(bytes);
    await instance.send(start, answer);
    await instance.resetAuthorization();
    for (let more = true; more;) {
        const messages = client.received.takeMessages();
        if (messages === null)
            more = await receive(client);
        else if (endsInTerminate(messages))
            more = false;
        else {
            await instance.send(messages, answer);
            if (ENDS_SESSION.some((sql) => messages.includes(sql)))
                await instance.resetAuthorization();
        }
    }
}
async function awaitOpening(client) {
    for (;;) {
        const opening = client.received.takeOpening();
        if (opening !== null && opening.kind !== 'encryption')
            return opening;
        if (opening?.kind === 'encryption')
            client.socket.write('N');
        else if (!(await receive(client)))
            return null;
    }
}
/** False: the client has left. */
async function receive(client) {
    try {
        const { done, value } = await client.chunks.next();
        if (done === true)
            return false;
        client.received.append(value);
        return true;
    }
    catch {
        return false; // A connection that was reset has ended as well.
    }
}
//# sourceMappingURL=serve-connection.js.map
;// CONCATENATED MODULE: ./build/src/postgres/embedded/child.js
/** Program: the embedded server's own process, PGlite behind a socket. Its parent is `servers/embedded.ts`. */







/** Named as libpq looks for it in a directory, so that psql can be pointed at it. */
const SOCKET_NAME = '.s.PGSQL.5432';
async function main(order) {
    setAssetRoot(order.assetRoot);
    endWithParent(order.directory);
    const [extensions, assets] = await Promise.all([awaitExtensions(), readEmbeddedAssets()]);
    const databases = new Databases({ ...assets, extensions: findExtensions(extensions) });
    const version = await databases.prepare();
    process.on('message', (message) => {
        if ('drop' in message)
            databases.drop(message.drop);
    });
    const server = (0,external_node_net_namespaceObject.createServer)((socket) => void serveConnection(socket, databases).catch(crash));
    server.on('error', crash);
    server.listen(order.directory === null ? { host: '127.0.0.1', port: 0 } : `${order.directory}/${SOCKET_NAME}`, () => {
        const port = order.directory === null ? server.address().port : null;
        process.send?.({ ...version, port });
    });
}
async function awaitExtensions() {
    return new Promise((resolve) => {
        process.once('message', (message) => resolve('load' in message ? message.load : []));
    });
}
/**
 * A parent that is gone closes the channel. While a statement runs nobody reads the channel, so a thread looks as well
 * whether the process has been handed to another parent.
 */
function endWithParent(directory) {
    process.on('disconnect', () => {
        if (directory !== null)
            (0,external_node_fs_namespaceObject.rmSync)(directory, { recursive: true, force: true });
        process.exit();
    });
    const watch = `
    const { rmSync } = require('node:fs');
    const { parent, directory } = require('node:worker_threads').workerData;
    setInterval(() => {
      if (process.ppid === parent) return;
      if (directory !== null) rmSync(directory, { recursive: true, force: true });
      process.kill(process.pid, 'SIGKILL');
    }, 500);`;
    new external_node_worker_threads_namespaceObject.Worker(watch, { eval: true, workerData: { parent: process.ppid, directory } }).unref();
}
function crash(error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
}
main(JSON.parse(process.argv[2] ?? '{}')).catch(crash);
//# sourceMappingURL=child.js.map
var __webpack_exports__SOCKET_NAME = __webpack_exports__.s;
export { __webpack_exports__SOCKET_NAME as SOCKET_NAME };
