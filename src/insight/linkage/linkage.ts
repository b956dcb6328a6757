import type { ShownPersona } from '../../privacy/shown.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadViewer } from '../../store/viewer.ts';
import { alsoHave } from './also.ts';
import type { Clue, Strength } from './clue.ts';
import { cluesBetween } from './clues.ts';
import { newlySaid, type Signal, signalsOf, strengthOf } from './signal.ts';

/** By what two of an account's personas can be held to be one person's. */
export interface Linkage {
  readonly one: ActorId;
  readonly other: ActorId;
  readonly strength: Strength;
  /** The strongest first. */
  readonly signals: readonly Signal[];
}

/** What ties each two of these personas; pairs that nothing ties are left out. */
export async function linkagesAmong(
  deps: Pick<Deps, 'store'>,
  personas: readonly ShownPersona[],
  at: Instant,
): Promise<readonly Linkage[]> {
  const also = counter(deps, personas, at);
  const found: Linkage[] = [];
  for (const [n, one] of personas.entries()) {
    for (const other of personas.slice(n + 1)) {
      found.push(...linkageOf(one, other, await signalsBetween(one, other, also)));
    }
  }
  return found;
}

/**
 * What would tie a persona to the others that doesn't yet, were it shown so.
 * @param now the account's personas as they are
 * @param then the one of them as it would be
 */
export async function newLinkages(
  deps: Pick<Deps, 'store'>,
  now: readonly ShownPersona[],
  then: ShownPersona,
  at: Instant,
): Promise<readonly Linkage[]> {
  const before = now.find(({ id }) => id === then.id);
  if (before === undefined) return [];
  const also = counter(deps, now, at);
  const found: Linkage[] = [];
  for (const other of now.filter(({ id }) => id !== then.id)) {
    const after = await signalsBetween(then, other, also);
    const known = after.length === 0 ? [] : await signalsBetween(before, other, also);
    found.push(...linkageOf(then, other, newlySaid(known, after)));
  }
  return found;
}

const linkageOf = (one: ShownPersona, other: ShownPersona, signals: readonly Signal[]): Linkage[] => {
  const strength = strengthOf(signals);
  return strength === null ? [] : [{ one: one.id, other: other.id, strength, signals }];
};

type Counter = (one: ShownPersona, other: ShownPersona, clue: Clue) => Promise<number>;

async function signalsBetween(one: ShownPersona, other: ShownPersona, also: Counter): Promise<Signal[]> {
  const clues = cluesBetween(one, other);
  const counts = new Map<string, number>();
  for (const clue of clues) {
    if (clue.counting !== null) counts.set(JSON.stringify(clue.counting), await also(one, other, clue));
  }
  return signalsOf(clues, ({ counting }) => counts.get(JSON.stringify(counting)) ?? 0);
}

/** Counts on the networks of the two, each as the persona there sees it, and everything once. */
function counter(deps: Pick<Deps, 'store'>, personas: readonly ShownPersona[], at: Instant): Counter {
  const counted = new Map<string, Promise<number>>();
  const own = personas.map(({ id }) => id);
  const countOn = async ({ network, id }: ShownPersona, { counting }: Clue): Promise<number> => {
    const viewer = counting === null ? null : await loadViewer(deps.store, network, id);
    return viewer === null || counting === null ? 0 : alsoHave(deps, viewer, own, counting, at);
  };
  const once = (persona: ShownPersona, clue: Clue): Promise<number> => {
    const key = JSON.stringify([persona.id, clue.counting]);
    const known = counted.get(key) ?? countOn(persona, clue);
    counted.set(key, known);
    return known;
  };
  return async (one, other, clue) => {
    const here = await once(one, clue);
    return one.network === other.network ? here : here + (await once(other, clue));
  };
}
