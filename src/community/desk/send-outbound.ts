import { ok, type Result } from '../../core/result.ts';
import type { ActorId, ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { OutboundOutcome } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { askContact, outcomeOf } from '../contacts/ask-contact.ts';
import { reachedBefore } from '../contacts/sent-before.ts';
import { passCampaignGate } from './campaign-gate.ts';
import { type DeskName, openDesk } from './desk.ts';

/** What came of writing to one member, as the desk may know it. */
export interface Outbound {
  readonly persona: ActorId;
  readonly outcome: OutboundOutcome;
  readonly conversation: ConversationId | null;
  /** Where the member would rather be reached, if they let that be known. */
  readonly preferred: string | null;
}

/**
 * Writes to members for a function, each decided by the core on its own: who lets it gets the letter as a conversation, who
 * wants to be asked is asked, and the others get nothing. Who can't be seen is absent, whatever they allow. To many it needs
 * a signed campaign; what was signed is asked about again for each.
 * @param key of idempotency: whom the letter reached under it within a day isn't written to again
 */
export async function sendOutbound(
  deps: Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey' | 'clock'>,
  viewer: Viewer,
  name: DeskName,
  { personas, text }: { readonly personas: readonly ActorId[]; readonly text: string },
  key: string | null,
  at: Instant,
): Promise<Result<readonly Outbound[]>> {
  const desk = await openDesk(deps, viewer, name, at);
  if (!desk.ok) return desk;
  const chosen = [...new Set(personas)];
  const db = deps.store.community;
  const { network } = viewer;
  const before = await reachedBefore(db, network, desk.value.me, name, { personas: chosen, key }, at);
  const many = chosen.length - before.size;
  const passed = await passCampaignGate(db, network, { ...name, text }, many, at);
  if (!passed.ok) return passed;
  const sent: Outbound[] = [];
  for (const persona of chosen) {
    const asked = await askContact(deps, viewer, { ...name, persona }, text, key, at);
    if (!asked.ok && asked.refusal.kind !== 'absent') return asked;
    sent.push(outboundOf(persona, asked));
  }
  return ok(sent);
}

function outboundOf(persona: ActorId, asked: Awaited<ReturnType<typeof askContact>>): Outbound {
  if (!asked.ok) return { persona, outcome: 'absent', conversation: null, preferred: null };
  return { persona, conversation: null, preferred: null, ...asked.value, outcome: outcomeOf(asked.value) };
}
