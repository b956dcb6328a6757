import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, BusinessFunction, ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { meet } from '../actors/acquaintances.ts';
import { actingMember } from '../actors/acting.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { createWithOrganisation } from './create-with-organisation.ts';
import { markRead } from './marks.ts';
import { once } from './once.ts';
import { fitToSay, type Said } from './said.ts';

/**
 * Begins a conversation with an organisation in one of its functions. Whoever has a seat in it reads and answers in the
 * organisation's name; whether anybody has isn't told. Only members begin one, never an organisation.
 * @param key of idempotency
 */
export async function beginWithOrganisation(
  deps: Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey'>,
  viewer: Viewer,
  organisation: ActorId,
  fn: BusinessFunction,
  said: Said,
  key: string | null,
  at: Instant,
): Promise<Result<ConversationId>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const other = await meet(deps, viewer, organisation, at);
  if (other === null) return absent;
  if (other.kind !== 'organisation') {
    return refuse({ kind: 'invalid', field: 'organisation', says: 'is no organisation' });
  }
  const fit = await fitToSay(deps, viewer, said, at);
  if (!fit.ok) return fit;
  const { network } = viewer;
  const asking = { network, actor: me.value, key };
  return deps.store.community.transaction().execute((trx) =>
    once(trx, asking, at, async () => {
      if ((await lockPair(trx, network, me.value, organisation, at)).blocked) return absent;
      const first = { sender: me.value, ...said };
      const begun = { organisation, fn, member: me.value, origin: 'member', first } as const;
      const { id, message } = await createWithOrganisation(trx, deps, network, begun, at);
      await markRead(trx, network, id, me.value, message);
      return ok(id);
    }),
  );
}
