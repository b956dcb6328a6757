import type { Client } from './client.ts';

/** One server-sent event as Mastodon sends them: `update`, `delete`, `status.update`, `notification`. */
export interface StreamEvent {
  event: string;
  data: string;
}

/**
 * Takes what a stream has sent so far apart.
 * @returns the events that are complete, and the rest that still waits for its end
 */
export function parseEvents(buffer: string): { events: StreamEvent[]; rest: string } {
  const blocks = buffer.split(/\r?\n\r?\n/);
  const rest = blocks.pop() ?? '';
  const events = blocks.flatMap((block) => {
    let event = 'message';
    const data: string[] = [];
    for (const line of block.split(/\r?\n/)) {
      if (line.startsWith('event:')) event = line.slice(6).trim();
      else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
    }
    return data.length === 0 ? [] : [{ event, data: data.join('\n') }];
  });
  return { events, rest };
}

export interface StreamListener {
  onEvent(event: StreamEvent): void;
  /** @param again whether it was open before, so that something may have been missed */
  onOpen(again: boolean): void;
  onClosed(): void;
}

/**
 * Keeps the persona's stream open until told to stop, with pauses that grow from one second to thirty. By `fetch`
 * and not `EventSource`, which can't send the token in a header.
 */
export async function followStream(
  client: Client,
  listener: StreamListener,
  signal: AbortSignal,
): Promise<void> {
  let pause = 1000;
  let opened = false;
  while (!signal.aborted) {
    try {
      const response = await client.open('/api/v1/streaming/user', signal);
      listener.onOpen(opened);
      opened = true;
      pause = 1000;
      await readEvents(response, listener.onEvent);
    } catch {
      // The server is away, or the session has ended: what else is asked will say so.
    }
    if (signal.aborted) return;
    listener.onClosed();
    await waitFor(pause, signal);
    pause = Math.min(pause * 2, 30_000);
  }
}

async function readEvents(response: Response, onEvent: (event: StreamEvent) => void): Promise<void> {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const { events, rest } = parseEvents(buffer + value);
    buffer = rest;
    for (const event of events) onEvent(event);
  }
}

/** Waits, but no longer than until the network is back or all is to stop. */
function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
