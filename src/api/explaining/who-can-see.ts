import { z } from 'zod';
import { whoCan } from '../../community/explaining/who-can-see.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentFaces } from '../../present/account.ts';
import { actorId } from '../actor-params.ts';
import {
  aboutThing,
  asked,
  BASE,
  instantAsked,
  isAction,
  namedJson,
  noAction,
  presentNamed,
  questionOf,
} from './own-thing-query.ts';

export const getWhoCanSee = endpoint({
  method: 'get',
  path: `${BASE}/who-can-see`,
  summary: 'Everybody who may do this with a thing of one’s own, or could then, as far as one may know',
  auth: 'persona',
  scope: 'privacy',
  query: z
    .object({
      ...aboutThing,
      ...asked,
      cursor: actorId.optional(),
      limit: z.coerce
        .number('must be a number')
        .int('must be a whole number')
        .min(1, 'must be at least 1')
        .default(50)
        .transform((n) => Math.min(n, 200)),
    })
    .refine(isAction, noAction),
  answers: z.object({
    count: z.int(),
    upper_bound: z.literal(true),
    visitors: z.boolean(),
    signed_in: z.boolean(),
    people: z.array(z.object({ account: accountSchema, through: z.array(z.string()) })),
    next: z.string().nullable(),
    not_counted: z.array(namedJson),
    text: z.string(),
  }),
  async handle({ caller: { viewer }, query, at }, deps) {
    const page = { limit: query.limit, after: query.cursor ?? null };
    const then = instantAsked(query, at);
    if (!then.ok) return then;
    const question = questionOf(query, then.value);
    const found = await whoCan(deps, viewer, query.kind, query.id, question, page, at);
    if (!found.ok) return found;
    const { count, visitors, signedIn, people, next, notCounted, says } = found.value;
    const accounts = await presentFaces(
      deps,
      viewer,
      people.map(({ id }) => id),
      at,
    );
    return ok({
      body: {
        count,
        upper_bound: true,
        visitors,
        signed_in: signedIn,
        people: people.flatMap(({ id, through }) => {
          const account = accounts.get(id);
          return account === undefined ? [] : [{ account, through }];
        }),
        next,
        not_counted: notCounted.map(presentNamed),
        text: says,
      },
    });
  },
});
