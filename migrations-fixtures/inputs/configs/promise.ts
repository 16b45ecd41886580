export default Promise.resolve({ dialect: 'postgresql', schema: './schema/orders.ts' });
