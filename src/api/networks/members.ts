import { z } from 'zod';
import {
  appointAdministrator,
  dismissAdministrator,
} from '../../community/networks/appoint-administrator.ts';
import { listSuspended, suspend, unsuspend } from '../../community/networks/suspend.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { memberParams, NETWORK_PATH, slugParams } from './params.ts';

/** What an administrator does to one member: each the same door before another use case. */
const act = (
  method: 'post' | 'put' | 'delete',
  path: string,
  summary: string,
  use: typeof suspend,
): Endpoint =>
  endpoint({
    method,
    path: `${NETWORK_PATH}${path}`,
    summary,
    auth: 'persona',
    scope: 'privacy',
    params: memberParams,
    answers: z.object({}),
    async handle({ caller, params, at }, deps) {
      const done = await use(deps, caller.viewer, params.slug, params.persona, at);
      return done.ok ? ok({ status: 204 }) : done;
    },
  });

export const putAdministrator = act(
  'put',
  '/administrators/:persona',
  'Make a member an administrator, as one',
  appointAdministrator,
);

export const deleteAdministrator = act(
  'delete',
  '/administrators/:persona',
  'Take the role from an administrator, as one',
  dismissAdministrator,
);

export const putSuspension = act(
  'put',
  '/suspensions/:persona',
  'Suspend somebody, as an administrator',
  suspend,
);

export const deleteSuspension = act(
  'delete',
  '/suspensions/:persona',
  'End a suspension, as an administrator',
  unsuspend,
);

export const getSuspensions = endpoint({
  method: 'get',
  path: `${NETWORK_PATH}/suspensions`,
  summary: 'Who is suspended, for administrators',
  auth: 'persona',
  scope: 'privacy',
  params: slugParams,
  answers: z.array(z.object({ account: accountSchema, since: z.string() })),
  async handle({ caller: { viewer }, params, at }, deps) {
    const suspended = await listSuspended(deps, viewer, params.slug, at);
    if (!suspended.ok) return suspended;
    const ids = suspended.value.map(({ actor }) => actor);
    const accounts = await presentAccounts(deps, viewer, ids, at);
    const body = suspended.value.map(({ actor, since }) => ({
      account: accounts.get(actor),
      since: new Date(since).toISOString(),
    }));
    return ok({ body });
  },
});
