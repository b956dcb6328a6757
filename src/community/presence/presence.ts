import { type Audience, canonical, NO_ONE } from '../../privacy/audience.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { isOf, type LiveGrant, liveGrants, type Slot } from '../grants/live-grants.ts';

/** Who meets an actor, by which ways it is found, who sees its ties, and who may write to it. */
export interface OwnPresence {
  readonly see: Audience;
  /** In the directory. */
  readonly find: Audience;
  readonly search: Audience;
  /** To whom it is suggested. */
  readonly suggest: Audience;
  /** Who may name it in a post, so that it is told. */
  readonly mention: Audience;
  readonly ties: Audience;
  /** Who may write to it without asking first. */
  readonly contact: Audience;
}

export const PLACES = {
  see: { kind: 'presence', action: 'see', purpose: 'reading' },
  find: { kind: 'presence', action: 'find', purpose: 'reading' },
  search: { kind: 'presence', action: 'search', purpose: 'reading' },
  suggest: { kind: 'presence', action: 'suggest', purpose: 'reading' },
  mention: { kind: 'presence', action: 'mention', purpose: 'reading' },
  ties: { kind: 'ties', action: 'see', purpose: 'reading' },
  contact: { kind: 'presence', action: 'contact', purpose: 'reading' },
} as const satisfies Record<string, Slot>;

export type Place = keyof typeof PLACES;

/** The viewer's own presence, by the grants that hold now. Where there are several, all of whom any admits. */
export async function readPresence(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<OwnPresence> {
  return presenceOf(await liveGrants(store.community, viewer, at));
}

export function presenceOf(grants: readonly LiveGrant[]): OwnPresence {
  const of = (place: Place): Audience => {
    const those = grants.filter((grant) => isOf(grant, PLACES[place])).map(({ audience }) => audience);
    const [first, ...more] = those;
    if (first === undefined) return NO_ONE;
    // Kept out is only who every grant keeps out.
    const except = first.except.filter((key) => more.every((audience) => audience.except.includes(key)));
    return (
      canonical(
        those.flatMap((audience) => audience.any),
        except,
      ) ?? NO_ONE
    );
  };
  return {
    see: of('see'),
    find: of('find'),
    search: of('search'),
    suggest: of('suggest'),
    mention: of('mention'),
    ties: of('ties'),
    contact: of('contact'),
  };
}
