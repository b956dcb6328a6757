import { ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, type Discipline, FOREVER, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { MatterKind } from '../../store/schema.ts';
import { seatedIn } from '../../store/seated.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { floorOf } from './floor.ts';
import { MATTER_KINDS } from './matter.ts';
import { raisedBy } from './submission.ts';

/** Who must sign what, of an organisation: the floor, and what it asks besides. */
export interface RequiredDisciplines {
  readonly kind: MatterKind;
  readonly floor: readonly Discipline[];
  readonly besides: readonly Discipline[];
}

/** Who must sign each kind of matter, for those with a seat. Of policies the floor is higher by what they forbid. */
export async function listRequired(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly RequiredDisciplines[]>> {
  const who = await seatedIn(store.community, viewer, organisation, at);
  if (!who.ok) return who;
  const raised = await raisedBy(store.community, viewer.network, organisation, at);
  return ok(
    MATTER_KINDS.map((kind) => ({
      kind,
      floor: floorOf(kind, []),
      besides: raised.flatMap((one) => (one.kind === kind ? [one.discipline] : [])),
    })),
  );
}

/**
 * Asks more disciplines to sign a kind of matter, as any expert; to ask one no longer is for its own experts. What is in
 * review already is signed by those who were asked then.
 */
export async function setRequired(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  kind: MatterKind,
  besides: readonly Discipline[],
  at: Instant,
): Promise<Result<readonly RequiredDisciplines[]>> {
  const done = await store.community.transaction().execute(async (trx): Promise<Result<null>> => {
    const who = await seatedIn(trx, viewer, organisation, at, 'transaction');
    if (!who.ok) return who;
    const { disciplines } = who.value;
    if (disciplines.length === 0) return refuse({ kind: 'forbidden', says: 'That is for the experts.' });
    const { network } = viewer;
    const raised = (await raisedBy(trx, network, organisation, at)).filter((one) => one.kind === kind);
    const now = new Set(raised.map(({ discipline }) => discipline));
    const let_ = [...now].filter((discipline) => !besides.includes(discipline));
    if (let_.some((discipline) => !disciplines.includes(discipline))) {
      const says = 'Only experts of a discipline can say that it is no longer asked.';
      return refuse({ kind: 'forbidden', says });
    }
    if (let_.length > 0) {
      await trx
        .updateTable('community.sign_off_rule')
        .set({ valid_until: timestamp(at) })
        .where('network_id', '=', network)
        .where('organisation_id', '=', organisation)
        .where('kind', '=', kind)
        .where('discipline', 'in', let_)
        .where('valid_until', '>', instantValue(at))
        .execute();
    }
    for (const discipline of besides) {
      if (now.has(discipline)) continue;
      await trx
        .insertInto('community.sign_off_rule')
        .values({
          network_id: network,
          organisation_id: organisation,
          kind,
          discipline,
          valid_from: timestamp(at),
          valid_until: timestamp(FOREVER),
        })
        .onConflict((conflict) =>
          conflict
            .columns(['network_id', 'organisation_id', 'kind', 'discipline', 'valid_from'])
            .doUpdateSet({ valid_until: timestamp(FOREVER) }),
        )
        .execute();
    }
    return ok(null);
  });
  return done.ok ? listRequired({ store }, viewer, organisation, at) : done;
}
