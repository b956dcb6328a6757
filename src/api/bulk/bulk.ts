import { z } from 'zod';
import { parseAudienceIn } from '../../community/audiences/parse-audience.ts';
import { askBulkChange, type BulkChange } from '../../community/bulk/ask-bulk-change.ts';
import type { BulkAsked } from '../../community/bulk/bulk-asked.ts';
import { type Difference, previewBulkChange } from '../../community/bulk/preview-bulk-change.ts';
import { listBulkChanges, showBulkChange } from '../../community/bulk/show-bulk-changes.ts';
import { instantSchema } from '../../community/grants/new-grant.ts';
import { foldTag } from '../../community/posts/marks.ts';
import { ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentFaces } from '../../present/account.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { idParams } from '../actor-params.ts';
import { audienceJsonSchema } from '../audience-json.ts';
import { namedJson, objectId, presentNamed } from '../explaining/own-thing-query.ts';
import { instantJson } from '../instant-json.ts';

const BASE = '/api/privacy/v1/bulk-changes';

const asked = {
  which: z
    .strictObject({
      before: instantSchema.nullable().default(null),
      since: instantSchema.nullable().default(null),
      tag: z.string().max(200, 'is too long').nullable().default(null),
      is_for: audienceJsonSchema.optional(),
      last: objectId.nullable().default(null),
    })
    .prefault({}),
  audience: audienceJsonSchema.refine(
    (value) => value !== undefined && value !== null,
    'say whom they are for',
  ),
  reshare: z.boolean('is true or false').nullable().default(null),
};
const askedSchema = z.strictObject(asked);

async function bulkAsked(
  deps: Deps,
  viewer: Viewer,
  { which, audience, reshare }: z.output<typeof askedSchema>,
  at: Instant,
): Promise<Result<BulkAsked>> {
  const then = await parseAudienceIn('audience', deps, viewer, audience, at);
  if (!then.ok) return then;
  const isFor =
    which.is_for === undefined || which.is_for === null
      ? null
      : await parseAudienceIn('which.is_for', deps, viewer, which.is_for, at);
  if (isFor !== null && !isFor.ok) return isFor;
  const tag = which.tag === null ? null : foldTag(which.tag.replace(/^#/, '').trim());
  return ok({
    which: {
      before: which.before,
      since: which.since,
      tag: tag === '' ? null : tag,
      isFor: isFor?.value ?? null,
      last: which.last,
    },
    audience: then.value,
    reshare,
  });
}

const differenceJson = z.object({
  count: z.int(),
  people: z.array(accountSchema),
  visitors: z.boolean(),
  not_counted: z.array(namedJson),
});

async function presentDifference(
  deps: Deps,
  viewer: Viewer,
  { count, people, visitors, notCounted }: Difference,
  at: Instant,
): Promise<z.input<typeof differenceJson>> {
  const accounts = await presentFaces(deps, viewer, people, at);
  return {
    count,
    people: people.flatMap((id) => accounts.get(id) ?? []),
    visitors,
    not_counted: notCounted.map(presentNamed),
  };
}

const postPreview = endpoint({
  method: 'post',
  path: `${BASE}/preview`,
  summary: 'Who would gain and who would lose, were many of one’s posts for somebody else',
  auth: 'persona',
  scope: 'privacy',
  body: askedSchema,
  answers: z.object({
    posts: z.int(),
    unchanged: z.int(),
    last: z.string().nullable(),
    changes: z.array(z.object({ posts: z.int(), from: z.string(), to: z.string() })),
    more: z.int(),
    upper_bound: z.literal(true),
    gain: differenceJson,
    lose: differenceJson,
  }),
  async handle({ caller: { viewer }, body, at }, deps) {
    const meant = await bulkAsked(deps, viewer, body, at);
    if (!meant.ok) return meant;
    const preview = await previewBulkChange(deps, viewer, meant.value, at);
    if (!preview.ok) return preview;
    const { gain, lose, ...rest } = preview.value;
    return ok({
      body: {
        ...rest,
        upper_bound: true,
        gain: await presentDifference(deps, viewer, gain, at),
        lose: await presentDifference(deps, viewer, lose, at),
      },
    });
  },
});

const changeJson = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'done', 'failed']),
  done: z.int(),
  total: z.int(),
  asked_at: z.string(),
  /** Where it failed: that nothing was changed, and what to do. */
  says: z.string().nullable(),
});

const FAILED =
  'This change couldn’t be made, and none of it was: every post is for whom it was for. Try it again; should it fail once more, choose fewer posts at a time, and tell whoever runs this server.';

const presentChange = ({ askedAt, ...change }: BulkChange): z.output<typeof changeJson> => ({
  ...change,
  asked_at: instantJson(askedAt),
  says: change.state === 'failed' ? FAILED : null,
});

const postChange = endpoint({
  method: 'post',
  path: BASE,
  summary: 'Change whom many of one’s posts are for, all at once for whoever reads',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    ...asked,
    expected: z.int('is a whole number').min(0).nullable().default(null).meta({
      description: 'How many posts the preview said; refused with 412 where it would be others by now',
    }),
  }),
  answers: changeJson,
  async handle({ caller: { viewer }, body: { expected, ...body }, at }, deps) {
    const meant = await bulkAsked(deps, viewer, body, at);
    if (!meant.ok) return meant;
    const change = await askBulkChange(deps, viewer, meant.value, expected, at);
    return change.ok ? ok({ status: 202, body: presentChange(change.value) }) : change;
  },
});

const getChanges = endpoint({
  method: 'get',
  path: BASE,
  summary: 'One’s own changes of many posts, newest first: done ones for a day, those that failed for a week',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(changeJson),
  async handle({ caller: { viewer } }, deps) {
    return ok({ body: (await listBulkChanges(deps, viewer)).map(presentChange) });
  },
});

const getChange = endpoint({
  method: 'get',
  path: `${BASE}/:id`,
  summary: 'How far a change of many posts is',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: changeJson,
  async handle({ caller: { viewer }, params: { id } }, deps) {
    const change = await showBulkChange(deps, viewer, id);
    return change.ok ? ok({ body: presentChange(change.value) }) : change;
  },
});

/** Changing whom many posts are for. */
export const bulkEndpoints: readonly Endpoint[] = [postPreview, postChange, getChanges, getChange];
