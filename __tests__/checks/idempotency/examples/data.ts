import { ORDERS, type Examples } from './example.js';

const FILLED = `${ORDERS} INSERT INTO orders VALUES (1, 'Ada', 10), (2, 'Grace', NULL);`;

export const DATA: Readonly<Record<string, Examples>> = {
  insert: {
    invalid: [
      { sql: "INSERT INTO notes (text) VALUES ('hello');", setup: 'CREATE TABLE notes (text text);' },
      {
        sql: 'INSERT INTO notes SELECT customer FROM orders WHERE total > 5;',
        setup: `${FILLED} CREATE TABLE notes (text text);`,
      },
      {
        sql: "WITH made AS (INSERT INTO notes VALUES ('hello') RETURNING text) SELECT * FROM made;",
        setup: 'CREATE TABLE notes (text text);',
      },
    ],
    valid: [
      { sql: "INSERT INTO orders VALUES (1, 'Ada', 10) ON CONFLICT DO NOTHING;", setup: ORDERS },
      {
        sql: "INSERT INTO orders VALUES (1, 'Ada', 10) ON CONFLICT (id) DO UPDATE SET customer = excluded.customer;",
        setup: ORDERS,
      },
      { sql: 'INSERT INTO orders (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM orders WHERE id = 1);', setup: ORDERS },
      {
        sql: 'INSERT INTO notes SELECT o.customer FROM orders o LEFT JOIN notes n ON n.text = o.customer WHERE n.text IS NULL;',
        setup: `${FILLED} CREATE TABLE notes (text text);`,
      },
      {
        sql: 'INSERT INTO notes SELECT customer FROM orders EXCEPT SELECT text FROM notes;',
        setup: `${FILLED} CREATE TABLE notes (text text);`,
      },
      { sql: "DELETE FROM orders WHERE id = 1;\nINSERT INTO orders VALUES (1, 'Ada', 10);", setup: FILLED },
      { sql: 'CREATE TEMP TABLE swap (id integer) ON COMMIT DROP;\nINSERT INTO swap VALUES (1);\nDROP TABLE swap;' },
      {
        sql: 'DO $$ BEGIN INSERT INTO orders VALUES (1); EXCEPTION WHEN unique_violation THEN NULL; END $$;',
        setup: ORDERS,
      },
    ],
  },
  update: {
    invalid: [
      { sql: 'UPDATE orders SET total = total * 100;', setup: FILLED },
      { sql: "UPDATE orders SET customer = 'Dr. ' || customer WHERE id = 1;", setup: FILLED },
      { sql: 'UPDATE orders SET customer = gen_random_uuid()::text;', setup: FILLED },
      { sql: "UPDATE orders SET total = nextval('order_numbers');", setup: `${FILLED} CREATE SEQUENCE order_numbers;` },
    ],
    valid: [
      { sql: 'UPDATE orders SET total = 0 WHERE total IS NULL;', setup: FILLED },
      { sql: 'UPDATE orders SET total = id * 100, customer = upper(customer);', setup: FILLED },
      { sql: 'UPDATE orders SET customer = gen_random_uuid()::text WHERE customer IS NULL;', setup: FILLED },
      { sql: 'DELETE FROM orders WHERE total > 5;', setup: FILLED },
      { sql: "SELECT setval('order_numbers', 100);", setup: 'CREATE SEQUENCE order_numbers;' },
    ],
  },
};
