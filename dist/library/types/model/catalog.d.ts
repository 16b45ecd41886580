/** What one server says its own schema is: objects with attributes, all spelled by Postgres itself. */
export declare const OBJECT_KINDS: readonly ['schema', 'role', 'extension', 'type', 'domain', 'enum', 'sequence', 'table', 'column', 'primary key', 'unique', 'foreign key', 'check', 'exclusion', 'index', 'view', 'materialized view', 'policy', 'function', 'procedure', 'aggregate', 'trigger', 'event trigger', 'rule', 'collation', 'statistics', 'grant', 'default privilege', 'comment', 'publication', 'foreign server', 'foreign table', 'other'];
export type ObjectKind = (typeof OBJECT_KINDS)[number];
export type AttributeValue = string | number | boolean | null | readonly string[];
export interface CatalogObject {
    readonly kind: ObjectKind;
    /** null for what lives outside schemas (roles, extensions, schemas). */
    readonly schema: string | null;
    /** The table, view or type that it belongs to, unquoted; null for what stands alone. */
    readonly parent: string | null;
    /** Unquoted. */
    readonly name: string;
    readonly attributes: Readonly<Record<string, AttributeValue>>;
}
export interface Catalog {
    /** `server_version_num`, such as 150018. Only catalogs of one major version may be compared. */
    readonly serverVersion: number;
    readonly objects: readonly CatalogObject[];
}
/** Human name and identity of an object, as in `column public.invoices.total`; unique within a catalog. */
export declare function nameOf(object: Pick<CatalogObject, 'kind' | 'schema' | 'parent' | 'name'>): string;
/** One object that two catalogs do not have alike. */
export interface Difference {
    readonly kind: ObjectKind;
    /** `nameOf` the object. */
    readonly object: string;
    /** `missing`: only in expected. `extra`: only in actual. `changed`: in both. */
    readonly change: 'missing' | 'extra' | 'changed';
    /** Attributes that differ; for `missing` and `extra` the object's own attributes on the one side. */
    readonly attributes: readonly AttributeDifference[];
    readonly expected: CatalogObject | null;
    readonly actual: CatalogObject | null;
}
export interface AttributeDifference {
    readonly attribute: string;
    readonly expected: AttributeValue;
    readonly actual: AttributeValue;
}
