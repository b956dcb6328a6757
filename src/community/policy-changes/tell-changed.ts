import { type Kysely, sql } from 'kysely';
import { atomOf, type Key } from '../../privacy/audience.ts';
import { type Allowed, type ChangedUse, changedUses } from '../../privacy/changed-uses.ts';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Policy } from '../../privacy/facts.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { Action, ActorId, Instant, Label, NetworkId, ObjectKind } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { putInOutbox } from '../../store/outbox.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { loadViewer } from '../../store/viewer.ts';
import { notifyOfOneself } from '../notifications/of-oneself.ts';

/** That policies changed at an instant: members by their ids, those up to `after` have been told. */
export interface PoliciesChanged {
  readonly kind: 'policies-changed';
  readonly at: Instant;
  readonly after: ActorId | null;
}

/** Members who are told in one transaction. */
const CHUNK = 200;

/**
 * Tells members what a change of policies changed of what they themselves had allowed, each once; whoever it changes nothing
 * for is told nothing. It is computed over their own permissions alone, before and after.
 */
export async function tellChanged(
  deps: Pick<Deps, 'store' | 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  { at, after }: PoliciesChanged,
): Promise<void> {
  const viewer = await loadViewer(deps.store, network, null);
  if (viewer === null) return;
  const { policies } = viewer.networkFacts;
  const before = policies.filter(({ from, until }) => from < at && at <= until);
  const now = policies.filter(({ from, until }) => from <= at && at < until);
  const owners = await ownersAfter(trx, network, after, at);
  const known = new Map<string, readonly ChangedUse[]>();
  for (const [owner, list] of await allowedBy(trx, network, owners, at)) {
    const changes = new Map<string, ChangedUse>();
    for (const use of list.flatMap((allowed) => changesOf(known, allowed, before, now))) {
      changes.set(JSON.stringify(use), use);
    }
    if (changes.size > 0) await tell(deps, trx, network, owner, [...changes.values()], at);
  }
  const last = owners.at(-1);
  if (last === undefined || owners.length < CHUNK) return;
  const rest: PoliciesChanged = { kind: 'policies-changed', at, after: last };
  await putInOutbox(trx, deps, network, rest, at);
}

/** Of members who allowed the same, it is worked out once: nothing in it hangs on who they are. */
function changesOf(
  known: Map<string, readonly ChangedUse[]>,
  allowed: Allowed,
  before: readonly Policy[],
  now: readonly Policy[],
): readonly ChangedUse[] {
  const { owner: _, ...what } = allowed;
  const name = JSON.stringify(what);
  let changes = known.get(name);
  if (changes === undefined) {
    changes = changedUses(allowed, before, now);
    known.set(name, changes);
  }
  return changes;
}

async function ownersAfter(
  trx: Kysely<Database>,
  network: NetworkId,
  after: ActorId | null,
  at: Instant,
): Promise<readonly ActorId[]> {
  const now = instantValue(at);
  const { rows } = await sql<{ id: ActorId }>`
    select a.id from community.actor a
    where a.network_id = ${network} and a.kind = 'persona' and (${after}::uuid is null or a.id > ${after}::uuid)
      and exists (select 1 from community.tie t where t.network_id = ${network} and t.member_id = a.id
        and t.set_key = 'network' and t.valid_from <= ${now} and t.valid_until > ${now})
    order by a.id limit ${CHUNK}`.execute(trx);
  return rows.map(({ id }) => id);
}

interface AllowedRow {
  readonly owner: ActorId;
  readonly kind: ObjectKind;
  readonly attribute: AttributeKind | null;
  readonly label: Label;
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly keys: readonly Key[];
}

/** What the members allow at the instant, alike things once. */
async function allowedBy(
  trx: Kysely<Database>,
  network: NetworkId,
  owners: readonly ActorId[],
  at: Instant,
): Promise<ReadonlyMap<ActorId, readonly Allowed[]>> {
  const now = instantValue(at);
  const { rows } = await sql<AllowedRow>`
    select distinct g.owner_id as owner, g.object_kind as kind, d.kind as attribute,
      coalesce(d.label, p.label, r.label, 'public') as label, g.actions, g.purpose,
      array(select distinct k.key from community.audience_term t, unnest(t.keys) as k (key)
        where t.network_id = ${network} and t.audience_id = g.audience_id order by 1) as keys
    from community."grant" g
    left join community.disclosure d
      on d.network_id = ${network} and d.id = g.object_id and g.object_kind = 'attribute'
    left join community.post p on p.network_id = ${network} and p.id = g.object_id and g.object_kind = 'post'
    left join community.resource r
      on r.network_id = ${network} and r.id = g.object_id and g.object_kind = 'resource'
    where g.network_id = ${network} and g.owner_id = any(${[...owners]}::uuid[]) and g.object_kind <> 'message'
      and g.valid_from <= ${now} and g.valid_until > ${now} order by 1, 2, 3, 4`.execute(trx);
  const allowed = Map.groupBy(rows, ({ owner }) => owner);
  return new Map([...allowed].map(([owner, list]) => [owner, list.map(allowedOf)]));
}

/** A set that isn't an organisation's may hold any organisation. */
function allowedOf({ keys, ...row }: AllowedRow): Allowed {
  const named = keys.map((key) => {
    const atom = atomOf(key);
    if (atom.kind === 'staff' || atom.kind === 'experts') return atom.organisation;
    return atom.kind === 'persona' ? atom.persona : null;
  });
  const organisations = named.filter((one) => one !== null);
  return { ...row, organisations: organisations.length < named.length ? null : [...new Set(organisations)] };
}

async function tell(
  deps: Pick<Deps, 'store' | 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  changes: readonly ChangedUse[],
  at: Instant,
): Promise<void> {
  const written = await trx
    .insertInto('community.policy_change')
    .values({
      network_id: network,
      owner_id: owner,
      id: deps.ids.next(`policy change of ${owner}`),
      changed_at: timestamp(at),
      changes: JSON.stringify(changes),
    })
    // It was handled before.
    .onConflict((conflict) => conflict.columns(['network_id', 'owner_id', 'changed_at']).doNothing())
    .returning('id')
    .execute();
  if (written.length > 0) await notifyOfOneself(deps, trx, network, owner, 'policy_change', at);
}
