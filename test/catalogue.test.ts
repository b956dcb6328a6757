import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freshDatabase } from './support/database.ts';
import { queryOnce } from './support/postgres.ts';

/** Tables that every network shares. On Citus they are copied to each node, the others spread by network. */
const referenceTables = ['network', 'oauth_app'];

const { url } = await freshDatabase();

async function rows<Row>(sql: string): Promise<Row[]> {
  return (await queryOnce(url, sql)).rows as Row[];
}

interface Key {
  table: string;
  name: string;
  /** `p` primary, `u` unique, `x` exclusion, `f` foreign, `i` a unique index that is no constraint. */
  kind: string;
  first: string | null;
  target: string | null;
  targetFirst: string | null;
  onDelete: string;
}

const column = (table: string, number: string) =>
  `(select attname from pg_attribute where attrelid = ${table} and attnum = ${number})::text`;

const keys = await rows<Key>(`
  select conrelid::regclass::text as table, conname::text as name, contype::text as kind,
    ${column('conrelid', 'conkey[1]')} as first, confrelid::regclass::text as target,
    case when confrelid <> 0 then ${column('confrelid', 'confkey[1]')} end as "targetFirst",
    confdeltype::text as "onDelete"
  from pg_constraint
  where connamespace = 'community'::regnamespace and contype in ('p', 'u', 'x', 'f')
  union all
  select i.indrelid::regclass::text, i.indexrelid::regclass::text, 'i',
    ${column('i.indrelid', 'i.indkey[0]')}, null, null, ' '
  from pg_index i join pg_class c on c.oid = i.indexrelid
  where c.relnamespace = 'community'::regnamespace and i.indisunique`);

const tables = await rows<{ name: string }>(`
  select oid::regclass::text as name from pg_class
  where relnamespace = 'community'::regnamespace and relkind in ('r', 'p')`);

const isReference = (table: string | null) => referenceTables.some((name) => table === `community.${name}`);
const inNetworks = tables.map(({ name }) => name).filter((table) => !isReference(table));
const named = (found: Key[]) => found.map(({ table, name }) => `${table}: ${name}`);

describe('the catalogue of the community, as Citus takes it', () => {
  it('has tables, and the reference tables among them', () => {
    assert.ok(inNetworks.length > 0);
    const missing = referenceTables.filter(
      (name) => !tables.some((table) => table.name === `community.${name}`),
    );
    assert.deepEqual(missing, []);
  });

  it('gives every table a primary key', () => {
    const keyed = new Set(keys.filter(({ kind }) => kind === 'p').map(({ table }) => table));
    assert.deepEqual(
      inNetworks.filter((table) => !keyed.has(table)),
      [],
    );
  });

  it('begins every key and unique index with network_id', () => {
    const wrong = keys.filter(({ table, first }) => !isReference(table) && first !== 'network_id');
    assert.deepEqual(named(wrong), []);
  });

  it('lets foreign keys meet on network_id, or at the network itself', () => {
    const foreign = keys.filter(({ kind }) => kind === 'f');
    const wrong = foreign.filter(
      ({ target, targetFirst }) => !isReference(target) && targetFirst !== 'network_id',
    );
    assert.deepEqual(named(wrong), []);
  });

  it('has no foreign key from a reference table to a spread one', () => {
    const wrong = keys.filter(
      ({ kind, table, target }) => kind === 'f' && isReference(table) && !isReference(target),
    );
    assert.deepEqual(named(wrong), []);
  });

  it('sets nothing null or to a default when a row goes', () => {
    assert.deepEqual(named(keys.filter(({ onDelete }) => onDelete === 'n' || onDelete === 'd')), []);
  });

  it('has network_id, never null, in every table of a network', () => {
    return expectNone(`
      select c.relname::text as name from pg_class c
      left join pg_attribute a on a.attrelid = c.oid and a.attname = 'network_id' and a.attnotnull
      where c.relnamespace = 'community'::regnamespace and c.relkind in ('r', 'p') and a.attname is null
        and c.relname <> all ('{${referenceTables.join(',')}}')`);
  });

  it('has no triggers and no rules of its own', async () => {
    await expectNone(`
      select tgname::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'community'::regnamespace and not tgisinternal`);
    await expectNone(`
      select rulename::text as name from pg_rewrite r join pg_class c on c.oid = r.ev_class
      where c.relnamespace = 'community'::regnamespace and c.relkind <> 'v' and c.relkind <> 'm'`);
  });

  it('takes no time, chance or count from the database', async () => {
    await expectNone(`
      select format('%s.%s', c.relname, a.attname) as name
      from pg_attrdef d join pg_class c on c.oid = d.adrelid
      join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      where c.relnamespace = 'community'::regnamespace and a.attgenerated = ''
        and pg_get_expr(d.adbin, d.adrelid) ~* '\\m(now|current_|localtime|clock_|statement_|transaction_|random|gen_random|uuid|nextval)'`);
    await expectNone(`
      select relname::text as name from pg_class
      where relnamespace = 'community'::regnamespace and relkind = 'S'`);
  });

  it('gives the community role no right outside its schema, and PUBLIC none at all', async () => {
    await expectNone(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('vault', 'public') and c.relkind in ('r', 'p', 'v', 'm')
        and (has_schema_privilege('waxseal_community', n.oid, 'usage')
          or has_table_privilege('waxseal_community', c.oid, 'select, insert, update, delete'))`);
  });
});

async function expectNone(sql: string): Promise<void> {
  const found = await rows<{ name: string }>(sql);
  assert.deepEqual(
    found.map(({ name }) => name),
    [],
  );
}
