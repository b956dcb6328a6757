import type { Cast } from '../cast.ts';
import type { Hidden, HiddenKind } from '../facts/hidden-fact.ts';
import type { ViewerName } from '../viewers.ts';

/**
 * When a probe has its turn in the trace: everything is read, then written, then all is read again; `last` puts back
 * what was written. When every viewer has come so far, each one takes what then stays taken, and at the end of all
 * signs out and leaves.
 */
export type Phase = 'read' | 'write' | 'last' | 'take' | 'leave';

/** One request to the probe's route. */
export interface Use {
  /** What stands for the names in the route's path. */
  readonly at?: Readonly<Record<string, string>>;
  /** Without the question mark. */
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Other credentials than those that the route asks for. */
  readonly as?: 'token' | 'cookie' | 'nobody';
  /** A name under which later probes find the answer. */
  readonly keep?: string;
}

/** How a viewer comes at one route. */
export interface Probe {
  /** As the router has it: `GET /api/v1/statuses/:id`. */
  readonly route: string;
  readonly phase: Phase;
  uses(scene: Scene): readonly Use[];
}

/** What a viewer knows, or has guessed, when tracing. */
export interface Scene {
  readonly cast: Cast;
  readonly viewer: ViewerName;
  /** A word of the viewer's own, for handles. */
  readonly word: string;
  readonly hidden: Hidden;
  /** Ids to come with: of what is hidden, of what it is about, of the viewer's own, and one of nothing. */
  readonly posts: readonly string[];
  readonly people: readonly string[];
  readonly spaces: readonly string[];
  readonly organisations: readonly string[];
  readonly attributes: readonly string[];
  readonly circles: readonly string[];
  readonly conversations: readonly string[];
  readonly resources: readonly string[];
  /** The first of what each fact hides, for where it stands in for any kind of thing; and one of nothing. */
  readonly guesses: readonly string[];
  /** Those of them that are of the kind, as far as is known. */
  guessesOf(kind: HiddenKind): readonly string[];
  /** A text in an answer that was kept; an id of nothing where there is none. */
  kept(name: string, path?: string): string;
}

type Uses = (scene: Scene) => readonly Use[];
const ONCE: Uses = () => [{}];

const of =
  (phase: Phase) =>
  (route: string, uses: Uses = ONCE): Probe => ({ route, phase, uses });

export const read = of('read');
export const write = of('write');
export const last = of('last');
export const take = of('take');
export const leave = of('leave');

/** One use for each id, in the path's `:id`. */
export const eachId =
  (ids: (scene: Scene) => readonly string[], use: Omit<Use, 'at'> = {}): Uses =>
  (scene) =>
    ids(scene).map((id) => ({ ...use, at: { id } }));

/** The own thing with every person, and everything else with one: not each with each, which would be very many. */
export const withPeople = (
  own: string,
  others: readonly string[],
  { people, cast }: Scene,
): { readonly id: string; readonly persona: string }[] => [
  ...people.map((persona) => ({ id: own, persona })),
  ...others.map((id) => ({ id, persona: cast.people.peter.id })),
];

/** One use for each query. */
export const queries =
  (...list: readonly string[]): Uses =>
  () =>
    list.map((query) => ({ query }));

/** Every id that is hidden, whatever of, with the things that the facts are about. */
export const allIds =
  (ids: (scene: Scene) => readonly string[]) =>
  (scene: Scene): readonly string[] => [...new Set([...ids(scene), ...scene.hidden.ids])];

export const posts = (scene: Scene): readonly string[] => scene.posts;
export const people = (scene: Scene): readonly string[] => scene.people;
export const spaces = (scene: Scene): readonly string[] => scene.spaces;
export const organisations = (scene: Scene): readonly string[] => scene.organisations;
export const guesses = (scene: Scene): readonly string[] => scene.guesses;

/** Pages from the start, small ones, and from cursors at what is hidden, either way. */
export const pages: Uses = ({ guesses: [guess = ''] }) => [
  {},
  { query: 'limit=2' },
  { query: `max_id=${guess}` },
  { query: `min_id=${guess}&limit=3` },
  { query: `since_id=${guess}` },
];

/** The same pages of one list for each id. */
export const pagesOfEach =
  (ids: (scene: Scene) => readonly string[]): Uses =>
  (scene) =>
    ids(scene).flatMap((id) =>
      [{}, { query: `max_id=${scene.guesses[0]}&limit=2` }].map((page) => ({ ...page, at: { id } })),
    );
