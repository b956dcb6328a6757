import { z } from 'zod';
import { confirmEmail, sendEmailCode } from '../../community/vault/confirm-email.ts';
import { ok } from '../../core/result.ts';
import { clientAddress } from '../../http/client-address.ts';
import { endpoint } from '../../http/endpoint.ts';

export const postEmailCode = endpoint({
  method: 'post',
  path: '/api/privacy/v1/session/email-code',
  summary: 'Have a code mailed to one’s address',
  auth: 'session',
  answers: z.object({}),
  async handle({ caller, at, context }, deps) {
    const sent = await sendEmailCode(deps, caller.account, clientAddress(context, deps), at);
    return sent.ok ? ok({ status: 202, body: {} }) : sent;
  },
});

export const postEmailConfirmation = endpoint({
  method: 'post',
  path: '/api/privacy/v1/session/email-confirmation',
  summary: 'Confirm one’s address by the code that was mailed',
  auth: 'session',
  body: z.object({ code: z.string('is needed').max(40) }),
  answers: z.object({ email_confirmed: z.literal(true) }),
  async handle({ caller, body, at }, deps) {
    const confirmed = await confirmEmail(deps, caller.account, body.code, at);
    return confirmed.ok ? ok({ body: { email_confirmed: true } }) : confirmed;
  },
});
