/** A schema with every kind of object that Drizzle can state, and some that it cannot. */
export const SHOP = /* sql */ `
create schema billing;
create role clerk;
create type status as enum ('draft', 'sent', 'paid');
create type channel as enum ('web', 'shop');
create sequence invoice_numbers increment by 5 minvalue 10 maxvalue 1000 start with 10 cache 2 cycle;
create table customers (
  id serial primary key,
  email varchar(120) not null,
  name text default 'anonymous',
  tags text[] not null default '{}',
  created_at timestamptz not null default now(),
  constraint customers_email_unique unique (email)
);
create table orders (
  id bigint generated always as identity (start with 10) not null,
  customer_id integer not null,
  total numeric(10, 2) not null default 0,
  vat numeric(10, 2) generated always as (total * 0.2) stored,
  state status not null default 'draft',
  note text,
  code uuid,
  constraint orders_pk primary key (id, customer_id),
  constraint orders_code_unique unique nulls not distinct (code, state),
  constraint orders_customer_id_customers_id_fk foreign key (customer_id) references customers (id) on delete cascade,
  constraint orders_total_check check (total >= 0)
);
alter table orders enable row level security;
create policy clerks_read on orders as restrictive for select to clerk using (total < 1000);
create policy everyone_adds on orders for insert with check (state = 'draft');
create index orders_state_index on orders using btree (state, total desc nulls last) where note is not null;
create index customers_name_index on customers (lower(name) text_pattern_ops);
create unique index customers_tags_index on customers (tags);
create table billing.invoices (id uuid primary key default gen_random_uuid(), number integer not null);
create view paid_orders as select id, total from orders where state = 'paid';
create materialized view totals as select customer_id, sum(total) as total from orders group by customer_id;
create function touch() returns trigger language plpgsql as 'begin return new; end';
create trigger touch_orders before update on orders for each row execute function touch();
create domain cents as bigint check (value >= 0);
comment on table orders is 'What customers ordered';
grant select on orders to clerk;
`;
