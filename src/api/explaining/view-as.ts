import { z } from 'zod';
import { viewAs } from '../../community/explaining/view-as.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { accountSchema, attributeSchema, presentProfile } from '../../present/account.ts';
import { presentStatuses, statusSchema } from '../../present/status.ts';
import type { ActorId } from '../../privacy/words.ts';
import { actorId } from '../actor-params.ts';
import { asked, BASE, instantAsked } from './own-thing-query.ts';

export const getViewAs = endpoint({
  method: 'get',
  path: `${BASE}/view-as`,
  summary:
    'One’s own page as somebody else sees it, or saw it then: the public, a stranger on the network, or a persona',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({
    ...asked,
    as: z.union([z.enum(['public', 'stranger']), actorId], 'is public, stranger, or the id of a persona'),
  }),
  answers: z.object({
    as: z.string(),
    account: accountSchema.nullable(),
    // What was shown then and isn't any longer has no value: it is kept nowhere.
    attributes: z.array(attributeSchema.extend({ value: z.string().nullable() })),
    posts: z.array(statusSchema),
    text: z.string(),
  }),
  async handle({ caller: { viewer }, query, at }, deps) {
    const then = instantAsked(query, at);
    if (!then.ok) return then;
    const eyes = query.as as 'public' | 'stranger' | ActorId;
    const found = await viewAs(deps, viewer, eyes, then.value, at);
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
