import { z } from 'zod';
import { NETWORK_KINDS, type Network } from '../community/networks/network.ts';
import { rulesSchema } from '../community/networks/rules.ts';

/** A network with its rules, as somebody sees it before joining. */
export const networkJson = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  kind: z.enum(NETWORK_KINDS),
  rules: rulesSchema,
});

export const presentNetwork = ({ id, slug, title, description, kind, rules }: Network) => ({
  id,
  slug,
  title,
  description,
  kind,
  rules,
});
