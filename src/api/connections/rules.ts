import { z } from 'zod';
import { audienceJson } from '../../community/audiences/audience-json.ts';
import { changeConnectionRules } from '../../community/connections/change-connection-rules.ts';
import {
  type Admission,
  type ConnectionRules,
  readConnectionRules,
} from '../../community/connections/connection-rules.ts';
import { connectionRulesSchema } from '../../community/connections/connection-rules-schema.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { entityTag, matches } from '../../http/entity-tag.ts';
import { audienceJsonSchema } from '../audience-json.ts';

const PATH = '/api/privacy/v1/connection-rules';

const admissionJson = z.object({ audience: audienceJsonSchema, conditions: z.unknown() });
const rulesJson = z.object({
  ask: z.array(admissionJson),
  at_once: z.array(admissionJson),
  question: z.string().nullable(),
  daily_cap: z.number().nullable(),
  ends: z.object({
    after_months: z.number().nullable(),
    dormant_months: z.number().nullable(),
    leaving: z.string().nullable(),
  }),
});

const presentAdmission = ({ audience, conditions }: Admission) => ({
  audience: audienceJson(audience),
  conditions,
});

const presentRules = ({
  ask,
  atOnce,
  question,
  dailyCap,
  ends,
}: ConnectionRules): z.output<typeof rulesJson> => ({
  ask: ask.map(presentAdmission),
  at_once: atOnce.map(presentAdmission),
  question,
  daily_cap: dailyCap,
  ends: { after_months: ends.afterMonths, dormant_months: ends.dormantMonths, leaving: ends.leaving },
});

const reply = (rules: ConnectionRules) => {
  const body = presentRules(rules);
  const etag = entityTag(body);
  return ok({ body: { ...body, etag }, headers: { ETag: etag } });
};

const getRules = endpoint({
  method: 'get',
  path: PATH,
  summary: 'Who, how and when may connect with one, and what ends a connection',
  auth: 'persona',
  scope: 'privacy',
  answers: rulesJson.extend({ etag: z.string() }),
  async handle({ caller: { viewer }, at }, deps) {
    return reply(await readConnectionRules(deps, viewer, at));
  },
});

const putRules = endpoint({
  method: 'put',
  path: PATH,
  summary: 'Change who, how and when may connect; what is left out stays, If-Match is heeded',
  auth: 'persona',
  scope: 'privacy',
  body: connectionRulesSchema,
  answers: rulesJson.extend({ etag: z.string() }),
  async handle({ caller: { viewer }, body, at, context }, deps) {
    const isExpected = (found: ConnectionRules) => matches(context, presentRules(found));
    const changed = await changeConnectionRules(deps, viewer, body, isExpected, at);
    return changed.ok ? reply(changed.value) : changed;
  },
});

export const connectionRuleEndpoints: readonly Endpoint[] = [getRules, putRules];
