import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 24:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 529:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24);
/* harmony import */ var _child_exit_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(488);
/* harmony import */ var _child_loader_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(991);
/* harmony import */ var _child_read_config_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(799);
/* harmony import */ var _child_read_schema_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(653);
/* harmony import */ var _child_step_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(154);
/**
 * Child program that runs the project's own code: its drizzle config, its schema, its drizzle-kit.
 * Only Node's built-ins and its own folder, so that it runs unbundled. Requests on descriptor 3, replies on descriptor 4, a line
 * each: standard output belongs to the project.
 */






const exit = process.exit.bind(process);
/**
 * Waits without letting the project's timers and connections do anything. A request ends its line and comes alone: the next
 * one waits for the reply. null: nobody will ask any more.
 */
function nextRequest() {
    const chunks = [];
    for (;;) {
        const chunk = Buffer.alloc(65_536);
        const length = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(3, chunk);
        if (length === 0)
            return null;
        chunks.push(chunk.subarray(0, length));
        if (chunk[length - 1] === LINE_FEED)
            return JSON.parse(Buffer.concat(chunks).toString('utf8'));
    }
}
const LINE_FEED = 10;
function reply(message) {
    const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
    for (let written = 0; written < bytes.length;)
        written += (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(4, bytes, written);
}
/** Ends the process at once: a project's open connections and timers would keep it alive. */
function fail(error) {
    const details = typeof error === 'object' && error !== null ? error : {};
    reply({
        status: 'failed',
        ..._child_step_js__WEBPACK_IMPORTED_MODULE_5__/* .currentStep */ .S,
        kind: error instanceof _child_exit_js__WEBPACK_IMPORTED_MODULE_1__/* .ExitCalled */ .Q ? 'exit' : 'error',
        message: details.message ?? String(error),
        stack: details.stack ?? '',
        code: details.code ?? null,
        requireStack: details.requireStack ?? [],
    });
    return exit(0);
}
async function answer(request) {
    if (request.task === 'schema')
        return (0,_child_read_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .readSchema */ .G)(request);
    const { load } = await (0,_child_loader_js__WEBPACK_IMPORTED_MODULE_2__/* .openLoader */ .c)(request.kit);
    return (0,_child_read_config_js__WEBPACK_IMPORTED_MODULE_3__/* .readConfig */ .X)(load, request.config);
}
/** A config leaves its loader behind: what comes next has to be able to do without. */
function mayGoOn(request) {
    return request.task === 'config' && (0,_child_loader_js__WEBPACK_IMPORTED_MODULE_2__/* .knownLoader */ .p)(request.kit)?.aside !== null;
}
process.exit = (code) => fail(new _child_exit_js__WEBPACK_IMPORTED_MODULE_1__/* .ExitCalled */ .Q(code));
// A connection that the schema opens at import fails later and elsewhere, which is no concern of its definitions.
process.on('uncaughtException', () => { });
process.on('unhandledRejection', () => { });
try {
    for (let takesMore = true; takesMore;) {
        const request = nextRequest();
        if (request === null)
            break;
        const value = await answer(request);
        takesMore = mayGoOn(request);
        reply({ status: 'done', value, takesMore });
    }
    exit(0);
}
catch (error) {
    fail(error);
}
//# sourceMappingURL=child.js.map
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ ExitCalled),
/* harmony export */   j: () => (/* binding */ withoutExit)
/* harmony export */ });
/** `process.exit`, which project code and drizzle-kit itself call where an error is meant. */
/** Stands for a call of `process.exit`; its stack says where. */
class ExitCalled extends Error {
    name = 'ExitCalled';
    constructor(code) {
        super(`process.exit(${code ?? ''})`);
    }
}
/** Runs the work while `process.exit` throws in place of ending the process. */
async function withoutExit(work) {
    const exit = process.exit.bind(process);
    process.exit = (code) => {
        throw new ExitCalled(code);
    };
    try {
        return await work();
    }
    finally {
        process.exit = exit;
    }
}
//# sourceMappingURL=exit.js.map

/***/ }),

/***/ 991:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  p: () => (/* binding */ knownLoader),
  c: () => (/* binding */ openLoader)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
