import { z } from 'zod';
import type { Conversation } from '../../community/conversations/conversation.ts';
import type { Listed } from '../../community/conversations/list-conversations.ts';
import { loadMessages, type Message } from '../../community/conversations/messages-page.ts';
import { peopleOf } from '../../community/conversations/people-of.ts';
import { readMessageSettings } from '../../community/conversations/settings.ts';
import { loadServices, type Service } from '../../community/desk/service.ts';
import { idSchema } from '../../http/endpoint.ts';
import { accountSchema, presentAccounts, presentWithBadges } from '../../present/account.ts';
import { attachmentSchema, presentAttachment } from '../../present/attachment.ts';
import { namedSeatSchema, presentSeats, type SeatEntity } from '../../present/seat.ts';
import {
  type ActorId,
  type ConversationId,
  FUNCTIONS,
  type Instant,
  LABELS,
  type ObjectId,
  type SeatId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';

export const BASE = '/api/privacy/v1/conversations';

const conversationId = idSchema.transform((id) => id.toLowerCase() as ConversationId);
export const conversationParams = z.object({ id: conversationId });
export const messageId = idSchema.transform((id) => id.toLowerCase() as ObjectId);

/** What was said or happened. The text is plain, and empty where it was deleted. */
export const messageJson = z
  .object({
    id: z.string(),
    sender: accountSchema,
    /** Whether it was said in the viewer's name: their own, or the organisation's whose staff they are. */
    mine: z.boolean(),
    /** In which it was said, in an organisation's name. */
    seat: namedSeatSchema.nullable(),
    event: z
      .enum([
        'asked',
        'joined',
        'left',
        'titled',
        'showed',
        'solved',
        'idle',
        'handover-asked',
        'handed-over',
      ])
      .nullable(),
    text: z.string(),
    /** Who reads it may have its files. */
    attachments: z.array(attachmentSchema),
    label: z.enum(LABELS),
    sent_at: z.string(),
    deleted: z.boolean(),
  })
  .meta({ id: 'Message' });

export const conversationJson = z
  .object({
    id: z.string(),
    kind: z.enum(['direct', 'group', 'organisation']),
    title: z.string(),
    organisation: accountSchema.nullable(),
    function: z.enum(FUNCTIONS).nullable(),
    role: z.enum(['member', 'asked', 'staff']),
    asked_by: accountSchema.nullable(),
    participants: z.array(
      z.object({
        account: accountSchema,
        state: z.enum(['member', 'asked']),
        read_up_to: z.string().nullable(),
      }),
    ),
    unnamed: z.int(),
    unread: z.boolean(),
    muted: z.boolean(),
    last_message: messageJson.nullable(),
    /** With an organisation: what its desk keeps of it, and the member may know. */
    service: z
      .object({
        filed_under: z.array(z.string()),
        idle_days: z.int(),
        /** Which function is to take it over, if the member agrees. */
        handover_to: z.enum(FUNCTIONS).nullable(),
      })
      .nullable(),
    created_at: z.string(),
  })
  .meta({ id: 'Conversation' });

type ConversationJson = z.output<typeof conversationJson>;

const iso = (at: Instant): string => new Date(at).toISOString();

/** In whose name the viewer speaks, of the two who may be meant. */
const isMine = (viewer: Viewer, { organisation }: Conversation, role: Listed['role'], sender: ActorId) =>
  role === 'staff' ? sender === organisation : sender === viewer.actor?.id;

/** Messages of one conversation, as the viewer sees them. */
export async function presentMessages(
  deps: Deps,
  viewer: Viewer,
  { conversation, role }: Pick<Listed, 'conversation' | 'role'>,
  messages: readonly Message[],
  at: Instant,
): Promise<z.output<typeof messageJson>[]> {
  const saidBy = await speakersOf(deps, viewer, messages, at);
  return messages.flatMap((message) => messageOf(deps, viewer, { conversation, role }, message, saidBy, at));
}

interface Speakers {
  readonly accounts: Awaited<ReturnType<typeof presentAccounts>>;
  readonly seats: ReadonlyMap<SeatId, SeatEntity>;
}

async function speakersOf(
  deps: Deps,
  viewer: Viewer,
  messages: readonly Message[],
  at: Instant,
): Promise<Speakers> {
  const senders = messages.map(({ sender }) => sender);
  const held = messages.map(({ seat }) => seat);
  const [accounts, seats] = await Promise.all([
    presentAccounts(deps, viewer, senders, at),
    presentSeats(deps, viewer, held, at),
  ]);
  return { accounts, seats };
}

/** One message; none where its sender isn't to be shown. */
function messageOf(
  deps: Deps,
  viewer: Viewer,
  { conversation, role }: Pick<Listed, 'conversation' | 'role'>,
  { id, sender, seat, event, text, label, attachments, sentAt, deleted }: Message,
  { accounts, seats }: Speakers,
  at: Instant,
): z.output<typeof messageJson>[] {
  const account = accounts.get(sender);
  if (account === undefined) return [];
  const to = { network: viewer.network, viewer: viewer.actor?.id ?? null, at };
  return [
    {
      id,
      sender: account,
      mine: isMine(viewer, conversation, role, sender),
      seat: seat === null ? null : (seats.get(seat) ?? null),
      event,
      text,
      attachments: attachments.map((one) => presentAttachment(deps, one, to)),
      label,
      sent_at: iso(sentAt),
      deleted,
    },
  ];
}

/** Conversations with their people and the last message of each, in the given order. */
export async function presentConversations(
  deps: Deps,
  viewer: Viewer,
  listed: readonly Listed[],
  at: Instant,
): Promise<ConversationJson[]> {
  if (listed.length === 0) return [];
  const { receipts } = await readMessageSettings(deps, viewer);
  const conversations = listed.map(({ conversation }) => conversation);
  const [people, messages] = await Promise.all([
    peopleOf(deps, viewer, conversations, receipts, at),
    loadMessages(
      deps,
      viewer,
      listed.flatMap(({ last }) => last ?? []),
    ),
  ]);
  const everybody = [...people.values()].flatMap(({ participants }) =>
    participants.map(({ actor }) => actor),
  );
  const others = listed.flatMap(({ conversation, askedBy }) => [conversation.organisation, askedBy]);
  const named = [...everybody, ...others.filter((id) => id !== null)];
  const served = conversations.flatMap(({ id, kind }) => (kind === 'organisation' ? [id] : []));
  const [saidBy, services, accounts] = await Promise.all([
    speakersOf(deps, viewer, messages, at),
    loadServices(deps, viewer, served, at),
    presentWithBadges(deps, viewer, [...new Set(named)], at),
  ]);
  const byId = new Map(messages.map((message) => [message.id, message]));
  return listed.map((one) => {
    const { conversation, role, askedBy, last, unread, muted } = one;
    const those = people.get(conversation.id);
    const message = last === null ? undefined : byId.get(last);
    const [presented = null] = message === undefined ? [] : messageOf(deps, viewer, one, message, saidBy, at);
    const account = (id: ActorId | null) => (id === null ? null : (accounts.get(id) ?? null));
    return {
      id: conversation.id,
      kind: conversation.kind,
      title: conversation.title,
      organisation: account(conversation.organisation),
      function: conversation.fn,
      role,
      asked_by: role === 'asked' ? account(askedBy) : null,
      participants: (those?.participants ?? []).flatMap(({ actor, state, readUpTo }) => {
        const who = accounts.get(actor);
        return who === undefined ? [] : [{ account: who, state, read_up_to: readUpTo }];
      }),
      unnamed: those?.unnamed ?? 0,
      unread,
      muted,
      last_message: presented,
      service: presentService(services.get(conversation.id), role),
      created_at: iso(conversation.createdAt),
    };
  });
}

/** Whether it was asked to hand it over is the desk's to read from its own list: a no isn't told. */
const presentService = (service: Service | undefined, role: Listed['role']): ConversationJson['service'] =>
  service === undefined
    ? null
    : {
        filed_under: [...service.filedUnder],
        idle_days: service.idleDays,
        handover_to: role === 'member' ? service.handoverTo : null,
      };
