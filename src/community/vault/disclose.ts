import { ok, type Result, refuse } from '../../core/result.ts';
import type { Audience } from '../../privacy/audience.ts';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import { type AttributeKind, atPrecision, type Precision } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import { FOREVER, type GrantId, type Instant, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { excludingSince, give, withdraw } from '../../store/grants.ts';
import { timestamp } from '../../store/time.ts';
import type { PersonaRef } from '../personas/persona.ts';
import { REVIEW_AFTER_MS } from '../personas/presence.ts';
import type { BadgeBasis } from './badge-basis.ts';
import type { Bridge } from './bridge-transaction.ts';

/** An attribute as it is kept, opened. */
export interface OpenAttribute {
  readonly id: string;
  readonly kind: AttributeKind;
  readonly value: string;
}

/** What a member says about showing an attribute through one persona. */
export interface Showing {
  readonly precision: Precision;
  readonly audience: Audience;
  readonly purpose: Purpose;
  readonly until: Instant;
  /** Of a badge alone: what it stands on. It ends with that at the latest, whatever grant is given. */
  readonly badge?: BadgeBasis | null;
}

/**
 * Writes the copy of an attribute that a persona shows, and the grant over it, in place of what the persona showed of
 * it before. Copies of the account's other personas stay as they are.
 * @returns refused where the value can't be made as coarse as that
 */
export async function disclose(
  deps: Pick<Deps, 'ids'>,
  bridge: Bridge,
  account: string,
  persona: PersonaRef,
  attribute: OpenAttribute,
  showing: Showing,
  at: Instant,
): Promise<Result<ObjectId>> {
  const shown = atPrecision(attribute.kind, attribute.value, showing.precision, at);
  if (shown === null) {
    const says = `this ${attribute.kind} can't be shown as "${showing.precision}"; write it more clearly or choose another precision`;
    return refuse({ kind: 'invalid', field: 'precision', says });
  }
  const id = await rememberCopy(deps, bridge, account, persona, attribute.id, showing.precision, at);
  const badge = showing.badge ?? null;
  await bridge.community(async (db) => {
    const copy = {
      kind: attribute.kind,
      value: shown,
      precision: showing.precision,
      label: 'public',
      disclosed_at: timestamp(at),
      badge_of: badge?.of ?? null,
      badge_domain: badge?.domain ?? null,
      badge_until: badge === null ? null : timestamp(badge.until),
    } as const;
    await db
      .insertInto('community.disclosure')
      .values({ network_id: persona.network, id, actor_id: persona.id, ...copy })
      .onConflict((conflict) => conflict.columns(['network_id', 'id']).doUpdateSet(copy))
      .execute();
    const object = { kind: 'attribute', id } as const;
    // Leave to process it for other purposes was given by itself and stays.
    const ended = await withdraw(db, persona.network, object, at, { action: 'see' });
    await give(db, persona.network, {
      id: deps.ids.next('disclosure grant') as GrantId,
      owner: persona.id,
      object,
      actions: ['see'],
      purpose: showing.purpose,
      audience: showing.audience,
      conditions: NO_CONDITIONS,
      from: at,
      excludingSince: excludingSince(showing.audience, ended, at),
      until: showing.until,
      reviewBy: Math.min(at + REVIEW_AFTER_MS, showing.until, badge?.until ?? FOREVER),
    });
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
  precision: Precision,
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
        disclosure_id: ids.next('disclosure') as ObjectId,
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
