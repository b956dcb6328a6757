import { sql } from 'kysely';
import { type Key, NETWORK } from '../privacy/audience.ts';
import { type NetworkFacts, type ViewerFacts, viewerFacts } from '../privacy/facts.ts';
import type { ActorId, ActorKind, Instant, Interval, Label, NetworkId } from '../privacy/words.ts';
import type { Store } from './database.ts';
import { knownPolicies } from './policies/known-policies.ts';
import { param, template } from './prepared.ts';
import { parseTimestamp } from './time.ts';

/** Whoever looks at one network, with the facts that every decision needs and no object changes. */
export interface Viewer {
  readonly network: NetworkId;
  readonly networkFacts: NetworkFacts;
  /** Null is a visitor. */
  readonly actor: { readonly id: ActorId; readonly kind: ActorKind } | null;
  /**
   * Blocks, suspensions, membership of the network and of the sets that policies exempt; sets of audiences are loaded
   * with the objects.
   */
  readonly facts: ViewerFacts;
}

type Span = readonly [from: string, until: string];

/** What {@link viewerColumns} selects, as it comes from the database. */
export interface ViewerRow {
  highest_label: Label;
  policy_version: number;
  ties: readonly (readonly [key: Key, from: string, until: string])[] | null;
  suspensions: readonly Span[] | null;
  blocks: readonly (readonly [actor: ActorId, from: string, until: string])[] | null;
}

/**
 * Columns with the facts of the viewer `actor` on the network aliased `n`, to be selected beside whatever finds the
 * two (a token, an id), so that one round trip serves.
 * @param actor uuid, null for a visitor
 */
export const viewerColumns = (actor: ReturnType<typeof sql<string | null>>) => sql<ViewerRow>`
  n.highest_label, n.policy_version,
  (select json_agg(json_build_array(t.set_key, t.valid_from::text, t.valid_until::text)) from community.tie t
    where t.network_id = n.id and t.member_id = ${actor} and t.set_key = any(n.policy_keys || 'network'::text)) as ties,
  (select json_agg(json_build_array(s.valid_from::text, s.valid_until::text)) from community.suspension s
    where s.network_id = n.id and s.actor_id = ${actor}) as suspensions,
  (select json_agg(json_build_array(b.other, b.valid_from::text, b.valid_until::text)) from (
    select o.blocked_id as other, o.valid_from, o.valid_until from community.block o
      where o.network_id = n.id and o.blocker_id = ${actor}
    union all
    select o.blocker_id, o.valid_from, o.valid_until from community.block o
      where o.network_id = n.id and o.blocked_id = ${actor}) b) as blocks`;

/** Puts the row's facts together, with the network's policies as of then. */
export async function viewerOf(
  { community }: Pick<Store, 'community'>,
  network: NetworkId,
  actor: { readonly id: ActorId; readonly kind: ActorKind } | null,
  row: ViewerRow,
): Promise<Viewer> {
  const policies = await knownPolicies(community, network, row.policy_version);
  return {
    network,
    actor,
    networkFacts: { highestLabel: row.highest_label, policies },
    facts: viewerFacts(actor, {
      ties: spansBy(row.ties ?? []),
      suspensions: (row.suspensions ?? []).map(interval),
      blocks: spansBy(row.blocks ?? []),
    }),
  };
}

/** When each of the named held. */
function spansBy<Name>(
  rows: readonly (readonly [name: Name, from: string, until: string])[],
): Map<Name, Interval[]> {
  const spans = new Map<Name, Interval[]>();
  for (const [name, from, until] of rows) {
    const known = spans.get(name);
    if (known === undefined) spans.set(name, [interval([from, until])]);
    else known.push(interval([from, until]));
  }
  return spans;
}

/** Loads a viewer by id; null where there is no such network, or no such actor on it. */
export async function loadViewer(
  store: Pick<Store, 'community'>,
  network: NetworkId,
  actor: ActorId | null,
): Promise<Viewer | null> {
  const [row] = await byId.run(store.community, { network, actor });
  if (row === undefined || (actor !== null && row.kind === null)) return null;
  return viewerOf(store, network, actor === null ? null : { id: actor, kind: row.kind as ActorKind }, row);
}

const byId = template<ViewerRow & { kind: ActorKind | null }>(() => {
  const actor = sql<string | null>`${param('actor')}::uuid`;
  return sql`
    select a.kind, ${viewerColumns(actor)}
    from community.network n left join community.actor a on a.network_id = n.id and a.id = ${actor}
    where n.id = ${param('network')}::uuid`;
});

/** The viewer's facts as they were asked for: membership and blocks carry their own times. */
export const isMemberAt = (viewer: Viewer, at: Instant): boolean =>
  (viewer.facts.ties.get(NETWORK) ?? []).some((span) => span.from <= at && at < span.until);

const interval = ([from, until]: Span): Interval => ({
  from: parseTimestamp(from),
  until: parseTimestamp(until),
});
