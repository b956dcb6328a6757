import { type Kysely, sql } from 'kysely';
import { type Box, overlap } from '../../privacy/boxes.ts';
import type { ActorId, Instant, MatterId, PolicyId, PolicyTextId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { TextParts } from './compile-text.ts';
import { frozenRisks } from './frozen-risks.ts';
import type { Ground } from './ground.ts';

/** Whose matter it is, and what of it is in force. */
export interface MatterGround {
  readonly matter: MatterId;
  readonly organisation: ActorId;
  readonly releases: readonly PolicyTextId[];
}

/**
 * The facts on which experts sign, as JSON that is frozen with the text: of what it speaks, on what kind of network,
 * what else is in force about the same, and what the processing risks of which it speaks. Numbers of members aren't in it: they would tell of members, to whoever tries.
 */
export async function assess(
  db: Kysely<Database>,
  ground: Ground,
  of: MatterGround,
  { boxes, what }: TextParts,
  at: Instant,
): Promise<unknown> {
  return {
    network: { kind: ground.kind, highest_label: ground.highestLabel },
    speaks: speaksOf(boxes),
    what,
    beside: await besides(db, ground, of.matter, boxes, at),
    risks: await frozenRisks(db, ground, of, boxes, at),
  };
}

/** Null is any. */
function speaksOf(boxes: readonly Box[]): object {
  const all = <K extends keyof Box>(field: K): unknown =>
    boxes.some((box) => box[field] === undefined)
      ? null
      : [...new Set(boxes.flatMap((box) => [box[field]].flat() as unknown[]))].map(String).sort();
  const days = (of: 'age' | 'retention') =>
    boxes.flatMap((box) => (box[of] === undefined ? [] : [`${box[of].from}-${box[of].until}`])).sort();
  return {
    actions: all('actions'),
    purposes: all('purposes'),
    capacities: all('capacities'),
    kinds: all('objectKinds'),
    labels: all('labels'),
    attributes: all('attributes'),
    bases: all('bases'),
    age: [...new Set(days('age'))],
    retention: [...new Set(days('retention'))],
  };
}

/** What else is in force about the same, by title, in one order; of what is no policy, all that is in force. */
async function besides(
  db: Kysely<Database>,
  { id: network, policies }: Ground,
  matter: MatterId,
  boxes: readonly Box[],
  at: Instant,
): Promise<readonly object[]> {
  const now = instantValue(at);
  const { rows } = await sql<{ policy: PolicyId; release: PolicyTextId; title: string; version: number }>`
    select p.id as policy, s.id as release, s.title, s.version from community.policy p
    join community.sign_off s on s.network_id = p.network_id and s.id = p.source_id
    where p.network_id = ${network} and p.valid_from <= ${now} and p.valid_until > ${now}
      and s.matter_id <> ${matter} order by s.title, s.id`.execute(db);
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  const found = new Map<PolicyTextId, object>();
  for (const { policy, release, title, version } of rows) {
    const box = byId.get(policy);
    const isNear = boxes.length === 0 || (box !== undefined && boxes.some((one) => overlap(one, box)));
    if (isNear) found.set(release, { title, version });
  }
  return [...found.values()];
}
