/** What has been opened, to be closed in the opposite order. */
export interface Life {
  /** Aborted when the closing begins: streams end on it, and a start under way gives up. */
  closing: AbortSignal;
  /** Has `close` run at the end; at once when the closing has begun. */
  onClose(close: () => Promise<void>): Promise<void>;
  /** Closes all, last opened first. Whoever calls again waits for the same end. */
  close(): Promise<void>;
}

/** Begins a life in which nothing is open. */
export function beginLife(): Life {
  const closing = new AbortController();
  const closers: (() => Promise<void>)[] = [];
  let ended: Promise<void> | undefined;
  const closeAll = async () => {
    closing.abort();
    for (let close = closers.pop(); close; close = closers.pop()) await close();
  };
  return {
    closing: closing.signal,
    async onClose(close) {
      if (closing.signal.aborted) {
        await close();
        closing.signal.throwIfAborted();
      }
      closers.push(close);
    },
    close() {
      ended ??= closeAll();
      return ended;
    },
  };
}
