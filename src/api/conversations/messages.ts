import { z } from 'zod';
import { MOST_ATTACHMENTS } from '../../community/attachments/attachment.ts';
import { hideMessage, takeBackMessage } from '../../community/conversations/delete-message.ts';
import { clearAway, readUpTo } from '../../community/conversations/marks.ts';
import { loadMessages, messagesPage } from '../../community/conversations/messages-page.ts';
import { openConversation } from '../../community/conversations/open-conversation.ts';
import { messageWords } from '../../community/conversations/said.ts';
import { sendMessage } from '../../community/conversations/send-message.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { idempotencyKey } from '../../http/idempotency-key.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { LABELS } from '../../privacy/words.ts';
import { BASE, conversationParams, messageId, messageJson, presentMessages } from './conversation-json.ts';

const PATH = `${BASE}/:id/messages`;

const getMessages = endpoint({
  method: 'get',
  path: PATH,
  summary: 'What was said in a conversation, newest first',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams,
  query: pageQuery(80, 40),
  answers: z.array(messageJson),
  async handle({ caller: { viewer }, params, query, at, context }, deps) {
    const page = await messagesPage(deps, viewer, params.id, pageOf(query), at);
    if (!page.ok) return page;
    const { opened, messages } = page.value;
    const headers = linkHeader(
      context.req.url,
      messages.map(({ id }) => id),
    );
    return ok({ body: await presentMessages(deps, viewer, opened, messages, at), headers });
  },
});

const postMessage = endpoint({
  method: 'post',
  path: PATH,
  summary: 'Say something in a conversation, or send files to those who are in it',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams,
  body: z
    .object({
      text: messageWords.default(''),
      attachments: z
        .array(idSchema.transform((id) => id.toLowerCase()))
        .max(MOST_ATTACHMENTS, `are ${MOST_ATTACHMENTS} at most`)
        .default([]),
      label: z.enum(LABELS, 'is no label').default('public'),
    })
    .refine(({ text, attachments }) => text !== '' || attachments.length > 0, {
      path: ['text'],
      message: 'is empty; write something',
    }),
  answers: messageJson,
  async handle({ caller: { viewer }, params, body, at, context }, deps) {
    const key = idempotencyKey(context);
    if (!key.ok) return key;
    const sent = await sendMessage(deps, viewer, params.id, body, key.value, at);
    if (!sent.ok) return sent;
    const opened = await openConversation(deps, viewer, params.id, at);
    if (!opened.ok) return opened;
    const messages = await loadMessages(deps, viewer, [sent.value]);
    const [message] = await presentMessages(deps, viewer, opened.value, messages, at);
    return ok({ status: 201, body: message });
  },
});

const deleteMessage = endpoint({
  method: 'delete',
  path: `${PATH}/:message`,
  summary: 'Delete a message for oneself; or, within a day, what one said oneself for everybody',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams.extend({ message: messageId }),
  query: z.object({ for: z.enum(['me', 'all'], 'is me or all').default('me') }),
  answers: z.object({}),
  async handle({ caller: { viewer }, params, query, at }, deps) {
    const remove = query.for === 'all' ? takeBackMessage : hideMessage;
    const removed = await remove(deps, viewer, params.id, params.message, at);
    return removed.ok ? ok({ body: {} }) : removed;
  },
});

const marking = (name: 'read' | 'clear', summary: string): Endpoint =>
  endpoint({
    method: 'post',
    path: `${BASE}/:id/${name}`,
    summary,
    auth: 'persona',
    scope: 'privacy',
    params: conversationParams,
    body: z.object({ up_to: messageId }),
    answers: z.object({}),
    async handle({ caller: { viewer }, params, body, at }, deps) {
      const mark = name === 'read' ? readUpTo : clearAway;
      const marked = await mark(deps, viewer, params.id, body.up_to, at);
      return marked.ok ? ok({ body: {} }) : marked;
    },
  });

export const messageEndpoints: readonly Endpoint[] = [
  getMessages,
  postMessage,
  deleteMessage,
  marking('read', 'Note how far one has read; shown to nobody, save where both wish for receipts'),
  marking('clear', 'Delete for oneself all that was said, up to a message'),
];
