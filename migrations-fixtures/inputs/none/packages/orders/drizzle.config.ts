export default { driver: 'pg', schema: './schema/orders.ts' };
