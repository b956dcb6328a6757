import { z } from 'zod';
import { lookAt, lookAtHandle } from '../../community/looks/look-at.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentActorPage } from '../../present/account.ts';
import { accountParams } from './account-params.ts';

export const showAccount = endpoint({
  method: 'get',
  path: '/api/v1/accounts/:id',
  summary: 'Show an account',
  auth: 'viewer',
  scope: 'read',
  params: accountParams,
  looks: () => 1,
  answers: accountSchema,
  async handle({ caller: { viewer }, params, at }, deps) {
    const page = await lookAt(deps, viewer, params.id, at);
    return page.ok ? ok({ body: presentActorPage(deps, page.value) }) : page;
  },
});

export const lookUpAccount = endpoint({
  method: 'get',
  path: '/api/v1/accounts/lookup',
  summary: 'Find an account by its exact handle',
  auth: 'viewer',
  scope: 'read',
  query: z.object({ acct: z.string('is needed: a handle, such as anna').max(200) }),
  looks: () => 1,
  answers: accountSchema,
  async handle({ caller: { viewer }, query, at }, deps) {
    const page = await lookAtHandle(deps, viewer, query.acct, at);
    return page.ok ? ok({ body: presentActorPage(deps, page.value) }) : page;
  },
});
