import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import { listOffers, nextOffer, ownOffers, readOfferChoices } from '../api/offers.ts';

/** As long as the server takes a page that is loaded anew for the same one. */
const SAME_PAGE_MS = 30 * 60_000;

export const offersQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'offers', organisation],
    queryFn: () => listOffers(client, organisation),
  });

export const ownOffersQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'own-offers'], queryFn: () => ownOffers(client) });

/** The one that is shown now. To ask for it counts, so that it isn't asked for again by itself. */
export const nextOfferQuery = (client: Client) =>
  queryOptions({
    queryKey: [client.persona, 'next-offer'],
    queryFn: () => nextOffer(client),
    staleTime: SAME_PAGE_MS,
    gcTime: SAME_PAGE_MS,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });

export const offerChoicesQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'offer-choices'], queryFn: () => readOfferChoices(client) });

/** What changes with what one does about an offer. */
export const touchedByOffers = ({ persona }: Client) =>
  ['own-offers', 'next-offer', 'offer-choices', 'grants', 'uses', 'processing-rules'].map((part) => [
    persona,
    part,
  ]);