// EXTERNAL MODULE: external "node:module"
var external_node_module_ = __nccwpck_require__(995);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __nccwpck_require__(136);
;// CONCATENATED MODULE: external "node:vm"
const external_node_vm_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:vm");
// EXTERNAL MODULE: ./build/src/project/schema/child/exit.js
var exit = __nccwpck_require__(488);
;// CONCATENATED MODULE: ./build/src/project/schema/child/jiti.js
/** The loader of drizzle-kit 1.0: a jiti inside its bundle, with the aliases of the project's tsconfig. */



/**
 * drizzle-kit 1.0 loads TypeScript with a private jiti and JavaScript with `import()`, and hands out neither. So it is
 * made to load a file as if that were a schema, and the module is taken where jiti evaluates it.
 */
function borrowJiti(requireKit) {
    const { exportSql } = requireKit('drizzle-kit/cli');
    const evaluations = watchEvaluations();
    const load = async (file) => {
        if (/\.[cm]?js$/.test(file))
            return import(/* webpackIgnore: true */ (0,external_node_url_.pathToFileURL)(file).href);
        const envelope = await (0,exit/* withoutExit */.j)(() => exportSql({ dialect: 'postgresql', schema: [escapeGlob(file)] })).catch((error) => error);
        const evaluation = evaluations.get(file);
        if (evaluation === undefined)
            throw new Error(`drizzle-kit loads no file: ${JSON.stringify(envelope)}`);
        return evaluation;
    };
    return { load, loaded: () => [...evaluations.keys()] };
}
/** Exports (a promise of them) by file, of every module that jiti runs from now on. */
function watchEvaluations() {
    const evaluations = new Map();
    const run = external_node_vm_namespaceObject.runInThisContext.bind(external_node_vm_namespaceObject);
    external_node_vm_namespaceObject.runInThisContext = (code, options) => {
        const compiled = run(code, options);
        const file = typeof options === 'object' ? options.filename : undefined;
        if (typeof compiled !== 'function' || file === undefined)
            return compiled;
        return (...args) => {
            const outcome = compiled(...args);
            evaluations.set(file, exportsAfter(outcome, args[2]));
            return outcome;
        };
    };
    return evaluations;
}
/** jiti compiles to an async function that fills `module.exports`; a file that it cannot parse exports its error. */
async function exportsAfter(outcome, module) {
    await outcome;
    const { __JITI_ERROR__: fault } = module.exports;
    if (!fault)
        return module.exports;
    throw new SyntaxError(`${fault['filename']}:${fault['line']}:${fault['column']}: ${fault['message']}`);
}
function escapeGlob(file) {
    return file.replaceAll(/[[\]{}()*?!+@\\]/g, String.raw `\$&`);
}
//# sourceMappingURL=jiti.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/child/loader.js
/** Loads the project's TypeScript with the loader of its own drizzle-kit, so that it evaluates here as it does there. */





const known = new Map();
/** The loader that an earlier question has opened; null: none has. */
function knownLoader(kit) {
    return known.get(kit) ?? null;
}
/** `kit`: package folder of drizzle-kit, real path, or null: then only what Node itself can load. */
async function openLoader(kit) {
    const loader = known.get(kit) ?? makeLoader(kit);
    known.set(kit, loader);
    return loader;
}
function makeLoader(kit) {
    if (kit === null)
        return { load: loadNatively, loaded: () => [], aside: null };
    const requireKit = (0,external_node_module_.createRequire)((0,external_node_path_.join)(kit, 'package.json'));
    const manifest = JSON.parse((0,external_node_fs_.readFileSync)((0,external_node_path_.join)(kit, 'package.json'), 'utf8'));
    const { load, ...loader } = manifest.version.startsWith('0.')
        ? registerLoader(requireKit, manifest)
        : { ...borrowJiti(requireKit), aside: null };
    return { ...loader, load: (file) => ((0,external_node_path_.extname)(file) === '.json' ? readJson(file) : load(file)) };
}
/** 0.x evaluates everything as CommonJS: with esbuild-register up to 0.31.9, with tsx from 0.31.10. */
function registerLoader(requireKit, manifest) {
    const register = registrar(requireKit, manifest);
    let unregister = register();
    const aside = async (work) => {
        unregister?.();
        try {
            return await work();
        }
        finally {
            unregister = register();
        }
    };
    return {
        load: (file) => (0,external_node_module_.createRequire)(file)(file),
        loaded: () => Object.keys(requireKit.cache),
        aside: unregister === null ? null : aside,
    };
}
/** Puts the loader in place and returns what takes it out again; null: nothing does. */
function registrar(requireKit, manifest) {
    if (manifest.dependencies?.['esbuild-register'] === undefined) {
        const { register } = requireKit('tsx/cjs/api');
        return () => asAction(register());
    }
    const { register } = requireKit('esbuild-register/dist/node');
    return () => asAction(register({ format: 'cjs', loader: 'ts' })?.unregister);
}
function asAction(value) {
    return typeof value === 'function' ? value : null;
}
function loadNatively(file) {
    return (0,external_node_path_.extname)(file) === '.json' ? readJson(file) : import(/* webpackIgnore: true */ (0,external_node_url_.pathToFileURL)(file).href);
}
function readJson(file) {
    return JSON.parse((0,external_node_fs_.readFileSync)(file, 'utf8'));
}
//# sourceMappingURL=loader.js.map

