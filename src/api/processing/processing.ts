import { z } from 'zod';
import { audienceJson } from '../../community/audiences/audience-json.ts';
import { instantSchema } from '../../community/grants/new-grant.ts';
import { changeProcessingRules } from '../../community/processing/change-processing-rules.ts';
import {
  ALLOWED,
  type PurposeRules,
  readProcessingRules,
} from '../../community/processing/processing-rules.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { entityTag, matches } from '../../http/entity-tag.ts';
import { refusesSharing } from '../../http/global-privacy-control.ts';
import { ENGAGEMENT_PURPOSES, purposeIri, SALE_OR_SHARING } from '../../privacy/purposes.ts';
import { FOREVER } from '../../privacy/words.ts';
import { audienceJsonSchema } from '../audience-json.ts';
import { endJson } from '../instant-json.ts';

const PATH = '/api/privacy/v1/processing-rules';

/** `named` is to be told of by name, for measuring influence together with `ties`, and for finding out who one is together with `attributes`. */
const over = z.array(z.enum(ALLOWED, 'is posts, attributes, ties or named')).min(1, 'name at least one');

const rulesJson = z.object({
  purpose: z.enum(ENGAGEMENT_PURPOSES),
  rules: z.array(z.object({ audience: audienceJsonSchema, over, until: z.string().nullable() })),
});

const answered = rulesJson.extend({
  purpose_iri: z.string(),
  sale_or_sharing: z.boolean(),
  refused_by_browser: z.boolean(),
  etag: z.string(),
});

const presentRules = ({ purpose, rules }: PurposeRules) => ({
  purpose,
  rules: rules.map((rule) => ({
    audience: audienceJson(rule.audience),
    over: [...rule.over],
    until: endJson(rule.until),
  })),
});

function present(found: PurposeRules, refusing: boolean) {
  const isSharing = SALE_OR_SHARING.includes(found.purpose);
  return {
    ...presentRules(found),
    purpose_iri: purposeIri(found.purpose),
    sale_or_sharing: isSharing,
    refused_by_browser: isSharing && refusing,
    etag: entityTag(presentRules(found)),
  };
}

const getRules = endpoint({
  method: 'get',
  path: PATH,
  summary: 'What organisations may build into their engagement with one, for each purpose',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(answered),
  async handle({ caller: { viewer }, at, context }, deps) {
    const rules = await readProcessingRules(deps, viewer, at);
    return ok({ body: rules.map((one) => present(one, refusesSharing(context))) });
  },
});

const putRules = endpoint({
  method: 'put',
  path: `${PATH}/:purpose`,
  summary:
    'Say which organisations may process what is one’s own for a purpose; Sec-GPC is a refusal of sharing',
  auth: 'persona',
  scope: 'privacy',
  params: z.object({ purpose: z.enum(ENGAGEMENT_PURPOSES) }),
  body: z.strictObject({
    rules: z
      .array(
        z.strictObject({
          audience: z.unknown(),
          over,
          until: instantSchema.nullable().default(null),
        }),
      )
      .max(20, 'are twenty at most'),
  }),
  answers: answered,
  async handle({ caller: { viewer }, params, body, at, context }, deps) {
    const refusing = refusesSharing(context);
    const isExpected = (found: PurposeRules) => matches(context, presentRules(found));
    const rules = body.rules.map((rule) => ({ ...rule, until: rule.until ?? FOREVER }));
    const changed = await changeProcessingRules(
      deps,
      viewer,
      { ...params, rules },
      { refusing, isExpected },
      at,
    );
    return changed.ok ? ok({ body: present(changed.value, refusing) }) : changed;
  },
});

export const processingEndpoints: readonly Endpoint[] = [getRules, putRules];
