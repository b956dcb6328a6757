import { z } from 'zod';
import { ok } from '../core/result.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { openTopic, STREAM_NAMES, type StreamName } from './open-topic.ts';

const tag = z.string('is no text').max(200).optional();
const events = z
  .string()
  .describe('Server-sent events: update, status.update, delete, notification, waxseal.message');

const streamOf = (path: string, summary: string, name: StreamName): Endpoint =>
  endpoint({
    method: 'get',
    path: `/api/v1/streaming/${path}`,
    summary,
    auth: 'viewer',
    scope: 'read',
    query: z.object({ tag }),
    answers: events,
    handle: ({ caller, query, context }, deps) => openTopic(deps, caller, context, name, query.tag),
  });

const streamByName = endpoint({
  method: 'get',
  path: '/api/v1/streaming',
  summary: 'Open a stream by its name',
  auth: 'viewer',
  scope: 'read',
  query: z.object({ stream: z.enum(STREAM_NAMES, 'is no stream of ours'), tag }),
  answers: events,
  handle: ({ caller, query, context }, deps) => openTopic(deps, caller, context, query.stream, query.tag),
});

const health = endpoint({
  method: 'get',
  path: '/api/v1/streaming/health',
  summary: 'Whether streams are served',
  auth: 'nobody',
  answers: z.string(),
  handle: async () => ok({ response: new Response('OK', { headers: { 'content-type': 'text/plain' } }) }),
});

/** Live updates. */
export const streamEndpoints: readonly Endpoint[] = [
  health,
  streamByName,
  streamOf('user', 'Open the stream of the home feed and notifications', 'user'),
  streamOf('public', 'Open the stream of what is new on the network', 'public'),
  streamOf('hashtag', 'Open the stream of a hashtag', 'hashtag'),
];
