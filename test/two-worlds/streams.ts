import type { Cast } from './cast.ts';
import type { Pair, Two } from './pair.ts';
import type { OpenStream } from './stream.ts';
import { VIEWERS, type ViewerKind, type ViewerName } from './viewers.ts';
import type { Ask, Credentials } from './world.ts';

/** The streams that every viewer has open while things happen: the routes, with their queries. */
export const STREAMS: readonly { readonly route: string; readonly query: string }[] = [
  { route: 'GET /api/v1/streaming/user', query: '' },
  { route: 'GET /api/v1/streaming/public', query: '' },
  { route: 'GET /api/v1/streaming/hashtag', query: 'tag=cake' },
  { route: 'GET /api/v1/streaming/hashtag', query: 'tag=wombat' },
  { route: 'GET /api/v1/streaming', query: 'stream=user' },
];

/** One viewer's stream in both worlds. */
export interface ViewerStream {
  readonly name: string;
  readonly route: string;
  readonly both: Two<OpenStream>;
}

export type Stream = (typeof STREAMS)[number];

/** The request that opens a stream for a viewer. */
export function streamAsk(
  { route, query }: Stream,
  viewer: ViewerName,
  cast: Cast,
): { readonly ask: Ask; readonly as: Credentials; readonly name: string } {
  const { persona }: ViewerKind = VIEWERS[viewer];
  const as = persona === undefined ? {} : { token: cast.people[persona].token };
  const path = route.slice(route.indexOf(' ') + 1);
  const all = [query, persona === undefined ? 'network=acme' : ''].filter((part) => part !== '').join('&');
  const ask = { method: 'GET', path: all === '' ? path : `${path}?${all}` };
  return { ask, as, name: `stream ${ask.path}` };
}

/** Opens all streams of a viewer in both worlds. */
export async function openStreams(pair: Pair, viewer: ViewerName, cast: Cast): Promise<ViewerStream[]> {
  const opened: ViewerStream[] = [];
  for (const stream of STREAMS) {
    const { ask, as, name } = streamAsk(stream, viewer, cast);
    const both = await pair.step(`${viewer}, opens ${name}`, (world) => world.open(ask, as));
    opened.push({ name, route: stream.route, both });
  }
  return opened;
}
