import { absent, ok, type Result } from '../../core/result.ts';
import type {
  ActorId,
  BusinessFunction,
  ConversationId,
  GrantId,
  Instant,
  SeatId,
} from '../../privacy/words.ts';
import { type DataUse, noteUse } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import type { OutboundOutcome, UseDeed } from '../../store/schema.ts';
import { actingIn } from '../../store/seated.ts';
import { seatFor } from '../../store/seats.ts';
import { loadViewer, type Viewer } from '../../store/viewer.ts';
import { meet } from '../actors/acquaintances.ts';
import { actingMember } from '../actors/acting.ts';
import { permittingActors } from '../actors/seen-actors.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { beginAsOrganisation } from '../conversations/begin-as-organisation.ts';
import { fitToSay, words } from '../conversations/said.ts';
import { countOutcome } from '../desk/tally.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { isCapped } from './contact-cap.ts';
import { writeContactRequest } from './contact-requests.ts';
import { atOnce, type Contact, onRequest } from './contact-rules.ts';

/** Where it is refused: the place that the member prefers for the function, if they let that be known. */
export type ContactOutcome =
  | { readonly answer: 'yes'; readonly conversation: ConversationId | null }
  | { readonly answer: 'asked' }
  /** The member lets it, and has had as many letters as they take in a month. */
  | { readonly answer: 'capped' }
  | { readonly answer: 'no'; readonly preferred: string | null };

/**
 * The viewer, on an organisation's staff in the function, asks for it whether it may write to a member. Decided for the
 * organisation as such: who of its staff asks makes no difference. A member whom the organisation can't see is absent,
 * whatever they allow; one who wants to be asked is asked, and says nothing until they say yes.
 * @param text what to write, where it may; null to ask alone
 */
export async function askContact(
  deps: Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey'>,
  viewer: Viewer,
  contact: Contact,
  text: string | null,
  at: Instant,
): Promise<Result<ContactOutcome>> {
  const { organisation, function: fn } = contact;
  const seated = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!seated.ok) return seated;
  const acting = await loadViewer(deps.store, viewer.network, organisation);
  if (acting === null || !actingMember(acting, at).ok) return absent;
  const fit = text === null ? ok(null) : await fitToSay(deps, viewer, words(text), at);
  if (!fit.ok) return fit;
  const mine = { actor: seated.value.id, organisation, fn };
  const seat = await seatFor(deps.store.community, viewer.network, mine, at);
  const asked = await writeOrAsk(deps, { viewer, acting, seat }, contact, text, at);
  if (text !== null && (asked.ok || asked.refusal.kind === 'absent')) {
    const outcome = asked.ok ? outcomeOf(asked.value) : 'absent';
    await countOutcome(deps.store.community, viewer.network, contact, outcome, at);
  }
  return asked;
}

/** As the desk counts it. */
export const outcomeOf = ({ answer }: ContactOutcome): OutboundOutcome =>
  answer === 'yes' ? 'sent' : answer;

/** Who writes: the organisation as such, and from which seat. */
interface Writing {
  readonly viewer: Viewer;
  readonly acting: Viewer;
  readonly seat: SeatId | null;
}

async function writeOrAsk(
  deps: Pick<Deps, 'store' | 'ids'>,
  { viewer, acting, seat }: Writing,
  contact: Contact,
  text: string | null,
  at: Instant,
): Promise<Result<ContactOutcome>> {
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
    by: viewer.actor?.id ?? null,
    deed,
    purpose: fn,
    kinds: [],
    participants: [{ subject: persona, grants: [by] }],
  });
  const lets = await grantFor(atOnce(fn));
  if (lets !== null) {
    if (text === null) {
      await noteUse(deps.store.community, deps, viewer.network, use('checked', lets), at);
      return ok({ answer: 'yes', conversation: null });
    }
    let capped = false;
    const begun = await beginAsOrganisation(deps, acting, contact, text, seat, at, async (trx) => {
      capped = await isCapped(trx, viewer.network, contact, at);
      if (capped) return absent;
      await noteUse(trx, deps, viewer.network, use('wrote', lets), at);
      return ok(null);
    });
    if (capped) return ok({ answer: 'capped' });
    return begun.ok ? ok({ answer: 'yes', conversation: begun.value }) : begun;
  }
  const letsAsk = await grantFor(onRequest(fn));
  if (letsAsk === null) {
    return ok({ answer: 'no', preferred: await toldPlace(deps, viewer, persona, fn) });
  }
  return deps.store.community.transaction().execute(async (trx): Promise<Result<ContactOutcome>> => {
    const { network } = viewer;
    if ((await lockPair(trx, network, organisation, persona, at)).blocked) return absent;
    if (await writeContactRequest(trx, deps, network, contact, at)) {
      await noteUse(trx, deps, network, use('asked', letsAsk), at);
      await enqueue(trx, deps, network, { kind: 'contact-requested', ...contact }, at);
    }
    return ok({ answer: 'asked' });
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
