import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { admitted } from './create-resource.ts';
import { moveResource } from './move-resource.ts';
import { noteWords, refuseRepeating } from './repeated-words.ts';
import type { ChangedResource } from './resource-input.ts';
import { type Met, may, meetResource } from './resource-source.ts';
import { lockTree, shareAsFolder, shareByItself } from './tree.ts';
import { textOf, wordsOf } from './words-of.ts';

const notYours = refuse({ kind: 'forbidden', says: 'Only its owner can do that.' });
const forReaders = refuse({ kind: 'forbidden', says: 'You may see this, but not change it.' });

/**
 * Changes a resource. Its words are for whoever may edit it; its label, its place and how it is shared are its owner's.
 */
export async function changeResource(
  deps: Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey'>,
  viewer: Viewer,
  id: ObjectId,
  change: ChangedResource,
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const met = await meetResource(deps, viewer, id, at);
  if (met === null) return absent;
  const isOwners = change.label !== undefined || change.folder !== undefined || change.sharing !== undefined;
  if (isOwners && !met.isManager) return notYours;
  if (!may(met, 'edit', at)) return forReaders;
  const fits = fitting(met, change);
  if (!fits.ok) return fits;
  if (change.folder !== undefined) {
    const moved = await moveResource(deps, viewer, met, change.folder as ObjectId | null, at);
    if (!moved.ok) return moved;
  }
  if (change.sharing !== undefined) {
    const shared = await changeSharing(deps, viewer, id, change.sharing, at);
    if (!shared.ok) return shared;
  }
  return changeWords(deps, viewer, met, change, at);
}

/** An address is of links and apps, a text of pages. */
function fitting({ kind }: Met, { url, text }: ChangedResource): Result<null> {
  const wrong = (field: string) => refuse({ kind: 'invalid', field, says: 'is not for this kind' });
  if (url !== undefined && kind !== 'link' && kind !== 'app') return wrong('url');
  if (text !== undefined && kind !== 'page') return wrong('text');
  return ok(null);
}

async function changeWords(
  deps: Pick<Deps, 'store' | 'files' | 'masterKey'>,
  viewer: Viewer,
  met: Met,
  { title, description, url, text, label }: ChangedResource,
  at: Instant,
): Promise<Result<null>> {
  const given = Object.entries({ title, description, url, text, label }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length === 0) return ok(null);
  const { network } = viewer;
  const under = label ?? met.candidate.facts.object.label;
  const admits = label === undefined ? ok(null) : admitted(viewer, label);
  if (!admits.ok) return admits;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<null>> => {
    await lockTree(trx, network, met.owner);
    const before = await wordsOf(trx, deps, network, met.id);
    if (before === null) return absent;
    const words = textOf({
      ...before,
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      ...(text === undefined ? {} : { text }),
    });
    const repeats = await refuseRepeating(deps, viewer, words, under, at, met.id);
    if (!repeats.ok) return repeats;
    await trx
      .updateTable('community.resource')
      .set({ ...Object.fromEntries(given), edited_at: timestamp(at) })
      .where('network_id', '=', network)
      .where('id', '=', met.id)
      .execute();
    await noteWords(trx, deps, network, { id: met.id, label: under, text: words });
    return ok(null);
  });
}

async function changeSharing(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ObjectId,
  sharing: 'own' | 'folder',
  at: Instant,
): Promise<Result<null>> {
  const met = await meetResource(deps, viewer, id, at);
  if (met === null) return absent;
  const { object } = met.candidate.facts;
  if (sharing === 'folder' && object.within.length === 0) {
    return refuse({
      kind: 'invalid',
      field: 'sharing',
      says: 'lies in no folder, and can only be shared by itself',
    });
  }
  if (met.inherits === (sharing === 'folder')) return ok(null);
  await deps.store.community.transaction().execute(async (trx) => {
    await lockTree(trx, viewer.network, met.owner);
    const { grants } = object;
    if (sharing === 'folder') await shareAsFolder(trx, viewer.network, id, at);
    else await shareByItself(trx, deps, viewer.network, { id, owner: met.owner, grants }, at);
  });
  return ok(null);
}