/***/ }),

/***/ 799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readConfig),
/* harmony export */   Z: () => (/* binding */ loadConfig)
/* harmony export */ });
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(154);

const OPTIONS = new Set(['dialect', 'driver', 'schema', 'out', 'casing', 'breakpoints', 'migrations']);
/** The config in `file`; credentials never leave the child. */
async function readConfig(load, file) {
    const { content } = await loadConfig(load, file);
    if (content instanceof Promise)
        return { type: 'promise', options: {} };
    if (typeof content !== 'object' || content === null)
        return { type: typeof content, options: {} };
    const options = Object.entries(content).filter(([name]) => OPTIONS.has(name));
    return { type: 'object', options: Object.fromEntries(options) };
}
/** What the config exports, taken as drizzle-kit takes it: the default export, else the module. */
async function loadConfig(load, file) {
    (0,_step_js__WEBPACK_IMPORTED_MODULE_0__/* .beginStep */ .U)('config', file);
    const loaded = (await load(file));
    return { content: loaded?.default ?? loaded };
}
//# sourceMappingURL=read-config.js.map

/***/ }),

/***/ 653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  G: () => (/* binding */ readSchema)
});

;// CONCATENATED MODULE: ./build/src/project/schema/child/existing-views.js
/** Where drizzle-orm keeps what a view was declared with, and what a class is (`view-base.ts`, `entity.ts`; both lines). */
const CONFIG = Symbol.for('drizzle:ViewBaseConfig');
const KIND = Symbol.for('drizzle:entityKind');
function existingViewsIn(values) {
    return [...values].flatMap((value) => {
        const { [CONFIG]: config } = value;
        if (config?.isExisting !== true)
            return [];
        const { [KIND]: kind } = value.constructor;
        return { schema: config.schema ?? 'public', name: config.name, isMaterialized: kind === 'PgMaterializedView' };
    });
}
//# sourceMappingURL=existing-views.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
;// CONCATENATED MODULE: ./build/src/project/schema/child/renames.js
/** For each thing that is new, the thing that is gone and resembles it most; none where nothing is gone. */
function findRenames(kind, before, after) {
    const gone = Object.keys(before).filter((name) => !(name in after));
    const added = Object.keys(after).filter((name) => !(name in before));
    return added.flatMap((to) => {
        const from = mostAlike(after[to], gone, before);
        return from === null ? [] : [{ kind, from, to }];
    });
}
function mostAlike(thing, names, among) {
    const ranked = names.map((name) => ({ name, likeness: likeness(thing, among[name]) }));
    return ranked.sort((a, b) => b.likeness - a.likeness)[0]?.name ?? null;
}
/** How many attributes are equal, in snapshots' own JSON. */
function likeness(a, b) {
    const [left, right] = [attributesOf(a), attributesOf(b)];
    return Object.keys(left).filter((key) => JSON.stringify(left[key]) === JSON.stringify(right[key])).length;
}
/** A table counts by its columns. */
function attributesOf(thing) {
    const attributes = (thing ?? {});
    return typeof attributes.columns === 'object' ? attributes.columns : attributes;
}
//# sourceMappingURL=renames.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/child/entities.js

