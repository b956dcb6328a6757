import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, DAY_MS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { asHouse } from './as-house.ts';
import { beginVerified, endVerified, type Proof } from './verified-domains.ts';

/** Where the proof stands in the DNS. */
const recordName = (domain: string): string => `_waxseal.${domain}`;

const MOST_DOMAINS = 20;
/** With those that were given up. */
const MOST_EVER = 200;
/** How often an organisation's domains are looked for at its keepers' word, a day. */
const LOOKS_A_DAY = 50;
const WEEK_MS = 7 * DAY_MS;
/** Domains that one sweep looks for at most: the next one goes on. */
const MOST_A_SWEEP = 50;

/** A domain that an organisation wants to prove, and what it is to put into its DNS. */
export interface DomainChallenge {
  readonly domain: string;
  readonly record: { readonly name: string; readonly value: string };
  readonly isVerified: boolean;
  readonly lookedAt: Instant | null;
}

interface Row {
  domain: string;
  token: string;
  verified: boolean;
  looked_at: Instant | null;
}

const recordValue = (token: string): string => `waxseal-domain-verification=${token}`;

const challengeOf = ({ domain, token, verified, looked_at }: Row): DomainChallenge => ({
  domain,
  record: { name: recordName(domain), value: recordValue(token) },
  isVerified: verified,
  lookedAt: looked_at,
});

