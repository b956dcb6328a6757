import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { changeTopic, endTopic, saveTopic } from '../../insight/listening/keep-topic.ts';
import { listTopics, readTopic } from '../../insight/listening/saved-topic.ts';
import { actorId, idParams } from '../actor-params.ts';
import { presentTopic, savedTopicJson, topicFields } from './topic-json.ts';

const TOPICS = '/api/insight/v1/topics';

const getTopics = endpoint({
  method: 'get',
  path: TOPICS,
  summary: 'What an organisation listens for by a name, for who holds a seat in it',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: z.array(savedTopicJson),
  async handle({ caller: { viewer }, query, at }, deps) {
    const kept = await listTopics(deps, viewer, query.organisation, at);
    return kept.ok ? ok({ body: kept.value.map(presentTopic) }) : kept;
  },
});

const postTopic = endpoint({
  method: 'post',
  path: TOPICS,
  summary: 'Keep hashtags and phrases by a name, such as a product, in one’s function; it asks nobody',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({ organisation: actorId, ...topicFields }),
  answers: savedTopicJson,
  async handle({ caller: { viewer }, body: { organisation, ...said }, at }, deps) {
    const saved = await saveTopic(deps, viewer, organisation, said, at);
    return saved.ok ? ok({ status: 201, body: presentTopic(saved.value) }) : saved;
  },
});

const getTopic = endpoint({
  method: 'get',
  path: `${TOPICS}/:id`,
  summary: 'A saved topic as it stands',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: savedTopicJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const read = await readTopic(deps, viewer, params.id, at);
    return read.ok ? ok({ body: presentTopic(read.value) }) : read;
  },
});

const putTopic = endpoint({
  method: 'put',
  path: `${TOPICS}/:id`,
  summary: 'Another version of a saved topic; its numbers aren’t compared with those of the one before',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  body: z.strictObject(topicFields),
  answers: savedTopicJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const saved = await changeTopic(deps, viewer, params.id, body, at);
    return saved.ok ? ok({ body: presentTopic(saved.value) }) : saved;
  },
});

const deleteTopic = endpoint({
  method: 'delete',
  path: `${TOPICS}/:id`,
  summary: 'End a saved topic: it can’t be asked about by its name any more, and what watches it ends',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: z.null(),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await endTopic(deps, viewer, params.id, at);
    return ended.ok ? ok({ status: 204 }) : ended;
  },
});

/** What organisations listen for. */
export const topicEndpoints: readonly Endpoint[] = [getTopics, postTopic, getTopic, putTopic, deleteTopic];
