import assert from 'node:assert/strict';
import { askAudienceSize } from '../../src/insight/audiences/audience-size.ts';
import { DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { noiseBetween } from './noise-of.ts';
import { type AudienceJson, INSIGHT, type Targeting, targeting } from './targeting.ts';

export const OFFERS = `${INSIGHT}/offers`;
export const OWN = '/api/privacy/v1/offers';

interface OfferJson {
  readonly id: string;
  readonly state: 'draft' | 'live' | 'ended';
  readonly hindrance: string | null;
  readonly audience: string;
}

export interface OwnOfferJson {
  readonly id: string;
  readonly title: string;
  readonly opened: boolean;
  readonly accepted: boolean;
  readonly organisation: { readonly id: string; readonly display_name: string };
  readonly why: {
    readonly purpose: string;
    readonly conditions: readonly { readonly kind: string; readonly values: readonly string[] }[];
    readonly shown: readonly {
      readonly kind: string;
      readonly value: string;
      readonly meets: string;
      readonly grants: readonly string[];
    }[];
    readonly grants: readonly {
      readonly id: string;
      readonly audience_text: string;
      readonly from: string;
    }[];
    readonly grants_to_see: readonly { readonly id: string }[];
  };
}

/** An organisation that may keep audiences and publish offers for them, and members who ask for theirs. */
export interface Offering extends Targeting {
  /** An audience over one interest, of which a size was told. */
  audience(interest: string, more?: object): Promise<AudienceJson>;
  /** Asks for its size under noise by which it may be used. */
  size(id: string): Promise<void>;
  write(audience: string, more?: object, who?: TestPersona, status?: number): Promise<OfferJson>;
  publish(id: string, status?: number): Promise<OfferJson>;
  /** Live at once, for an interest. */
  offer(interest: string, more?: object): Promise<OfferJson>;
  /** As the organisation reads it. */
  shownAs(id: string): Promise<OfferJson>;
  /** The offer that a member is shown now. */
  next(who: TestPersona): Promise<OwnOfferJson | null>;
  own(who: TestPersona): Promise<readonly OwnOfferJson[]>;
}

export async function offering(given: Parameters<typeof targeting>[0] = {}): Promise<Offering> {
  const t = await targeting(given);
  const said = (audience: string, more: object) => ({
    audience,
    title: 'Ten bulbs for five',
    text: 'In our shop, while there are some.',
    most_times: 2,
    within_days: 7,
    until: new Date(instantOf(t.app.deps) + 60 * DAY_MS).toISOString(),
    ...more,
  });
  const size: Offering['size'] = async (id) => {
    t.app.clock.advance(DAY_MS);
    const random = noiseBetween(20, 60);
    const at = instantOf(t.app.deps);
    assert.ok((await askAudienceSize({ ...t.app.deps, random }, await t.viewer(), id, at)).ok);
  };
  const audience: Offering['audience'] = async (interest, more = {}) => {
    const saved = await t.call<AudienceJson>(
      t.sam,
      'POST',
      `${INSIGHT}/audiences`,
      {
        organisation: t.id,
        title: `Of ${interest}`,
        function: 'marketing',
        purpose: 'offer-targeting',
        conditions: [{ kind: 'interest', values: [interest] }],
        ...more,
      },
      201,
    );
    await size(saved.id);
    return saved;
  };
  const write: Offering['write'] = (id, more = {}, who = t.sam, status = 201) =>
    t.call(who, 'POST', OFFERS, { organisation: t.id, ...said(id, more) }, status);
  const publish: Offering['publish'] = (id, status = 200) =>
    t.call(t.sam, 'POST', `${OFFERS}/${id}/publish`, undefined, status);
  return {
    ...t,
    audience,
    size,
    write,
    publish,
    async offer(interest, more = {}) {
      const { id } = await write((await audience(interest)).id, more);
      return publish(id);
    },
    shownAs: (id) => t.call(t.sam, 'GET', `${OFFERS}/${id}`),
    async next(who) {
      return (await t.call<{ offer: OwnOfferJson | null }>(who, 'POST', `${OWN}/next`)).offer;
    },
    own: (who) => t.call(who, 'GET', OWN),
  };
}
