import { z } from 'zod';
import { idSchema } from '../../http/endpoint.ts';
import { DISCIPLINES, type MatterId } from '../../privacy/words.ts';
import { actorId } from '../actor-params.ts';

export const BASE = '/api/organisations/v1';

const matterId = idSchema.transform((id) => id.toLowerCase() as MatterId);
export const matterParams = z.object({ id: actorId, matter: matterId });

export const kindSchema = z.enum(
  ['policy', 'campaign', 'export', 'saved-audience', 'network', 'noise'],
  'is policy, campaign, export, saved-audience, network or noise',
);
export const scopeSchema = z.enum(['organisation', 'network'], 'is organisation or network');
export const disciplineSchema = z.enum(DISCIPLINES, 'is no discipline');

/** Texts of policies are this long at most. */
export const textSchema = z.string().max(65_536, 'is 64 KiB at most');
export const titleSchema = z.string().trim().min(1, 'is empty').max(200, 'is 200 characters at most');
export const saidSchema = z.string().trim().min(1, 'is empty').max(5000, 'is 5,000 characters at most');
/** SHA-256, in hexadecimal. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'is no hash');
