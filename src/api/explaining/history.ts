import { z } from 'zod';
import { historyOf } from '../../community/explaining/history.ts';
import { instantSchema } from '../../community/grants/new-grant.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { FOREVER } from '../../privacy/words.ts';
import { instantJson } from '../instant-json.ts';
import { aboutThing, BASE } from './own-thing-query.ts';

const grants = z.array(
  z.object({ actions: z.array(z.string()), purpose: z.string(), audience_text: z.string() }),
);

export const getHistory = endpoint({
  method: 'get',
  path: `${BASE}/history`,
  summary:
    'How who may do what with a thing of one’s own has changed, newest first; older changes by `before`',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({
    kind: aboutThing.kind,
    id: aboutThing.id,
    limit: z.coerce.number('must be a number').int().min(1).max(1000).default(100),
    before: instantSchema.optional(),
  }),
  answers: z.array(z.object({ at: z.string(), given: grants, ended: grants })),
  async handle({ caller: { viewer }, query, at }, deps) {
    const { kind, id, limit, before = FOREVER } = query;
    const found = await historyOf(deps, viewer, { kind, id }, { limit, before }, at);
    if (!found.ok) return found;
    const presented = (all: (typeof found.value)[number]['given']): z.output<typeof grants> =>
      all.map(({ actions, purpose, audienceText }) => ({
        actions: [...actions],
        purpose,
        audience_text: audienceText,
      }));
    return ok({
      body: found.value.map((change) => ({
        at: instantJson(change.at),
        given: presented(change.given),
        ended: presented(change.ended),
      })),
    });
  },
});
