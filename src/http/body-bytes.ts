import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';

/**
 * The bytes of a request as they come, each piece once the one before was dealt with. Its memory goes back then: left to
 * the garbage collector, tens of mebibytes of pieces that were dealt with would lie there at a time.
 * @throws where the connection breaks
 */
export async function* bodyBytes(c: Context): AsyncGenerator<Uint8Array, void> {
  const env = c.env as { readonly incoming?: IncomingMessage } | undefined;
  const pieces = env?.incoming === undefined ? (c.req.raw.body ?? []) : piecesOf(env.incoming);
  for await (const piece of pieces) {
    yield piece;
    free(piece);
  }
}

/** Straight from the connection: on the way through a stream of the web, each piece is copied. */
async function* piecesOf(incoming: IncomingMessage): AsyncGenerator<Buffer, void> {
  const waiting: Buffer[] = [];
  let wake = (): void => undefined;
  let end: 'ended' | 'broken' | null = null;
  const came = (piece: Buffer): void => {
    waiting.push(piece);
    incoming.pause();
    wake();
  };
  const closed = (): void => {
    end ??= incoming.complete ? 'ended' : 'broken';
    wake();
  };
  incoming.on('data', came).on('end', closed).on('error', closed).on('close', closed);
  try {
    for (;;) {
      const piece = waiting.shift();
      if (piece !== undefined) yield piece;
      else if (end === 'ended' || incoming.readableEnded) return;
      else if (end === 'broken' || incoming.destroyed) throw new Error('the connection broke');
      else {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        incoming.resume();
        await promise;
      }
    }
  } finally {
    incoming.off('data', came).off('end', closed).off('error', closed).off('close', closed);
  }
}

/** Gives the memory of bytes back, where they have it for themselves. */
function free({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
