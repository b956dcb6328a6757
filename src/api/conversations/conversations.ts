import { z } from 'zod';
import { answerConversation } from '../../community/conversations/answer-request.ts';
import { askToJoin } from '../../community/conversations/ask-to-join.ts';
import { beginDirect } from '../../community/conversations/begin-direct.ts';
import { beginGroup, MOST_PEOPLE } from '../../community/conversations/begin-group.ts';
import { beginWithOrganisation } from '../../community/conversations/begin-with-organisation.ts';
import { leaveConversation } from '../../community/conversations/leave-conversation.ts';
import {
  FOLDERS,
  listConversations,
  showConversation,
} from '../../community/conversations/list-conversations.ts';
import { setMuted } from '../../community/conversations/marks.ts';
import { retitle } from '../../community/conversations/retitle.ts';
import { messageText, words } from '../../community/conversations/said.ts';
import { answerHandover } from '../../community/desk/answer-handover.ts';
import { displayNameSchema } from '../../community/personas/handle.ts';
import { ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint, type Reply } from '../../http/endpoint.ts';
import { idempotencyKey } from '../../http/idempotency-key.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { type ConversationId, FUNCTIONS, type Instant, LABELS } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorId } from '../actor-params.ts';
import { BASE, conversationJson, conversationParams, presentConversations } from './conversation-json.ts';

const people = z
  .array(actorId, 'is needed: a list of ids')
  .min(1, 'name somebody')
  .max(MOST_PEOPLE, `names ${MOST_PEOPLE} people at most`);
const title = z.union([z.literal(''), displayNameSchema]);

async function present(
  deps: Deps,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
  status: 200 | 201 = 200,
): Promise<Result<Reply>> {
  const found = await showConversation(deps, viewer, id, at);
  if (!found.ok) return found;
  const [body] = await presentConversations(deps, viewer, [found.value], at);
  return ok({ status, body });
}

const getConversations = endpoint({
  method: 'get',
  path: BASE,
  summary:
    'Conversations by the last message in each: one’s own, those one is asked into, or those to answer as staff',
  auth: 'persona',
  scope: 'privacy',
  query: pageQuery(80, 40).extend({
    folder: z.enum(FOLDERS, `is one of ${FOLDERS.join(', ')}`).default('inbox'),
  }),
  answers: z.array(conversationJson),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const listed = await listConversations(deps, viewer, query.folder, pageOf(query), at);
    const cursors = listed.flatMap(({ last }) => last ?? []);
    const body = await presentConversations(deps, viewer, listed, at);
    return ok({ body, headers: linkHeader(context.req.url, cursors) });
  },
});

const label = z.enum(LABELS, 'is no label').default('public');

const postConversation = endpoint({
  method: 'post',
  path: BASE,
  summary: 'Write to somebody, to several, or to a function of an organisation',
  auth: 'persona',
  scope: 'privacy',
  body: z.union(
    [
      z.strictObject({ with: people, title: title.default(''), text: messageText, label }),
      z.strictObject({
        organisation: actorId,
        function: z.enum(FUNCTIONS, 'is no business function'),
        text: messageText,
        label,
      }),
    ],
    'say whom you write to, `with` or `organisation` and `function`, and what, `text`',
  ),
  answers: conversationJson,
  async handle({ caller: { viewer }, body, at, context }, deps) {
    const given = idempotencyKey(context);
    if (!given.ok) return given;
    const key = given.value === null ? null : `conversation ${given.value}`;
    const said = words(body.text, body.label);
    const begun =
      'organisation' in body
        ? await beginWithOrganisation(deps, viewer, body.organisation, body.function, said, key, at)
        : body.with.length === 1 && body.title === ''
          ? await beginDirect(deps, viewer, body.with[0] as (typeof body.with)[number], said, key, at)
          : await beginGroup(deps, viewer, { people: body.with, title: body.title, said }, key, at);
    return begun.ok ? present(deps, viewer, begun.value, at, 201) : begun;
  },
});

const getConversation = endpoint({
  method: 'get',
  path: `${BASE}/:id`,
  summary: 'A conversation, and who is in it',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams,
  answers: conversationJson,
  handle: ({ caller: { viewer }, params, at }, deps) => present(deps, viewer, params.id, at),
});

const patchConversation = endpoint({
  method: 'patch',
  path: `${BASE}/:id`,
  summary: 'Give a conversation of several a title, which all see; or mute it, of which nobody learns',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams,
  body: z.strictObject({ title: title.optional(), muted: z.boolean('is true or false').optional() }),
  answers: conversationJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const titled = body.title === undefined ? null : await retitle(deps, viewer, params.id, body.title, at);
    if (titled?.ok === false) return titled;
    const muted = body.muted === undefined ? null : await setMuted(deps, viewer, params.id, body.muted, at);
    if (muted?.ok === false) return muted;
    return present(deps, viewer, params.id, at);
  },
});

const postPeople = endpoint({
  method: 'post',
  path: `${BASE}/:id/people`,
  summary: 'Ask people to join, all or none; they read what is said from then on',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams,
  body: z.object({ personas: people }),
  answers: conversationJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const asked = await askToJoin(deps, viewer, params.id, body.personas, at);
    return asked.ok ? present(deps, viewer, params.id, at) : asked;
  },
});

const postAnswer = endpoint({
  method: 'post',
  path: `${BASE}/:id/answer`,
  summary: 'Say yes or no to a conversation; of a no nobody is told',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams,
  body: z.object({ answer: z.enum(['accept', 'refuse'], 'is accept or refuse') }),
  answers: z.object({}),
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const answered = await answerConversation(deps, viewer, params.id, body.answer, at);
    return answered.ok ? ok({ body: {} }) : answered;
  },
});

const postHandover = endpoint({
  method: 'post',
  path: `${BASE}/:id/handover`,
  summary: 'Say whether the function that asks may take a conversation over; of a no nobody is told',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams,
  body: z.object({ answer: z.enum(['accept', 'refuse'], 'is accept or refuse') }),
  answers: conversationJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const answered = await answerHandover(deps, viewer, params.id, body.answer, at);
    return answered.ok ? present(deps, viewer, params.id, at) : answered;
  },
});

const postLeave = endpoint({
  method: 'post',
  path: `${BASE}/:id/leave`,
  summary: 'Leave; the others see it, and what one showed of oneself in it is deleted',
  auth: 'persona',
  scope: 'privacy',
  params: conversationParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const left = await leaveConversation(deps, viewer, params.id, at);
    return left.ok ? ok({ body: {} }) : left;
  },
});

export const conversationEndpoints: readonly Endpoint[] = [
  getConversations,
  postConversation,
  getConversation,
  patchConversation,
  postPeople,
  postAnswer,
  postHandover,
  postLeave,
];
