import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSpeaking } from '../personas/persona-context.tsx';
import { OfferCard } from './offer-card.tsx';
import { nextOfferQuery } from './queries.ts';

/** At most one offer, asked for beside the feed, which doesn't wait for it. Where there is none, or it fails, there is nothing. */
export function FeedOffer(): ReactNode {
  const { client } = useSpeaking();
  const { data } = useQuery(nextOfferQuery(client));
  return data === undefined || data === null ? null : <OfferCard offer={data} />;
}
