import { z } from 'zod';
import { shownInConversation, withdrawShown } from '../../community/conversations/shown-attributes.ts';
import { showInConversation } from '../../community/vault/show-in-conversation.ts';
import { ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema, type Reply } from '../../http/endpoint.ts';
import { attributeSchema } from '../../present/account.ts';
import type { ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { BASE, conversationParams, messageId } from './conversation-json.ts';

const PATH = `${BASE}/:id/attributes`;

async function present(
  deps: Deps,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
  status: 200 | 201 = 200,
): Promise<Result<Reply>> {
  const shown = await shownInConversation(deps, viewer, id, at);
  return shown.ok ? ok({ status, body: shown.value }) : shown;
}

const getShown = endpoint({
  method: 'get',
  path: PATH,
  summary: 'What is shown of the member in a conversation with an organisation',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams,
  answers: z.array(attributeSchema),
  handle: ({ caller: { viewer }, params, at }, deps) => present(deps, viewer, params.id, at),
});

const postShown = endpoint({
  method: 'post',
  path: PATH,
  summary: 'Show an attribute in a conversation with an organisation, until one withdraws it or it closes',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams,
  body: z.object({
    attribute: idSchema.toLowerCase(),
    precision: z.string('is a text').max(40, 'is no precision').default('exact'),
  }),
  answers: z.array(attributeSchema),
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const shown = await showInConversation(deps, viewer, params.id, body, at);
    return shown.ok ? present(deps, viewer, params.id, at, 201) : shown;
  },
});

const deleteShown = endpoint({
  method: 'delete',
  path: `${PATH}/:attribute`,
  summary: 'Withdraw what one shows in a conversation',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams.extend({ attribute: messageId }),
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const withdrawn = await withdrawShown(deps, viewer, params.id, params.attribute, at);
    return withdrawn.ok ? ok({ body: {} }) : withdrawn;
  },
});

export const shownEndpoints: readonly Endpoint[] = [getShown, postShown, deleteShown];
