import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadPersonas, type Persona, type PersonaRef } from '../personas/persona.ts';
import { type Bridge, bridgeTransaction } from './bridge-transaction.ts';

/** All personas of the account, oldest first. For the account alone: nobody else may learn which belong together. */
export async function listOwnPersonas(
  deps: Pick<Deps, 'store'>,
  account: string,
  at: Instant,
): Promise<Result<readonly Persona[]>> {
  return bridgeTransaction(deps, async (bridge) => {
    const refs = await ownRefs(bridge, account);
    return ok(await bridge.community((db) => loadPersonas(db, refs, at)));
  });
}

/** Where the account's personas are. */
export async function ownRefs(bridge: Bridge, account: string): Promise<readonly PersonaRef[]> {
  const rows = await bridge.vault((db) =>
    db
      .selectFrom('vault.persona_link')
      .select(['network_id', 'persona_id'])
      .where('account_id', '=', account)
      .orderBy('persona_id')
      .execute(),
  );
  return rows.map((row) => ({ network: row.network_id, id: row.persona_id }));
}

/** One of the account's own personas; another's is absent. */
export async function ownPersona(
  bridge: Bridge,
  account: string,
  id: ActorId,
  at: Instant,
): Promise<Result<Persona>> {
  const ref = (await ownRefs(bridge, account)).find((one) => one.id === id);
  if (ref === undefined) return absent;
  const [persona] = await bridge.community((db) => loadPersonas(db, [ref], at));
  return persona === undefined ? absent : ok(persona);
}
