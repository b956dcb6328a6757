import { type Kysely, sql } from 'kysely';
import type { AudienceDefinition } from '../../privacy/targeting.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import type { Sql } from '../../store/visibility/sql.ts';

/** What an offer says, how often, until when, and by which audience it goes. */
export interface SaidOffer {
  /** The id of a saved audience. */
  readonly audience: string;
  readonly title: string;
  readonly text: string;
  /** Where it leads, `https:`; null is nowhere. */
  readonly link: string | null;
  /** To one member at most so many times … */
  readonly mostTimes: number;
  /** … in so many days. */
  readonly withinDays: number;
  readonly endsAt: Instant;
}

/** An offer as it is kept: with the definition of its audience as it was when the offer was written. */
export interface Offer extends SaidOffer, AudienceDefinition {
  readonly id: string;
  readonly organisation: ActorId;
  readonly madeAt: Instant;
  /** From when on it is shown; null is a draft. */
  readonly from: Instant | null;
  /** Until when; null of a draft. */
  readonly until: Instant | null;
}

/** Days for which an offer may be shown. */
export const LONGEST_DAYS = 90;
/** Offers that an organisation has live at a time, and drafts beside them. */
export const MOST_OFFERS = 50;

export type OfferState = 'draft' | 'live' | 'ended';

export function stateOf({ from, until }: Pick<Offer, 'from' | 'until'>, at: Instant): OfferState {
  if (until === null) return 'draft';
  return from !== null && from <= at && at < until ? 'live' : 'ended';
}

/** Of a row `f` of `community.offer`. */
export const OFFER_COLUMNS: Sql<Offer> = sql`f.id, f.organisation_id as organisation, f.audience_id as audience, f.function,
  f.purpose, f.conditions, f.title, f.text, f.link, f.most_times as "mostTimes", f.within_days as "withinDays",
  f.made_at as "madeAt", f.ends_at as "endsAt", f.valid_from as "from", f.valid_until as until`;

/** Those of an organisation, the newest first, without drafts that were thrown away. */
export async function loadOffers(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
): Promise<readonly Offer[]> {
  const { rows } = await sql<Offer>`select ${OFFER_COLUMNS} from community.offer f
    where f.network_id = ${network} and f.organisation_id = ${organisation}
      and (f.valid_from is not null or f.valid_until is null) order by f.id desc limit 200`.execute(db);
  return rows;
}

/** One of them; null where there is none. */
export async function loadOffer(db: Kysely<Database>, network: NetworkId, id: string): Promise<Offer | null> {
  const { rows } = await sql<Offer>`select ${OFFER_COLUMNS} from community.offer f
    where f.network_id = ${network} and f.id = ${id} and (f.valid_from is not null or f.valid_until is null)`.execute(
    db,
  );
  return rows[0] ?? null;
}
