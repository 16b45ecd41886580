/** One object of every kind at least, in schema `shop`. Needs no extension but what PostgreSQL brings along. */
export const EVERYTHING = /* sql */ `
create schema shop;
create role clerk;
create role auditor;
grant auditor to clerk;
create type shop.status as enum ('draft', 'sent', 'paid');
create domain shop.cents as bigint default 0 not null constraint not_negative check (value >= 0);
create type shop.price as (amount numeric(12, 2), currency text collate "C");
create type shop.span as range (subtype = int4);
create sequence shop.invoice_numbers as integer increment by 5;
create table shop.customers (id serial primary key, email varchar(120) not null unique, name text collate "C");
create table shop.orders (
  id bigint generated always as identity (start with 10 increment by 2),
  customer_id integer not null references shop.customers on delete cascade,
  total numeric(10, 2) default 0,
  net numeric generated always as (total * 0.8) stored,
  state shop.status default 'draft',
  constraint orders_pk primary key (id, customer_id),
  constraint orders_total_check check (total > 0)
);
alter table shop.orders enable row level security;
create policy clerks_read on shop.orders as restrictive for select to clerk using (customer_id = 1);
create index orders_index on shop.orders
  using btree (customer_id desc nulls last, lower(net::text) text_pattern_ops, state) include (total) where total > 5;
create view shop.emails with (security_barrier) as select id, email from shop.customers;
create materialized view shop.order_count as select count(*) from shop.orders;
create function shop.touch(note text) returns text language sql as 'select note';
create procedure shop.tidy() language sql as 'select 1';
create aggregate shop.top(integer) (sfunc = int4larger, stype = integer);
create function shop.touch() returns trigger language plpgsql as 'begin return new; end';
create trigger touch_orders before update on shop.orders for each row execute function shop.touch();
create function shop.watch() returns event_trigger language plpgsql as 'begin end';
create event trigger watch_ddl on ddl_command_end when tag in ('DROP TABLE') execute function shop.watch();
create rule quiet as on delete to shop.customers do instead nothing;
create collation shop.plain (locale = 'C');
create statistics shop.figures on email, name from shop.customers;
grant select, insert on shop.orders to clerk;
grant update (total) on shop.orders to clerk;
revoke execute on procedure shop.tidy() from public;
alter default privileges in schema shop grant select on tables to clerk;
comment on table shop.orders is 'What customers ordered';
comment on column shop.orders.total is 'Without VAT';
create table shop.events (id integer, at date) partition by range (at);
create table shop.events_2024 partition of shop.events for values from ('2024-01-01') to ('2025-01-01');
create table shop.bookings (during int4range, exclude using gist (during with &&));
create publication changes for table shop.orders;
create foreign data wrapper wrapper options (mode 'plain');
create server branch foreign data wrapper wrapper options (host 'branch.example', password 'open sesame');
create user mapping for clerk server branch options (password 'open sesame');
create foreign table shop.branch_orders (id integer) server branch;
create cast (shop.price as text) with inout;
create operator shop.### (leftarg = integer, rightarg = integer, function = int4pl);
create text search configuration shop.plain (copy = simple);
`;
