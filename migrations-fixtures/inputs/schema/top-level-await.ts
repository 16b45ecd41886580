export * from './orders';

await Promise.resolve();
