import { sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type AttributeKind, atPrecision, type Precision } from '../../privacy/disclosure.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { notePastCopies } from '../../store/past-copies.ts';
import { timestamp } from '../../store/time.ts';
import type { PersonaRef } from '../personas/persona.ts';
import type { BadgeBasis } from './badge-basis.ts';
import type { Bridge } from './bridge-transaction.ts';

/** An attribute as it is kept, opened. */
export interface OpenAttribute {
  readonly id: string;
  readonly kind: AttributeKind;
  readonly value: string;
}

interface WantedCopy {
  readonly precision: Precision;
  /** Of a badge alone: what it stands on. */
  readonly badge: BadgeBasis | null;
  /** The id that it had once, where it is written back. */
  readonly copy?: ObjectId;
}

/**
 * Writes the copy of an attribute that a persona shows, in place of the one that it has; who may see it, grants say.
 * @returns refused where the value can't be made as coarse as that
 */
export async function writeCopy(
  deps: Pick<Deps, 'ids'>,
  bridge: Bridge,
  account: string,
  persona: PersonaRef,
  attribute: OpenAttribute,
  wanted: WantedCopy,
  at: Instant,
): Promise<Result<ObjectId>> {
  const { precision, badge } = wanted;
  const shown = atPrecision(attribute.kind, attribute.value, precision, at);
  if (shown === null) {
    const says = `this ${attribute.kind} can't be shown as "${precision}"; write it more clearly or choose another precision`;
    return refuse({ kind: 'invalid', field: 'precision', says });
  }
  const id = await rememberCopy(deps, bridge, account, persona, attribute.id, wanted, at);
  await bridge.community(async (db) => {
    const copy = {
      kind: attribute.kind,
      value: shown,
      precision,
      label: 'public',
      disclosed_at: timestamp(at),
      badge_of: badge?.of ?? null,
      badge_domain: badge?.domain ?? null,
      badge_until: badge === null ? null : timestamp(badge.until),
    } as const;
    await notePastCopies(db, persona.network, sql`d.id = ${id}`, at);
    await db
      .insertInto('community.disclosure')
      .values({ network_id: persona.network, id, actor_id: persona.id, ...copy })
      .onConflict((conflict) => conflict.columns(['network_id', 'id']).doUpdateSet(copy))
      .execute();
  });
  return ok(id);
}

/** Notes in the vault which copy is of which attribute; a persona has one copy of an attribute, whose id stays. */
async function rememberCopy(
  { ids }: Pick<Deps, 'ids'>,
  bridge: Bridge,
  account: string,
  persona: PersonaRef,
  attribute: string,
  { precision, copy }: WantedCopy,
  at: Instant,
): Promise<ObjectId> {
  const said = { precision, stale: false, disclosed_at: timestamp(at) };
  const row = await bridge.vault((db) =>
    db
      .insertInto('vault.disclosed')
      .values({
        account_id: account,
        attribute_id: attribute,
        network_id: persona.network,
        persona_id: persona.id,
        disclosure_id: copy ?? (ids.next('disclosure') as ObjectId),
        ...said,
      })
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'attribute_id', 'network_id', 'persona_id']).doUpdateSet(said),
      )
      .returning('disclosure_id')
      .executeTakeFirstOrThrow(),
  );
  return row.disclosure_id;
}
