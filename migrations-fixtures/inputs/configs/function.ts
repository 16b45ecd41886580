export default () => ({ dialect: 'postgresql', schema: './schema/orders.ts' });
