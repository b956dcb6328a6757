import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { decide } from '../../privacy/decide.ts';
import type { Question } from '../../privacy/facts.ts';
import type { Grant } from '../../privacy/grant.ts';
import type { ConversationId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadCandidates } from '../../store/facts.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { ShownAttribute } from '../actors/show-actor.ts';
import { noteReading } from '../uses/note-reading.ts';
import { actingIn, type Role } from './conversation.ts';
import { dropCopies } from './drop-copies.ts';
import { openConversation } from './open-conversation.ts';

/** A copy that the viewer may see, with the grant that lets them; their own needs none. */
export interface Shown {
  readonly attribute: ShownAttribute;
  readonly grant: Pick<Grant, 'id' | 'from' | 'until'> | null;
}

/** What the member shows of themselves in a conversation with an organisation. */
export async function shownInConversation(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<readonly ShownAttribute[]>> {
  const shown = await decideShown(deps, viewer, id, at);
  return shown.ok ? ok(shown.value.attributes.map(({ attribute }) => attribute)) : shown;
}

/** The same with what lets it, decided for the function that it is with. What staff reads is noted before it is handed out. */
export async function decideShown(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<{ readonly role: Role; readonly attributes: readonly Shown[] }>> {
  const opened = await openConversation(deps, viewer, id, at);
  if (!opened.ok) return opened;
  const { role, conversation } = opened.value;
  const { fn, organisation } = conversation;
  if (fn === null) return ok({ role, attributes: [] });
  const { community } = deps.store;
  const those = sql`from community.disclosure d where d.network_id = ${viewer.network} and d.conversation_id = ${id}`;
  const rows = sql`select d.id, d.actor_id as owner_id, d.label, null::text as via ${those}`;
  const candidates = await loadCandidates(deps.store, viewer, { kind: 'attribute', rows }, at);
  const question: Question = { action: 'see', purpose: fn, at, ...actingIn(opened.value) };
  const seen = candidates.flatMap(({ id, facts }) => {
    const decision = decide(question, facts);
    if (!decision.allowed) return [];
    const grant = facts.object.grants.find((one) => one.id === decision.by) ?? null;
    return [{ id, owner: facts.object.owner, by: decision.by, grant }];
  });
  if (seen.length === 0) return ok({ role, attributes: [] });
  const values = await sql<ShownAttribute>`select d.id, d.kind, d.value, d.precision ${those}
    and d.id = any(${seen.map((one) => one.id)}::uuid[]) order by d.id`.execute(community);
  if (role === 'staff' && organisation !== null) {
    const kinds = [...new Set(values.rows.map(({ kind }) => kind))];
    await noteReading(
      deps,
      viewer.network,
      { organisation, function: fn, by: viewer.actor?.id ?? null, kinds, copies: seen },
      at,
    );
  }
  const grants = new Map<string, Shown['grant']>(seen.map((one) => [one.id, one.grant]));
  const attributes = values.rows.map((attribute) => ({ attribute, grant: grants.get(attribute.id) ?? null }));
  return ok({ role, attributes });
}

/** Withdraws one of the viewer's own copies: it is deleted in this very transaction. */
export async function withdrawShown(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  copy: ObjectId,
  at: Instant,
): Promise<Result<null>> {
  const opened = await openConversation(deps, viewer, id, at);
  if (!opened.ok) return opened;
  const which = { owner: opened.value.me, conversation: id, copy };
  const gone = await deps.store.community
    .transaction()
    .execute((trx) => dropCopies(trx, viewer.network, which, at));
  return gone === 0 ? absent : ok(null);
}
