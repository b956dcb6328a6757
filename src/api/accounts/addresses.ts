import { z } from 'zod';
import { emailSchema } from '../../community/accounts/email-address.ts';
import {
  type Address,
  addAddress,
  CONFIRMED_MS,
  confirmAddress,
  listAddresses,
  removeAddress,
} from '../../community/vault/addresses.ts';
import { ok } from '../../core/result.ts';
import { clientAddress } from '../../http/client-address.ts';
import { endpoint, idSchema } from '../../http/endpoint.ts';
import { instantJson } from '../instant-json.ts';

const PATH = '/api/privacy/v1/session/addresses';

const addressJson = z.object({
  id: z.string(),
  email: z.string(),
  /** A confirmation counts for a year; null where there was none. */
  confirmed_until: z.string().nullable(),
});

const present = ({ id, email, confirmedAt }: Address): z.output<typeof addressJson> => ({
  id,
  email,
  confirmed_until: confirmedAt === null ? null : instantJson(confirmedAt + CONFIRMED_MS),
});

const addressParams = z.object({ id: idSchema.toLowerCase() });

export const getAddresses = endpoint({
  method: 'get',
  path: PATH,
  summary: 'One’s further e-mail addresses, which nobody else is shown',
  auth: 'session',
  answers: z.array(addressJson),
  async handle({ caller }, deps) {
    const all = await listAddresses(deps, caller.account);
    return all.ok ? ok({ body: all.value.map(present) }) : all;
  },
});

export const postAddress = endpoint({
  method: 'post',
  path: PATH,
  summary: 'Have a code mailed to a further address, or to one that is to be confirmed again',
  auth: 'session',
  body: z.object({ email: emailSchema }),
  answers: addressJson,
  async handle({ caller, body, at, context }, deps) {
    const client = clientAddress(context, deps);
    const added = await addAddress(deps, caller.account, body.email, client, at);
    return added.ok ? ok({ status: 202, body: present(added.value) }) : added;
  },
});

export const postAddressConfirmation = endpoint({
  method: 'post',
  path: `${PATH}/:id/confirmation`,
  summary: 'Confirm a further address by the code that was mailed',
  auth: 'session',
  params: addressParams,
  body: z.object({ code: z.string('is needed').max(40) }),
  answers: addressJson,
  async handle({ caller, params, body, at }, deps) {
    const confirmed = await confirmAddress(deps, caller.account, params.id, body.code, at);
    return confirmed.ok ? ok({ body: present(confirmed.value) }) : confirmed;
  },
});

export const deleteAddress = endpoint({
  method: 'delete',
  path: `${PATH}/:id`,
  summary: 'Forget a further address; badges that are shown stay until they end or are withdrawn',
  auth: 'session',
  params: addressParams,
  answers: z.object({}),
  async handle({ caller, params }, deps) {
    const removed = await removeAddress(deps, caller.account, params.id);
    return removed.ok ? ok({ status: 204 }) : removed;
  },
});
