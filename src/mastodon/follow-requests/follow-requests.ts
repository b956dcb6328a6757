import { z } from 'zod';
import { relationshipAfter } from '../../community/actors/relationships.ts';
import { answerRequest } from '../../community/connections/answer-request.ts';
import { listRequests } from '../../community/connections/list-requests.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { presentRelationship, relationshipSchema } from '../../present/relationship.ts';
import { accountParams } from '../accounts/account-params.ts';

export const listFollowRequests = endpoint({
  method: 'get',
  path: '/api/v1/follow_requests',
  summary: 'Who asks to follow; cursors are ids of requests',
  auth: 'persona',
  scope: 'read',
  query: pageQuery(80, 40),
  answers: z.array(accountSchema),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const requests = await listRequests(deps, viewer, 'asked', ['follow'], pageOf(query), at);
    const from = requests.map((request) => request.from);
    const accounts = await presentAccounts(deps, viewer, from, at);
    const headers = linkHeader(
      context.req.url,
      requests.map(({ id }) => id),
    );
    return ok({ body: from.flatMap((id) => accounts.get(id) ?? []), headers });
  },
});

const answering = (name: string, answer: 'approve' | 'refuse', summary: string): Endpoint =>
  endpoint({
    method: 'post',
    path: `/api/v1/follow_requests/:id/${name}`,
    summary,
    auth: 'persona',
    scope: 'write',
    params: accountParams,
    answers: relationshipSchema,
    async handle({ caller: { viewer }, params, at }, deps) {
      const answered = await answerRequest(deps, viewer, { from: params.id, kind: 'follow' }, answer, at);
      if (!answered.ok) return answered;
      const other = await relationshipAfter(deps, viewer, params.id, at);
      return other.ok ? ok({ body: presentRelationship(other.value) }) : other;
    },
  });

export const answerFollow = answering('authorize', 'approve', 'Let an account follow');
export const rejectFollow = answering('reject', 'refuse', 'Refuse; whoever asked isn’t told');
