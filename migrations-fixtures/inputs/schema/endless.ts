export * from './orders';

for (;;);
