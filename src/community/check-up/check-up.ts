import { absent, ok, type Result } from '../../core/result.ts';
import { EVERYONE, keysOf } from '../../privacy/audience.ts';
import { DAY_MS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { wholeList } from '../actors/list-page.ts';
import { audienceText, loadKeyNames } from '../audiences/describe-audience.ts';
import { listDecisions, type OwnDecision } from '../decisions/list-decisions.ts';
import { UNDONE_WITHIN_MS } from '../decisions/note-decision.ts';
import { type GrantableKind, loadOwnObjects } from '../grants/grantable.ts';
import { type Growth, growthOf, hasGrown } from './growth.ts';
import { type Alike, readHeld } from './held.ts';

/** A row of the check-up as its owner reads it. */
export interface CheckUpRow extends Omit<Alike, 'first'> {
  readonly things: readonly { readonly kind: GrantableKind; readonly id: string; readonly text: string }[];
  readonly audienceText: string;
  /** Whom it reaches, of people; null where it is for organisations, or for so many that the number says nothing. */
  readonly growth: Growth | null;
  readonly hasGrown: boolean;
  /** Organisations were allowed something and never made use of it. */
  readonly isUnused: boolean;
}

export interface CheckUp {
  /** What ends unless it is carried forward, the first to end first. */
  readonly due: readonly CheckUpRow[];
  /** How many rows are due, those that aren't shown as well. */
  readonly total: number;
  /** Says which rows are due: where anything is added or goes, it is another. */
  readonly version: string;
  /** What isn't due, and reaches more people than when it was decided. */
  readonly grown: readonly CheckUpRow[];
  /** What isn't due either, and was never used in all the time. */
  readonly unused: readonly CheckUpRow[];
  /** What was decided in check-ups lately, and what ended since nobody carried it forward; the newest first. */
  readonly lately: readonly OwnDecision[];
}

/** Rows that aren't due and are looked at for whether they have grown. */
const WATCHED = 40;
const LATELY = 5;
/** How long it may take until something is used. */
const UNUSED_FOR_MS = 90 * DAY_MS;

/** What the viewer is to look at again: all of it, however much there is, in a few queries. */
export async function readCheckUp(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  limit: number,
  at: Instant,
): Promise<Result<CheckUp>> {
  const owner = viewer.actor?.id;
  if (owner === undefined) return absent;
  const mine = { network: viewer.network, owner };
  const { community } = deps.store;
  const [held, decisions] = await Promise.all([
    readHeld(community, mine, { due: limit, others: WATCHED }, at),
    listDecisions(deps, viewer, wholeList(LATELY), at, { kinds: ['checked-up', 'not-renewed'] }),
  ]);
  const all = [...held.due, ...held.others];
  const counted = all.filter(isCounted);
  const growths = await growthOf(deps, viewer, owner, counted, at);
  const grown = new Map(counted.map((row, n) => [row, growths[n] as Growth]));
  const shown = all.filter((row) => row.isDue || isWorthSaying(grown.get(row)) || isUnused(row, at));
  const [name, objects] = await Promise.all([
    loadKeyNames(
      deps,
      viewer,
      shown.flatMap(({ audience }) => keysOf(audience)),
      at,
    ),
    loadOwnObjects(deps, viewer, [...new Set(shown.flatMap(({ first }) => first))], owner),
  ]);
  const rows = shown.map((row): CheckUpRow => {
    const { first, ...said } = row;
    const growth = grown.get(row);
    return {
      ...said,
      things: first.map((id) => ({
        kind: row.kind,
        id,
        text: objects.find((one) => one.kind === row.kind && one.id === id)?.text ?? 'something that is gone',
      })),
      audienceText: audienceText(row.audience, name),
      growth: growth ?? null,
      hasGrown: isWorthSaying(growth),
      isUnused: isUnused(row, at),
    };
  });
  return ok({
    due: rows.filter((row) => row.isDue),
    total: held.total,
    version: held.version,
    grown: rows.filter((row) => !row.isDue && row.hasGrown),
    unused: rows.filter((row) => !row.isDue && !row.hasGrown),
    lately: decisions.filter((one) => one.at > at - UNDONE_WITHIN_MS),
  });
}

/** Whether people are counted: of organisations it isn't how many they are that matters, nor of everybody there is. */
const isCounted = ({ conditions, audience }: Alike): boolean =>
  conditions.actorKinds?.includes('persona') !== false &&
  !audience.any.some((term) => term.includes(EVERYONE));

/** Who read what, among people, isn't noted, and so neither is that nobody did. */
const isUnused = ({ purpose, usedAt, since }: Alike, at: Instant): boolean =>
  purpose !== 'reading' && usedAt === null && since <= at - UNUSED_FOR_MS;

const isWorthSaying = (growth: Growth | undefined): boolean => growth !== undefined && hasGrown(growth);
