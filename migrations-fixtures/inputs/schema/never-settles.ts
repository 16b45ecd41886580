export * from './orders';

await new Promise(() => {});
