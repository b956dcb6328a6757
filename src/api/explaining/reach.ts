import { z } from 'zod';
import { reach } from '../../community/explaining/reach.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentFaces } from '../../present/account.ts';
import { actorId } from '../actor-params.ts';
import { audienceJsonSchema } from '../audience-json.ts';
import { BASE, namedJson, objectId, presentNamed } from './own-thing-query.ts';

export const postReach = endpoint({
  method: 'post',
  path: `${BASE}/reach`,
  summary: 'Who and how many a draft would reach, as far as one may know',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    audience: audienceJsonSchema.optional(),
    space: actorId.nullable().default(null),
    reply_to: objectId.nullable().default(null),
  }),
  answers: z.object({
    count: z.int(),
    upper_bound: z.literal(true),
    people: z.array(accountSchema),
    more: z.int(),
    not_counted: z.array(namedJson),
    says: z.string(),
  }),
  async handle({ caller: { viewer }, body, at }, deps) {
    const asked = {
      space: body.space,
      replyTo: body.reply_to,
      ...(body.audience === undefined ? {} : { audience: body.audience }),
    };
    const found = await reach(deps, viewer, asked, at);
    if (!found.ok) return found;
    const { count, people, notCounted, says } = found.value;
    const accounts = await presentFaces(deps, viewer, people, at);
    return ok({
      body: {
        count,
        upper_bound: true,
        people: people.flatMap((id) => accounts.get(id) ?? []),
        more: count - people.length,
        not_counted: notCounted.map(presentNamed),
        says,
      },
    });
  },
});
