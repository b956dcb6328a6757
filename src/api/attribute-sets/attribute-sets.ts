import { z } from 'zod';
import { attributeSetSchema } from '../../community/attributes/attribute-set.ts';
import { previewSet } from '../../community/explaining/preview-set.ts';
import { applySet } from '../../community/vault/apply-set.ts';
import { changeSet, deleteSet, listSets, makeSet } from '../../community/vault/attribute-sets.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { entityTag, matches } from '../../http/entity-tag.ts';
import { attributeJson, presentAttribute } from '../attributes/attribute-json.ts';
import { changeJson, presentChange, presentSet, setJson, tagged } from './set-json.ts';

const BASE = '/api/privacy/v1/attribute-sets';

/** An id, or the name of a set that everybody has. */
const setParams = z.object({ id: z.string().max(40).toLowerCase() });

const getSets = endpoint({
  method: 'get',
  path: BASE,
  summary: 'Sets of attributes that one shows together: those that everybody has, and one’s own',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(setJson),
  async handle({ caller: { viewer } }, deps) {
    const sets = await listSets(deps, viewer);
    return sets.ok ? ok({ body: sets.value.map(presentSet) }) : sets;
  },
});

const postSet = endpoint({
  method: 'post',
  path: BASE,
  summary:
    'Make a set: which kinds of attributes, how precisely, to whom, for what, for how long; nothing is shown yet',
  auth: 'persona',
  scope: 'privacy',
  body: attributeSetSchema,
  answers: setJson,
  async handle({ caller: { viewer }, body }, deps) {
    const made = await makeSet(deps, viewer, body);
    return made.ok ? ok({ status: 201, body: presentSet(made.value) }) : made;
  },
});

const putSet = endpoint({
  method: 'put',
  path: `${BASE}/:id`,
  summary: 'Change a set of one’s own; what was shown by it stays until it is applied again',
  auth: 'persona',
  scope: 'privacy',
  params: setParams,
  body: attributeSetSchema,
  answers: setJson,
  async handle({ caller: { viewer }, params, body }, deps) {
    const changed = await changeSet(deps, viewer, params.id, body);
    return changed.ok ? ok({ body: presentSet(changed.value) }) : changed;
  },
});

const removeSet = endpoint({
  method: 'delete',
  path: `${BASE}/:id`,
  summary: 'Delete a set of one’s own; what was shown by it stays',
  auth: 'persona',
  scope: 'privacy',
  params: setParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params }, deps) {
    const gone = await deleteSet(deps, viewer, params.id);
    return gone.ok ? ok({ status: 204 }) : gone;
  },
});

const getPreview = endpoint({
  method: 'get',
  path: `${BASE}/:id/preview`,
  summary:
    'What applying a set through this persona would change, and for how many; its ETag goes with the application',
  auth: 'persona',
  scope: 'privacy',
  params: setParams,
  answers: z.object({
    etag: z.string(),
    set: setJson,
    changes: z.array(
      changeJson.extend({
        /** Upper bounds, of those of whom one may know. */
        gain: z.int(),
        lose: z.int(),
        says_now: z.string().nullable(),
        says_next: z.string().nullable(),
      }),
    ),
  }),
  async handle({ caller: { viewer }, params, at }, deps) {
    const preview = await previewSet(deps, viewer, params.id, at);
    if (!preview.ok) return preview;
    const { plan, reach } = preview.value;
    const etag = entityTag(tagged(plan));
    return ok({
      headers: { ETag: etag },
      body: {
        etag,
        set: presentSet(plan.set),
        changes: plan.changes.map((change, n) => ({
          ...presentChange(change),
          gain: reach[n]?.gain ?? 0,
          lose: reach[n]?.lose ?? 0,
          says_now: reach[n]?.saysNow ?? null,
          says_next: reach[n]?.saysNext ?? null,
        })),
      },
    });
  },
});

const postApplication = endpoint({
  method: 'post',
  path: `${BASE}/:id/application`,
  summary: 'Apply a set through this persona, all at once; with If-Match only if it does what was previewed',
  auth: 'persona',
  scope: 'privacy',
  params: setParams,
  answers: z.array(attributeJson),
  async handle({ caller: { viewer }, params, at, context }, deps) {
    const isExpected = (plan: Parameters<typeof tagged>[0]) => matches(context, tagged(plan));
    const applied = await applySet(deps, viewer, params.id, isExpected, at);
    return applied.ok ? ok({ body: applied.value.map(presentAttribute) }) : applied;
  },
});

/** Sets of attributes. */
export const attributeSetEndpoints: readonly Endpoint[] = [
  getSets,
  postSet,
  putSet,
  removeSet,
  getPreview,
  postApplication,
];
