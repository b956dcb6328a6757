import { setTimeout } from 'node:timers/promises';
import type { Answer } from './answer.ts';

/** An open stream of server-sent events, and what it has delivered. */
export interface OpenStream {
  readonly status: number;
  /** Everything so far, as it came. */
  text(): string;
  /** Waits until the text has come. Rejects where the stream ends, or half a minute passes, without it. */
  until(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Reads on until it is closed or ends. An answer that is no stream is read as a whole. */
export function openStream(response: Response): OpenStream {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = '';
  let ended = false;
  const reading = (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      text += decoder.decode(part.value, { stream: true });
  })()
    .catch(() => undefined)
    .finally(() => {
      ended = true;
    });
  return {
    status: response.status,
    text: () => text,
    async until(awaited) {
      for (let waited = 0; !text.includes(awaited); waited += 5) {
        if (ended) throw new Error(`the stream ended without ${awaited}`);
        if (waited > 30_000) throw new Error(`the stream has not brought ${awaited}`);
        await setTimeout(5);
      }
    },
    async close() {
      await reader?.cancel().catch(() => undefined);
      await reading;
    },
  };
}

/** The beat that shows that a stream is still there. */
const BEAT = ':thump\n';

/**
 * What a stream delivered, to be compared like any answer. The beats are left out: they come every 15 seconds of the
 * machine's own time, whatever happens, so that the slower world would have more of them.
 */
export const streamAnswer = (stream: OpenStream): Answer => ({
  status: stream.status,
  headers: [],
  body: Buffer.from(stream.text().replaceAll(BEAT, '')),
});
