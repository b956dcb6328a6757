import { z } from 'zod';
import { changeMail, type WantedMail, wantsMail } from '../../community/vault/wanted-mails.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';

const wanted = z.object({ wanted: z.boolean('is true or false') });

/** Whether one is mailed of something, and to change it. */
const mail = (name: string, which: WantedMail, that: string): readonly Endpoint[] => {
  const path = `/api/privacy/v1/session/${name}`;
  return [
    endpoint({
      method: 'get',
      path,
      summary: `Whether one is mailed that ${that}`,
      auth: 'session',
      answers: wanted,
      async handle({ caller }, deps) {
        const found = await wantsMail(deps, caller.account, which);
        return found.ok ? ok({ body: { wanted: found.value } }) : found;
      },
    }),
    endpoint({
      method: 'put',
      path,
      summary: `Turn the mail on or off that ${that}; the app tells of it either way`,
      auth: 'session',
      body: wanted,
      answers: wanted,
      async handle({ caller, body }, deps) {
        const changed = await changeMail(deps, caller.account, which, body.wanted);
        return changed.ok ? ok({ body: { wanted: changed.value } }) : changed;
      },
    }),
  ];
};

export const wantedMailEndpoints: readonly Endpoint[] = [
  ...mail('check-up-mail', 'check_up_mail', 'a check-up is ready'),
  ...mail('sign-off-mail', 'sign_off_mail', 'something waits for one’s signature'),
];
