-- A shop without a single foreign key: keys of other types on the other side, circles, keys of two columns, and rows that lead to other people.
create schema shop;
create schema archive;
create table shop.customer (
  id bigint primary key, email text not null unique, first_name text, last_name text, phone text, birthday date,
  visitor_cookie text, referred_by bigint, main_address int, row_version int not null default 1, created_at timestamptz not null);
insert into shop.customer values
  (1, 'Ann@Example.org', 'Ann', 'Fennick', '+353 1 555 0101', '1980-02-03', 'vc_7f3a91d2c0b84e11', 3, 11, 1, '2024-01-02 10:00Z'),
  (2, 'ann@example.organic', 'Anna', 'Fennik', '+353 1 555 0102', '1981-02-03', 'vc_7f3a91d2c0b84e12', null, 13, 1, '2024-01-03 10:00Z'),
  (3, 'cal@example.org', 'Cal', 'Ormsby', '+44 20 5550 0103', '1982-02-03', 'vc_7f3a91d2c0b84e13', 1, 14, 2, '2024-01-04 10:00Z'),
  (4, 'ann_@example.org', 'Annie', 'Larkfield', '+49 30 555 0104', '1983-02-03', null, null, null, 1, '2024-01-05 10:00Z');
create table shop.customer_address (
  id int primary key, customer_id bigint not null, recipient_name text, street text, postcode text, city text, country char(2));
insert into shop.customer_address values
  (11, 1, 'Ann Fennick', '1 Quay Lane', 'D01 X1Y2', 'Dublin', 'IE'), (12, 1, 'Ann Fennick', '2 Mill Road', 'D02 X1Y2', 'Dublin', 'IE'),
  (13, 2, 'Anna Fennik', '3 Hill Street', 'BT1 1AA', 'Belfast', 'GB'), (14, 3, 'Cal Ormsby', '4 Dock Road', 'E1 1AA', 'London', 'GB');
create table shop.product (id int primary key, title text not null, price numeric(10,2) not null, category_id int not null);
insert into shop.product values (101, 'Desk lamp', 49.00, 3), (102, 'Oak chair', 120.00, 2), (103, 'Wall clock', 35.50, 3), (104, 'Book shelf', 210.00, 2);
create table shop.category (id int primary key, parent_id int, title text not null);
insert into shop.category values (1, 3, 'Home'), (2, 1, 'Furniture'), (3, 2, 'Light and time'), (4, null, 'Garden');
create table shop.employee (id int primary key, email text not null unique, full_name text not null, manager_id int);
insert into shop.employee values
  (501, 'eve@shop.test', 'Eve Stannard', 502), (502, 'rob@shop.test', 'Rob Whitlow', 501), (503, 'kim@shop.test', 'Kim Dashwood', 502);
create table shop.payment_card (id int primary key, holder_customer_id text not null, holder_name text, last4 char(4), iban text);
insert into shop.payment_card values
  (21, '1', 'Ann Fennick', '1111', 'DE89370400440532013000'), (22, '3', 'Cal Ormsby', '2222', 'GB29NWBK60161331926819'),
  (23, '2', 'Anna Fennik', '3333', 'IE29AIBK93115212345678');
create table shop.purchase (
  country_code char(2), number int, customer_id text not null, paid_with_card int, ship_to_address int, handled_by int,
  total numeric(10,2) not null, status text not null, placed_at timestamptz not null, primary key (country_code, number));
insert into shop.purchase values
  ('IE', 1, '1', 21, 11, 501, 169.00, 'sent', '2024-02-01 10:00Z'), ('DE', 1, '3', 22, 14, 501, 35.50, 'sent', '2024-02-02 10:00Z'),
  ('DE', 2, '1', 22, 14, 503, 35.50, 'sent', '2024-02-03 10:00Z'), ('IE', 2, '2', 23, 13, 502, 210.00, 'open', '2024-02-04 10:00Z'),
  ('IE', 3, '01', 23, 13, 502, 210.00, 'open', '2024-02-05 10:00Z');
create table shop.purchase_line (
  country_code char(2), number int, line_no int, product_id int not null, quantity int not null, gift_note text, primary key (country_code, number, line_no));
insert into shop.purchase_line values
  ('IE', 1, 1, 101, 1, null), ('IE', 1, 2, 102, 1, null), ('DE', 1, 1, 103, 1, 'For the new flat of our friends'),
  ('DE', 2, 1, 103, 1, 'Happy birthday from all of us here'), ('IE', 2, 1, 104, 1, null), ('IE', 3, 1, 104, 1, null);
create table shop.ticket (id int primary key, opened_by bigint not null, agent_id int, subject text, opened_at timestamptz not null);
insert into shop.ticket values (31, 1, 501, 'Where is the lamp that I ordered?', '2024-03-01 10:00Z'), (32, 3, 502, 'The clock is late again', '2024-03-02 10:00Z');
create table shop.ticket_message (id int primary key, ticket_id numeric not null, body text not null, written_at timestamptz not null);
insert into shop.ticket_message values
  (41, 31.0, 'Please tell me where the lamp is, I wait since Monday.', '2024-03-01 10:00Z'), (42, 31, 'It left the house with Cal Ormsby today.', '2024-03-01 11:00Z'),
  (43, 32, 'It loses ten minutes a day, what can I do?', '2024-03-02 10:00Z'), (44, 31.5, 'A row that hangs on nothing at all, it seems.', '2024-03-02 11:00Z');
create table shop.wishlist (id int primary key, customer_id bigint not null, title text);
insert into shop.wishlist values (51, 1, 'For the new flat'), (52, 3, 'Some day');
create table shop.wishlist_product (wishlist_id int, product_id int, primary key (wishlist_id, product_id));
insert into shop.wishlist_product values (51, 101), (51, 104), (52, 104), (52, 103);
create table shop.newsletter (email text primary key, confirmed boolean not null, confirm_token text);
insert into shop.newsletter values
  ('ann@example.org', true, '8f14e45fceea167a5a36dedd4bea2543'), ('ann@example.or', true, '8f14e45fceea167a5a36dedd4bea2544'), ('cal@example.org', false, '8f14e45fceea167a5a36dedd4bea2545');
create table shop.page_view (id bigint primary key, visitor_cookie text, ip inet, user_agent text, path text not null, seen_at timestamptz not null);
insert into shop.page_view values
  (61, 'vc_7f3a91d2c0b84e11', '203.0.113.7', 'Mozilla/5.0', '/lamps', '2024-01-01 10:00Z'), (62, 'vc_7f3a91d2c0b84e11', '203.0.113.8', 'Mozilla/5.0', '/chairs', '2024-01-01 10:05Z'),
  (63, 'vc_7f3a91d2c0b84e12', '203.0.113.7', 'Mozilla/5.0', '/clocks', '2024-01-01 10:06Z'), (64, null, '203.0.113.7', 'curl/8.5', '/', '2024-01-01 10:07Z');
create table shop.shop_setting (key text primary key, value text);
insert into shop.shop_setting values ('currency', 'EUR'), ('tax', '23');
create table archive.customer (id bigint primary key, note text);
insert into archive.customer values (1, 'Customer number 1 of the shop we bought in 2019'), (3, 'Customer number 3 of the shop we bought');
grant usage on schema shop, archive to site_reader;
grant select on all tables in schema shop, archive to site_reader;
