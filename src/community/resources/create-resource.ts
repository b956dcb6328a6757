import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, type Instant, type Label, labelRank, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { FunctionSeat } from '../../store/seats.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { insertFile } from '../files/file-rows.ts';
import { dropReceived, type TakenUpload, takeUpload } from '../uploads/take-upload.ts';
import { actsFor } from './acts-for.ts';
import { noteWords, refuseRepeating } from './repeated-words.ts';
import type { NewResource } from './resource-input.ts';
import { may, meetResource } from './resource-source.ts';
import { lockTree } from './tree.ts';
import { textOf } from './words-of.ts';

/** Folders within each other, at most: every one of them is asked at every reading. */
export const DEEPEST_FOLDER = 16;

/** Where something new is to lie, and whose it is then. */
interface Place {
  readonly owner: ActorId;
  readonly within: readonly ObjectId[];
}

/**
 * Makes a resource. On its own it is sealed: only its owner sees it. In a folder it is shared as the folder is, and
 * belongs to whom the folder belongs; whoever may edit a folder may put things into it.
 * @param seat in which the viewer acts for an organisation: then it is the organisation's, unless said otherwise
 */
export async function createResource(
  deps: Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey'>,
  viewer: Viewer,
  input: NewResource,
  at: Instant,
  seat: FunctionSeat | null = null,
): Promise<Result<ObjectId>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const place = await placeOf(deps, viewer, { ...input, owner: input.owner ?? seat?.organisation }, at);
  if (!place.ok) return place;
  const label = admitted(viewer, input.label);
  if (!label.ok) return label;
  const taken = input.upload === undefined ? null : await takeUpload(deps, viewer, input.upload);
  if (taken !== null && !taken.ok) return taken;
  const file = taken === null ? null : taken.value.file;
  const { title, description, text = '' } = input;
  const said = textOf(deps, {
    title,
    description,
    text,
    file: file?.mediaType === 'text/plain' ? file : null,
  });
  const repeats = await refuseRepeating(deps, viewer, said, input.label, at);
  if (!repeats.ok) return repeats;
  const id = deps.ids.next(`resource ${input.kind}`) as ObjectId;
  const { network } = viewer;
  const made = await deps.store.community.transaction().execute(async (trx): Promise<Result<ObjectId>> => {
    const { owner, within } = place.value;
    await lockTree(trx, network, owner);
    if (!(await isStillThere(trx, within))) return absent;
    const fileId = taken === null ? null : await fileOf(trx, taken.value);
    if (taken !== null && fileId === null) return absent;
    await trx
      .insertInto('community.resource')
      .values({
        network_id: network,
        id,
        owner_id: owner,
        created_by: me.value,
        seat_id: seat?.organisation === owner ? seat.id : null,
        kind: input.kind,
        title: input.title,
        description: input.description,
        url: input.url ?? null,
        text: input.text ?? null,
        file_id: fileId,
        label: input.label,
        within: [...within],
        inherits: within.length > 0,
        created_at: timestamp(at),
        edited_at: timestamp(at),
      })
      .execute();
    await noteWords(trx, deps, network, { id, label: input.label, text: said });
    return ok(id);
  });
  if (made.ok && taken !== null) await dropReceived(deps, taken.value);
  return made;

  /** The file's row in the place of the upload's, which another may have taken. */
  async function fileOf(trx: typeof deps.store.community, { upload, file }: TakenUpload) {
    const gone = await trx
      .deleteFrom('community.upload')
      .where('network_id', '=', network)
      .where('id', '=', upload.id)
      .returning('id')
      .execute();
    return gone.length === 0 ? null : insertFile(trx, deps, network, file, at);
  }

  async function isStillThere(trx: typeof deps.store.community, within: readonly ObjectId[]) {
    const [nearest, ...above] = within;
    if (nearest === undefined) return true;
    const folder = await trx
      .selectFrom('community.resource')
      .select('within')
      .where('network_id', '=', network)
      .where('id', '=', nearest)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    return folder !== undefined && folder.within.join() === above.join();
  }
}

/** Whether the network admits the label. */
export const admitted = (viewer: Viewer, label: Label): Result<null> =>
  labelRank(label) <= labelRank(viewer.networkFacts.highestLabel)
    ? ok(null)
    : refuse({ kind: 'invalid', field: 'label', says: 'this network does not admit that label' });

const noFolder = refuse({ kind: 'invalid', field: 'folder', says: 'there is no such folder for you' });

async function placeOf(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { folder, owner }: NewResource,
  at: Instant,
): Promise<Result<Place>> {
  if (folder === null) {
    const whose = (owner ?? viewer.actor?.id) as ActorId;
    const mine = await actsFor(deps, viewer, [whose], at);
    return mine.has(whose)
      ? ok({ owner: whose, within: [] })
      : refuse({ kind: 'invalid', field: 'owner', says: 'you do not act for anybody of that id' });
  }
  const met = await meetResource(deps, viewer, folder as ObjectId, at);
  if (met === null || met.kind !== 'folder') return noFolder;
  if (!may(met, 'edit', at)) {
    return refuse({ kind: 'forbidden', says: 'You may see this folder, but not put anything into it.' });
  }
  const within = [met.id, ...met.candidate.facts.object.within.map((up) => up.id)];
  return within.length > DEEPEST_FOLDER
    ? refuse({
        kind: 'invalid',
        field: 'folder',
        says: `lies in ${DEEPEST_FOLDER} folders already; go no deeper`,
      })
    : ok({ owner: met.owner, within });
}
