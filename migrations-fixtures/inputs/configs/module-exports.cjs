module.exports = { dialect: 'postgresql', schema: './schema/orders.ts' };
