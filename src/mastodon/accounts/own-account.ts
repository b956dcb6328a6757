import { z } from 'zod';
import { showActor } from '../../community/actors/show-actor.ts';
import { readOwnSource, updateProfile } from '../../community/actors/update-profile.ts';
import { countFollowRequests } from '../../community/connections/list-requests.ts';
import { displayNameSchema, noteSchema } from '../../community/personas/handle.ts';
import { absent, ok, type Result } from '../../core/result.ts';
import { endpoint, type Reply } from '../../http/endpoint.ts';
import { accountSchema, presentActorPage } from '../../present/account.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { flag } from '../statuses/status-input.ts';

/** Mastodon's CredentialAccount. */
const credentialAccountSchema = accountSchema.extend({
  source: z.object({
    note: z.string(),
    fields: z.array(z.object({ name: z.string(), value: z.string(), verified_at: z.null() })),
    privacy: z.string(),
    sensitive: z.boolean(),
    language: z.string().nullable(),
    follow_requests_count: z.int(),
  }),
});

async function credentialAccount(deps: Deps, viewer: Viewer, at: Instant): Promise<Result<Reply>> {
  if (viewer.actor === null) return absent;
  const [page, source, requests] = await Promise.all([
    showActor(deps, viewer, viewer.actor.id, at),
    readOwnSource(deps, viewer),
    countFollowRequests(deps, viewer, at),
  ]);
  if (!page.ok || source === null) return absent;
  const account = presentActorPage(deps, page.value);
  const { note, settings } = source;
  return ok({
    body: {
      ...account,
      source: {
        note,
        fields: account.fields,
        privacy: settings.privacy ?? 'public',
        sensitive: settings.sensitive ?? false,
        language: settings.language ?? null,
        follow_requests_count: requests,
      },
    },
  });
}

export const verifyCredentials = endpoint({
  method: 'get',
  path: '/api/v1/accounts/verify_credentials',
  summary: 'Show one’s own account',
  auth: 'persona',
  scope: 'read',
  answers: credentialAccountSchema,
  handle: ({ caller: { viewer }, at }, deps) => credentialAccount(deps, viewer, at),
});

const changesSchema = z.object({
  display_name: displayNameSchema.optional(),
  note: noteSchema.optional(),
  locked: flag.optional(),
  bot: flag.optional(),
  source: z
    .object({
      privacy: z
        .enum(['public', 'unlisted', 'private', 'direct'], 'is none of public, unlisted, private, direct')
        .optional(),
      sensitive: flag.optional(),
      language: z.string().max(35, 'is no language code, such as en').nullable().optional(),
    })
    .optional(),
});

export const updateCredentials = endpoint({
  method: 'patch',
  path: '/api/v1/accounts/update_credentials',
  summary: 'Change one’s name, note and settings',
  auth: 'persona',
  scope: 'write',
  body: changesSchema,
  answers: credentialAccountSchema,
  async handle({ caller: { viewer }, body, at }, deps) {
    const { display_name: displayName, note, locked, bot, source: settings } = body;
    const changed = await updateProfile(deps, viewer, { displayName, note, locked, bot, settings }, at);
    return changed.ok ? credentialAccount(deps, viewer, at) : changed;
  },
});
