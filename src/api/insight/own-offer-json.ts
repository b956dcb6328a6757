import { z } from 'zod';
import { loadUsedGrants } from '../../community/uses/list-uses.ts';
import type { ShownOffer } from '../../insight/offers/show-offer.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import type { GrantId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { instantJson } from '../instant-json.ts';
import { presentUsedGrant, usedGrantJson } from '../uses/uses.ts';
import { conditionJson } from './offer-json.ts';

export const ownOfferJson = z
  .object({
    id: z.string(),
    organisation: z.object({ id: z.string(), display_name: z.string() }),
    function: z.string(),
    title: z.string(),
    text: z.string(),
    /** Whoever follows it is known, where it leads, to meet the conditions. */
    link: z.string().nullable(),
    until: z.string(),
    shown_at: z.string().nullable(),
    opened: z.boolean(),
    accepted: z.boolean(),
    why: z.object({
      purpose: z.string(),
      purpose_iri: z.string(),
      /** All of which are met. */
      conditions: z.array(conditionJson),
      /** What of one's own meets them, and by what one is certainly of age. */
      shown: z.array(
        z.object({
          kind: z.string(),
          value: z.string(),
          precision: z.string(),
          meets: z.enum(['condition', 'age']),
          grants: z.array(z.string()),
        }),
      ),
      /** By which the organisation may have it compared for the purpose: to end one ends the offer. */
      grants: z.array(usedGrantJson),
      /** By which it is shown what is compared. */
      grants_to_see: z.array(usedGrantJson),
      /** At most so many times in so many days. */
      most_times: z.int(),
      within_days: z.int(),
    }),
  })
  .meta({ id: 'OwnOffer' });

/** Offers as they are shown to whom they are for, with why. */
export async function presentOwnOffers(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  offers: readonly ShownOffer[],
  at: Instant,
): Promise<z.output<typeof ownOfferJson>[]> {
  const ids = offers.flatMap(({ grants, copies }) => [...grants, ...copies.flatMap((copy) => copy.grants)]);
  const grants = await loadUsedGrants(deps, viewer, [...new Set(ids)], at);
  const present = (some: readonly GrantId[]) =>
    [...new Set(some)].flatMap((id) => {
      const grant = grants.get(id);
      return grant === undefined ? [] : [presentUsedGrant(grant)];
    });
  return offers.map(({ offer, grants: letting, copies }) => ({
    id: offer.id,
    organisation: { id: offer.organisation, display_name: offer.organisationName },
    function: offer.function,
    title: offer.title,
    text: offer.text,
    link: offer.link,
    until: instantJson(offer.until ?? offer.endsAt),
    shown_at: offer.shownAt.length === 0 ? null : instantJson(Math.max(...offer.shownAt)),
    opened: offer.openedAt !== null,
    accepted: offer.acceptedAt !== null,
    why: {
      purpose: offer.purpose,
      purpose_iri: purposeIri(offer.purpose),
      conditions: offer.conditions.map(({ kind, values }) => ({ kind, values: [...values] })),
      shown: copies.map(({ kind, value, precision, grants: by }) => ({
        kind,
        value,
        precision,
        meets: offer.conditions.some((one) => one.kind === kind && one.values.includes(value))
          ? ('condition' as const)
          : ('age' as const),
        grants: [...by],
      })),
      grants: present(letting),
      grants_to_see: present(copies.flatMap((copy) => copy.grants)),
      most_times: offer.mostTimes,
      within_days: offer.withinDays,
    },
  }));
}
