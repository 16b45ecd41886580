/**
 * Run by jest before each test file: for the provider `local`, and for the programs that tests start, the PostgreSQL that
 * `npm ci` has brought counts as installed, so that they need nothing from the machine.
 */
import { resolve } from 'node:path';
import { findPackage } from '../src/postgres/packages/find-package.js';

const MAJOR = 17;
process.env['PGBIN'] ??= findPackage(resolve('servers', String(MAJOR)), MAJOR)?.directory ?? '';
