-- Payments by month, with foreign keys on some partitions only, and a view and a materialised view over them.
create schema payments;
create table payments.payer (id uuid primary key, email text not null unique, full_name text not null, birth_date date);
insert into payments.payer values
  ('a0000000-0000-4000-8000-000000000001', 'ann@example.org', 'Ann Fennick', '1980-02-03'),
  ('a0000000-0000-4000-8000-000000000002', 'bea@example.org', 'Bea Holloway', '1981-02-03'),
  ('a0000000-0000-4000-8000-000000000003', 'cal@example.org', 'Cal Ormsby', '1982-02-03');
create table payments.payment (
  id bigint not null, paid_on date not null, payer_id uuid not null, amount numeric(10,2) not null, iban text, purpose text, primary key (id, paid_on))
  partition by range (paid_on);
create table payments.payment_2026_01 partition of payments.payment for values from ('2026-01-01') to ('2026-02-01');
create table payments.payment_2026_02 partition of payments.payment for values from ('2026-02-01') to ('2026-03-01');
create table payments.payment_2026_03 partition of payments.payment for values from ('2026-03-01') to ('2026-04-01');
alter table payments.payment_2026_02 add foreign key (payer_id) references payments.payer (id);
alter table payments.payment_2026_03 add foreign key (payer_id) references payments.payer (id);
insert into payments.payment values
  (1, '2026-01-05', 'a0000000-0000-4000-8000-000000000001', 10.00, 'DE89370400440532013000', 'Membership for January of this year'),
  (2, '2026-01-06', 'a0000000-0000-4000-8000-000000000002', 20.00, 'GB29NWBK60161331926819', 'Membership for January of this year'),
  (3, '2026-02-07', 'a0000000-0000-4000-8000-000000000001', 10.00, 'DE89370400440532013000', 'Membership for February of this year'),
  (4, '2026-02-08', 'a0000000-0000-4000-8000-000000000003', 30.00, 'IE29AIBK93115212345678', 'Membership and a book about the sea'),
  (5, '2026-03-08', 'a0000000-0000-4000-8000-000000000002', 20.00, 'GB29NWBK60161331926819', 'Membership for March of this year'),
  (6, '2026-03-09', 'a0000000-0000-4000-8000-000000000001', 10.00, 'DE89370400440532013000', 'Membership for March of this year');
create table payments.refund (id int primary key, payment_id bigint not null, paid_on date not null, reason text, refunded_at timestamptz not null);
insert into payments.refund values
  (1, 1, '2026-01-05', 'Paid twice, as the member told us on the phone', '2026-01-20 10:00Z'), (2, 4, '2026-02-08', 'The book about the sea never came', '2026-02-20 10:00Z'),
  (3, 6, '2026-03-09', 'Left the club at the end of February', '2026-03-20 10:00Z');
create view payments.payer_total as
  select p.id as payer_id, p.full_name, sum(m.amount) as total from payments.payer p join payments.payment m on m.payer_id = p.id group by 1, 2;
create materialized view payments.monthly as
  select date_trunc('month', paid_on)::date as month, payer_id, sum(amount) as total from payments.payment group by 1, 2;
grant usage on schema payments to site_reader;
grant select on all tables in schema payments to site_reader;