const COUNTED = new Set(['tables', 'views', 'enums']);
function countEntities(state) {
    return entitiesOf(state).filter(({ entityType }) => COUNTED.has(entityType)).length;
}
/** Kinds that drizzle-kit resolves by asking, in its words, with the type of their entities. */
const ENTITY_TYPES = {
    schema: 'schemas',
    role: 'roles',
    enum: 'enums',
    sequence: 'sequences',
    table: 'tables',
    view: 'views',
    column: 'columns',
    primary_key: 'pks',
    'foreign key': 'fks',
    unique: 'uniques',
    check: 'checks',
    index: 'indexes',
    policy: 'policies',
};
/** What is new in a container (a schema, a table), each with what is gone from the same container. */
function renamesIn(kind, container, before, after) {
    const named = (state) => namedIn(state, ENTITY_TYPES[kind] ?? kind, container);
    return findRenames(kind, named(before), named(after)).map(({ from, to }) => ({
        kind,
        from: [...container, from].join('.'),
        to: [...container, to].join('.'),
    }));
}
/** All that could be a rename anywhere. */
function listRenames(before, after) {
    const containers = new Map(entitiesOf(after).map((entity) => [containerOf(entity).join('.'), containerOf(entity)]));
    return Object.keys(ENTITY_TYPES).flatMap((kind) => [...containers.values()].flatMap((container) => renamesIn(kind, container, before, after)));
}
/** Everything of `after`, and what only `before` has. */
function uniteEntities(before, after) {
    const keys = new Set(entitiesOf(after).map(keyOf));
    return { ...after, ddl: [...entitiesOf(after), ...entitiesOf(before).filter((entity) => !keys.has(keyOf(entity)))] };
}
function namedIn(state, type, container) {
    const inside = entitiesOf(state).filter((entity) => entity.entityType === type && containerOf(entity).join('.') === container.join('.'));
    return Object.fromEntries(inside.map((entity) => [entity.name, withColumns(entity, state)]));
}
/** A table is compared by its columns, which stand beside it in the list. */
function withColumns(entity, state) {
    if (entity.entityType !== 'tables')
        return entity;
    const columns = entitiesOf(state).filter(({ entityType, schema, table }) => entityType === 'columns' && schema === entity.schema && table === entity.name);
    return { columns: Object.fromEntries(columns.map(({ table: _table, ...column }) => [column.name, column])) };
}
function containerOf({ schema, table }) {
    return [schema, table].filter((part) => part !== undefined);
}
function keyOf(entity) {
    return JSON.stringify([entity.entityType, ...containerOf(entity), entity.name]);
}
function entitiesOf(state) {
    return state['ddl'];
}
//# sourceMappingURL=entities.js.map
// EXTERNAL MODULE: external "node:module"
var external_node_module_ = __nccwpck_require__(995);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __nccwpck_require__(136);
;// CONCATENATED MODULE: ./build/src/project/schema/child/open-kit.js
/** What both lines of drizzle-kit can do for the gate, whatever their interfaces are called. */



/** Where questions would arise, goes over everything that either side has: no step then both adds and removes. */
async function compareUnasked(asking, before, after) {
    const possibleRenames = asking.listRenames(before, after);
    const middle = possibleRenames.length === 0 ? before : asking.unite(before, after);
    const creations = await asking.generate(before, middle);
    return { statements: [...creations, ...(await asking.generate(middle, after))], possibleRenames };
}
/** The programmatic interface of the project's drizzle-kit, or of the bundled one. */
async function requireApi(kit) {
    if (kit.source === 'bundled')
        return import(/* webpackIgnore: true */ (0,external_node_url_.pathToFileURL)(kit.module).href);
    const entry = kit.line === '0.x' ? 'drizzle-kit/api' : 'drizzle-kit/api-postgres';
    return (0,external_node_module_.createRequire)((0,external_node_path_.join)(kit.folder, 'package.json'))(entry);
}
//# sourceMappingURL=open-kit.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/child/folder-kit.js
/** drizzle-kit 1.0 through `drizzle-kit/api-postgres`. */



