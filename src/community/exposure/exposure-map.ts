import { absent, ok, type Result } from '../../core/result.ts';
import { type Audience, keysOf } from '../../privacy/audience.ts';
import type { AudienceId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type ShownAttribute, shownAttributes } from '../actors/show-actor.ts';
import { audienceText, loadKeyNames } from '../audiences/describe-audience.ts';
import { reachCounter } from '../explaining/reached-by.ts';
import { learnable } from './learnable.ts';
import type { Learnt } from './learnt.ts';
import { type Exposed, type ThingsForAudience, thingsByAudience } from './things-by-audience.ts';

/** An audience as the map has it, with how many people are in it as far as the asker may know. */
interface ExposedTo {
  readonly audience: Audience;
  readonly text: string;
  readonly people: number;
  /** Also anybody without an account; then the number is of members alone. */
  readonly visitors: boolean;
  /** Somebody is in it whom the asker isn't told. */
  readonly isUncounted: boolean;
}

/** One kind of thing, or one attribute, with how many of it are for each audience of the map. */
interface ExposureRow {
  readonly kind: Exposed;
  readonly attribute: ShownAttribute | null;
  readonly cells: readonly number[];
}

export interface ExposureMap {
  /** The widest first. */
  readonly audiences: readonly ExposedTo[];
  /** Audiences that are left out: those that fewest things are for. */
  readonly more: number;
  readonly rows: readonly ExposureRow[];
  readonly learnt: readonly Learnt[];
}

/** More don't fit on a screen; what is for the others is still in what somebody can learn. */
const MOST_AUDIENCES = 12;

const ORDER: readonly Exposed[] = ['presence', 'find', 'ties', 'attribute', 'post', 'resource'];

/** What of the viewer's own is for whom, with the number of people in each, and what four kinds of onlooker can learn. */
export async function exposureMap(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<Result<ExposureMap>> {
  const owner = viewer.actor?.id;
  if (owner === undefined) return absent;
  const [found, attributes] = await Promise.all([
    thingsByAudience(deps, viewer, owner, at),
    shownAttributes(deps, viewer, owner, at),
  ]);
  const weight = new Map<AudienceId, number>();
  for (const { audience, things } of found.things) weight.set(audience, (weight.get(audience) ?? 0) + things);
  const most = [...weight].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).slice(0, MOST_AUDIENCES);
  const shown = most.flatMap(([id]) => {
    const audience = found.audiences.get(id);
    return audience === undefined || audience.any.length === 0 ? [] : [{ id, audience }];
  });
  const name = await loadKeyNames(
    deps,
    viewer,
    shown.flatMap(({ audience }) => keysOf(audience)),
    at,
  );
  const columns: (ExposedTo & { id: AudienceId })[] = [];
  const reach = await reachCounter(deps, viewer, owner, at);
  for (const { id, audience } of shown) {
    const reached = await reach([audience]);
    columns.push({
      id,
      audience,
      text: audienceText(audience, name),
      people: reached.reached.size,
      visitors: reached.visitors,
      isUncounted: reached.uncounted.some(({ kind }) => kind === 'term'),
    });
  }
  columns.sort((a, b) => Number(b.visitors) - Number(a.visitors) || b.people - a.people);
  return ok({
    audiences: columns,
    more: weight.size - shown.length,
    rows: rowsOf(
      found.things,
      attributes,
      columns.map(({ id }) => id),
    ),
    learnt: await learnable(deps, viewer, owner, found.posts, attributes, at),
  });
}

function rowsOf(
  things: readonly ThingsForAudience[],
  attributes: readonly ShownAttribute[],
  columns: readonly AudienceId[],
): ExposureRow[] {
  const cells = (those: readonly ThingsForAudience[]): number[] =>
    columns.map((column) =>
      those.reduce((sum, one) => (one.audience === column ? sum + one.things : sum), 0),
    );
  return ORDER.flatMap((kind): ExposureRow[] => {
    const those = things.filter((one) => one.kind === kind);
    if (kind !== 'attribute')
      return those.length === 0 ? [] : [{ kind, attribute: null, cells: cells(those) }];
    return attributes.flatMap((attribute) => {
      const its = those.filter((one) => one.attribute === attribute.id);
      return its.length === 0 ? [] : [{ kind, attribute, cells: cells(its) }];
    });
  });
}
