import type { Client } from './client.ts';

interface Bound {
  least: number;
  most: number;
}

/** On what terms an organisation is told numbers about members; ε as decimal numbers. */
export interface Terms {
  minimum: number;
  epsilon_of_quarter: string;
  epsilon_of_query: string;
  /** Data is used for a purpose only while a policy in force names it. */
  policy_first: boolean;
  sigma_of_count: number;
  bounds: { minimum: Bound; epsilon_of_quarter: Bound; epsilon_of_query: Bound; days: number };
  signed: { matter: string; title: string; until: string | null }[];
}

/** What is to be otherwise; what isn't said stays. */
export interface SaidTerms {
  minimum?: number;
  epsilon_of_quarter?: number;
  epsilon_of_query?: number;
  policy_first?: boolean;
}

const PATH = '/api/insight/v1/terms';

export const readTerms = (client: Client, organisation: string): Promise<Terms> =>
  client.get(`${PATH}?organisation=${organisation}`);

/** Only ever less than now. */
export const chooseTerms = (client: Client, organisation: string, said: SaidTerms): Promise<Terms> =>
  client.put(PATH, { organisation, ...said });
