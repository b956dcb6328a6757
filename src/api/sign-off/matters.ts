import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import { changeMatter, draftMatter } from '../../governance/sign-off/draft-matter.ts';
import { listMatters, readMatter } from '../../governance/sign-off/list-matters.ts';
import type { MatterRef, OpenMatter } from '../../governance/sign-off/open-matter.ts';
import { endpoint, type Reply } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorParams } from '../actor-params.ts';
import { matterJson, matterLineJson, presentMatter, presentMatterLine } from './matter-json.ts';
import { BASE, kindSchema, matterParams, scopeSchema, textSchema, titleSchema } from './matter-words.ts';
import { stepDeps } from './step-deps.ts';

/** The matter as it is after a step; whoever took it has a seat. */
export async function afterStep(
  deps: Deps,
  viewer: Viewer,
  ref: MatterRef,
  done: Result<OpenMatter>,
  at: Instant,
  status: 200 | 201 = 200,
): Promise<Result<Reply>> {
  if (!done.ok) return done;
  const read = await readMatter(deps, viewer, ref, at);
  return read.ok ? ok({ status, body: await presentMatter(deps, viewer, read.value, at) }) : read;
}

export const getMatters = endpoint({
  method: 'get',
  path: `${BASE}/:id/matters`,
  summary: 'What an organisation signs off, newest first, for those with a seat in it',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  query: pageQuery(80, 40),
  answers: z.array(matterLineJson),
  async handle({ caller: { viewer }, params, query, at, context }, deps) {
    const { limit, before } = pageOf(query);
    const found = await listMatters(deps, viewer, params.id, { limit, before }, at);
    if (!found.ok) return found;
    const body = found.value.map((open) => presentMatterLine(open, at));
    return ok({
      body,
      headers: linkHeader(
        context.req.url,
        body.map(({ id }) => id),
      ),
    });
  },
});

export const postMatter = endpoint({
  method: 'post',
  path: `${BASE}/:id/matters`,
  summary: 'Draft a policy, or something else that is signed before it begins',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({
    kind: kindSchema,
    scope: scopeSchema.default('organisation'),
    title: titleSchema,
    text: textSchema.min(1, 'is empty'),
  }),
  answers: matterJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const drafted = await draftMatter(stepDeps(deps, viewer.network), viewer, params.id, body, at);
    if (!drafted.ok) return drafted;
    const ref = { organisation: params.id, matter: drafted.value.id };
    return afterStep(deps, viewer, ref, drafted, at, 201);
  },
});

export const getMatter = endpoint({
  method: 'get',
  path: `${BASE}/:id/matters/:matter`,
  summary: 'A matter with its text, who must sign, who has, and all that happened to it',
  auth: 'persona',
  scope: 'privacy',
  params: matterParams,
  answers: matterJson,
  async handle({ caller: { viewer }, params: { id, matter }, at }, deps) {
    const read = await readMatter(deps, viewer, { organisation: id, matter }, at);
    return read.ok ? ok({ body: await presentMatter(deps, viewer, read.value, at) }) : read;
  },
});

export const putMatter = endpoint({
  method: 'put',
  path: `${BASE}/:id/matters/:matter`,
  summary: 'Write another version; whatever was signed of the one before is void, what is in force goes on',
  auth: 'persona',
  scope: 'privacy',
  params: matterParams,
  body: z.strictObject({ title: titleSchema, text: textSchema.min(1, 'is empty') }),
  answers: matterJson,
  async handle({ caller: { viewer }, params: { id, matter }, body, at }, deps) {
    const ref = { organisation: id, matter };
    const changed = await changeMatter(stepDeps(deps, viewer.network), viewer, ref, body, at);
    return afterStep(deps, viewer, ref, changed, at);
  },
});
