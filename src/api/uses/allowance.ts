import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import {
  chooseOwnAllowance,
  type OwnAllowance,
  readOwnAllowance,
  SHARES,
} from '../../insight/allowance/own-allowance.ts';
import { DELTA, decimal } from '../../insight/noise/accounting.ts';
import { instantJson } from '../instant-json.ts';

const PATH = '/api/privacy/v1/allowance';

const allowanceJson = z.object({
  share: z.enum(SHARES),
  quarter: z.string(),
  renews_at: z.string(),
  /** ε as decimal numbers in texts, exactly as they are accounted. */
  epsilon_spent: z.string(),
  epsilon_most: z.string(),
  delta: z.number(),
  counts_left: z.int(),
  counts: z.int(),
});

const present = (own: OwnAllowance): z.output<typeof allowanceJson> => ({
  share: own.share,
  quarter: own.quarter,
  renews_at: instantJson(own.renews),
  epsilon_spent: decimal(own.spent),
  epsilon_most: decimal(own.most),
  delta: DELTA,
  counts_left: own.countsLeft,
  counts: own.counts,
});

const getAllowance = endpoint({
  method: 'get',
  path: PATH,
  summary: 'What all organisations together may still learn of oneself in numbers this quarter',
  auth: 'persona',
  scope: 'privacy',
  answers: allowanceJson,
  async handle({ caller: { viewer }, at }, deps) {
    const own = await readOwnAllowance(deps, viewer, at);
    return own.ok ? ok({ body: present(own.value) }) : own;
  },
});

const putAllowance = endpoint({
  method: 'put',
  path: PATH,
  summary:
    'Have organisations learn less of oneself in numbers than usual, from now on; it can’t be made more',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({ share: z.enum(SHARES, `is one of ${SHARES.join(', ')}`) }),
  answers: allowanceJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const own = await chooseOwnAllowance(deps, viewer, body.share, at);
    return own.ok ? ok({ body: present(own.value) }) : own;
  },
});

export const allowanceEndpoints: readonly Endpoint[] = [getAllowance, putAllowance];
