import { json, request } from './http.ts';

/** Mails that an account can turn off. */
export type WantedMail = 'check-up-mail' | 'sign-off-mail';

const pathOf = (mail: WantedMail): string => `/api/privacy/v1/session/${mail}`;

export const wantsMail = async (mail: WantedMail): Promise<boolean> =>
  (await json<{ wanted: boolean }>(await request('GET', pathOf(mail)))).wanted;

export async function changeMail(mail: WantedMail, wanted: boolean): Promise<void> {
  await request('PUT', pathOf(mail), { body: { wanted } });
}
