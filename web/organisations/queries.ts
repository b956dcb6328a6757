import { type QueryKey, queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import {
  houseCheckUp,
  houseGrants,
  listHouseSeats,
  listKeepers,
  listProofs,
  readElsewhere,
  readOrganisation,
} from '../api/organisations.ts';

/** Everything of one house begins with this. */
export const houseKey = (client: Client, id: string): QueryKey => [client.persona, 'house', id];

const of = <T>(client: Client, id: string, part: string, read: (client: Client, id: string) => Promise<T>) =>
  queryOptions({ queryKey: [...houseKey(client, id), part], queryFn: () => read(client, id) });

export const houseSeatsQuery = (client: Client, id: string) => of(client, id, 'seats', listHouseSeats);
export const keepersQuery = (client: Client, id: string) => of(client, id, 'keepers', listKeepers);
export const organisationQuery = (client: Client, id: string) => of(client, id, 'profile', readOrganisation);
export const houseGrantsQuery = (client: Client, id: string) => of(client, id, 'grants', houseGrants);
export const houseCheckUpQuery = (client: Client, id: string) => of(client, id, 'check-up', houseCheckUp);
export const elsewhereQuery = (client: Client, id: string) => of(client, id, 'elsewhere', readElsewhere);
export const proofsQuery = (client: Client, id: string) => of(client, id, 'proofs', listProofs);
