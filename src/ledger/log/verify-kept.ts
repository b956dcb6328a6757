import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type Checked, fails, HOLDS } from '../verify/checked.ts';
import { type BreachStep, breachText, ENTERED, OPENED } from './breach-steps.ts';

/**
 * Whether notebooks of breaches and saved records say what was entered for them: none is changed, and none that was entered
 * is gone.
 */
export async function verifyKept({ store }: Pick<Deps, 'store'>, network: NetworkId): Promise<Checked> {
  const { community } = store;
  const { rows: entered } = await sql<{ content: string }>`
    select e.content from community.ledger_entry e where e.network_id = ${network}
      and (starts_with(e.content, '{"entry":"breach"') or starts_with(e.content, '{"entry":"record"'))
    order by e.place`.execute(community);
  if (entered.length === 0) return HOLDS;
  const { rows: steps } = await sql<BreachStep>`
    select ${OPENED} from community.breach b where b.network_id = ${network} and b.entered
    union all
    select ${ENTERED} from community.breach_entry e
    join community.breach b on b.network_id = ${network} and b.id = e.breach_id
    where e.network_id = ${network} and e.entered`.execute(community);
  const kept = new Set(steps.map((step) => breachText(network, step)));
  const { rows: records } = await sql<{ id: string; body: string }>`select r.id, r.body
    from community.saved_record r where r.network_id = ${network} and r.entered`.execute(community);
  const hashes = new Map(
    records.map(({ id, body }) => [id, createHash('sha256').update(body).digest('hex')]),
  );
  for (const { content } of entered) {
    const said = JSON.parse(content) as { entry: string; record?: string; hash: string };
    const isKept = said.entry === 'breach' ? kept.has(content) : hashes.get(said.record ?? '') === said.hash;
    if (!isKept) return fails('record', 'A notebook of breaches, or a saved record, isn’t what was entered.');
  }
  return HOLDS;
}
