import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { configuration, describe, VERSION } from './describe.ts';

/** Counts of people and posts would tell of those that the caller may not see: they are always nought. */
export const getInstanceV1 = endpoint({
  method: 'get',
  path: '/api/v1/instance',
  summary: 'The network, in the older form',
  auth: 'anyone',
  answers: z.looseObject({ uri: z.string(), title: z.string(), version: z.string() }),
  async handle({ caller }, deps) {
    const { domain, title, description, open, approval, streaming } = await describe(deps, caller);
    return ok({
      body: {
        uri: domain,
        title,
        short_description: description,
        description,
        email: '',
        version: VERSION,
        urls: { streaming_api: streaming },
        stats: { user_count: 0, status_count: 0, domain_count: 0 },
        thumbnail: null,
        languages: ['en'],
        registrations: open,
        approval_required: approval,
        invites_enabled: true,
        configuration,
        contact_account: null,
        rules: [],
      },
    });
  },
});

export const getInstanceV2 = endpoint({
  method: 'get',
  path: '/api/v2/instance',
  summary: 'The network',
  auth: 'anyone',
  answers: z.looseObject({ domain: z.string(), title: z.string(), version: z.string() }),
  async handle({ caller }, deps) {
    const { domain, title, description, open, approval, streaming } = await describe(deps, caller);
    return ok({
      body: {
        domain,
        title,
        version: VERSION,
        source_url: 'https://waxseal.org',
        description,
        usage: { users: { active_month: 0 } },
        thumbnail: { url: '' },
        icon: [],
        languages: ['en'],
        configuration: {
          ...configuration,
          urls: { streaming },
          vapid: { public_key: '' },
          translation: { enabled: false },
        },
        registrations: { enabled: open, approval_required: approval, message: null, url: null },
        api_versions: {},
        contact: { email: '', account: null },
        rules: [],
      },
    });
  },
});
