import { z } from 'zod';
import {
  type ContactCap,
  listContactCaps,
  setContactCap,
  USUAL_CAP,
} from '../../community/contacts/contact-cap.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { actorParams } from '../actor-params.ts';

const PATH = '/api/privacy/v1/contact-caps';

const capsJson = z.object({
  /** As many letters an organisation’s marketing and sales may send in thirty days. */
  usual: z.int(),
  organisations: z.array(z.object({ organisation: z.string(), most: z.int() })),
});

const present = (caps: readonly ContactCap[]): z.output<typeof capsJson> => ({
  usual: USUAL_CAP,
  organisations: caps.map((cap) => ({ ...cap })),
});

export const getCaps = endpoint({
  method: 'get',
  path: PATH,
  summary: 'How many letters of an organisation’s marketing and sales one takes in thirty days',
  auth: 'persona',
  scope: 'privacy',
  answers: capsJson,
  async handle({ caller: { viewer }, at }, deps) {
    return ok({ body: present(await listContactCaps(deps, viewer, at)) });
  },
});

export const putCap = endpoint({
  method: 'put',
  path: `${PATH}/:id`,
  summary: 'Take fewer letters of an organisation than usual; it can’t be made more',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({
    most: z.int('is a whole number').min(0, 'is none at least').max(USUAL_CAP, `is ${USUAL_CAP} at most`),
  }),
  answers: capsJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const set = await setContactCap(deps, viewer, { organisation: params.id, most: body.most }, at);
    return set.ok ? ok({ body: present(await listContactCaps(deps, viewer, at)) }) : set;
  },
});
