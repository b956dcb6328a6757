import type { Withheld } from '../../giveaway/withheld.ts';
import type { Audience } from '../../privacy/audience.ts';
import { isWithin } from '../../privacy/narrower.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadProfiles } from '../actors/load-profiles.ts';
import { type AttributeView, listAttributes } from '../vault/list-attributes.ts';

/**
 * What the viewer keeps and doesn't show to everybody in the audience through this persona. What the persona is called
 * is seen by whoever sees it, and counts as shown of a name.
 *
 * The names of the account's other personas are not among it: a token is bound to one persona, and an app that holds
 * it could else find out by guessing which others belong to the account.
 */
export async function withheldFrom(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  viewer: Viewer,
  audience: Audience,
  at: Instant,
): Promise<readonly Withheld[]> {
  const { actor } = viewer;
  // A persona that was imported has no account.
  const kept = await listAttributes(deps, viewer, at);
  if (actor === null || !kept.ok) return [];
  const self = (await loadProfiles(deps, viewer, [actor.id])).get(actor.id);
  const called = self === undefined ? [] : [self.displayName];
  return kept.value.flatMap(({ kind, value, disclosure }): Withheld[] => {
    if (value === null) return [];
    const shown = shownTo(disclosure, audience);
    if (shown.includes(value)) return [];
    return [{ attribute: kind, value, shown: kind === 'name' ? [...shown, ...called] : shown }];
  });
}

const shownTo = (disclosure: AttributeView['disclosure'], audience: Audience): readonly string[] =>
  disclosure !== null && disclosure.purpose === 'reading' && isWithin(audience, disclosure.audience)
    ? [disclosure.shown]
    : [];