function openFolderKit(module) {
    const api = module;
    const generate = (before, after) => api.generateMigration(before, after);
    const asking = { listRenames: listRenames, unite: uniteEntities, generate };
    return {
        readSnapshot: async ({ path, text, version, id, ancestors }) => {
            const own = JSON.parse(text);
            if (version !== '9')
                return own;
            const files = Object.entries(ancestors).map(([folder, file]) => [folder, file === path ? own : readJson(file)]);
            return api.reconstruct(Object.fromEntries(files), id);
        },
        declare: async (values) => api.generateDrizzleJson(values),
        build: async (state) => api.generateMigration(await api.generateDrizzleJson({}), state),
        compare: (before, after) => api.generateMigration.length > 2 ? compareByHints(api, before, after) : compareUnasked(asking, before, after),
        count: countEntities,
    };
}
/** drizzle-kit names its questions one round after the other. Each is answered as no rename, and noted. */
async function compareByHints(api, before, after) {
    const asked = [];
    for (;;) {
        const hints = asked.map(({ type, kind, entity }) => {
            return { type: type === 'rename_or_create' ? 'create' : type, kind, entity };
        });
        try {
            const statements = await api.generateMigration(before, after, { hints });
            return { statements, possibleRenames: asked.flatMap((hint) => toRenames(hint, before, after)) };
        }
        catch (error) {
            asked.push(...missingHintsOf(error));
        }
    }
}
function missingHintsOf(error) {
    const { code, missingHints } = error;
    if (code !== 'missing_hints' || !missingHints?.length)
        throw error;
    return missingHints;
}
function toRenames({ type, kind, entity }, before, after) {
    if (type !== 'rename_or_create')
        return [];
    return renamesIn(kind, entity.slice(0, -1), before, after).filter(({ to }) => to === entity.join('.'));
}
function readJson(file) {
    return JSON.parse((0,external_node_fs_.readFileSync)(file, 'utf8'));
}
//# sourceMappingURL=folder-kit.js.map
;// CONCATENATED MODULE: ./build/src/project/schema/child/journal-kit.js


/** Kinds that drizzle-kit resolves by asking, with their places in a snapshot of version 7. */
const KINDS = { schemas: 'schema', enums: 'enum', sequences: 'sequence', roles: 'role', policies: 'policy' };
const RELATION_KINDS = { views: 'view', tables: 'table' };
const PARTS = { columns: 'column', policies: 'policy' };
const ALL_KINDS = { ...KINDS, ...RELATION_KINDS };
function openJournalKit(module) {
    const api = module;
    const generate = async (before, after) => api.generateMigration(before, after);
    return {
        readSnapshot: async ({ text, version }) => {
            const snapshot = JSON.parse(text);
            return Number(version) < 7 ? api.upPgSnapshot(snapshot) : snapshot;
        },
        declare: async (values, casing) => api.generateDrizzleJson(values, undefined, undefined, casing ?? undefined),
        build: async (state) => generate(api.generateDrizzleJson({}), state),
        compare: async (before, after) => compareUnasked({ listRenames: journal_kit_listRenames, unite, generate }, before, after),
        count: (state) => ['tables', 'views', 'enums'].flatMap((place) => Object.keys(named(state, place))).length,
    };
}
function journal_kit_listRenames(before, after) {
    const whole = Object.entries(ALL_KINDS).flatMap(([place, kind]) => findRenames(kind, named(before, place), named(after, place)));
    const inside = sharedTables(before, after).flatMap(([key, was, is]) => Object.entries(PARTS).flatMap(([place, kind]) => findRenames(kind, named(was, place), named(is, place)).map(({ from, to }) => ({
        kind,
        from: `${key}.${from}`,
        to: `${key}.${to}`,
    }))));
    return [...whole, ...inside];
}
/** Everything of `after`, and what only `before` has. */
function unite(before, after) {
    const tables = sharedTables(before, after).map(([key, was, is]) => [key, { ...is, ...merge(PARTS, was, is) }]);
    const united = { ...after, ...merge(ALL_KINDS, before, after) };
    return { ...united, tables: { ...named(united, 'tables'), ...Object.fromEntries(tables) } };
}
/** Older lines refuse a snapshot with kinds that they do not know, so no empty ones are added. */
function merge(kinds, before, after) {
    const places = Object.keys(kinds).filter((place) => place in after);
    return Object.fromEntries(places.map((place) => [place, { ...named(before, place), ...named(after, place) }]));
}
function sharedTables(before, after) {
    const tables = named(before, 'tables');
    return Object.entries(named(after, 'tables')).flatMap(([key, is]) => key in tables ? [[key, tables[key], is]] : []);
}
function named(state, place) {
    return (state[place] ?? {});
}
//# sourceMappingURL=journal-kit.js.map
// EXTERNAL MODULE: ./build/src/project/schema/child/loader.js + 2 modules
var loader = __nccwpck_require__(991);
// EXTERNAL MODULE: ./build/src/project/schema/child/read-config.js
var read_config = __nccwpck_require__(799);
// EXTERNAL MODULE: ./build/src/project/schema/child/step.js
var step = __nccwpck_require__(154);
;// CONCATENATED MODULE: ./build/src/project/schema/child/read-schema.js







