import { z } from 'zod';
import { changeCheckUpMail, wantsCheckUpMail } from '../../community/vault/check-up-mail.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';

const PATH = '/api/privacy/v1/session/check-up-mail';
const wanted = z.object({ wanted: z.boolean('is true or false') });

export const getCheckUpMail = endpoint({
  method: 'get',
  path: PATH,
  summary: 'Whether one is mailed that a check-up is ready',
  auth: 'session',
  answers: wanted,
  async handle({ caller }, deps) {
    const found = await wantsCheckUpMail(deps, caller.account);
    return found.ok ? ok({ body: { wanted: found.value } }) : found;
  },
});

export const putCheckUpMail = endpoint({
  method: 'put',
  path: PATH,
  summary: 'Turn the mail on or off that a check-up is ready; the app tells of it either way',
  auth: 'session',
  body: wanted,
  answers: wanted,
  async handle({ caller, body }, deps) {
    const changed = await changeCheckUpMail(deps, caller.account, body.wanted);
    return changed.ok ? ok({ body: { wanted: changed.value } }) : changed;
  },
});
