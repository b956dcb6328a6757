import { ok, type Result } from '../../core/result.ts';
import { keysOf } from '../../privacy/audience.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { audienceText, loadKeyNames } from '../audiences/describe-audience.ts';
import type { Reached } from '../explaining/counted.ts';
import type { People } from '../explaining/people.ts';
import { reachCounter } from '../explaining/reached-by.ts';
import { type Named, sayUncounted } from '../explaining/say-reached.ts';
import type { BulkAsked } from './bulk-asked.ts';
import { type PickedGroup, pickPosts } from './pick-posts.ts';

/** Who gains or loses sight of at least one of the posts, as far as the asker may know. */
export interface Difference {
  readonly count: number;
  /** The first of them. */
  readonly people: readonly ActorId[];
  /** Also somebody without an account. */
  readonly visitors: boolean;
  /** What isn't told in numbers. */
  readonly notCounted: readonly Named[];
}

export interface BulkPreview {
  /** How many posts change, and how many are so already. */
  readonly posts: number;
  readonly unchanged: number;
  /** The newest of them: what is newer isn't changed. Null where there is none. */
  readonly last: ObjectId | null;
  /** The changes in words, the commonest first. */
  readonly changes: readonly { readonly posts: number; readonly from: string; readonly to: string }[];
  /** Changes that are left out of `changes`, and of who gains and loses: the rarest. */
  readonly more: number;
  readonly gain: Difference;
  readonly lose: Difference;
}

/** Changes that are told one by one. */
const MOST_CHANGES = 20;
const SHOWN = 20;

/** What a change of many posts would do, over what the asker may know; nothing is changed by it. */
export async function previewBulkChange(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  asked: BulkAsked,
  at: Instant,
): Promise<Result<BulkPreview>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const groups = await pickPosts(deps.store.community, viewer.network, me.value, asked, at);
  const changing = groups.filter(({ isSame }) => !isSame);
  const told = alike(changing);
  const first = told.slice(0, MOST_CHANGES);
  const name = await loadKeyNames(
    deps,
    viewer,
    first.flatMap(({ now, then }) => [...now.map((one) => one.audience), then.audience].flatMap(keysOf)),
    at,
  );
  const gained = new Collected();
  const lost = new Collected();
  const reach = await reachCounter(deps, viewer, me.value, at);
  for (const group of first) {
    const before = await reach(group.now.map((one) => one.audience));
    const after = await reach([group.then.audience]);
    gained.add(after, before);
    lost.add(before, after);
  }
  const posts = (some: readonly PickedGroup[]): number =>
    some.reduce((sum, one) => sum + one.posts.length, 0);
  return ok({
    posts: posts(changing),
    unchanged: posts(groups) - posts(changing),
    last:
      groups
        .flatMap((group) => group.posts[0] ?? [])
        .toSorted()
        .at(-1) ?? null,
    changes: first.map((group) => ({
      posts: group.posts.length,
      from:
        group.now.length === 0
          ? 'nobody but you'
          : group.now.map((one) => audienceText(one.audience, name)).join('; and '),
      to: audienceText(group.then.audience, name),
    })),
    more: told.length - first.length,
    gain: gained.difference(name),
    lose: lost.difference(name),
  });
}

/** Groups that come from the same audiences to the same one are told as one. */
function alike(groups: readonly PickedGroup[]): PickedGroup[] {
  const found = new Map<string, PickedGroup>();
  for (const group of groups) {
    const name = JSON.stringify([group.now.map(({ id }) => id), group.then.audience]);
    const same = found.get(name);
    found.set(name, same === undefined ? group : { ...same, posts: [...same.posts, ...group.posts] });
  }
  return [...found.values()].sort((a, b) => b.posts.length - a.posts.length);
}

/** Those in one reach and not in another, over several changes. */
class Collected {
  #people: People | null = null;
  readonly #uncounted = new Map<string, Reached['uncounted'][number]>();
  #visitors = false;

  add(those: Reached, others: Reached): void {
    const differing = those.reached.without(others.reached);
    this.#people = this.#people?.with(differing) ?? differing;
    const named = new Set(others.uncounted.map(({ keys }) => keys.join()));
    for (const one of those.uncounted) {
      if (one.kind === 'term' && !named.has(one.keys.join())) this.#uncounted.set(one.keys.join(), one);
    }
    this.#visitors ||= those.visitors && !others.visitors;
  }

  difference(name: Parameters<typeof sayUncounted>[1]): Difference {
    return {
      count: this.#people?.size ?? 0,
      people: this.#people?.first(SHOWN) ?? [],
      visitors: this.#visitors,
      notCounted: sayUncounted([...this.#uncounted.values()], name),
    };
  }
}
