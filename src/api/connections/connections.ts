import { z } from 'zod';
import { type Acquaintance, meet } from '../../community/actors/acquaintances.ts';
import { listTies } from '../../community/actors/ties-lists.ts';
import { answerRequest, withdrawAsked } from '../../community/connections/answer-request.ts';
import { changeEnding, readEnding } from '../../community/connections/change-ending.ts';
import { askToConnect, disconnect } from '../../community/connections/connect.ts';
import { questionOf } from '../../community/connections/connection-rules.ts';
import { endingRulesSchema } from '../../community/connections/connection-rules-schema.ts';
import type { Ending } from '../../community/connections/endings.ts';
import { introduce } from '../../community/connections/introduce.ts';
import { listRequests } from '../../community/connections/list-requests.ts';
import { instantSchema } from '../../community/grants/new-grant.ts';
import { absent, ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { pageOf, pageQuery } from '../../http/pagination.ts';
import { accountSchema } from '../../present/account.ts';
import { accountsPage } from '../accounts-page.ts';
import { actorId, idParams } from '../actor-params.ts';
import { presentRequests, requestJson } from '../request-json.ts';

const BASE = '/api/privacy/v1/connections';

const getConnections = endpoint({
  method: 'get',
  path: BASE,
  summary: 'Those with whom one is connected',
  auth: 'persona',
  scope: 'read',
  seat: 'as',
  query: pageQuery(500, 200),
  answers: z.array(accountSchema),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    if (viewer.actor === null) return absent;
    const ids = await listTies(deps, viewer, viewer.actor.id, 'connections', pageOf(query), at);
    return ids.ok ? ok(await accountsPage(deps, viewer, context.req.url, ids.value, at)) : ids;
  },
});

const getRequests = endpoint({
  method: 'get',
  path: `${BASE}/requests`,
  summary: 'Requests to connect that wait: those that one was asked, then those that one asked',
  auth: 'persona',
  scope: 'read',
  seat: 'as',
  query: pageQuery(200, 100),
  answers: z.array(requestJson),
  async handle({ caller: { viewer }, query, at }, deps) {
    const asked = await listRequests(deps, viewer, 'asked', ['connect'], pageOf(query), at);
    const asking = await listRequests(deps, viewer, 'asking', ['connect'], pageOf(query), at);
    return ok({ body: await presentRequests(deps, viewer, [...asked, ...asking], at) });
  },
});

const postRequest = endpoint({
  method: 'post',
  path: `${BASE}/requests`,
  summary: 'Ask to connect; where the other asked as well, the two are connected at once',
  auth: 'persona',
  scope: 'write',
  seat: 'as',
  body: z.object({
    to: actorId,
    answer: z
      .string()
      .trim()
      .min(1, 'is empty')
      .max(500, 'is 500 characters at most')
      .nullable()
      .default(null),
  }),
  answers: z.object({ state: z.enum(['connected', 'requested']), request: requestJson.nullable() }),
  async handle({ caller: { viewer }, body, at }, deps) {
    const state = await askToConnect(deps, viewer, body, at);
    if (!state.ok) return state;
    const page = { limit: 1000, before: null, since: null, after: null };
    const mine = await listRequests(deps, viewer, 'asking', ['connect'], page, at);
    const requests = mine.filter((request) => request.to === body.to);
    const [request = null] = await presentRequests(deps, viewer, requests, at);
    return ok({ status: 201, body: { state: state.value, request } });
  },
});

const answering = (answer: 'approve' | 'refuse', summary: string): Endpoint =>
  endpoint({
    method: 'post',
    path: `${BASE}/requests/:id/${answer}`,
    summary,
    auth: 'persona',
    scope: 'write',
    seat: 'as',
    params: idParams,
    answers: z.object({}),
    async handle({ caller: { viewer }, params, at }, deps) {
      const answered = await answerRequest(deps, viewer, { id: params.id }, answer, at);
      return answered.ok ? ok({ body: {} }) : answered;
    },
  });

