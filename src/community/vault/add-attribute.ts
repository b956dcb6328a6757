import { ok, type Result, refuse } from '../../core/result.ts';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { attributeValue } from '../attributes/value.ts';
import { insertAttribute, keptAttributes } from './attribute-rows.ts';
import { behindPersona } from './behind-persona.ts';
import { type AttributeView, attributeView } from './list-attributes.ts';

const MOST_ATTRIBUTES = 100;

/** Puts an attribute into the vault. Nobody sees it before it is disclosed. */
export async function addAttribute(
  deps: Pick<Deps, 'store' | 'masterKey' | 'random' | 'ids'>,
  viewer: Viewer,
  kind: AttributeKind,
  given: string,
  at: Instant,
): Promise<Result<AttributeView>> {
  const value = attributeValue(kind, given);
  if (!value.ok) return value;
  return behindPersona(deps, viewer, async (bridge, account, persona) => {
    const kept = await bridge.vault((db) => keptAttributes(db, account));
    if (kept.length >= MOST_ATTRIBUTES) {
      return refuse({ kind: 'conflict', says: `You keep ${MOST_ATTRIBUTES} already; delete one first.` });
    }
    const made = await bridge.vault((db) =>
      insertAttribute(deps, db, account, { kind, value: value.value }, at),
    );
    return ok(await attributeView(bridge, account, persona, made.id, at));
  });
}
