import { z } from 'zod';
import { explainTo } from '../../community/explaining/explain-to.ts';
import { sayPolicy } from '../../community/explaining/say-policy.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
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

export const getExplain = endpoint({
  method: 'get',
  path: `${BASE}/explain`,
  summary:
    'May this persona do this with a thing of one’s own, or could they then, and why; as far as one may know',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ ...aboutThing, ...asked, persona: actorId }).refine(isAction, noAction),
  answers: z.object({
    verdict: z.enum(['allowed', 'denied', 'depends']),
    because: z.string().optional(),
    by: z.string().optional(),
    text: z.string(),
    steps: z.array(
      z.object({ gate: z.string(), passed: z.boolean(), because: z.string().optional(), text: z.string() }),
    ),
    policy: z
      .object({ clause: z.string().nullable(), text: z.string() })
      .optional()
      .describe('The policy that forbids it, where one does of which one may know'),
    through: z.array(namedJson),
    depends_on: z.array(namedJson),
  }),
  async handle({ caller: { viewer }, query, at }, deps) {
    const { persona, kind, id } = query;
    const then = instantAsked(query, at);
    if (!then.ok) return then;
    const found = await explainTo(deps, viewer, persona, kind, id, questionOf(query, then.value), at);
    if (!found.ok) return found;
    const { verdict, because, grant, text, steps, policy, through, dependsOn } = found.value;
    const by = grant ?? (persona === viewer.actor?.id ? 'owner' : null);
    return ok({
      body: {
        verdict,
        ...(because === null ? {} : { because }),
        ...(by === null || verdict !== 'allowed' ? {} : { by }),
        text,
        steps,
        ...(policy === null ? {} : { policy: { clause: policy.clause ?? null, text: sayPolicy(policy) } }),
        through: through.map(presentNamed),
        depends_on: dependsOn.map(presentNamed),
      },
    });
  },
});