const deleteRequest = endpoint({
  method: 'delete',
  path: `${BASE}/requests/:id`,
  summary: 'Take back what one asked',
  auth: 'persona',
  scope: 'write',
  seat: 'as',
  params: idParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const withdrawn = await withdrawAsked(deps, viewer, params.id, at);
    return withdrawn.ok ? ok({ body: {} }) : withdrawn;
  },
});

const deleteConnection = endpoint({
  method: 'delete',
  path: `${BASE}/:persona`,
  summary: 'End a connection, and the following that came with it; the other isn’t told',
  auth: 'persona',
  scope: 'write',
  seat: 'as',
  params: z.object({ persona: actorId }),
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await disconnect(deps, viewer, params.persona, at);
    return ended.ok ? ok({ body: {} }) : ended;
  },
});

const endingJson = z.object({
  ends_at: z.string().nullable(),
  dormant_months: z.number().nullable(),
  leaving: z.string().nullable(),
});

const presentEnding = ({ endsAt, dormantMonths, leaving }: Ending): z.output<typeof endingJson> => ({
  ends_at: endsAt === null ? null : new Date(endsAt).toISOString(),
  dormant_months: dormantMonths,
  leaving,
});

const getConnection = endpoint({
  method: 'get',
  path: `${BASE}/:persona`,
  summary:
    'How one stands to somebody, what they ask of who would connect, and how one lets the connection end',
  auth: 'persona',
  scope: 'read',
  seat: 'as',
  params: z.object({ persona: actorId }),
  answers: z.object({
    state: z.enum(['none', 'requested', 'asked', 'connected']),
    question: z.string().nullable(),
    ending: endingJson.nullable(),
  }),
  async handle({ caller: { viewer }, params: { persona }, at }, deps) {
    const other = await meet(deps, viewer, persona, at);
    if (other === null || viewer.actor === null) return absent;
    const question = await questionOf(deps, viewer.network, persona);
    const ending = other.connected ? presentEnding(await readEnding(deps, viewer, persona)) : null;
    return ok({ body: { state: stateOf(other), question, ending } });
  },
});

function stateOf({ connected, requested, requestedBy }: Acquaintance) {
  if (connected) return 'connected';
  if (requestedBy.connect) return 'asked';
  return requested.connect ? 'requested' : 'none';
}

const putEnding = endpoint({
  method: 'put',
  path: `${BASE}/:persona/ending`,
  summary: 'Say how a connection ends by itself, null for never; the other isn’t told',
  auth: 'persona',
  scope: 'privacy',
  params: z.object({ persona: actorId }),
  body: z.strictObject({
    ends_at: instantSchema.nullable().default(null),
    dormant_months: endingRulesSchema.shape.dormant_months.default(null),
    leaving: endingRulesSchema.shape.leaving.default(null),
  }),
  answers: endingJson,
  async handle({ caller: { viewer }, params: { persona }, body, at }, deps) {
    const { ends_at: endsAt, dormant_months: dormantMonths, leaving } = body;
    const changed = await changeEnding(deps, viewer, persona, { endsAt, dormantMonths, leaving }, at);
    return changed.ok ? ok({ body: presentEnding(changed.value) }) : changed;
  },
});

const postIntroduction = endpoint({
  method: 'post',
  path: '/api/privacy/v1/introductions',
  summary: 'Introduce one of one’s connections to another',
  auth: 'persona',
  scope: 'write',
  body: z.strictObject({ persona: actorId, to: actorId }),
  answers: z.object({}),
  async handle({ caller: { viewer }, body, at }, deps) {
    const introduced = await introduce(deps, viewer, body, at);
    return introduced.ok ? ok({ status: 201, body: {} }) : introduced;
  },
});

export const connectionEndpoints: readonly Endpoint[] = [
  getConnections,
  getRequests,
  postRequest,
  answering('approve', 'Say yes to a request'),
  answering('refuse', 'Say no to a request; whoever asked isn’t told'),
  deleteRequest,
  getConnection,
  putEnding,
  deleteConnection,
  postIntroduction,
];
