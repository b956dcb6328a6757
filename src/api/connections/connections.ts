import { z } from 'zod';
import { listTies } from '../../community/actors/ties-lists.ts';
import { answerRequest, withdrawAsked } from '../../community/connections/answer-request.ts';
import { askToConnect, disconnect } from '../../community/connections/connect.ts';
import { listRequests } from '../../community/connections/list-requests.ts';
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
  body: z.object({ to: actorId }),
  answers: z.object({ state: z.enum(['connected', 'requested']), request: requestJson.nullable() }),
  async handle({ caller: { viewer }, body, at }, deps) {
    const state = await askToConnect(deps, viewer, body.to, at);
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
  params: z.object({ persona: actorId }),
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await disconnect(deps, viewer, params.persona, at);
    return ended.ok ? ok({ body: {} }) : ended;
  },
});

export const connectionEndpoints: readonly Endpoint[] = [
  getConnections,
  getRequests,
  postRequest,
  answering('approve', 'Say yes to a request'),
  answering('refuse', 'Say no to a request; whoever asked isn’t told'),
  deleteRequest,
  deleteConnection,
];
