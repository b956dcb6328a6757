import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Store } from '../../src/store/database.ts';
import { freshlyPacked } from '../../src/store/packed-facts.ts';
import { queryOnce } from './postgres.ts';

/**
 * Asserts that what stands in the rows of posts is what their grants say, whatever a test did to them: pages go by the
 * rows. Asked of every database of the tests before it goes.
 * @param url of the owner
 */
export async function assertPacked(url: string, { community }: Pick<Store, 'community'>): Promise<void> {
  const packed = freshlyPacked(sql`p.network_id`, sql`true`).compile(community).sql;
  const grants = (facts: string): string => `split_part(${facts}, e'\\t', 6)::jsonb`;
  const rest = (facts: string): string => `regexp_replace(${facts}, '\\t\\[.*\\]', '')`;
  const { rows } = await queryOnce(
    url,
    `select p.id, p.facts, packed.facts as should from community.post p join (${packed}) packed
      on packed.network_id = p.network_id and packed.id = p.id
    where ${rest('p.facts')} <> ${rest('packed.facts')} or ${grants('p.facts')} <> ${grants('packed.facts')}
      or not (p.granted_keys <@ packed.keys and p.granted_keys @> packed.keys)
    limit 5`,
  );
  assert.deepEqual(rows, [], 'posts carry other facts than their grants');
}
