import { type Probe, read, type Scene, write } from './probe.ts';

const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';
/** BASE64URL(SHA256(verifier)) of the example in RFC 7636, appendix B. */
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

const asked = (scene: Scene) => ({
  response_type: 'code',
  client_id: scene.kept('app', 'client_id'),
  redirect_uri: OUT_OF_BAND,
  scope: 'read write',
  code_challenge: CHALLENGE,
  code_challenge_method: 'S256',
});

const credentials = (scene: Scene) => ({
  client_id: scene.kept('app', 'client_id'),
  client_secret: scene.kept('app', 'client_secret'),
});

/** Apps, and what describes the server to them. */
export const appProbes: readonly Probe[] = [
  read('GET /api/v1/instance'),
  read('GET /api/v2/instance'),
  read('GET /api/openapi.json'),
  read('GET /api/v1/streaming/health'),
  read('GET /.well-known/oauth-authorization-server'),
  read('GET /api/v1/apps/verify_credentials', () => [{ as: 'token' }]),
  read('GET /api/privacy/v1/oauth/authorize', (scene) => [
    { query: new URLSearchParams(asked(scene)).toString() },
  ]),
  write('POST /api/v1/apps', () => [
    {
      body: { client_name: 'App', redirect_uris: OUT_OF_BAND, scopes: 'read write follow privacy' },
      keep: 'app',
    },
  ]),
  write('POST /api/privacy/v1/oauth/authorize', (scene) => [
    ...scene.guesses.map((persona) => ({ body: { ...asked(scene), decision: 'allow', persona } })),
    { body: { ...asked(scene), decision: 'allow', persona: scene.kept('self') }, keep: 'code' },
    { body: { ...asked(scene), decision: 'deny' } },
  ]),
  write('POST /oauth/token', (scene) => [
    {
      body: {
        grant_type: 'authorization_code',
        ...credentials(scene),
        redirect_uri: OUT_OF_BAND,
        code: scene.kept('code', 'code'),
        code_verifier: VERIFIER,
      },
      keep: 'app token',
    },
    { body: { grant_type: 'client_credentials', ...credentials(scene), scope: 'read' } },
  ]),
  write('POST /oauth/revoke', (scene) => [
    { body: { token: scene.kept('app token', 'access_token') } },
    ...scene.guesses.map((token) => ({ body: { token } })),
  ]),
];
