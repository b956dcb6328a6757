import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { precisionsOf } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import { changeOf } from '../../privacy/showing.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { parseAudience } from '../audiences/parse-audience.ts';
import { isPrecision } from '../personas/read-newcomer.ts';
import { keptAttribute } from './attribute-rows.ts';
import { badgeBasis } from './badge-basis.ts';
import { noBasis } from './badges.ts';
import { behindPersona } from './behind-persona.ts';
import { disclose } from './disclose.ts';
import { type AttributeView, attributeView } from './list-attributes.ts';
import { noteShowing, shownChange } from './note-showing.ts';

/** What a member says about showing an attribute, as it comes from outside. */
export interface DisclosureJson {
  readonly precision: string;
  readonly audience: unknown;
  readonly purpose: Purpose;
  readonly until: Instant;
}

/** Shows an attribute through this persona, in place of what the persona showed of it before. */
export async function discloseAttribute(
  deps: Pick<Deps, 'store' | 'masterKey' | 'ids' | 'random'>,
  viewer: Viewer,
  id: string,
  { precision, audience: json, purpose, until }: DisclosureJson,
  at: Instant,
): Promise<Result<AttributeView>> {
  if (until <= at) return refuse({ kind: 'invalid', field: 'until', says: 'is over already' });
  const audience = await parseAudience(deps, viewer, json, at);
  if (!audience.ok) return audience;
  return behindPersona(deps, viewer, async (bridge, account, persona) => {
    const kept = await bridge.vault((db) => keptAttribute(db, account, persona.network, id));
    if (kept === null) return absent;
    if (!isPrecision(kept.kind, precision)) {
      const says = `is one of ${precisionsOf(kept.kind).join(', ')}`;
      return refuse({ kind: 'invalid', field: 'precision', says });
    }
    const badge = kept.badge && (await badgeBasis(bridge, account, persona, kept.badge.organisation, at));
    if (kept.badge !== null && badge === null) return noBasis;
    const before = await attributeView(bridge, account, persona, id, at);
    const showing = { precision, audience: audience.value, purpose, until };
    const shown = await disclose(deps, bridge, account.id, persona, kept, { ...showing, badge }, at);
    if (!shown.ok) return shown;
    const after = await attributeView(bridge, account, persona, id, at);
    // To say the same again is no decision.
    if (changeOf(kept.kind, before.disclosure, after.disclosure) !== 'none') {
      const change = shownChange(before, { copy: shown.value, precision });
      await noteShowing(deps, bridge, account, persona, [change], at);
    }
    return ok(after);
  });
}
