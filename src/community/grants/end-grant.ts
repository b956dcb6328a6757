import { absent, ok, type Result, type refuse } from '../../core/result.ts';
import { FOREVER, type GrantId, type Instant } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import { withdraw } from '../../store/grants.ts';
import type { Viewer } from '../../store/viewer.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { dropCopies } from '../conversations/drop-copies.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import { tooNarrow } from '../presence/too-narrow.ts';
import { withdrawDisclosure } from '../vault/withdraw-disclosure.ts';
import { MOST_LIVE_GRANTS, showGrant } from './give-grant.ts';
import { listGrants, type OwnGrant } from './list-grants.ts';

/** Ends one of the viewer's own grants now. With the last grant on an attribute its copy is deleted. */
export async function endGrant(
  deps: Pick<Deps, 'store' | 'ids' | 'masterKey' | 'random'>,
  viewer: Viewer,
  id: GrantId,
  at: Instant,
): Promise<Result<null>> {
  const me = viewer.actor?.id;
  if (me === undefined) return absent;
  const found = await showGrant(deps, viewer, id, at);
  if (!found.ok) return found;
  const { object } = found.value;
  const page = { limit: MOST_LIVE_GRANTS + 1, before: null, since: null, after: null };
  const all = await listGrants(deps, viewer, { kind: object.kind, object: object.id, grant: null }, page, at);
  const others = all.filter((grant) => grant.id !== id);
  if (object.kind === 'presence') {
    for (const action of ['see', 'find'] as const) {
      if (!found.value.actions.includes(action)) continue;
      const refusal = await narrowedBelow(deps, viewer, action, others, at);
      if (refusal !== null) return refusal;
    }
  }
  if (object.kind === 'attribute' && others.length === 0) {
    const withdrawn = await withdrawDisclosure(deps, viewer, { disclosure: object.id }, at);
    // Of imported people, and of what is shown in a conversation, nothing is noted in the vault.
    if (withdrawn.ok) return withdrawn;
  }
  await deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, viewer.network, me, me, at);
    await withdraw(trx, viewer.network, object, at, { grant: id });
    await noteDecision(trx, deps, { network: viewer.network, owner: me, kind: 'ended' }, at);
    if (object.kind === 'attribute' && others.length === 0) {
      await dropCopies(trx, viewer.network, { owner: me, copy: object.id }, at);
    }
    if (object.kind === 'post' || object.kind === 'resource') {
      await announce(trx, { network: viewer.network, kind: 'narrow', id: object.id, at });
    }
  });
  return ok(null);
}

/** What the network asks for must still be given by one of the other grants. */
async function narrowedBelow(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  action: 'see' | 'find',
  others: readonly OwnGrant[],
  at: Instant,
): Promise<ReturnType<typeof refuse> | null> {
  let refusal = await tooNarrow(deps, viewer, action, { any: [], except: [] });
  for (const grant of others) {
    if (refusal === null) break;
    const holds = grant.from <= at && grant.until === FOREVER && Object.keys(grant.conditions).length === 0;
    if (!holds || grant.purpose !== 'reading' || !grant.actions.includes(action)) continue;
    refusal = await tooNarrow(deps, viewer, action, grant.audience);
  }
  return refusal;
}
