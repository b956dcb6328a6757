import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { type IsExpected, outOfDate } from '../grants/expected.ts';
import { admitted } from './create-resource.ts';
import { type NewPlace, placeFor } from './move-resource.ts';
import { noteWords, refuseRepeating } from './repeated-words.ts';
import type { ChangedResource } from './resource-input.ts';
import { type Met, may, meetResource } from './resource-source.ts';
import { type ResourceView, showResource } from './show-resources.ts';
import { lockTree, moveTree, shareAsFolder, shareByItself } from './tree.ts';
import { textOf, type Words, wordsOf } from './words-of.ts';

type Given = Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey'>;

const notYours = refuse({ kind: 'forbidden', says: 'Only its owner can do that.' });
const forReaders = refuse({ kind: 'forbidden', says: 'You may see this, but not change it.' });

/**
 * Changes a resource: all that is asked, or nothing of it. Its words are for whoever may edit it; its label, its place and
 * how it is shared are its owner's.
 * @param isExpected whether it is as the viewer had read it
 */
export async function changeResource(
  deps: Given,
  viewer: Viewer,
  id: ObjectId,
  change: ChangedResource,
  isExpected: IsExpected<ResourceView>,
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const found = await meetResource(deps, viewer, id, at);
  if (found === null) return absent;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<null>> => {
    // Of two changes at once the later one meets what the earlier made of it.
    await lockTree(trx, viewer.network, found.owner);
    const [met, shown] = await Promise.all([
      meetResource(deps, viewer, id, at),
      showResource(deps, viewer, id, at),
    ]);
    if (met === null || !shown.ok) return absent;
    if (isOwners(change) && !met.isManager) return notYours;
    if (!may(met, 'edit', at)) return forReaders;
    const fits = fitting(met, change);
    if (!fits.ok) return fits;
    if (!isExpected(shown.value)) return outOfDate;
    // Nothing is written before all of it is known to be in order.
    const place = change.folder === undefined ? null : await placed(trx, met, change.folder);
    if (place !== null && !place.ok) return place;
    const sharing = sharingOf(met, place?.value ?? null, change);
    if (!sharing.ok) return sharing;
    const words = await wordsAfter(trx, deps, viewer, met, change, at);
    if (!words.ok) return words;

    if (place !== null) await moveTree(trx, viewer.network, id, place.value.within);
    await share(trx, deps, viewer, met, sharing.value, place?.value ?? null, at);
    if (words.value !== null) await write(trx, deps, viewer, met, change, words.value, at);
    if (isOwners(change)) await announce(trx, { network: viewer.network, kind: 'narrow', id, at });
    return ok(null);
  });

  function placed(trx: Kysely<Database>, met: Met, folder: string | null): Promise<Result<NewPlace>> {
    return placeFor(trx, deps, viewer, met, folder as ObjectId | null, at);
  }
}

const isOwners = ({ label, folder, sharing }: ChangedResource): boolean =>
  label !== undefined || folder !== undefined || sharing !== undefined;

/** An address is of links and apps, a text of pages. */
function fitting({ kind }: Met, change: ChangedResource): Result<null> {
  const wrong = (field: string) => refuse({ kind: 'invalid', field, says: 'is not for this kind' });
  if (change.url !== undefined && kind !== 'link' && kind !== 'app') return wrong('url');
  if (change.text !== undefined && kind !== 'page') return wrong('text');
  return ok(null);
}

/** Whether it then goes by the grants of the folder around it. */
function sharingOf(met: Met, place: NewPlace | null, { sharing }: ChangedResource): Result<boolean> {
  const isInFolder = (place ?? met.candidate.facts.object).within.length > 0;
  if (sharing === 'folder' && !isInFolder) {
    return refuse({
      kind: 'invalid',
      field: 'sharing',
      says: 'lies in no folder, and can only be shared by itself',
    });
  }
  return ok(sharing === undefined ? met.inherits && isInFolder : sharing === 'folder');
}

async function share(
  trx: Kysely<Database>,
  deps: Given,
  { network }: Viewer,
  met: Met,
  inherits: boolean,
  place: NewPlace | null,
  at: Instant,
): Promise<void> {
  const { id, owner } = met;
  if (inherits === met.inherits) return;
  if (inherits) return shareAsFolder(trx, network, id, at);
  const { grants } = place ?? met.candidate.facts.object;
  await shareByItself(trx, deps, network, { id, owner, grants }, at);
}

/** What it says then, if that is to be other than it is; refused where that repeats what it may not. */
async function wordsAfter(
  trx: Kysely<Database>,
  deps: Given,
  viewer: Viewer,
  met: Met,
  { title, description, url, text, label }: ChangedResource,
  at: Instant,
): Promise<Result<Words | null>> {
  if ([title, description, url, text, label].every((one) => one === undefined)) return ok(null);
  const admits = label === undefined ? ok(null) : admitted(viewer, label);
  if (!admits.ok) return admits;
  const before = await wordsOf(trx, viewer.network, met.id);
  if (before === null) return absent;
  const words: Words = {
    title: title ?? before.title,
    description: description ?? before.description,
    text: text ?? before.text,
    file: before.file,
  };
  const under = label ?? met.candidate.facts.object.label;
  const repeats = await refuseRepeating(deps, viewer, textOf(deps, words), under, at, met.id);
  return repeats.ok ? ok(words) : repeats;
}

async function write(
  trx: Kysely<Database>,
  deps: Given,
  { network }: Viewer,
  met: Met,
  { title, description, url, text, label }: ChangedResource,
  words: Words,
  at: Instant,
): Promise<void> {
  const given = Object.entries({ title, description, url, text, label }).filter(
    ([, value]) => value !== undefined,
  );
  await trx
    .updateTable('community.resource')
    .set({ ...Object.fromEntries(given), edited_at: timestamp(at) })
    .where('network_id', '=', network)
    .where('id', '=', met.id)
    .execute();
  const noted = { id: met.id, label: label ?? met.candidate.facts.object.label, text: textOf(deps, words) };
  await noteWords(trx, deps, network, noted);
}
