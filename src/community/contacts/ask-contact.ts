import { absent, ok, type Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { OutboundOutcome } from '../../store/schema.ts';
import { actingIn } from '../../store/seated.ts';
import { loadViewer, type Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { fitToSay, words } from '../conversations/said.ts';
import { countOutcome } from '../desk/tally.ts';
import type { Contact } from './contact-rules.ts';
import { letterKeys, sentBefore } from './sent-before.ts';
import { type ContactOutcome, writeOrAsk } from './write-or-ask.ts';

/**
 * The viewer, on an organisation's staff in the function, asks for it whether it may write to a member. Decided for the
 * organisation as such: who of its staff asks makes no difference. A member whom the organisation can't see is absent,
 * whatever they allow; one who wants to be asked is asked, and says nothing until they say yes.
 * @param text what to write, where it may; null to ask alone
 * @param key of idempotency: what was sent under it within a day isn't sent again
 */
export async function askContact(
  deps: Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey' | 'clock'>,
  viewer: Viewer,
  contact: Contact,
  text: string | null,
  key: string | null,
  at: Instant,
): Promise<Result<ContactOutcome>> {
  const { organisation, function: fn } = contact;
  const seated = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!seated.ok) return seated;
  const acting = await loadViewer(deps.store, viewer.network, organisation);
  if (acting === null || !actingMember(acting, at).ok) return absent;
  const keys = letterKeys(text === null ? null : key, contact);
  const before = await sentBefore(deps.store.community, viewer.network, seated.value.id, keys, at);
  if (before !== null) return ok(before);
  const fit = text === null ? ok(null) : await fitToSay(deps, viewer, words(text), at);
  if (!fit.ok) return fit;
  const seat = seated.value.seats.find(({ kind, name }) => kind === 'function' && name === fn);
  const writing = { viewer, acting, seat: seat?.id ?? null, me: seated.value.id, keys };
  const asked = await writeOrAsk(deps, writing, contact, text, at);
  if (!asked.ok && asked.refusal.kind !== 'absent') return asked;
  const { again, ...value } = asked.ok ? asked.value : { answer: null, again: false };
  if (text !== null && !again) {
    const outcome = value.answer === null ? 'absent' : outcomeOf(value);
    await countOutcome(deps.store.community, viewer.network, contact, outcome, at);
  }
  return value.answer === null ? absent : ok(value);
}

/** As the desk counts it. */
export const outcomeOf = ({ answer }: ContactOutcome): OutboundOutcome =>
  answer === 'yes' ? 'sent' : answer;
