export default { dialect: 'postgresql', schema: './src/orders.ts', out: './migrations' };
