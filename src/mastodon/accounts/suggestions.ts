import { z } from 'zod';
import { dismissSuggestion, suggestActors } from '../../community/actors/suggest-actors.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { looksOfPage } from '../../store/looks.ts';
import { accountParams } from './account-params.ts';

export const suggestions = endpoint({
  method: 'get',
  path: '/api/v2/suggestions',
  summary: 'Members who let themselves be suggested to one',
  auth: 'persona',
  scope: 'read',
  query: z.object({
    limit: z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .default(40)
      .transform((n) => Math.min(n, 80)),
  }),
  looks: looksOfPage,
  answers: z.array(z.object({ source: z.string(), sources: z.array(z.string()), account: accountSchema })),
  async handle({ caller: { viewer }, query, at }, deps) {
    const found = await suggestActors(deps, viewer, query.limit, at);
    const ids = found.map(({ id }) => id);
    const accounts = await presentAccounts(deps, viewer, ids, at);
    const body = found.flatMap(({ id, common }) => {
      const account = accounts.get(id);
      if (account === undefined) return [];
      return [
        common > 0
          ? { source: 'past_interactions', sources: ['friends_of_friends'], account }
          : { source: 'staff', sources: ['featured'], account },
      ];
    });
    return ok({ body });
  },
});

export const dismiss = endpoint({
  method: 'delete',
  path: '/api/v1/suggestions/:id',
  summary: 'Not to be suggested somebody again',
  auth: 'persona',
  scope: 'read',
  params: accountParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params: { id }, at }, deps) {
    const dismissed = await dismissSuggestion(deps, viewer, id, at);
    return dismissed.ok ? ok({ body: {} }) : dismissed;
  },
});
