-- Customers and staff of a firm that never asked for a mail address.
create schema staff;
create table staff.customer (id serial primary key, name text not null, phone text, street text, town text);
insert into staff.customer (name, phone, street, town) values
  ('Ann Fennick', '01 555 0101', '1 Quay Lane', 'Howth'), ('Bea Holloway', '01 555 0102', '2 Quay Lane', 'Howth'), ('Cal Ormsby', '01 555 0103', '3 Quay Lane', 'Bray');
create table staff.employee (
  id serial primary key, name text not null, ppsn text, salary numeric(10,2), sick_days int, manager_id int references staff.employee (id));
insert into staff.employee (name, ppsn, salary, sick_days, manager_id) values
  ('Eve Stannard', '1234567TW', 41000, 2, null), ('Rob Whitlow', '7654321AB', 39000, 0, 1), ('Kim Dashwood', '2345678CD', 38000, 4, 1);
create table staff.timesheet (employee_id int references staff.employee (id), day date, hours numeric(4,2) not null, primary key (employee_id, day));
insert into staff.timesheet values (1, '2026-01-05', 8), (2, '2026-01-05', 7.5), (3, '2026-01-05', 4);
create table staff.invoice (id int primary key, customer_id int not null references staff.customer (id), written_by int references staff.employee (id), total numeric(10,2) not null, paid boolean not null);
insert into staff.invoice values (1, 1, 1, 20, true), (2, 2, 1, 30, false), (3, 1, 2, 40, true);
create table staff.vat_rate (code text primary key, percent numeric(4,2) not null);
insert into staff.vat_rate values ('std', 23), ('red', 13.5);
grant usage on schema staff to site_reader;
grant select on all tables in schema staff to site_reader;
