import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import {
  type ActorId,
  type BusinessFunction,
  DAY_MS,
  type Instant,
  type NetworkId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { seenOrganisations } from '../organisations/seen-organisations.ts';
import type { Contact } from './contact-rules.ts';

/** Functions that write of their own accord; the others answer. */
const CAPPED: readonly BusinessFunction[] = ['marketing', 'sales'];
/** Letters of one organisation's in thirty days, of both functions together, unless a member takes fewer. */
export const USUAL_CAP = 2;
const PERIOD_MS = 30 * DAY_MS;

/** How many letters of an organisation's marketing and sales a member takes in thirty days. */
export interface ContactCap {
  readonly organisation: ActorId;
  readonly most: number;
}

/**
 * Whether an organisation has written to a member as often as they take. Counted are the uses that the member can read.
 * Within a transaction that holds the pair's lock, so that two letters at once are two.
 */
export async function isCapped(
  trx: Kysely<Database>,
  network: NetworkId,
  { organisation, persona, function: fn }: Contact,
  at: Instant,
): Promise<boolean> {
  if (!CAPPED.includes(fn)) return false;
  const { rows } = await sql<{ written: number; most: number | null }>`
    select (select count(*)::integer from community.data_use_participant p
        join community.data_use u on u.network_id = ${network} and u.id = p.use_id
        where p.network_id = ${network} and p.subject_id = ${persona} and u.organisation_id = ${organisation}
          and u.deed = 'wrote' and u.function = any(${[...CAPPED]}::text[])
          and u.used_at > ${instantValue(at - PERIOD_MS)}) as written,
      (select c.most from community.contact_cap c where c.network_id = ${network} and c.actor_id = ${persona}
        and c.organisation_id = ${organisation} and c.valid_until = 'infinity') as most`.execute(trx);
  const [{ written, most } = { written: 0, most: null }] = rows;
  return written >= Math.min(most ?? USUAL_CAP, USUAL_CAP);
}

/** Organisations from which the viewer takes fewer letters than usual. */
export async function listContactCaps(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<ContactCap[]> {
  const { rows } =
    await sql<ContactCap>`select c.organisation_id as organisation, c.most from community.contact_cap c
    where c.network_id = ${viewer.network} and c.actor_id = ${viewer.actor?.id ?? null}::uuid
      and c.valid_from <= ${instantValue(at)} and c.valid_until > ${instantValue(at)} order by c.organisation_id`.execute(
      store.community,
    );
  return rows;
}

/** Takes at most so many letters of an organisation's in thirty days, from now on; as many as usual by {@link USUAL_CAP}. */
export async function setContactCap(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { organisation, most }: ContactCap,
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const known = (await listContactCaps(deps, viewer, at)).some((cap) => cap.organisation === organisation);
  if (!known && !(await seenOrganisations(deps, viewer, [organisation], at)).has(organisation)) {
    const says = 'is no organisation that is there for you';
    return refuse({ kind: 'invalid', field: 'organisation', says });
  }
  const { network } = viewer;
  await deps.store.community.transaction().execute(async (trx) => {
    await sql`update community.contact_cap set valid_until = ${instantValue(at)} where network_id = ${network}
      and actor_id = ${me.value} and organisation_id = ${organisation} and valid_until = 'infinity'`.execute(
      trx,
    );
    if (most >= USUAL_CAP) return;
    await sql`insert into community.contact_cap (network_id, actor_id, organisation_id, most, valid_from, valid_until)
      values (${network}, ${me.value}, ${organisation}, ${most}, ${instantValue(at)}, 'infinity')
      on conflict (network_id, actor_id, organisation_id, valid_from) do update
        set most = excluded.most, valid_until = excluded.valid_until`.execute(trx);
  });
  return ok(null);
}
