import { sql } from 'kysely';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Question } from '../../privacy/facts.ts';
import { ENGAGEMENT_PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import { someThing } from '../../privacy/some-thing.ts';
import { NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import {
  type ActorId,
  type BusinessFunction,
  DAY_MS,
  type Instant,
  type NetworkId,
  type ObjectKind,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { ownDeeds } from '../../store/own-deeds.ts';
import type { UseDeed } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { isRuledOut } from './asked.ts';
import type { ClauseBox, Drafted } from './draft.ts';

/** How far back an organisation's own deeds are looked at. */
const DEEDS_DAYS = 90;

/** What the draft would have stopped of what the organisation did: its own deeds, which are its to know. */
export interface StoppedDeeds {
  readonly days: number;
  readonly among: number;
  readonly stopped: number;
  readonly byClause: ReadonlyMap<string, number>;
}

interface Row {
  deed: UseDeed;
  purpose: Purpose;
  function: BusinessFunction | null;
  kinds: readonly AttributeKind[];
  hour: number;
  n: number;
}

export async function stoppedDeeds(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  organisation: ActorId,
  boxes: readonly ClauseBox[],
  { after }: Drafted,
  at: Instant,
): Promise<StoppedDeeds> {
  const { rows } = await sql<Row>`
    select u.deed, u.purpose, u.function, u.kinds, extract(hour from u.used_at at time zone 'UTC')::int as hour,
      count(*)::int as n
    from (${ownDeeds(network, organisation)}) u
    where u.used_at > ${instantValue(at - DEEDS_DAYS * DAY_MS)} and u.used_at <= ${instantValue(at)}
    group by 1, 2, 3, 4, 5`.execute(store.community);
  const drafted = after.filter(({ id }) => id.startsWith('draft '));
  const byClause = new Map([...new Set(boxes.map(({ clause }) => clause))].map((clause) => [clause, 0]));
  let stopped = 0;
  let among = 0;
  for (const row of rows) {
    among += row.n;
    const by = new Set(
      drafted.flatMap((policy, n) =>
        things(row).some((thing) => isRuledOut([policy], questionOf(row, organisation, at), thing))
          ? (boxes[n]?.clause ?? [])
          : [],
      ),
    );
    if (by.size > 0) stopped += row.n;
    for (const clause of by) byClause.set(clause, (byClause.get(clause) ?? 0) + row.n);
  }
  return { days: DEEDS_DAYS, among, stopped, byClause };
}

/** At the hour of that day, from tomorrow on, so that the draft is in force. */
const questionOf = (
  { deed, purpose, function: fn, kinds, hour }: Row,
  organisation: ActorId,
  at: Instant,
): Question => {
  const action = actionOf(deed, purpose, kinds);
  // Of what else was kept, and for how long, nothing is known.
  const kept = deed === 'counted' && action === 'process' ? { retentionDays: NUMBERS_STAND_DAYS } : {};
  const when = (Math.floor(at / DAY_MS) + 1) * DAY_MS + hour * 3_600_000;
  return { action, purpose, at: when, as: { organisation, capacity: fn ?? 'service', ...kept } };
};

function actionOf(deed: UseDeed, purpose: Purpose, kinds: Row['kinds']): Question['action'] {
  if (deed === 'read' || deed === 'named') return 'see';
  if (deed === 'exported') return 'download';
  return isEngagement(purpose) || isOfAttributes(deed, kinds) ? 'process' : 'contact';
}

/** Members who were counted by what they show. */
const isOfAttributes = (deed: UseDeed, kinds: Row['kinds']): boolean =>
  ['exported', 'compared', 'matched', 'offered'].includes(deed) || (deed === 'counted' && kinds.length > 0);

const isEngagement = (purpose: Purpose): boolean =>
  (ENGAGEMENT_PURPOSES as readonly Purpose[]).includes(purpose);

/** Of what it was; of what isn't known, such as in which conversation, the draft is taken to mean it. */
function things({ deed, kinds, purpose }: Row) {
  if (deed === 'read')
    return kinds.map((attribute) => someThing('attribute', { attribute, conversation: 'member' }));
  if (isOfAttributes(deed, kinds)) return kinds.map((attribute) => someThing('attribute', { attribute }));
  if (purpose === 'influence-measurement') return [someThing('ties')];
  const kind: ObjectKind = isEngagement(purpose) ? 'posts' : 'presence';
  return [someThing(kind)];
}
