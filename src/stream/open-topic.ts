import type { Context } from 'hono';
import { foldTag } from '../community/posts/marks.ts';
import { hashOf } from '../community/tokens/token.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { bearerOf } from '../http/bearer.ts';
import type { Caller, Reply } from '../http/endpoint.ts';
import type { Deps } from '../store/deps.ts';
import { eventStream } from './event-stream.ts';
import type { Topic } from './subscription.ts';

/** The names of streams that clients ask for. */
export const STREAM_NAMES = [
  'user',
  'user:notification',
  'public',
  'public:local',
  'hashtag',
  'hashtag:local',
] as const;
export type StreamName = (typeof STREAM_NAMES)[number];

/** Opens the stream of this name for whoever calls. */
export async function openTopic(
  deps: Deps,
  { viewer }: Caller,
  context: Context,
  name: StreamName,
  tag: string | undefined,
): Promise<Result<Reply>> {
  const topic = topicOf(name, tag);
  if (topic === null) {
    return refuse({ kind: 'invalid', field: 'tag', says: 'say of which hashtag' });
  }
  if (viewer.actor === null && (topic === 'user' || topic === 'notification')) {
    return refuse({ kind: 'unauthenticated', says: 'This stream is a member’s own; sign in first.' });
  }
  const bearer = viewer.actor === null ? null : bearerOf(context);
  const token = bearer === null ? null : hashOf(bearer).toString('base64');
  const actor = viewer.actor?.id ?? null;
  return ok({ response: await eventStream(deps, { network: viewer.network, actor, token, topic }) });
}

function topicOf(name: StreamName, tag: string | undefined): Topic | null {
  switch (name) {
    case 'user':
      return 'user';
    case 'user:notification':
      return 'notification';
    case 'public':
    case 'public:local':
      return 'public';
    case 'hashtag':
    case 'hashtag:local': {
      const folded = foldTag((tag ?? '').replace(/^#/, '').trim());
      return folded === '' ? null : `hashtag:${folded}`;
    }
  }
}
