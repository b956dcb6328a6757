import { queryOptions } from '@tanstack/react-query';
import { listNetworks, showNetwork } from '../api/session.ts';

export const networksQuery = queryOptions({ queryKey: ['networks'], queryFn: listNetworks });

export const networkQuery = (slug: string) =>
  queryOptions({ queryKey: ['networks', slug], queryFn: () => showNetwork(slug) });
