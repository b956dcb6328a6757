import { z } from 'zod';
import { showAccount } from '../../community/vault/show-account.ts';
import { signOut, signOutEverywhere } from '../../community/vault/sign-out.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { endSession } from '../../http/session-cookie.ts';
import { instantJson } from '../instant-json.ts';

export const getSession = endpoint({
  method: 'get',
  path: '/api/privacy/v1/session',
  summary: 'Who is signed in',
  auth: 'session',
  answers: z.object({
    email: z.string(),
    email_confirmed: z.boolean(),
    /** Until when it counts for badges. */
    email_confirmed_until: z.string().nullable(),
    may_found_networks: z.boolean(),
  }),
  async handle({ caller }, deps) {
    const account = await showAccount(deps, caller.account);
    if (!account.ok) return account;
    const { email, emailConfirmed, emailConfirmedUntil: until, founder } = account.value;
    return ok({
      body: {
        email,
        email_confirmed: emailConfirmed,
        email_confirmed_until: until === null ? null : instantJson(until),
        may_found_networks: founder,
      },
    });
  },
});

export const deleteSession = endpoint({
  method: 'delete',
  path: '/api/privacy/v1/session',
  summary: 'Sign out',
  auth: 'session',
  answers: z.object({}),
  async handle({ caller, at }, deps) {
    const session = { account: caller.account, hash: caller.sessionHash };
    const result = await signOut(deps, session, at);
    return result.ok ? ok({ status: 204, headers: endSession(deps) }) : result;
  },
});

export const deleteSessions = endpoint({
  method: 'delete',
  path: '/api/privacy/v1/sessions',
  summary: 'Sign out everywhere, and out of every app',
  auth: 'session',
  answers: z.object({}),
  async handle({ caller, at }, deps) {
    const result = await signOutEverywhere(deps, caller.account, at);
    return result.ok ? ok({ status: 204, headers: endSession(deps) }) : result;
  },
});
