import type { Condition, ToldNumber } from './audiences.ts';
import type { Client } from './client.ts';
import type { UsedGrant } from './uses.ts';

const base = '/api/insight/v1/offers';
const own = '/api/privacy/v1';

/** What an organisation says of an offer. */
export interface SaidOffer {
  audience: string;
  title: string;
  text: string;
  link: string | null;
  most_times: number;
  within_days: number;
  until: string;
}

export interface Offer extends SaidOffer {
  id: string;
  state: 'draft' | 'live' | 'ended';
  function: string;
  purpose: string;
  conditions: Condition[];
  hindrance: 'untold' | 'too-few' | 'unsigned' | 'policy' | 'sensitive' | 'gone' | 'changed' | null;
}

export interface Outcomes {
  outcomes: (ToldNumber & { outcome: 'shown' | 'opened' | 'accepted'; sigma: number })[];
  asked_at: string;
  same_until: string;
}

/** An offer as it is shown to whom it is for. */
export interface OwnOffer {
  id: string;
  organisation: { id: string; display_name: string };
  function: string;
  title: string;
  text: string;
  link: string | null;
  until: string;
  opened: boolean;
  accepted: boolean;
  why: {
    purpose: string;
    conditions: Condition[];
    shown: { kind: string; value: string; meets: 'condition' | 'age' }[];
    grants: UsedGrant[];
    grants_to_see: UsedGrant[];
    most_times: number;
    within_days: number;
  };
}

interface OfferChoices {
  usual: number;
  most: number;
  hidden_organisations: { id: string; display_name: string }[];
}

export const listOffers = (client: Client, organisation: string): Promise<{ offers: Offer[] }> =>
  client.get(base, { query: { organisation } });
export const draftOffer = (client: Client, organisation: string, said: SaidOffer): Promise<Offer> =>
  client.post(base, { organisation, ...said });
export const changeOffer = (client: Client, id: string, said: SaidOffer): Promise<Offer> =>
  client.put(`${base}/${id}`, said);
export const publishOffer = (client: Client, id: string): Promise<Offer> =>
  client.post(`${base}/${id}/publish`);
export const endOffer = (client: Client, id: string): Promise<void> => client.delete(`${base}/${id}`);
export const askOutcomes = (client: Client, id: string): Promise<Outcomes> =>
  client.post(`${base}/${id}/outcomes`);

export const ownOffers = (client: Client): Promise<OwnOffer[]> => client.get(`${own}/offers`);
export const nextOffer = async (client: Client): Promise<OwnOffer | null> =>
  (await client.post<{ offer: OwnOffer | null }>(`${own}/offers/next`)).offer;
export const openOffer = (client: Client, id: string): Promise<OwnOffer> =>
  client.post(`${own}/offers/${id}/open`);
export const acceptOffer = (client: Client, id: string): Promise<OwnOffer> =>
  client.post(`${own}/offers/${id}/accept`);
export const hideOffer = (client: Client, id: string, hidden: boolean): Promise<unknown> =>
  client.put(`${own}/offers/${id}/hidden`, { hidden });
export const readOfferChoices = (client: Client): Promise<OfferChoices> => client.get(`${own}/offer-choices`);
export const takeOffers = (client: Client, most: number): Promise<OfferChoices> =>
  client.put(`${own}/offer-choices`, { most });
export const hideOffersOf = (client: Client, organisation: string, hidden: boolean): Promise<OfferChoices> =>
  client.put(`${own}/offer-choices/organisations/${organisation}`, { hidden });
