import { type Kysely, sql } from 'kysely';
import type { Policy } from '../../privacy/facts.ts';
import {
  FOREVER,
  type Instant,
  type Interval,
  type NetworkId,
  type PolicyId,
  type PolicyTextId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { putInOutbox } from '../../store/outbox.ts';
import { enactPolicies, endPolicies } from '../../store/policies/change-policies.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { TextParts } from './compile-text.ts';
import { currentSignatures } from './matter.ts';
import type { OpenMatter } from './open-matter.ts';

/** A version as it comes into force. */
export interface Release extends Interval {
  readonly id: PolicyTextId;
  readonly parts: TextParts;
  readonly emergency: boolean;
}

/** Brings a version into force, in the caller's transaction: what it forbids, and that it was signed. */
export async function putRelease(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  open: OpenMatter,
  { id, parts, emergency, from, until }: Release,
): Promise<void> {
  const { network, matter } = open;
  await trx
    .insertInto('community.sign_off')
    .values({
      network_id: network,
      id,
      matter_id: open.id,
      organisation_id: open.organisation,
      kind: open.kind,
      scope: open.scope,
      version: matter.version,
      title: matter.title,
      body: matter.text,
      hash: matter.submission?.hash ?? '',
      subject: parts.subject,
      disciplines: [...new Set(currentSignatures(matter).map(({ discipline }) => discipline))],
      emergency,
      valid_from: timestamp(from),
      valid_until: timestamp(until),
    })
    .execute();
  if (open.kind !== 'policy') return;
  const policies = parts.boxes.map(
    (box, n): Policy => ({
      ...box,
      id: deps.ids.next(`policy ${id} ${n}`) as PolicyId,
      source: id,
      version: matter.version,
      from,
      until,
    }),
  );
  await enactPolicies(trx, network, policies);
  await tellMembers(trx, deps, network, from);
  if (until !== FOREVER) await tellMembers(trx, deps, network, until);
}

/** Ends a version at an instant, in the caller's transaction. */
export async function endRelease(
  trx: Kysely<Database>,
  { network, kind }: Pick<OpenMatter, 'network' | 'kind'>,
  id: PolicyTextId,
  at: Instant,
): Promise<void> {
  await sql`
    update community.sign_off set valid_until = ${timestamp(at)}::timestamptz
    where network_id = ${network} and id = ${id} and valid_until > ${instantValue(at)}`.execute(trx);
  if (kind === 'policy') await endPolicies(trx, network, { source: id }, at);
}

/** Members whom it concerns are told what changed for them at that instant, when it has come. */
export const tellMembers = (
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  network: NetworkId,
  at: Instant,
): Promise<void> =>
  putInOutbox(trx, deps, network, { kind: 'policies-changed', at, after: null } as { kind: string }, at);