/** The domains that an organisation proved or is about to, for its keepers. */
export async function listChallenges(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly DomainChallenge[]>> {
  const house = await asHouse(deps, viewer, organisation, at);
  if (!house.ok) return house;
  const { rows } = await sql<Row>`select c.domain, c.token, c.looked_at, exists (
      select 1 from community.verified_domain v where v.network_id = ${viewer.network}
        and v.organisation_id = ${organisation} and v.domain = c.domain and v.valid_until > ${instantValue(at)}) as verified
    from community.domain_challenge c where c.network_id = ${viewer.network} and c.organisation_id = ${organisation} and c.dropped_at is null
    order by c.domain`.execute(deps.store.community);
  return ok(rows.map(challengeOf));
}

/** Begins to prove a domain: what is to be put into its DNS stays the same for this organisation. */
export async function beginProof(
  deps: Pick<Deps, 'store' | 'random'>,
  viewer: Viewer,
  organisation: ActorId,
  domain: string,
  at: Instant,
): Promise<Result<DomainChallenge>> {
  const listed = await listChallenges(deps, viewer, organisation, at);
  if (!listed.ok) return listed;
  const known = listed.value.find((one) => one.domain === domain);
  if (known !== undefined) return ok(known);
  const { rows } = await sql<{ n: number }>`select count(*) as n from community.domain_challenge c
    where c.network_id = ${viewer.network} and c.organisation_id = ${organisation} and c.domain <> ${domain}`.execute(
    deps.store.community,
  );
  if (listed.value.length >= MOST_DOMAINS || (rows[0]?.n ?? 0) >= MOST_EVER) {
    return refuse({ kind: 'conflict', says: `An organisation has ${MOST_DOMAINS} domains at most.` });
  }
  const token = deps.random(24).toString('base64url');
  await deps.store.community
    .insertInto('community.domain_challenge')
    .values({
      network_id: viewer.network,
      organisation_id: organisation,
      domain,
      token,
      begun_at: timestamp(at),
    })
    // Given up once: what is to be put into the DNS is the same again.
    .onConflict((conflict) =>
      conflict
        .columns(['network_id', 'organisation_id', 'domain'])
        .doUpdateSet({ dropped_at: null, misses: 0 }),
    )
    .execute();
  return challenge(deps, viewer, organisation, domain, at);
}

/** Looks for the proof now; a few times a day. */
export async function lookForProof(
  deps: Pick<Deps, 'store' | 'resolver'>,
  viewer: Viewer,
  organisation: ActorId,
  domain: string,
  at: Instant,
): Promise<Result<DomainChallenge>> {
  const house = await asHouse(deps, viewer, organisation, at);
  if (!house.ok) return house;
  const proof: Proof = { network: viewer.network, organisation, domain };
  const today = instantValue(at - (at % DAY_MS));
  const { rows } = await sql<{ looks: number }>`update community.domain_challenge c
    set looks = case when c.looked_at >= ${today} then c.looks + 1 else 1 end, looked_at = ${instantValue(at)}
    where c.network_id = ${viewer.network} and c.organisation_id = ${organisation} and c.domain = ${domain}
      and c.dropped_at is null and ${LOOKS_A_DAY} > (select coalesce(sum(o.looks), 0) from community.domain_challenge o
        where o.network_id = ${viewer.network} and o.organisation_id = ${organisation} and o.looked_at >= ${today})
    returning c.looks`.execute(deps.store.community);
  if (rows.length === 0) {
    const known = await challenge(deps, viewer, organisation, domain, at);
    return known.ok
      ? refuse({ kind: 'conflict', says: 'It was looked for often enough today; try again tomorrow.' })
      : known;
  }
  await settleProof(deps, proof, at);
  return challenge(deps, viewer, organisation, domain, at);
}

/** Gives a domain up: the organisation's no longer. */
export async function dropProof(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  domain: string,
  at: Instant,
): Promise<Result<null>> {
  const known = await challenge(deps, viewer, organisation, domain, at);
  if (!known.ok) return known;
  const { network } = viewer;
  await deps.store.community.transaction().execute(async (db) => {
    // The row stays, and counts: else whoever gives domains up could have others looked for without end.
    await db
      .updateTable('community.domain_challenge')
      .set({ dropped_at: timestamp(at) })
      .where('network_id', '=', network)
      .where('organisation_id', '=', organisation)
      .where('domain', '=', domain)
      .execute();
    await endVerified(db, { network, organisation, domain }, at);
  });
  return ok(null);
}

/** Looks again, once a week, at domains that were proved: what is gone twice in a row is proved no longer. */
export async function renewProofs(deps: Pick<Deps, 'store' | 'resolver'>, at: Instant): Promise<void> {
  const { rows } =
    await sql<Proof>`select c.network_id as network, c.organisation_id as organisation, c.domain
    from community.domain_challenge c
    join community.verified_domain v on v.network_id = c.network_id and v.organisation_id = c.organisation_id
      and v.domain = c.domain and v.valid_until > ${instantValue(at)}
    where c.looked_at <= ${instantValue(at - WEEK_MS)} order by c.looked_at limit ${MOST_A_SWEEP}`.execute(
      deps.store.community,
    );
  for (const proof of rows) {
    await sql`update community.domain_challenge set looked_at = ${instantValue(at)} where network_id = ${proof.network}
      and organisation_id = ${proof.organisation} and domain = ${proof.domain}`.execute(deps.store.community);
    await settleProof(deps, proof, at);
  }
}

/** Looks, outside of any transaction, and notes what was found. Where nobody can say, nothing changes. */
async function settleProof(
  { store, resolver }: Pick<Deps, 'store' | 'resolver'>,
  proof: Proof,
  at: Instant,
): Promise<void> {
  const found = await resolver.txt(recordName(proof.domain));
  if (found === null) return;
  const { network, organisation, domain } = proof;
  await store.community.transaction().execute(async (db) => {
    const row = await db
      .selectFrom('community.domain_challenge')
      .select(['token', 'misses'])
      .where('network_id', '=', network)
      .where('organisation_id', '=', organisation)
      .where('domain', '=', domain)
      .where('dropped_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    // Given up meanwhile.
    if (row === undefined) return;
    const isThere = found.some((record) => record.trim() === recordValue(row.token));
    const misses = isThere ? 0 : row.misses + 1;
    await db
      .updateTable('community.domain_challenge')
      .set({ misses })
      .where('network_id', '=', network)
      .where('organisation_id', '=', organisation)
      .where('domain', '=', domain)
      .execute();
    if (isThere) await beginVerified(db, proof, at);
    else if (misses >= 2) await endVerified(db, proof, at);
  });
}

async function challenge(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  domain: string,
  at: Instant,
): Promise<Result<DomainChallenge>> {
  const listed = await listChallenges(deps, viewer, organisation, at);
  if (!listed.ok) return listed;
  const found = listed.value.find((one) => one.domain === domain);
  return found === undefined ? absent : ok(found);
}
