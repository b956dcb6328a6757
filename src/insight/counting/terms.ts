import { type Kysely, sql } from 'kysely';
import { type NoiseTerms, type SaidTerms, type TermsFact, termsOf } from '../../privacy/noise-terms.ts';
import type { ActorId, Instant, MatterId, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { noisePlan, saidTerms } from '../../store/signed-plans.ts';
import { instantValue } from '../../store/time.ts';

/** Terms that the experts signed, and that hold for a time. */
export interface SignedTerms extends TermsFact {
  readonly matter: MatterId;
  readonly title: string;
  readonly until: Instant;
}

/** The terms that an organisation is told numbers on, of now: read in the transaction in which it is told. */
export async function loadTerms(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<NoiseTerms> {
  return termsOf(
    await loadChosen(db, network, organisation, at),
    await loadSigned(db, network, organisation, at),
  );
}

interface Choice {
  minimum: number | null;
  quarter: number | null;
  query: number | null;
  policyFirst: boolean | null;
  since: Instant;
}

/** All that an organisation chose. */
async function loadChosen(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<readonly TermsFact[]> {
  const now = instantValue(at);
  const { rows } = await sql<Choice>`
    select c.minimum, c.epsilon_of_quarter as quarter, c.epsilon_of_query as query, c.policy_first as "policyFirst",
      c.valid_from as since
    from community.noise_choice c
    where c.network_id = ${network} and c.organisation_id = ${organisation} and c.valid_from <= ${now}
      and c.valid_until > ${now}`.execute(db);
  return rows.map(({ since, minimum, quarter, query, policyFirst }) => {
    const terms: SaidTerms = {
      ...(minimum === null ? {} : { minimum }),
      ...(quarter === null ? {} : { epsilonOfQuarter: BigInt(quarter) }),
      ...(query === null ? {} : { epsilonOfQuery: BigInt(query) }),
      ...(policyFirst === null ? {} : { policyFirst }),
    };
    return { since, terms };
  });
}

/** What the experts signed and is in force, the first to come into force first. */
export async function loadSigned(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<readonly SignedTerms[]> {
  const now = instantValue(at);
  const { rows } = await sql<{
    matter: MatterId;
    title: string;
    body: string;
    since: Instant;
    until: Instant;
  }>`select s.matter_id as matter, s.title, s.body, s.valid_from as since, s.valid_until as until
    from community.sign_off s
    where s.network_id = ${network} and s.organisation_id = ${organisation} and s.kind = 'noise'
      and s.valid_from <= ${now} and s.valid_until > ${now}
    order by s.valid_from, s.id`.execute(db);
  return rows.map(({ body, ...signed }) => ({
    ...signed,
    terms: saidTerms(noisePlan.parse(JSON.parse(body))),
  }));
}
