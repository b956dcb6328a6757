import type { Result } from '../../core/result.ts';
import type { Audience } from '../../privacy/audience.ts';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import type { Precision } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { GrantId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { excludingSince, give, withdraw } from '../../store/grants.ts';
import type { PersonaRef } from '../personas/persona.ts';
import type { BadgeBasis } from './badge-basis.ts';
import type { Bridge } from './bridge-transaction.ts';
import { type OpenAttribute, writeCopy } from './write-copy.ts';

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
  const badge = showing.badge ?? null;
  const { precision } = showing;
  const copy = await writeCopy(deps, bridge, account, persona, attribute, { precision, badge }, at);
  if (!copy.ok) return copy;
  await bridge.community(async (db) => {
    const object = { kind: 'attribute', id: copy.value } as const;
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
    });
  });
  return copy;
}
