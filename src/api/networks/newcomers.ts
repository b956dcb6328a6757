import { z } from 'zod';
import { invite } from '../../community/networks/invite.ts';
import { approveNewcomer, listJoinRequests } from '../../community/networks/join-requests.ts';
import { refuseNewcomer } from '../../community/vault/refuse-newcomer.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { accountSchema, attributeSchema, presentAccounts } from '../../present/account.ts';
import { memberParams, NETWORK_PATH, slugParams } from './params.ts';

export const postInvite = endpoint({
  method: 'post',
  path: `${NETWORK_PATH}/invites`,
  summary: 'Make an invitation, as an administrator',
  auth: 'persona',
  scope: 'privacy',
  params: slugParams,
  body: z.object({
    uses: z.coerce.number('must be a number').int().min(1).max(1000).default(1),
    days: z.coerce.number('must be a number').int().min(1).max(365).default(7),
  }),
  answers: z.object({ code: z.string(), uses: z.number(), until: z.string() }),
  async handle({ caller, params, body, at }, deps) {
    const made = await invite(deps, caller.viewer, params.slug, body, at);
    if (!made.ok) return made;
    const { code, uses, until } = made.value;
    return ok({ status: 201, body: { code, uses, until: new Date(until).toISOString() } });
  },
});

export const getJoinRequests = endpoint({
  method: 'get',
  path: `${NETWORK_PATH}/join-requests`,
  summary: 'Who waits to be let in, for administrators',
  auth: 'persona',
  scope: 'privacy',
  params: slugParams,
  answers: z.array(
    z.object({
      id: z.string(),
      kind: z.literal('join'),
      from: accountSchema,
      words: z.string(),
      attributes: z.array(attributeSchema),
      created_at: z.string(),
    }),
  ),
  async handle({ caller: { viewer }, params, at }, deps) {
    const waiting = await listJoinRequests(deps, viewer, params.slug, at);
    if (!waiting.ok) return waiting;
    const accounts = await presentAccounts(
      deps,
      viewer,
      waiting.value.map(({ persona }) => persona),
      at,
    );
    const body = waiting.value.map(({ persona, words, attributes, createdAt }) => ({
      id: persona,
      kind: 'join',
      from: accounts.get(persona),
      words,
      attributes: attributes.map(({ id, kind, value, precision }) => ({ id, kind, value, precision })),
      created_at: new Date(createdAt).toISOString(),
    }));
    return ok({ body });
  },
});

export const approveJoinRequest = endpoint({
  method: 'post',
  path: `${NETWORK_PATH}/join-requests/:persona/approve`,
  summary: 'Let somebody in, as an administrator',
  auth: 'persona',
  scope: 'privacy',
  params: memberParams,
  answers: z.object({}),
  async handle({ caller, params, at }, deps) {
    const done = await approveNewcomer(deps, caller.viewer, params.slug, params.persona, at);
    return done.ok ? ok({ status: 204 }) : done;
  },
});

export const refuseJoinRequest = endpoint({
  method: 'post',
  path: `${NETWORK_PATH}/join-requests/:persona/refuse`,
  summary: 'Refuse somebody, as an administrator',
  auth: 'persona',
  scope: 'privacy',
  params: memberParams,
  answers: z.object({}),
  async handle({ caller, params, at }, deps) {
    const done = await refuseNewcomer(deps, caller.viewer, params.slug, params.persona, at);
    return done.ok ? ok({ status: 204 }) : done;
  },
});
