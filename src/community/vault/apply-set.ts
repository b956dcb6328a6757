import { ok, type Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type IsExpected, outOfDate } from '../grants/expected.ts';
import { dropForgotten } from './attribute-rows.ts';
import { behindPersona } from './behind-persona.ts';
import { disclose } from './disclose.ts';
import { type AttributeView, attributeViews } from './list-attributes.ts';
import { noteShowing, shownChange } from './note-showing.ts';
import { planWithin, type SetPlan } from './plan-set.ts';
import type { ShownChange } from './shown-before.ts';
import { withdrawWithin } from './withdraw-disclosure.ts';

/**
 * Shows what this persona shows as the set says, all of it in one transaction, as one decision. Copies of other personas
 * stay as they are.
 * @param isExpected whether what it does is what was looked at before
 */
export async function applySet(
  deps: Pick<Deps, 'store' | 'masterKey' | 'ids' | 'random'>,
  viewer: Viewer,
  id: string,
  isExpected: IsExpected<SetPlan>,
  at: Instant,
): Promise<Result<readonly AttributeView[]>> {
  return behindPersona(deps, viewer, async (bridge, account, persona) => {
    const plan = await planWithin(bridge, account, persona, id, at);
    if (!plan.ok) return plan;
    if (!isExpected(plan.value)) return outOfDate;
    const done: ShownChange[] = [];
    for (const { attribute, next, badge, change } of plan.value.changes) {
      if (change === 'none') continue;
      if (next === null) {
        await withdrawWithin(bridge, account.id, persona, { attribute: attribute.id }, at);
        done.push(shownChange(attribute, null));
        continue;
      }
      const { id: own, kind, value } = attribute;
      if (value === null) continue;
      const shown = await disclose(
        deps,
        bridge,
        account.id,
        persona,
        { id: own, kind, value },
        { ...next, badge },
        at,
      );
      if (!shown.ok) return shown;
      done.push(shownChange(attribute, { copy: shown.value, precision: next.precision }));
    }
    await noteShowing(deps, bridge, account, persona, done, at);
    await bridge.vault((db) => dropForgotten(db, account.id));
    return ok(await attributeViews(bridge, account, persona, at));
  });
}
