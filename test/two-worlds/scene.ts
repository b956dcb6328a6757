import { ABSENT } from './absent.ts';
import { type Answer, stringIn } from './answer.ts';
import type { Cast } from './cast.ts';
import type { About, Hidden } from './facts/hidden-fact.ts';
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
  const with_ = (ids: readonly string[]) => [...new Set([...ids, ...guesses])];
  return {
    cast,
    viewer,
    hidden,
    guesses,
    word: viewer.replaceAll(/[^a-z]+/g, '-'),
    posts: with_(named(about.posts)),
    people: with_(people),
    spaces: with_(named(about.spaces)),
    organisations: with_(named(about.organisations)),
    attributes: with_(named(about.attributes)),
    conversations: with_(named(about.conversations)),
    circles: with_(named(['inner circle'])),
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
