import type { Client } from './client.ts';
import type { HouseSeat } from './controls.ts';
import type { Account, AudienceJson, BusinessFunction, Grant } from './types.ts';

const base = '/api/organisations/v1';

/** The header that says in which seat something is done. */
export const inSeat = (seat: string | undefined): Readonly<Record<string, string>> =>
  seat === undefined ? {} : { 'acting-seat': seat };

export interface GivenSeat extends HouseSeat {
  account: Account;
}

export const showInSeat = (client: Client, seat: string, shows_person: boolean): Promise<HouseSeat> =>
  client.put(`${base}/seats/${seat}`, { shows_person });

export const leaveSeat = (client: Client, seat: string): Promise<unknown> =>
  client.delete(`${base}/seats/${seat}`);

export const listHouseSeats = (client: Client, house: string): Promise<GivenSeat[]> =>
  client.get(`${base}/${house}/seats`);

export const giveSeat = (
  client: Client,
  house: string,
  seat: { persona: string; kind: HouseSeat['kind']; name: string },
): Promise<HouseSeat> => client.post(`${base}/${house}/seats`, seat);

export const endSeat = (client: Client, house: string, seat: string): Promise<unknown> =>
  client.delete(`${base}/${house}/seats/${seat}`);

export const listKeepers = (client: Client, house: string): Promise<Account[]> =>
  client.get(`${base}/${house}/keepers`);

export const appointKeeper = (client: Client, house: string, persona: string): Promise<unknown> =>
  client.put(`${base}/${house}/keepers/${persona}`);

export const dismissKeeper = (client: Client, house: string, persona: string): Promise<unknown> =>
  client.delete(`${base}/${house}/keepers/${persona}`);

export type LineKind = 'website' | 'legal-name' | 'country' | 'contact' | 'data-protection-contact';

export interface OrganisationProfile {
  account: Account;
  /** As it was written. */
  note: string;
  lines: { id: string; kind: LineKind; value: string }[];
  domains: string[];
  functions: BusinessFunction[];
  host: boolean;
  elsewhere: { network: { slug: string; title: string }; handle: string; display_name: string }[];
}

export const readOrganisation = (client: Client, id: string): Promise<OrganisationProfile> =>
  client.get(`${base}/${id}/profile`);

export const changeOrganisation = (
  client: Client,
  id: string,
  change: {
    display_name?: string;
    note?: string;
    lines?: Partial<Record<LineKind, { value: string; audience: AudienceJson } | null>>;
  },
): Promise<OrganisationProfile> => client.put(`${base}/${id}/profile`, change);

export const readElsewhere = (client: Client, id: string): Promise<{ told: boolean }> =>
  client.get(`${base}/${id}/elsewhere`);

/** Lets it be told, or no longer, on which other networks it is; or says that it hosts this one. */
export const setStanding = (
  client: Client,
  id: string,
  standing: 'host' | 'elsewhere',
  is: boolean,
): Promise<unknown> => {
  const path = `${base}/${id}/${standing}`;
  return is ? client.put(path) : client.delete(path);
};

export const houseGrants = (client: Client, id: string): Promise<Grant[]> =>
  client.get(`${base}/${id}/grants`);

export const openTo = (
  client: Client,
  id: string,
  kind: 'staff' | 'ties',
  audience: AudienceJson,
): Promise<Grant> =>
  client.post(`${base}/${id}/grants`, { object: { kind, id }, actions: ['see'], audience });

export const endHouseGrant = (client: Client, id: string, grant: string): Promise<unknown> =>
  client.delete(`${base}/${id}/grants/${grant}`);

export interface HouseCheckUp {
  due: { row: string; things: { text: string }[]; audience_text: string; review_by: string }[];
}

export const houseCheckUp = (client: Client, id: string): Promise<HouseCheckUp> =>
  client.get(`${base}/${id}/check-up`);

export const answerHouse = (
  client: Client,
  id: string,
  answers: { renew?: string[]; withdraw?: string[] },
): Promise<unknown> => client.post(`${base}/${id}/check-up`, answers);

export interface DomainProof {
  domain: string;
  record: { type: string; name: string; value: string };
  verified: boolean;
  looked_at: string | null;
}

export const listProofs = (client: Client, id: string): Promise<DomainProof[]> =>
  client.get(`${base}/${id}/domains`);

export const beginProof = (client: Client, id: string, domain: string): Promise<DomainProof> =>
  client.post(`${base}/${id}/domains`, { domain });

export const lookForProof = (client: Client, id: string, domain: string): Promise<DomainProof> =>
  client.post(`${base}/${id}/domains/${domain}/look`);

export const dropProof = (client: Client, id: string, domain: string): Promise<unknown> =>
  client.delete(`${base}/${id}/domains/${domain}`);
