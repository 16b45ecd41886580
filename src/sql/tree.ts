/** Typed looks into parse trees. What is not there reads as empty, as libpg-query leaves out what is empty. */
import type { TreeNode } from '../model/sql.js';

const NOTHING: TreeNode = {};

/** A field's value, whatever it is. */
export function fieldOf(node: unknown, field: string): unknown {
  return typeof node === 'object' && node !== null ? (node as TreeNode)[field] : undefined;
}

/** The inside of a node of one type (`{ ColumnDef: {...} }` → `{...}`); empty where it is of another type. */
export function nodeOf(value: unknown, type: string): TreeNode {
  return asNode(fieldOf(value, type));
}

/** A field that is itself a node without a type around it, such as `relation`. */
export function childOf(node: unknown, field: string): TreeNode {
  return asNode(fieldOf(node, field));
}

export function listOf(node: unknown, field: string): readonly unknown[] {
  const value = fieldOf(node, field);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

export function textOf(node: unknown, field: string): string {
  const value = fieldOf(node, field);
  return typeof value === 'string' ? value : '';
}

export function isSet(node: unknown, field: string): boolean {
  return fieldOf(node, field) === true;
}

/** The type name around a node and its inside. */
export function unwrap(value: unknown): readonly [type: string, node: TreeNode] {
  const entry = typeof value === 'object' && value !== null ? Object.entries(value)[0] : undefined;
  return entry === undefined ? ['', NOTHING] : [entry[0], asNode(entry[1])];
}

function asNode(value: unknown): TreeNode {
  return typeof value === 'object' && value !== null ? (value as TreeNode) : NOTHING;
}
