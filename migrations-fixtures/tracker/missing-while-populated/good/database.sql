-- A new database.
SELECT 1;
