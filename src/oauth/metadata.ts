import { z } from 'zod';
import { ALL_SCOPES } from '../community/tokens/token.ts';
import { ok } from '../core/result.ts';
import { endpoint } from '../http/endpoint.ts';

export const getMetadata = endpoint({
  method: 'get',
  path: '/.well-known/oauth-authorization-server',
  summary: 'How apps are let in (RFC 8414)',
  auth: 'nobody',
  answers: z.object({
    issuer: z.string(),
    authorization_endpoint: z.string(),
    token_endpoint: z.string(),
    revocation_endpoint: z.string(),
    app_registration_endpoint: z.string(),
    scopes_supported: z.array(z.string()),
    response_types_supported: z.array(z.string()),
    response_modes_supported: z.array(z.string()),
    grant_types_supported: z.array(z.string()),
    token_endpoint_auth_methods_supported: z.array(z.string()),
    revocation_endpoint_auth_methods_supported: z.array(z.string()),
    code_challenge_methods_supported: z.array(z.string()),
    authorization_response_iss_parameter_supported: z.boolean(),
  }),
  async handle(_call, { publicUrl }) {
    return ok({
      body: {
        issuer: publicUrl,
        authorization_endpoint: `${publicUrl}/oauth/authorize`,
        token_endpoint: `${publicUrl}/oauth/token`,
        revocation_endpoint: `${publicUrl}/oauth/revoke`,
        app_registration_endpoint: `${publicUrl}/api/v1/apps`,
        scopes_supported: [...ALL_SCOPES],
        response_types_supported: ['code'],
        response_modes_supported: ['query'],
        grant_types_supported: ['authorization_code', 'client_credentials'],
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
        revocation_endpoint_auth_methods_supported: ['none'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      },
    });
  },
});
