export * from './orders';

process.exit(0);
