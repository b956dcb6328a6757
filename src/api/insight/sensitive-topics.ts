import { z } from 'zod';
import { markSpace, spaceMarks } from '../../community/sensitive-topics/sensitive-space.ts';
import { listSensitiveTags, markTag } from '../../community/sensitive-topics/sensitive-tags.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { actorParams } from '../actor-params.ts';
import { NETWORK_PATH, slugParams } from '../networks/params.ts';

const TAGS = `${NETWORK_PATH}/sensitive-tags`;
const SPACE = '/api/privacy/v1/spaces/:id/sensitive';

const tagsJson = z.object({ tags: z.array(z.string()) });
const said = z.strictObject({ sensitive: z.boolean('is true or false') });
const marksJson = z.object({ sensitive: z.boolean(), by_space: z.boolean(), by_network: z.boolean() });

const presentMarks = (by: readonly ('network' | 'space')[]): z.output<typeof marksJson> => ({
  sensitive: by.length > 0,
  by_space: by.includes('space'),
  by_network: by.includes('network'),
});

const getTags = endpoint({
  method: 'get',
  path: TAGS,
  summary: 'The hashtags by which nobody is picked or counted on a network, for its members',
  auth: 'persona',
  scope: 'privacy',
  params: slugParams,
  answers: tagsJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const tags = await listSensitiveTags(deps, viewer, params.slug, at);
    return tags.ok ? ok({ body: { tags: [...tags.value] } }) : tags;
  },
});

const putTag = endpoint({
  method: 'put',
  path: `${TAGS}/:tag`,
  summary: 'Mark a hashtag as sensitive, or no longer, as an administrator of the network',
  auth: 'persona',
  scope: 'privacy',
  params: slugParams.extend({
    tag: z
      .string()
      .min(1)
      .max(100)
      .regex(/^[\p{L}\p{M}\p{N}_]+$/u),
  }),
  body: said,
  answers: tagsJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const set = await markTag(deps, viewer, { ...params, ...body }, at);
    if (!set.ok) return set;
    const tags = await listSensitiveTags(deps, viewer, params.slug, at);
    return tags.ok ? ok({ body: { tags: [...tags.value] } }) : tags;
  },
});

const getSpaceMarks = endpoint({
  method: 'get',
  path: SPACE,
  summary: 'Whether a space is marked as sensitive, and by whom',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: marksJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const marks = await spaceMarks(deps, viewer, params.id, at);
    return marks.ok ? ok({ body: presentMarks(marks.value) }) : marks;
  },
});

const putSpaceMark = endpoint({
  method: 'put',
  path: SPACE,
  summary: 'Mark a space as sensitive, or no longer, as its administrator or the network’s',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: said,
  answers: marksJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const marks = await markSpace(deps, viewer, { id: params.id, sensitive: body.sensitive }, at);
    return marks.ok ? ok({ body: presentMarks(marks.value) }) : marks;
  },
});

/** What is nobody's business: marked by a network for itself, or by a space. */
export const sensitiveEndpoints: readonly Endpoint[] = [getTags, putTag, getSpaceMarks, putSpaceMark];
