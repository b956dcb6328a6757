import { z } from 'zod';
import { answerJoinRequest, listJoinRequests } from '../../community/spaces/join-requests.ts';
import { addMember, listMembers, removeMember, setAdministrator } from '../../community/spaces/members.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { looksOfPage } from '../../store/looks.ts';
import { actorId, actorParams, personaParams } from '../actor-params.ts';
import { presentRequests, requestJson } from '../request-json.ts';

const BASE = '/api/privacy/v1/spaces/:id';

const memberJson = accountSchema.extend({
  waxseal: accountSchema.shape.waxseal.extend({ administrator: z.boolean() }),
});

const getMembers = endpoint({
  method: 'get',
  path: `${BASE}/members`,
  summary: 'Who is in a space, of those whom one may see',
  auth: 'viewer',
  scope: 'read',
  params: actorParams,
  query: pageQuery(200, 100),
  looks: looksOfPage,
  answers: z.array(memberJson),
  async handle({ caller: { viewer }, params, query, at, context }, deps) {
    const members = await listMembers(deps, viewer, params.id, pageOf(query), at);
    if (!members.ok) return members;
    const ids = members.value.map(({ id }) => id);
    const accounts = await presentAccounts(deps, viewer, ids, at);
    const body = members.value.flatMap(({ id, administrator }) => {
      const account = accounts.get(id);
      return account === undefined ? [] : [{ ...account, waxseal: { ...account.waxseal, administrator } }];
    });
    return ok({ body, headers: linkHeader(context.req.url, ids) });
  },
});

const postMember = endpoint({
  method: 'post',
  path: `${BASE}/members`,
  summary: 'Add a member, as an administrator of the space; whoever is added is told',
  auth: 'persona',
  scope: 'write',
  params: actorParams,
  body: z.object({ persona: actorId }),
  answers: z.object({}),
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const added = await addMember(deps, viewer, params.id, body.persona, at);
    return added.ok ? ok({ body: {} }) : added;
  },
});

const putMember = endpoint({
  method: 'put',
  path: `${BASE}/members/:persona`,
  summary: 'Make a member an administrator of the space, or an ordinary member again',
  auth: 'persona',
  scope: 'write',
  params: personaParams,
  body: z.object({ administrator: z.boolean('is true or false') }),
  answers: z.object({}),
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const { id, persona } = params;
    const set = await setAdministrator(deps, viewer, id, persona, body.administrator, at);
    return set.ok ? ok({ body: {} }) : set;
  },
});

const deleteMember = endpoint({
  method: 'delete',
  path: `${BASE}/members/:persona`,
  summary: 'Make a member go, as an administrator of the space',
  auth: 'persona',
  scope: 'write',
  params: personaParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const removed = await removeMember(deps, viewer, params.id, params.persona, at);
    return removed.ok ? ok({ body: {} }) : removed;
  },
});

const getRequests = endpoint({
  method: 'get',
  path: `${BASE}/requests`,
  summary: 'Who asks to join, for administrators of the space',
  auth: 'persona',
  scope: 'read',
  params: actorParams,
  query: pageQuery(200, 100),
  answers: z.array(requestJson),
  async handle({ caller: { viewer }, params, query, at, context }, deps) {
    const requests = await listJoinRequests(deps, viewer, params.id, pageOf(query), at);
    if (!requests.ok) return requests;
    const headers = linkHeader(
      context.req.url,
      requests.value.map(({ id }) => id),
    );
    return ok({ body: await presentRequests(deps, viewer, requests.value, at), headers });
  },
});

const answering = (answer: 'approve' | 'refuse', summary: string): Endpoint =>
  endpoint({
    method: 'post',
    path: `${BASE}/requests/:persona/${answer}`,
    summary,
    auth: 'persona',
    scope: 'write',
    params: personaParams,
    answers: z.object({}),
    async handle({ caller: { viewer }, params, at }, deps) {
      const answered = await answerJoinRequest(deps, viewer, params.id, params.persona, answer, at);
      return answered.ok ? ok({ body: {} }) : answered;
    },
  });

export const spaceMemberEndpoints: readonly Endpoint[] = [
  getMembers,
  postMember,
  putMember,
  deleteMember,
  getRequests,
  answering('approve', 'Let somebody join'),
  answering('refuse', 'Refuse; whoever asked isn’t told'),
];
