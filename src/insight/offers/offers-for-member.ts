import { type Kysely, sql } from 'kysely';
import { coveringPurposes } from '../../privacy/purposes.ts';
import { TARGETING_PURPOSES } from '../../privacy/targeting.ts';
import { type ActorId, DAY_MS, type GrantId, type Instant } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { admittedAudiences } from '../../store/visibility/lists.ts';
import { copiesThatMatch, type MatchingCopy, membersOfAudience } from '../audiences/members-of-audience.ts';
import type { Ground } from '../counting/ground.ts';
import { mayShow } from './audience-of-offer.ts';
import { OFFER_COLUMNS, type Offer } from './offer.ts';

/** An offer, with how often it was shown to one member. */
export interface Candidate extends Offer {
  /** Named whether it shows itself or not: whoever has somebody be shown something is no secret to them. */
  readonly organisationName: string;
  /** When, the latest last. */
  readonly shownAt: readonly Instant[];
  readonly openedAt: Instant | null;
  readonly acceptedAt: Instant | null;
}

/** By what a member meets an offer's audience. */
export interface Match {
  /** That let the organisation process what the member shows, for the offer's purpose. */
  readonly grants: readonly GrantId[];
  /** What meets the conditions, and what shows that the member is of age. */
  readonly copies: readonly MatchingCopy[];
}

const CANDIDATE: Sql<Candidate> = sql`${OFFER_COLUMNS}, coalesce((select a.display_name from community.actor a
    where a.network_id = f.network_id and a.id = f.organisation_id), '') as "organisationName", coalesce(array(
    select (date_part('epoch', s) * 1000)::float8 from unnest(o.shown_at) s order by s), '{}') as "shownAt",
  o.opened_at as "openedAt", o.accepted_at as "acceptedAt"`;

/** What covers each purpose for which members are picked. */
const COVERED = TARGETING_PURPOSES.flatMap((purpose) =>
  coveringPurposes(purpose).map((by) => ({ purpose, by })),
);

/**
 * Live offers that may be for a member, who hasn't hidden them or their organisation: those whose organisation some grant of
 * theirs over what they show admits, and of every condition of which they show one of the values to anybody. A sound superset,
 * found by what the member has; {@link matchOf} is still to be asked. First those that were shown least, of these the newest.
 */
export async function candidatesFor(
  db: Kysely<Database>,
  { network }: Pick<Ground, 'network'>,
  member: ActorId,
  at: Instant,
): Promise<readonly Candidate[]> {
  const now = instantValue(at);
  const admitted = admittedAudiences(network, sql<string>`f.organisation_id`, at);
  const { rows } = await sql<Candidate>`
    select ${CANDIDATE} from community.offer f
    left join community.offer_outcome o on o.network_id = ${network} and o.actor_id = ${member} and o.offer_id = f.id
    where f.network_id = ${network} and f.valid_from <= ${now} and f.valid_until > ${now}
      and f.organisation_id <> ${member}
      and not ${isHidden(network, member, at)}
      and exists (select 1 from community."grant" g
        join unnest(${COVERED.map(({ purpose }) => purpose)}::text[], ${COVERED.map(({ by }) => by)}::text[])
          as c (purpose, by_purpose) on c.by_purpose = g.purpose and c.purpose = f.purpose
        where g.network_id = ${network} and g.object_id = ${member} and g.object_kind = 'attributes'
          and g.valid_from <= ${now} and g.valid_until > ${now} and g.audience_id in ${admitted})
      and not exists (select 1 from jsonb_array_elements(f.conditions) c
        where not exists (select 1 from community.disclosure d where d.network_id = ${network} and d.actor_id = ${member}
          and d.kind = c ->> 'kind' and c -> 'values' ? d.value))
    order by cardinality(o.shown_at) nulls first, f.id desc`.execute(db);
  return rows;
}

/** Those that were shown to a member, and not hidden since, while they are live; the one shown last first. */
export async function shownTo(
  db: Kysely<Database>,
  { network }: Pick<Ground, 'network'>,
  member: ActorId,
  at: Instant,
): Promise<readonly Candidate[]> {
  const now = instantValue(at);
  const { rows } = await sql<Candidate>`
    select ${CANDIDATE} from community.offer_outcome o
    join community.offer f on f.network_id = ${network} and f.id = o.offer_id
    where o.network_id = ${network} and o.actor_id = ${member} and f.valid_from <= ${now} and f.valid_until > ${now}
      and not ${isHidden(network, member, at)}
    order by o.shown_at[cardinality(o.shown_at)] desc, f.id desc`.execute(db);
  return rows;
}

const isHidden = (network: Ground['network'], member: ActorId, at: Instant): Sql<boolean> => sql`exists (
  select 1 from community.offer_hidden h where h.network_id = ${network} and h.actor_id = ${member}
    and h.hidden_id in (f.id, f.organisation_id)
    and h.valid_from <= ${instantValue(at)} and h.valid_until > ${instantValue(at)})`;

/** Whether a member has had an offer as often as it may be shown to one. */
export const isWornOut = (
  { shownAt, mostTimes, withinDays }: Pick<Candidate, 'shownAt' | 'mostTimes' | 'withinDays'>,
  at: Instant,
): boolean => shownAt.filter((time) => time > at - withinDays * DAY_MS).length >= mostTimes;

/**
 * By what a member is in the audience of an offer now, if the audience may be used now; null where not. It is the rule by
 * which audiences are counted, asked of one.
 */
export async function matchOf(
  db: Kysely<Database>,
  ground: Ground,
  offer: Offer,
  member: ActorId,
  at: Instant,
): Promise<Match | null> {
  const found = membersOfAudience(ground, offer.organisation, offer, at, member);
  const { rows } = await sql<{ grants: GrantId[] }>`select m.grants from (${found}) m`.execute(db);
  const [row] = rows;
  if (row === undefined || !(await mayShow(db, ground, offer, at)).ok) return null;
  const copies = await copiesThatMatch(ground, offer.organisation, offer, { member, at }).execute(db);
  return { grants: row.grants, copies: copies.rows };
}
