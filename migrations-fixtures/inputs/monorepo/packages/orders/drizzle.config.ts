import { migrations } from '~/folders';

export default { dialect: 'postgresql', schema: './src/orders.ts', out: migrations };
