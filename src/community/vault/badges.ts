import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { loadProfiles } from '../actors/load-profiles.ts';
import { seenOrganisations } from '../organisations/seen-organisations.ts';
import { insertAttribute, keptAttributes, rewriteAttribute } from './attribute-rows.ts';
import { badgeBasis, badgeEnd, confirmedDomains } from './badge-basis.ts';
import { behindPersona } from './behind-persona.ts';
import { type AttributeView, attributeView } from './list-attributes.ts';

/** A badge that this persona may show. */
export interface BadgeOffer {
  readonly organisation: ActorId;
  /** It would last until then. */
  readonly until: Instant;
  /** The attribute by which it is shown, once it was taken. */
  readonly attribute: string | null;
}

/** Organisations of which the viewer knows and at which the account has a confirmed address: for its owner alone. */
export async function listBadges(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  viewer: Viewer,
  at: Instant,
): Promise<Result<readonly BadgeOffer[]>> {
  const found = await behindPersona(deps, viewer, async (bridge, account, { network, id: persona }) => {
    const confirmed = await confirmedDomains(bridge, account);
    const kept = await bridge.vault((db) => keptAttributes(db, account));
    const now = instantValue(at);
    const { rows } = await bridge.community((db) =>
      sql<{ id: ActorId; domain: string }>`select d.organisation_id as id, d.domain
        from community.organisation_domain d where d.network_id = ${network}
          and d.domain = any(${[...confirmed.keys()]}::text[]) and d.valid_from <= ${now} and d.valid_until > ${now}
        order by d.organisation_id`.execute(db),
    );
    const offers = new Map<ActorId, BadgeOffer>();
    for (const { id: organisation, domain } of rows) {
      const end = badgeEnd(account, persona, organisation, confirmed.get(domain) ?? 0);
      const until = Math.max(end, offers.get(organisation)?.until ?? end);
      if (until <= at) continue;
      const own = kept.find(
        ({ value, badge }) =>
          value !== null && badge?.network === network && badge.organisation === organisation,
      );
      offers.set(organisation, { organisation, until, attribute: own?.id ?? null });
    }
    return ok([...offers.values()]);
  });
  if (!found.ok) return found;
  const ids = found.value.map(({ organisation }) => organisation);
  const seen = await seenOrganisations(deps, viewer, ids, at);
  return ok(found.value.filter(({ organisation }) => seen.has(organisation)));
}

/**
 * Takes a badge into the vault, as an attribute that says the organisation and nothing else. Nobody sees it before it is
 * disclosed. Taken again it says the organisation as it is called now.
 */
export async function takeBadge(
  deps: Pick<Deps, 'store' | 'masterKey' | 'random' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<AttributeView>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  if (!(await seenOrganisations(deps, viewer, [organisation], at)).has(organisation)) return absent;
  const name = (await loadProfiles(deps, viewer, [organisation])).get(organisation)?.displayName;
  if (name === undefined) return absent;
  return behindPersona(deps, viewer, async (bridge, account, persona) => {
    if ((await badgeBasis(bridge, account, persona, organisation, at)) === null) return noBasis;
    const kept = await bridge.vault((db) => keptAttributes(db, account));
    const known = kept.find(
      ({ badge }) => badge?.network === persona.network && badge.organisation === organisation,
    );
    const id = await bridge.vault(async (db) => {
      if (known !== undefined) {
        await rewriteAttribute(deps, db, account, known.id, name, at);
        return known.id;
      }
      const made = await insertAttribute(deps, db, account, { kind: 'works-at', value: name }, at);
      await db
        .insertInto('vault.badge')
        .values({
          account_id: account.id,
          attribute_id: made.id,
          network_id: persona.network,
          organisation_id: organisation,
        })
        .execute();
      return made.id;
    });
    return ok(await attributeView(bridge, account, persona, id, at));
  });
}

/** One sentence for all: which addresses are an organisation's isn't told. */
export const noBasis = refuse({
  kind: 'conflict',
  says: 'None of your addresses that you confirmed within a year is of this organisation. Confirm one in your account first.',
});
