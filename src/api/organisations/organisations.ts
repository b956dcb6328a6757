import { z } from 'zod';
import { createOrganisation } from '../../community/organisations/create-organisation.ts';
import { endStaff, listStaff, setStaff } from '../../community/organisations/staff.ts';
import { displayNameSchema, handleSchema, noteSchema } from '../../community/personas/handle.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { FUNCTIONS } from '../../privacy/words.ts';
import { actorParams, personaParams } from '../actor-params.ts';

const BASE = '/api/privacy/v1/organisations';

export const postOrganisation = endpoint({
  method: 'post',
  path: BASE,
  summary: 'Make an organisation, as an administrator of the network',
  auth: 'persona',
  scope: 'privacy',
  body: z.object({
    handle: handleSchema,
    display_name: displayNameSchema,
    note: noteSchema.default(''),
  }),
  answers: accountSchema,
  async handle({ caller: { viewer }, body, at }, deps) {
    const { handle, display_name: displayName, note } = body;
    const made = await createOrganisation(deps, viewer, { handle, displayName, note }, at);
    if (!made.ok) return made;
    return ok({
      status: 201,
      body: (await presentAccounts(deps, viewer, [made.value], at)).get(made.value),
    });
  },
});

export const getStaff = endpoint({
  method: 'get',
  path: `${BASE}/:id/staff`,
  summary: 'Who acts for an organisation, for administrators of the network',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.array(z.object({ account: accountSchema, functions: z.array(z.enum(FUNCTIONS)) })),
  async handle({ caller: { viewer }, params, at }, deps) {
    const staff = await listStaff(deps, viewer, params.id, at);
    if (!staff.ok) return staff;
    const ids = staff.value.map(({ persona }) => persona);
    const accounts = await presentAccounts(deps, viewer, ids, at);
    return ok({
      body: staff.value.map(({ persona, functions }) => ({ account: accounts.get(persona), functions })),
    });
  },
});

export const putStaff = endpoint({
  method: 'put',
  path: `${BASE}/:id/staff/:persona`,
  summary: 'Give a persona a seat in an organisation, in exactly these functions',
  auth: 'persona',
  scope: 'privacy',
  params: personaParams,
  body: z.object({ functions: z.array(z.enum(FUNCTIONS, 'is no business function')).max(10).default([]) }),
  answers: z.object({}),
  async handle({ caller, params, body, at }, deps) {
    const seat = { persona: params.persona, functions: body.functions };
    const done = await setStaff(deps, caller.viewer, params.id, seat, at);
    return done.ok ? ok({ status: 204 }) : done;
  },
});

export const deleteStaff = endpoint({
  method: 'delete',
  path: `${BASE}/:id/staff/:persona`,
  summary: 'Take a persona’s seat in an organisation',
  auth: 'persona',
  scope: 'privacy',
  params: personaParams,
  answers: z.object({}),
  async handle({ caller, params, at }, deps) {
    const done = await endStaff(deps, caller.viewer, params.id, params.persona, at);
    return done.ok ? ok({ status: 204 }) : done;
  },
});
