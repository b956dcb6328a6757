import { z } from 'zod';
import { audienceJson } from '../../community/audiences/audience-json.ts';
import { exposureMap } from '../../community/exposure/exposure-map.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentFaces } from '../../present/account.ts';
import { audienceJsonSchema } from '../audience-json.ts';

const attributeJson = z.object({
  id: z.string(),
  kind: z.string(),
  value: z.string(),
  precision: z.string(),
});

const getExposure = endpoint({
  method: 'get',
  path: '/api/privacy/v1/exposure',
  summary:
    'What of one’s own is for whom, and what a stranger, a colleague, the employer and a business can learn',
  auth: 'persona',
  scope: 'privacy',
  answers: z.object({
    upper_bound: z.literal(true),
    audiences: z.array(
      z.object({
        audience: audienceJsonSchema,
        text: z.string(),
        people: z.int(),
        visitors: z.boolean(),
        uncounted: z.boolean(),
      }),
    ),
    more: z.int(),
    rows: z.array(
      z.object({ kind: z.string(), attribute: attributeJson.nullable(), cells: z.array(z.int()) }),
    ),
    learnt: z.array(
      z.object({
        who: z.string(),
        organisation: accountSchema.nullable(),
        meets: z.boolean(),
        finds: z.boolean(),
        attributes: z.array(attributeJson),
        posts: z.int(),
        answers: z.int(),
        ties: z.boolean(),
        contacts: z.array(z.string()),
        asks: z.array(z.string()),
        processing: z.array(z.string()),
        text: z.string(),
      }),
    ),
  }),
  async handle({ caller: { viewer }, at }, deps) {
    const map = await exposureMap(deps, viewer, at);
    if (!map.ok) return map;
    const { audiences, more, rows, learnt } = map.value;
    const organisations = learnt.flatMap(({ organisation }) => organisation ?? []);
    const accounts = await presentFaces(deps, viewer, organisations, at);
    return ok({
      body: {
        upper_bound: true,
        audiences: audiences.map(({ audience, text, people, visitors, isUncounted }) => ({
          audience: audienceJson(audience),
          text,
          people,
          visitors,
          uncounted: isUncounted,
        })),
        more,
        rows,
        learnt: learnt.map((one) => ({
          ...one,
          organisation: one.organisation === null ? null : (accounts.get(one.organisation) ?? null),
        })),
      },
    });
  },
});

/** The exposure map. */
export const exposureEndpoints: readonly Endpoint[] = [getExposure];
