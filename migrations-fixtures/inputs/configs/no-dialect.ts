export default { schema: './schema/orders.ts' };
