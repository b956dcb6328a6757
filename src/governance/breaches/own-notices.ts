import { sql } from 'kysely';
import type { ActorId, BreachId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';

/** That the viewer's own data was affected, in the words of the organisation. */
export interface BreachNotice {
  readonly breach: BreachId;
  readonly organisation: { readonly id: ActorId; readonly name: string };
  /** When it happened, as far as was known when they were told. */
  readonly from: Instant;
  readonly until: Instant;
  /** What happened. */
  readonly words: string;
  /** What one can do; empty where nothing was said of it. */
  readonly advice: string;
  readonly at: Instant;
}

type Row = Omit<BreachNotice, 'organisation'> & {
  organisation: ActorId;
  name: string;
  scope: { from: Instant; until: Instant } | null;
};

/** What the viewer was told of breaches, latest first. */
export async function ownNotices(
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
): Promise<BreachNotice[]> {
  const { rows } = await sql<Row>`
    select b.id as breach, b.organisation_id as organisation, coalesce(a.display_name, '') as name,
      b.happened_from as from, b.happened_until as until, e.words, coalesce(e.advice, '') as advice, e.made_at as at,
      (select c.scope from community.breach_entry c where c.network_id = ${network} and c.breach_id = b.id
        and c.n < t.n and c.scope is not null order by c.n desc limit 1) as scope
    from community.breach_notice t
    join community.breach b on b.network_id = ${network} and b.id = t.breach_id
    join community.breach_entry e on e.network_id = ${network} and e.breach_id = t.breach_id and e.n = t.n
    left join community.actor a on a.network_id = ${network} and a.id = b.organisation_id
    where t.network_id = ${network} and t.member_id = ${actor?.id ?? null}::uuid
    order by e.made_at desc, b.id, e.n desc`.execute(store.community);
  return rows.map(({ organisation, name, scope, ...notice }) => ({
    ...notice,
    ...(scope === null ? {} : { from: scope.from, until: scope.until }),
    organisation: { id: organisation, name },
  }));
}
