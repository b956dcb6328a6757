import { z } from 'zod';
import { audienceJson } from '../../community/audiences/audience-json.ts';
import { answerCheckUp } from '../../community/check-up/answer-check-up.ts';
import { type CheckUp, type CheckUpRow, readCheckUp } from '../../community/check-up/check-up.ts';
import type { OwnDecision } from '../../community/decisions/list-decisions.ts';
import { instantSchema } from '../../community/grants/new-grant.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { entityTag, matches } from '../../http/entity-tag.ts';
import { audienceJsonSchema } from '../audience-json.ts';
import { decisionJson, presentDecision } from '../decisions/decision-json.ts';
import { endJson, instantJson } from '../instant-json.ts';

const PATH = '/api/privacy/v1/check-up';

const rowJson = z.object({
  row: z.string(),
  kind: z.string(),
  attribute: z.string().nullable(),
  count: z.int(),
  things: z.array(z.object({ kind: z.string(), id: z.string(), text: z.string() })),
  actions: z.array(z.string()),
  purpose: z.string(),
  audience: audienceJsonSchema,
  audience_text: z.string(),
  conditions: z.looseObject({}),
  since: z.string(),
  until: z.string().nullable(),
  review_by: z.string(),
  reach: z
    .object({ before: z.int(), now: z.int(), uncounted: z.boolean(), upper_bound: z.literal(true) })
    .nullable(),
  grown: z.boolean(),
  used_at: z.string().nullable(),
  unused: z.boolean(),
});

const presentRow = (row: CheckUpRow): z.output<typeof rowJson> => ({
  row: row.row,
  kind: row.kind,
  attribute: row.attribute,
  count: row.count,
  things: row.things.map((thing) => ({ ...thing })),
  actions: [...row.actions],
  purpose: row.purpose,
  audience: audienceJson(row.audience),
  audience_text: row.audienceText,
  conditions: { ...row.conditions },
  since: instantJson(row.since),
  until: endJson(row.until),
  review_by: instantJson(row.reviewBy),
  reach:
    row.growth === null
      ? null
      : {
          before: row.growth.before,
          now: row.growth.now,
          uncounted: row.growth.isUncounted,
          upper_bound: true,
        },
  grown: row.hasGrown,
  used_at: row.usedAt === null ? null : instantJson(row.usedAt),
  unused: row.isUnused,
});

export const checkUpJson = z.object({
  due: z.array(rowJson),
  total: z.int(),
  grown: z.array(rowJson),
  unused: z.array(rowJson),
  lately: z.array(decisionJson),
  /** Of what is due; for `If-Match`. */
  etag: z.string(),
});

export const presentCheckUp = ({
  due,
  total,
  version,
  grown,
  unused,
  lately,
}: CheckUp): z.output<typeof checkUpJson> => ({
  due: due.map(presentRow),
  total,
  grown: grown.map(presentRow),
  unused: unused.map(presentRow),
  lately: lately.map(presentDecision),
  etag: entityTag(version),
});

const getCheckUp = endpoint({
  method: 'get',
  path: PATH,
  summary:
    'What one decided and is to look at again: what ends unless it is carried forward, and what reaches more people than before or was never used',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({
    limit: z.coerce.number('is a number').int().min(1).max(200).default(50),
  }),
  answers: checkUpJson,
  async handle({ caller: { viewer }, query, at }, deps) {
    const found = await readCheckUp(deps, viewer, query.limit, at);
    if (!found.ok) return found;
    const body = presentCheckUp(found.value);
    return ok({ body, headers: { etag: body.etag } });
  },
});

const row = z.string().regex(/^[0-9a-f]{32}$/, 'is no row of a check-up');
const rows = z.array(row).max(400, 'are too many; answer for the others').default([]);

/** What is to become of rows of a check-up. */
export const answersSchema = z.strictObject({
  renew: rows,
  withdraw: rows,
  shorten: z
    .array(z.strictObject({ row, until: instantSchema }))
    .max(400, 'are too many')
    .default([]),
  others: z.enum(['renew', 'withdraw'], 'is renew or withdraw').nullable().default(null).meta({
    description: 'What is to become of all else that is due',
  }),
});

export const answeredJson = z.object({ decision: decisionJson.nullable() });

export const presentAnswered = (decision: OwnDecision | null): z.output<typeof answeredJson> => ({
  decision: decision === null ? null : presentDecision(decision),
});

const postCheckUp = endpoint({
  method: 'post',
  path: PATH,
  summary:
    'Carry forward, shorten or withdraw rows of the check-up, in one transaction; with If-Match, only while the same is due',
  auth: 'persona',
  scope: 'privacy',
  body: answersSchema,
  answers: answeredJson,
  async handle({ caller: { viewer }, body, at, context }, deps) {
    const isExpected = (version: string) => matches(context, version);
    const answered = await answerCheckUp(deps, viewer, body, isExpected, at);
    return answered.ok ? ok({ body: presentAnswered(answered.value) }) : answered;
  },
});
/** Looking again at what one decided. */
export const checkUpEndpoints: readonly Endpoint[] = [getCheckUp, postCheckUp];
