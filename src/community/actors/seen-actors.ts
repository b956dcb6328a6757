import { sql } from 'kysely';
import { decide } from '../../privacy/decide.ts';
import type { Question } from '../../privacy/facts.ts';
import type { Action, ActorId, GrantId, Instant, ObjectKind } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadCandidates } from '../../store/facts.ts';
import type { Viewer } from '../../store/viewer.ts';

/**
 * Those of the actors whose presence the viewer may see (or find, or contact): everybody else is absent to them, as if not there.
 * Decided by the core; one round trip for all.
 */
export async function seenActors(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: Iterable<ActorId>,
  at: Instant,
  action: Action & ('see' | 'find' | 'contact') = 'see',
): Promise<ReadonlySet<ActorId>> {
  return new Set((await permittingActors(deps, viewer, ids, { action, purpose: 'reading', at })).keys());
}

/**
 * Those of the actors who permit the viewer what is asked, over their presence or another thing that every actor has, each
 * with what allows it. Whether they are there for the viewer at all is another question.
 */
export async function permittingActors(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: Iterable<ActorId>,
  question: Question,
  kind: ObjectKind & ('presence' | 'ties' | 'posts' | 'attributes' | 'staff') = 'presence',
): Promise<ReadonlyMap<ActorId, 'owner' | GrantId>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const rows = sql`select a.id, a.id as owner_id, 'public' as label, null::text as via
    from community.actor a where a.network_id = ${viewer.network} and a.id = any(${asked}::uuid[])`;
  const candidates = await loadCandidates(store, viewer, { kind, rows }, question.at);
  return new Map(
    candidates.flatMap(({ facts }) => {
      const decision = decide(question, facts);
      return decision.allowed ? [[facts.object.owner, decision.by] as const] : [];
    }),
  );
}
