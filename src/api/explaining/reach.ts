import { z } from 'zod';
import { reach } from '../../community/explaining/reach.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { BASE } from './own-thing-query.ts';
import { askedReach, draftPlace, presentReach, reachJson } from './reach-json.ts';

export const postReach = endpoint({
  method: 'post',
  path: `${BASE}/reach`,
  summary: 'Who and how many a draft would reach, as far as one may know',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject(draftPlace),
  answers: reachJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const found = await reach(deps, viewer, askedReach(body), at);
    return found.ok ? ok({ body: await presentReach(deps, viewer, found.value, at) }) : found;
  },
});
