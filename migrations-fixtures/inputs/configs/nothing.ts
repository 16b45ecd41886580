const config = { dialect: 'postgresql', schema: './schema/orders.ts' };
void config;
