import { type Kysely, sql } from 'kysely';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import {
  type ActorId,
  type BusinessFunction,
  DAY_MS,
  type Instant,
  type NetworkId,
} from '../../privacy/words.ts';
import { ownDeeds } from '../../store/own-deeds.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import {
  INDIVIDUAL_DEEDS,
  type IndividualDeed,
  NOTHING_OBSERVED,
  OBSERVED_DAYS,
  type Observed,
} from './processing.ts';

interface Row {
  purpose: Purpose;
  deed: string;
  function: BusinessFunction | null;
  kinds: readonly AttributeKind[];
  n: number;
}

/** What an organisation really did on a network of late, by purpose: its own deeds, which are its to know. */
export async function loadObserved(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<ReadonlyMap<Purpose, Observed>> {
  const { rows } = await sql<Row>`
    select u.purpose, u.deed, u.function, u.kinds, count(*)::int as n
    from (${ownDeeds(network, organisation)}) u
    where u.used_at > ${instantValue(at - OBSERVED_DAYS * DAY_MS)} and u.used_at <= ${instantValue(at)}
    group by u.purpose, u.deed, u.function, u.kinds`.execute(db);
  const byPurpose = Map.groupBy(rows, ({ purpose }) => purpose);
  return new Map([...byPurpose].map(([purpose, uses]) => [purpose, observedOf(uses)]));
}

function observedOf(rows: readonly Row[]): Observed {
  const individual = { ...NOTHING_OBSERVED.individual };
  let ofMany = 0;
  for (const { deed, n } of rows) {
    if (isIndividual(deed)) individual[deed] += n;
    else ofMany += n;
  }
  return {
    uses: rows.reduce((sum, { n }) => sum + n, 0),
    individual,
    ofMany,
    functions: [...new Set(rows.flatMap((row) => row.function ?? []))].sort(),
    kinds: [...new Set(rows.flatMap(({ kinds }) => kinds))].sort(),
  };
}

const isIndividual = (deed: string): deed is IndividualDeed =>
  (INDIVIDUAL_DEEDS as readonly string[]).includes(deed);
