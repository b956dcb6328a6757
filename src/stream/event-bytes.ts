const encoder = new TextEncoder();

/** A server-sent event as it goes over the wire; its data holds no line break. */
export const eventBytes = (event: string, data: string): Uint8Array =>
  encoder.encode(`event: ${event}\ndata: ${data}\n\n`);

/** A comment, as Mastodon sends them to show that a stream is there. */
export const commentBytes = (words: string): Uint8Array => encoder.encode(`:${words}\n`);
