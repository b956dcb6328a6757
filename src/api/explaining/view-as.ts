import { z } from 'zod';
import { viewAs } from '../../community/explaining/view-as.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { accountSchema, attributeSchema, presentProfile } from '../../present/account.ts';
import { presentStatuses, statusSchema } from '../../present/status.ts';
import type { ActorId } from '../../privacy/words.ts';
import { actorId } from '../actor-params.ts';
import { BASE } from './own-thing-query.ts';

export const getViewAs = endpoint({
  method: 'get',
  path: `${BASE}/view-as`,
  summary: 'One’s own page as somebody else sees it: the public, a stranger on the network, or a persona',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({
    as: z.union([z.enum(['public', 'stranger']), actorId], 'is public, stranger, or the id of a persona'),
  }),
  answers: z.object({
    as: z.string(),
    account: accountSchema.nullable(),
    attributes: z.array(attributeSchema),
    posts: z.array(statusSchema),
    text: z.string(),
  }),
  async handle({ caller: { viewer }, query, at }, deps) {
    const found = await viewAs(deps, viewer, query.as as 'public' | 'stranger' | ActorId, at);
    if (!found.ok) return found;
    const { profile, attributes, posts, text } = found.value;
    return ok({
      body: {
        as: query.as,
        account: profile === null ? null : presentProfile(deps, profile),
        attributes,
        posts: presentStatuses(deps, posts),
        text,
      },
    });
  },
});
