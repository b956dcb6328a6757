import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { NETWORK } from '../../privacy/audience.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { appoint, dismiss, isAdministrator, isLastAdministrator } from './administrators.ts';
import { asAdministrator } from './as-administrator.ts';

/** Makes another member an administrator; one that the viewer doesn't see is absent. */
export async function appointAdministrator(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  slug: string,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const administrator = await asAdministrator(deps, viewer, slug, at);
  if (!administrator.ok) return administrator;
  const { network } = administrator.value;
  if (!(await seenActors(deps, viewer, [persona], at)).has(persona)) return absent;
  return deps.store.community.transaction().execute(async (db) => {
    const member = await db
      .selectFrom('community.tie as t')
      .innerJoin('community.actor as a', (join) =>
        join.onRef('a.network_id', '=', 't.network_id').onRef('a.id', '=', 't.member_id'),
      )
      .select('a.id')
      .where('t.network_id', '=', network)
      .where('t.member_id', '=', persona)
      .where('t.set_key', '=', NETWORK)
      .where('t.valid_until', '>', instantValue(at))
      .where('a.kind', '=', 'persona')
      .executeTakeFirst();
    if (member === undefined) return absent;
    const other: Viewer = { ...viewer, actor: { id: persona, kind: 'persona' } };
    if (!(await isAdministrator(db, other, at))) await appoint(db, network, persona, at);
    return ok(null);
  });
}

/** Takes the role from an administrator, oneself too; the last one keeps it. */
export async function dismissAdministrator(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  slug: string,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const administrator = await asAdministrator(deps, viewer, slug, at);
  if (!administrator.ok) return administrator;
  const { network } = administrator.value;
  return deps.store.community.transaction().execute(async (db): Promise<Result<null>> => {
    if (await isLastAdministrator(db, network, persona, at)) {
      return refuse({
        kind: 'conflict',
        says: 'A network needs an administrator; make somebody else one first.',
      });
    }
    await dismiss(db, network, persona, at);
    return ok(null);
  });
}