/** DDL of what the schema declares and of what the latest snapshots record. */
async function readSchema({ kit, declared, recorded, merged }) {
    // Without any loader: tsx would transform drizzle-kit's own three megabytes.
    const aside = (kit.source === 'project' ? (0,loader/* knownLoader */.p)(kit.folder) : null)?.aside ?? ((work) => work());
    const open = await aside(() => openKit(kit));
    const built = { recorded: await build(open, recorded), merged: await build(open, merged) };
    if (!declared || kit.source === 'bundled')
        return { declared: null, ...built };
    const { values, loaded } = await loadValues(kit.folder, declared);
    (0,step/* beginStep */.U)('kit');
    const outcome = await declare(open, values, declared, kit.line);
    return {
        declared: 'value' in outcome
            ? { value: { ...outcome.value, loaded, existingViews: existingViewsIn(Object.values(values)) } }
            : outcome,
        ...built,
    };
}
async function build(kit, snapshot) {
    return snapshot && outcomeOf(async () => buildOrder(await kit.build(await kit.readSnapshot(snapshot))));
}
async function openKit(kit) {
    const api = await requireApi(kit);
    return kit.line === '0.x' ? openJournalKit(api) : openFolderKit(api);
}
/** Everything that the schema files export, once each: a barrel exports the same objects again. */
async function loadValues(folder, { config, files }) {
    const { load, loaded } = await (0,loader/* openLoader */.c)(folder);
    if (config !== null)
        await (0,read_config/* loadConfig */.Z)(load, config);
    const values = new Set();
    for (const file of files) {
        (0,step/* beginStep */.U)('schema', file);
        const exports = Object.values((await load(file)));
        for (const value of exports)
            if (isObject(value))
                values.add(value);
    }
    return {
        values: Object.fromEntries([...values].map((value, position) => [`export${position}`, value])),
        loaded: [...new Set([...files, ...loaded()])],
    };
}
/** An enum of Drizzle is a function. */
function isObject(value) {
    return typeof value === 'function' || (typeof value === 'object' && value !== null);
}
async function declare(kit, values, { previous, casing }, line) {
    const state = await kit.declare(values, casing);
    const ddl = buildOrder(await kit.build(state));
    return outcomeOf(async () => {
        const before = previous === null ? await kit.declare({}, null) : await kit.readSnapshot(previous);
        const { statements, possibleRenames } = await kit.compare(before, state);
        const snapshot = line === '0.x' ? state : null;
        return { ddl, pending: statementsOf(statements), possibleRenames, objectCount: kit.count(state), snapshot };
    });
}
/** drizzle-kit glues statements that belong together with the breakpoint between them. */
function statementsOf(texts) {
    return texts
        .flatMap((text) => text.split('--> statement-breakpoint'))
        .map((text) => text.trim())
        .filter((text) => text !== '');
}
/** drizzle-kit 0.x adds foreign keys before the unique indexes that some of them refer to; nothing refers to them. */
function buildOrder(texts) {
    const statements = statementsOf(texts);
    return [...statements.filter((text) => !isForeignKey(text)), ...statements.filter(isForeignKey)];
}
function isForeignKey(statement) {
    return /\bADD CONSTRAINT\b[^;]*\bFOREIGN KEY\b/.test(statement);
}
/** What zod objects to is JSON over many lines. */
function summarize(text) {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    return line.length > 300 ? `${line.slice(0, 300)} …` : line;
}
async function outcomeOf(work) {
    try {
        return { value: await work() };
    }
    catch (error) {
        return { reason: summarize(error instanceof Error ? error.message : String(error)) };
    }
}
//# sourceMappingURL=read-schema.js.map

/***/ }),

/***/ 154:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ currentStep),
/* harmony export */   U: () => (/* binding */ beginStep)
/* harmony export */ });
const currentStep = { during: 'kit', file: null };
/** Notes what begins; holds until the next note. */
function beginStep(during, file = null) {
    currentStep.during = during;
    currentStep.file = file;
}
//# sourceMappingURL=step.js.map

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
/******/ var __webpack_exports__ = __nccwpck_require__(529);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
