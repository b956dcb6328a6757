import { sql } from 'kysely';
import type { ActorId, BreachId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';

/** That the viewer's own data was affected, in the words of the organisation. */
export interface BreachNotice {
  readonly breach: BreachId;
  readonly organisation: { readonly id: ActorId; readonly name: string };
  readonly from: Instant;
  readonly until: Instant;
  readonly words: string;
  readonly at: Instant;
}

/** What the viewer was told of breaches, latest first. */
export async function ownNotices(
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
): Promise<BreachNotice[]> {
  const { rows } = await sql<Omit<BreachNotice, 'organisation'> & { organisation: ActorId; name: string }>`
    select b.id as breach, b.organisation_id as organisation, coalesce(a.display_name, '') as name,
      b.happened_from as from, b.happened_until as until, e.words, e.made_at as at
    from community.breach_notice t
    join community.breach b on b.network_id = ${network} and b.id = t.breach_id
    join community.breach_entry e on e.network_id = ${network} and e.breach_id = t.breach_id and e.n = t.n
    left join community.actor a on a.network_id = ${network} and a.id = b.organisation_id
    where t.network_id = ${network} and t.member_id = ${actor?.id ?? null}::uuid
    order by e.made_at desc, b.id`.execute(store.community);
  return rows.map(({ organisation, name, ...notice }) => ({
    ...notice,
    organisation: { id: organisation, name },
  }));
}
