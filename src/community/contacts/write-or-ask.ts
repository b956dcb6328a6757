import { absent, ok, type Result } from '../../core/result.ts';
import type {
  ActorId,
  BusinessFunction,
  ConversationId,
  GrantId,
  Instant,
  ObjectId,
  SeatId,
} from '../../privacy/words.ts';
import { type DataUse, noteUse } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import type { UseDeed } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { meet } from '../actors/acquaintances.ts';
import { permittingActors } from '../actors/seen-actors.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { beginAsOrganisation } from '../conversations/begin-as-organisation.ts';
import { takeLetter } from '../desk/campaign-gate.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { claimKey } from '../posts/idempotency.ts';
import { isCapped } from './contact-cap.ts';
import { writeContactRequest } from './contact-requests.ts';
import { atOnce, type Contact, onRequest } from './contact-rules.ts';
import { type LetterKeys, sentBefore } from './sent-before.ts';

/** Where it is refused: the place that the member prefers for the function, if they let that be known. */
export type ContactOutcome =
  | { readonly answer: 'yes'; readonly conversation: ConversationId | null }
  | { readonly answer: 'asked' }
  /** The member lets it, and has had as many letters as they take in a month. */
  | { readonly answer: 'capped' }
  /** The same words have reached as many as they may: more need a signed campaign, or what was signed is over. */
  | { readonly answer: 'unsigned' }
  | { readonly answer: 'no'; readonly preferred: string | null };

/** Who writes: the organisation as such, and from which seat. */
export interface Writing {
  readonly viewer: Viewer;
  readonly acting: Viewer;
  readonly seat: SeatId | null;
  /** Who writes, and under which keys. */
  readonly me: ActorId;
  readonly keys: LetterKeys;
}

/** What came of it, and whether it had come before: somebody sent the same at the same time. */
export type Written = ContactOutcome & { readonly again: boolean };

/** Writes to the member or asks them, as they let the organisation; the text is null to ask alone. */
export async function writeOrAsk(
  deps: Pick<Deps, 'store' | 'ids' | 'clock'>,
  { viewer, acting, seat, me, keys }: Writing,
  contact: Contact,
  text: string | null,
  at: Instant,
): Promise<Result<Written>> {
  const { organisation, function: fn, persona } = contact;
  const met = await meet(deps, acting, persona, at);
  if (met === null || met.kind !== 'persona') return absent;
  const as = { organisation, capacity: fn };
  const grantFor = async (slot: ReturnType<typeof atOnce>): Promise<GrantId | null> => {
    const by = (await permittingActors(deps, acting, [persona], { ...slot, at, as })).get(persona);
    // An organisation is nobody's own self.
    return by === undefined || by === 'owner' ? null : by;
  };
  const use = (deed: UseDeed, by: GrantId): DataUse => ({
    organisation,
    function: fn,
    by: me,
    deed,
    purpose: fn,
    kinds: [],
    participants: [{ subject: persona, grants: [by] }],
  });
  const lets = await grantFor(atOnce(fn));
  if (lets !== null) {
    if (text === null) {
      await noteUse(deps.store.community, deps, viewer.network, use('checked', lets), at);
      return ok({ answer: 'yes', conversation: null, again: false });
    }
    let stopped: 'capped' | 'unsigned' | null = null;
    let again = true;
    const asking = { network: viewer.network, actor: me, key: keys.sent };
    const begun = await beginAsOrganisation(deps, asking, contact, { text, seat }, at, async (trx) => {
      again = false;
      if (await isCapped(trx, viewer.network, contact, at)) stopped = 'capped';
      else if ((await takeLetter(trx, deps, viewer.network, { ...contact, text })) === null)
        stopped = 'unsigned';
      if (stopped !== null) return absent;
      await noteUse(trx, deps, viewer.network, use('wrote', lets), at);
      return ok(null);
    });
    if (stopped !== null) return ok({ answer: stopped, again: false });
    if (begun.ok) return ok({ answer: 'yes', conversation: begun.value, again });
    return begun;
  }
  const letsAsk = await grantFor(onRequest(fn));
  if (letsAsk === null) {
    return ok({ answer: 'no', preferred: await toldPlace(deps, viewer, persona, fn), again: false });
  }
  return deps.store.community.transaction().execute(async (trx): Promise<Result<Written>> => {
    const { network } = viewer;
    if ((await lockPair(trx, network, organisation, persona, at)).blocked) return absent;
    // Whom a letter only asks, it reaches all the same.
    if (text !== null) {
      if ((await sentBefore(trx, network, me, keys, at)) !== null)
        return ok({ answer: 'asked', again: true });
      const letter = await takeLetter(trx, deps, network, { ...contact, text });
      if (letter === null) return ok({ answer: 'unsigned', again: false });
      if (keys.asked !== null) await claimKey(trx, network, me, keys.asked, letter as ObjectId, at);
    }
    if (await writeContactRequest(trx, deps, network, contact, at)) {
      await noteUse(trx, deps, network, use('asked', letsAsk), at);
      await enqueue(trx, deps, network, { kind: 'contact-requested', ...contact }, at);
    }
    return ok({ answer: 'asked', again: false });
  });
}

async function toldPlace(
  { store }: Pick<Deps, 'store'>,
  { network }: Viewer,
  persona: ActorId,
  fn: BusinessFunction,
): Promise<string | null> {
  const row = await store.community
    .selectFrom('community.preferred_place')
    .select('place')
    .where('network_id', '=', network)
    .where('actor_id', '=', persona)
    .where('function', '=', fn)
    .where('told', '=', true)
    .executeTakeFirst();
  return row?.place ?? null;
}
