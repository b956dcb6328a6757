import type { Client } from './client.ts';
import type { Account } from './types.ts';

export interface Seat {
  id: string;
  kind: 'function' | 'discipline';
  name: string;
  number: number;
  shows_person: boolean;
}

/** An organisation in which one has a part. */
export interface OwnHouse {
  organisation: Account;
  functions: string[];
  disciplines: string[];
  staff: boolean;
  keeper: boolean;
  seats: Seat[];
}

export const listOwnSeats = (client: Client): Promise<OwnHouse[]> =>
  client.get('/api/organisations/v1/seats');
