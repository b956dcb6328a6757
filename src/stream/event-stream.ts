import type { Deps } from '../store/deps.ts';
import { commentBytes } from './event-bytes.ts';
import { hubOf } from './hub.ts';
import type { Subscription } from './subscription.ts';

/** Bytes that may wait for a slow reader before its stream is cut. */
const MOST_WAITING = 1024 * 1024;

/**
 * Opens a stream of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). It listens
 * already when the answer begins: what is acknowledged from then on comes.
 */
export async function eventStream(
  deps: Deps,
  of: Pick<Subscription, 'network' | 'actor' | 'token' | 'topic'>,
): Promise<Response> {
  const hub = await hubOf(deps);
  let subscription: Subscription | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const leave = (): void => {
          if (subscription === undefined) return;
          hub.closed(subscription);
          subscription = undefined;
        };
        const close = (): void => {
          if (subscription === undefined) return;
          leave();
          controller.close();
        };
        const write = (bytes: Uint8Array): void => {
          if (subscription === undefined) return;
          controller.enqueue(bytes);
          if ((controller.desiredSize ?? 0) < -MOST_WAITING) close();
        };
        subscription = {
          ...of,
          send: write,
          beat: () => write(BEAT),
          close,
        };
        controller.enqueue(HELLO);
        hub.open(subscription);
      },
      cancel() {
        if (subscription !== undefined) hub.closed(subscription);
        subscription = undefined;
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 16 * 1024 }),
  );
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
  });
}

const HELLO = commentBytes(')');
const BEAT = commentBytes('thump');
