import { ABSENT } from './absent.ts';
import { type Answer, stringIn } from './answer.ts';
import type { Cast } from './cast.ts';
import type { About, Hidden, HiddenKind } from './facts/hidden-fact.ts';
import type { Scene } from './probes/probe.ts';
import { VIEWERS, type ViewerKind, type ViewerName } from './viewers.ts';

/** A scene with a place for the answers that are kept in it. */
export interface OpenScene extends Scene {
  keep(name: string, answer: Answer): void;
}

/**
 * What the viewer comes with.
 * @param hiddenIn what is hidden, by fact
 */
export function sceneOf(
  about: About,
  hiddenIn: readonly Hidden[],
  cast: Cast,
  viewer: ViewerName,
): OpenScene {
  const answers = new Map<string, Answer>();
  const { persona }: ViewerKind = VIEWERS[viewer];
  const hidden: Hidden = {
    ids: hiddenIn.flatMap(({ ids }) => ids),
    words: [...new Set(hiddenIn.flatMap(({ words }) => words))],
    handles: hiddenIn.flatMap(({ handles }) => handles),
    emails: hiddenIn.flatMap(({ emails }) => emails),
  };
  const guesses = [...hiddenIn.flatMap(({ ids }) => ids.slice(0, 1)), ABSENT];
  const named = (labels: readonly string[] = []) => labels.map((label) => thing(cast, label));
  const people = (about.people ?? []).map((name) => cast.people[name].id);
  const guessesOf = (kind: HiddenKind) =>
    hiddenIn.flatMap(({ is, ids }) => (is === undefined || is === kind ? ids.slice(0, 1) : []));
  // The ids of things of other kinds: one says as much as all.
  const other = guesses.slice(0, 1);
  const with_ = (kind: HiddenKind, ids: readonly string[]) => [
    ...new Set([...ids, ...guessesOf(kind), ...other, ABSENT]),
  ];
  return {
    cast,
    viewer,
    hidden,
    guesses,
    guessesOf,
    word: viewer.replaceAll(/[^a-z]+/g, '-'),
    posts: with_('posts', named(about.posts)),
    people: with_('people', people),
    spaces: with_('spaces', named(about.spaces)),
    organisations: with_('organisations', named(about.organisations)),
    attributes: with_('attributes', named(about.attributes)),
    conversations: with_('conversations', named(about.conversations)),
    circles: with_('circles', named(['inner circle'])),
    resources: [
      ...new Set([...hiddenIn.flatMap((one) => one.resources ?? []), ...named(about.resources), ABSENT]),
    ],
    kept(name, path = 'id') {
      if (name === 'self') return persona === undefined ? ABSENT : cast.people[persona].id;
      return stringIn(answers.get(name), path) ?? ABSENT;
    },
    keep: (name, answer) => answers.set(name, answer),
  };
}

function thing(cast: Cast, label: string): string {
  const id = cast.things[label];
  if (id === undefined) throw new Error(`the base world has no "${label}"`);
  return id;
}
