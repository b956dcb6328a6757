import { z } from 'zod';
import { appOfToken } from '../../community/tokens/app-token.ts';
import { type App, registerApp } from '../../community/tokens/apps.ts';
import { ok, refuse } from '../../core/result.ts';
import { bearerOf } from '../../http/bearer.ts';
import { clientAddress } from '../../http/client-address.ts';
import { endpoint } from '../../http/endpoint.ts';

const uri = z.string().min(1, 'is needed').max(2000);
const appJson = z.object({
  id: z.string(),
  name: z.string(),
  website: z.string().nullable(),
  scopes: z.array(z.string()),
  redirect_uri: z.string(),
  redirect_uris: z.array(z.string()),
  vapid_key: z.string(),
});

const presentApp = ({ id, name, website, scopes, redirectUris }: App) => ({
  id,
  name,
  website,
  scopes: [...scopes],
  redirect_uri: redirectUris.join('\n'),
  redirect_uris: [...redirectUris],
  vapid_key: '', // there is no Web Push yet
});

export const postApp = endpoint({
  method: 'post',
  path: '/api/v1/apps',
  summary: 'Register an app',
  auth: 'nobody',
  body: z.object({
    client_name: z.string('is needed').trim().min(1, 'is needed').max(60, 'may have 60 characters at most'),
    redirect_uris: z.union([
      z.array(uri),
      uri.transform((lines) => lines.split(/\s*\n\s*/).filter((line) => line !== '')),
    ]),
    scopes: z.string().max(500).default('read'),
    website: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, message: 'is no web address' }).max(2000)])
      .nullish()
      .transform((url) => (url === undefined || url === '' ? null : url)),
  }),
  answers: appJson.extend({
    client_id: z.string(),
    client_secret: z.string(),
    client_secret_expires_at: z.literal(0),
  }),
  async handle({ body, at, context }, deps) {
    const { client_name: name, redirect_uris: redirectUris, scopes, website } = body;
    const asked = { name, redirectUris, scopes, website };
    const result = await registerApp(deps, asked, clientAddress(context, deps), at);
    if (!result.ok) return result;
    const { app, secret } = result.value;
    return ok({
      body: { ...presentApp(app), client_id: app.id, client_secret: secret, client_secret_expires_at: 0 },
    });
  },
});

export const getAppCredentials = endpoint({
  method: 'get',
  path: '/api/v1/apps/verify_credentials',
  summary: 'The app that holds the token',
  auth: 'nobody',
  answers: appJson,
  async handle({ context }, deps) {
    const token = bearerOf(context);
    const app = token === null ? null : await appOfToken(deps, token);
    if (app === null) {
      return refuse({ kind: 'unauthenticated', says: 'This token belongs to no app.' });
    }
    return ok({ body: presentApp(app) });
  },
});
