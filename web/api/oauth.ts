import { json, request } from './http.ts';

const path = '/api/privacy/v1/oauth/authorize';

/** The parameters with which an app sends somebody here, as it wrote them. */
export type AuthorisationParameters = Readonly<Record<string, string>>;

export interface AskingApp {
  app: { name: string; website: string | null };
  redirect_uri: string;
  scopes: string[];
}

export async function readAuthorisation(parameters: AuthorisationParameters): Promise<AskingApp> {
  return json(await request('GET', path, { query: parameters }));
}

/** @returns where the browser goes next, or the code that the person carries over */
export async function answerAuthorisation(
  parameters: AuthorisationParameters,
  answer: { decision: 'allow'; persona: string } | { decision: 'deny' },
): Promise<{ redirect_to: string | null; code: string | null }> {
  return json(await request('POST', path, { body: { ...parameters, ...answer } }));
}
