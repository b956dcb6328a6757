import type { Client } from './client.ts';
import type { Page } from './http.ts';
import type { Label } from './resources.ts';
import type { Account, MediaAttachment, NamedSeat, ShownAttribute } from './types.ts';

const base = '/api/privacy/v1/conversations';

export type Folder = 'inbox' | 'requests' | 'organisation';

export interface Message {
  id: string;
  sender: Account;
  /** Said in one's own name, or in the organisation's whose staff one is. */
  mine: boolean;
  /** In which it was said for an organisation. */
  seat: NamedSeat | null;
  event:
    | 'asked'
    | 'joined'
    | 'left'
    | 'titled'
    | 'showed'
    | 'solved'
    | 'idle'
    | 'handover-asked'
    | 'handed-over'
    | null;
  /** Plain; empty where it was deleted. */
  text: string;
  attachments: MediaAttachment[];
  sent_at: string;
  deleted: boolean;
}

interface Participant {
  account: Account;
  state: 'member' | 'asked';
  /** The last message that they have read, where both wish for receipts. */
  read_up_to: string | null;
}

export interface Conversation {
  id: string;
  kind: 'direct' | 'group' | 'organisation';
  title: string;
  organisation: Account | null;
  function: string | null;
  role: 'member' | 'asked' | 'staff';
  asked_by: Account | null;
  participants: Participant[];
  /** Those asked who aren't shown before they answer. */
  unnamed: number;
  unread: boolean;
  muted: boolean;
  last_message: Message | null;
  /** With an organisation: what it keeps of the conversation, and asks about it. */
  service: { filed_under: string[]; idle_days: number; handover_to: string | null } | null;
}

export interface MessageSettings {
  requests: boolean;
  receipts: boolean;
}

export type NewConversation =
  | { with: string[]; title: string; text: string }
  | { organisation: string; function: string; text: string };

export const listConversations = (
  client: Client,
  folder: Folder,
  cursor: string | null,
): Promise<Page<Conversation>> =>
  client.page(base, { query: { folder, ...(cursor === null ? {} : { max_id: cursor }) } });

export const showConversation = (client: Client, id: string): Promise<Conversation> =>
  client.get(`${base}/${id}`);

export const beginConversation = (client: Client, begun: NewConversation): Promise<Conversation> =>
  client.post(base, begun);

export const changeConversation = (
  client: Client,
  id: string,
  changes: { title?: string; muted?: boolean },
): Promise<Conversation> => client.patch(`${base}/${id}`, changes);

export const askIntoConversation = (client: Client, id: string, persona: string): Promise<Conversation> =>
  client.post(`${base}/${id}/people`, { personas: [persona] });

export const answerConversation = (
  client: Client,
  id: string,
  answer: 'accept' | 'refuse',
): Promise<unknown> => client.post(`${base}/${id}/answer`, { answer });

/** Whether another function may take a conversation with an organisation over. */
export const answerHandover = (
  client: Client,
  id: string,
  answer: 'accept' | 'refuse',
): Promise<Conversation> => client.post(`${base}/${id}/handover`, { answer });

export const leaveConversation = (client: Client, id: string): Promise<unknown> =>
  client.post(`${base}/${id}/leave`);

export const clearConversation = (client: Client, id: string, upTo: string): Promise<unknown> =>
  client.post(`${base}/${id}/clear`, { up_to: upTo });

export const markConversationRead = (client: Client, id: string, upTo: string): Promise<unknown> =>
  client.post(`${base}/${id}/read`, { up_to: upTo });

export const listMessages = (client: Client, id: string, cursor: string | null): Promise<Page<Message>> =>
  client.page(`${base}/${id}/messages`, { query: cursor === null ? {} : { max_id: cursor } });

/** @param key the same for every attempt at the same message: an answer that was lost doesn't make two of it */
export const sendMessage = (
  client: Client,
  id: string,
  message: { text: string; label: Label; attachments: readonly string[] },
  key: string,
): Promise<Message> =>
  client.post(`${base}/${id}/messages`, message, { headers: { 'Idempotency-Key': key } });

export const deleteMessage = (
  client: Client,
  id: string,
  message: string,
  whom: 'me' | 'all',
): Promise<unknown> => client.delete(`${base}/${id}/messages/${message}?for=${whom}`);

export const listShown = (client: Client, id: string): Promise<ShownAttribute[]> =>
  client.get(`${base}/${id}/attributes`);

export const showInConversation = (
  client: Client,
  id: string,
  attribute: string,
  precision: string,
): Promise<ShownAttribute[]> => client.post(`${base}/${id}/attributes`, { attribute, precision });

export const withdrawShown = (client: Client, id: string, attribute: string): Promise<unknown> =>
  client.delete(`${base}/${id}/attributes/${attribute}`);

export const readMessageSettings = (client: Client): Promise<MessageSettings> =>
  client.get(`${base}/settings`);

export const changeMessageSettings = (
  client: Client,
  changes: Partial<MessageSettings>,
): Promise<MessageSettings> => client.put(`${base}/settings`, changes);
