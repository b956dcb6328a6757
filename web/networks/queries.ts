import { queryOptions } from '@tanstack/react-query';
import { listNetworks, showNetwork, showPrivacyLabel } from '../api/session.ts';

export const networksQuery = queryOptions({ queryKey: ['networks'], queryFn: listNetworks });

export const networkQuery = (slug: string) =>
  queryOptions({ queryKey: ['networks', slug], queryFn: () => showNetwork(slug) });

export const privacyLabelQuery = (slug: string) =>
  queryOptions({ queryKey: ['networks', slug, 'privacy-label'], queryFn: () => showPrivacyLabel(slug) });
