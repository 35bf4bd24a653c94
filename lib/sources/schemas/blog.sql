-- A blog engine: entity, attribute, value; no foreign keys; 0 for nobody.
create schema blog;
create table blog.wp_users (id bigint primary key, user_login text not null, user_pass text not null, user_email text not null, display_name text, user_registered timestamp not null);
insert into blog.wp_users values
  (1, 'ann', '$P$BIRXVj31kmrpkMfTTi5kQ8nPYbFqB21', 'Ann@example.org', 'Ann Fennick', '2020-01-01 10:00'), (2, 'bea', '$P$BIRXVj31kmrpkMfTTi5kQ8nPYbFqB22', 'bea@example.org', 'Bea Holloway', '2020-01-02 10:00'),
  (3, 'cal', '$P$BIRXVj31kmrpkMfTTi5kQ8nPYbFqB23', 'cal@example.org', 'Cal Ormsby', '2020-01-03 10:00');
create table blog.wp_usermeta (umeta_id bigint primary key, user_id bigint not null, meta_key text, meta_value text);
insert into blog.wp_usermeta values
  (1, 1, 'first_name', 'Ann'), (2, 1, 'billing_phone', '+353 1 555 0101'), (3, 1, 'locale', 'en_IE'), (4, 2, 'first_name', 'Bea'), (5, 3, 'billing_phone', '+44 20 5550 0103');
create table blog.wp_posts (id bigint primary key, post_author bigint not null, post_title text not null, post_content text not null, post_date timestamp not null);
insert into blog.wp_posts values
  (1, 1, 'On lamps', 'A lamp is a small sun that one can turn off.', '2021-01-01 10:00'), (2, 2, 'On chairs', 'A chair is a horse that stays where it is.', '2021-01-02 10:00'),
  (3, 1, 'On clocks', 'A clock is a river that goes round and round.', '2021-01-03 10:00');
create table blog.wp_postmeta (meta_id bigint primary key, post_id bigint not null, meta_key text, meta_value text);
insert into blog.wp_postmeta values (1, 1, 'views', '10'), (2, 2, 'views', '20'), (3, 3, 'views', '30');
create table blog.wp_comments (
  comment_id bigint primary key, comment_post_id bigint not null, comment_author text, comment_author_email text, comment_author_ip text,
  comment_content text not null, user_id bigint not null default 0, comment_date timestamp not null);
insert into blog.wp_comments values
  (1, 2, 'Ann', 'ann@example.org', '203.0.113.7', 'A chair that stays where it is falls over in the end.', 1, '2021-02-01 10:00'),
  (2, 1, 'Bea', 'bea@example.org', '203.0.113.8', 'I would rather have two small suns than a big one.', 2, '2021-02-02 10:00'),
  (3, 1, 'Dot Marlow', 'dot@example.org', '203.0.113.7', 'Where can one buy such a lamp for the kitchen?', 0, '2021-02-03 10:00'),
  (4, 3, 'Ann', 'ANN@example.org', '203.0.113.7', 'I forgot to say which river I was thinking of.', 0, '2021-02-04 10:00');
create table blog.wp_options (option_id bigint primary key, option_name text not null, option_value text);
insert into blog.wp_options values (1, 'siteurl', 'https://blog.test'), (2, 'blogname', 'A blog');
grant usage on schema blog to site_reader;
grant select on all tables in schema blog to site_reader;
