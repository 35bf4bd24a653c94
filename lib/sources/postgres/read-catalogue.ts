import type { Catalogue, Column, Relation } from '../catalogue.ts'
import { fingerprintOf } from '../sql/fingerprint.ts'
import type { Rows } from './connect.ts'

const relations = `
  select c.oid::text, c.relkind::text, n.nspname, c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
    coalesce((select json_agg(a.attname order by k.at) from (
      select i.indrelid, i.indkey::int2[] as keys from pg_index i
      where i.indrelid = c.oid and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any(i.indkey::int2[]) and not a.attnotnull)
      order by i.indisprimary desc, i.indnkeyatts, i.indexrelid limit 1) best,
      unnest(best.keys) with ordinality k(number, at)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number), '[]')::text,
    coalesce((select json_agg(inhparent::text order by inhparent) from pg_inherits where inhrelid = c.oid), '[]')::text,
    coalesce((select json_agg(distinct d.refobjid::text) from pg_rewrite r join pg_depend d
      on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
      where r.ev_class = c.oid and d.refobjid <> c.oid and c.relkind in ('v', 'm')), '[]')::text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
  order by n.nspname collate "C", c.relname collate "C"`

const columns = `
  with recursive beneath(oid, base) as (
    select oid, oid from pg_type where typtype <> 'd'
    union all
    select t.oid, b.base from pg_type t join beneath b on t.typtype = 'd' and t.typbasetype = b.oid)
  select a.attrelid::text, a.attname, quote_ident(a.attname), coalesce(e.typname, t.typname), format_type(a.atttypid, a.atttypmod),
    coalesce(e.typtype, t.typtype)::text, (t.typcategory = 'A')::text, a.attnotnull::text,
    coalesce(not o.collisdeterministic, false)::text, coalesce(l.language ~* '^(tr|az)([^a-z]|$)', false)::text
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  join beneath b on b.oid = a.atttypid join pg_type t on t.oid = b.base
  left join beneath eb on t.typcategory = 'A' and eb.oid = t.typelem left join pg_type e on e.oid = eb.base
  left join pg_collation o on o.oid = a.attcollation
  left join lateral (select coalesce(x->>'colllocale', x->>'colliculocale', x->>'collcollate',
      y->>'datlocale', y->>'daticulocale', y->>'datcollate') as language
    from (select to_jsonb(o), to_jsonb(d) from pg_database d where d.datname = current_database()) w(x, y)) l on o.oid is not null
  where a.attnum > 0 and not a.attisdropped
    and c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
  order by a.attrelid, a.attnum`

const columnFrom = (row: (string | null)[]): Column => ({
  name: row[1]!,
  quoted: row[2]!,
  type: row[3]!,
  declared: row[4]!,
  class: row[5]!,
  array: row[6] === 'true',
  notNull: row[7] === 'true',
  ...(row[8] === 'true' ? { loose: true } : {}),
  ...(row[9] === 'true' ? { ownLetters: true } : {}),
})

const relationFrom = (row: (string | null)[], columns: Column[]): Relation => ({
  id: row[0]!,
  kind: row[1] as Relation['kind'],
  schema: row[2]!,
  name: row[3]!,
  quoted: row[4]!,
  columns,
  key: JSON.parse(row[5]!),
  parents: JSON.parse(row[6]!),
  reads: JSON.parse(row[7]!),
})

/** Reads everything the database holds, as the connected role sees the catalogue; rights on the tables do not matter. */
export const readCatalogue = async (rows: Rows): Promise<Catalogue> => {
  const byRelation = new Map<string, Column[]>()
  for (const row of await rows(columns)) byRelation.set(row[0]!, [...(byRelation.get(row[0]!) ?? []), columnFrom(row)])
  const found = (await rows(relations)).map(row => relationFrom(row, byRelation.get(row[0]!) ?? []))
  return { relations: found, fingerprint: fingerprintOf(found) }
}
