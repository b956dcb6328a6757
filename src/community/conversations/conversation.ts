import { type Audience, audience, conversationKey, type Key } from '../../privacy/audience.ts';
import type { Acting } from '../../privacy/facts.ts';
import type { ActorId, BusinessFunction, ConversationId, Instant } from '../../privacy/words.ts';
import type { ConversationKind } from '../../store/schema.ts';

/** A conversation as it stands in its row. */
export interface Conversation {
  readonly id: ConversationId;
  readonly kind: ConversationKind;
  /** Of a group; empty where it has none. */
  readonly title: string;
  /** With which organisation, in which of its functions; null between persons. */
  readonly organisation: ActorId | null;
  readonly fn: BusinessFunction | null;
  readonly begunBy: ActorId;
  /** Who wrote first; with an organisation, it is the member's also where the organisation did. */
  readonly origin: 'member' | 'organisation';
  readonly chapter: number;
  readonly createdAt: Instant;
}

/** In which part somebody comes to a conversation: as staff, they speak as the organisation. */
export type Role = 'member' | 'asked' | 'staff';

/** The set of those who are in it now. */
export const presentKey = ({ id, chapter }: Pick<Conversation, 'id' | 'chapter'>): Key =>
  conversationKey(id, chapter);

/** All sets of those who are in it, or were when something was said. */
export const everyKey = ({ id, chapter }: Conversation): Key[] =>
  Array.from({ length: chapter + 1 }, (_, n) => conversationKey(id, n));

/** To whom it goes what is said or shown now: those who are in it; and the staff of the function that it is with. */
export function audienceNow({ id, chapter, organisation, fn }: Conversation): Audience {
  const members = { kind: 'conversation', conversation: id, chapter } as const;
  const whole = audience(
    organisation === null || fn === null
      ? members
      : { any: [members, { kind: 'staff', organisation, in: fn }] },
  );
  if (whole === null) throw new Error('two atoms are an audience');
  return whole;
}

/** In whose name somebody speaks. */
export const voiceOf = (conversation: Conversation, role: Role, me: ActorId): ActorId =>
  role === 'staff' && conversation.organisation !== null ? conversation.organisation : me;

/** In whose name somebody asks who reads in it: staff for the organisation, in the function that it is with. */
export const actingIn = ({
  conversation: { organisation, fn },
  role,
}: {
  readonly conversation: Conversation;
  readonly role: Role;
}): { readonly as?: Acting } =>
  role === 'staff' && organisation !== null && fn !== null ? { as: { organisation, capacity: fn } } : {};
