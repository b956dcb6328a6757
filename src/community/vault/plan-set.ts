import { absent, ok, type Result } from '../../core/result.ts';
import { atPrecision } from '../../privacy/disclosure.ts';
import { changeOf, type Showing, type ShowingChange } from '../../privacy/showing.ts';
import { FOREVER, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type SetItem, templateAudience } from '../attributes/attribute-set.ts';
import type { PersonaRef } from '../personas/persona.ts';
import type { OpenAccount } from './account-rows.ts';
import { keptFor } from './attribute-rows.ts';
import { type KeptSet, setOf } from './attribute-sets.ts';
import { type BadgeBasis, badgeBasis } from './badge-basis.ts';
import { behindPersona } from './behind-persona.ts';
import type { Bridge } from './bridge-transaction.ts';
import { type AttributeView, attributeViews } from './list-attributes.ts';

/** What a set does to one attribute. */
export interface PlannedChange {
  readonly attribute: AttributeView;
  readonly now: Showing | null;
  readonly next: Showing | null;
  /** Of a badge that is to be shown. */
  readonly badge: BadgeBasis | null;
  readonly change: ShowingChange;
  /**
   * Why it can't be shown as the set says, and so is shown to nobody: `precision` where the value is too unclear,
   * `badge` where no confirmed address is there any longer.
   */
  readonly problem: 'precision' | 'badge' | null;
}

/** What a set does to all that is kept. */
export interface SetPlan {
  readonly set: KeptSet;
  readonly changes: readonly PlannedChange[];
}

const DAY_MS = 24 * 3600_000;

/** What applying the set through this persona would do; nothing is done. */
export async function readPlan(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<SetPlan>> {
  return behindPersona(deps, viewer, (bridge, account, persona) =>
    planWithin(bridge, account, persona, id, at),
  );
}

/** The same within a transaction. */
export async function planWithin(
  bridge: Bridge,
  account: OpenAccount,
  persona: PersonaRef,
  id: string,
  at: Instant,
): Promise<Result<SetPlan>> {
  const set = await bridge.vault((db) => setOf(db, account, id));
  if (set === null) return absent;
  const views = await attributeViews(bridge, account, persona, at);
  const kept = await bridge.vault((db) => keptFor(db, account, persona.network));
  const changes: PlannedChange[] = [];
  for (const attribute of views) {
    const badgeOf = kept.find((one) => one.id === attribute.id)?.badge?.organisation ?? null;
    const item = set.items.find(({ kind }) => kind === attribute.kind);
    const now = attribute.disclosure;
    const wanted = item === undefined || item.audience.kind === 'nobody' ? null : item;
    const badge =
      wanted === null || badgeOf === null ? null : await badgeBasis(bridge, account, persona, badgeOf, at);
    const lapsed = wanted !== null && badgeOf !== null && badge === null;
    const next = wanted === null || lapsed ? null : showingBy(wanted, attribute, persona, badge, at);
    const unclear = wanted !== null && !lapsed && next === null && attribute.value !== null;
    const problem = lapsed ? 'badge' : unclear ? 'precision' : null;
    changes.push({ attribute, now, next, badge, problem, change: changeOf(attribute.kind, now, next) });
  }
  return ok({ set, changes });
}

/** As the set says; null where the value is gone or too unclear. */
function showingBy(
  { precision, audience, purpose, days }: SetItem,
  { kind, value }: AttributeView,
  { id }: PersonaRef,
  badge: BadgeBasis | null,
  at: Instant,
): Showing | null {
  const shown = value === null ? null : atPrecision(kind, value, precision, at);
  if (shown === null) return null;
  const end = days === null ? FOREVER : at + days * DAY_MS;
  const until = Math.min(end, badge?.until ?? FOREVER);
  return { precision, shown, audience: templateAudience(audience.kind, id), purpose, until };
}
