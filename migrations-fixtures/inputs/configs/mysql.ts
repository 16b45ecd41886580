export default { dialect: 'mysql', schema: './schema/orders.ts' };
