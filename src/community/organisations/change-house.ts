import type { Kysely } from 'kysely';
import { absent, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type House, holdMember, lockHouse } from './change-seats.ts';
import { keepsOrganisation } from './keeps-organisation.ts';
import { isVisiblePersona } from './visible-persona.ts';

/** A house that is being changed, and in which part the viewer keeps it. */
interface KeptHouse extends House {
  readonly by: 'keeper' | 'administrator';
}

type Change<T> = (db: Kysely<Database>, house: KeptHouse) => Promise<Result<T>>;

/** Changes something in the house of an organisation, as one who keeps it: one change after the other. */
export async function changeHouse<T>(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
  change: Change<T>,
): Promise<Result<T>> {
  const keeps = await keepsOrganisation(deps, viewer, organisation, at);
  if (!keeps.ok) return keeps;
  const house = { network: viewer.network, organisation, by: keeps.value };
  return deps.store.community.transaction().execute(async (db) => {
    await lockHouse(db, house);
    return change(db, house);
  });
}

/** The same, for somebody whom the viewer sees, and who is a member of the network until it is done. */
export async function changeHouseFor<T>(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { organisation, persona }: { readonly organisation: ActorId; readonly persona: ActorId },
  at: Instant,
  change: Change<T>,
): Promise<Result<T>> {
  // Who doesn't keep it learns nothing of whom they name.
  const keeps = await keepsOrganisation(deps, viewer, organisation, at);
  if (!keeps.ok) return keeps;
  if (!(await isVisiblePersona(deps, viewer, persona, at))) return absent;
  return changeHouse(deps, viewer, organisation, at, async (db, house) =>
    (await holdMember(db, viewer.network, persona, at)) ? change(db, house) : absent,
  );
}
