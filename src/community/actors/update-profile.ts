import { sql } from 'kysely';
import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { displayNameSchema, noteSchema } from '../personas/handle.ts';
import { actingMember } from './acting.ts';

/** How one's posts begin, unless something else is said. */
const settingsSchema = z.object({
  privacy: z.enum(['public', 'unlisted', 'private', 'direct']).optional(),
  sensitive: z.boolean().optional(),
  language: z.string().max(35).nullable().optional(),
});

type Settings = z.output<typeof settingsSchema>;

const profileChangesSchema = z.object({
  displayName: displayNameSchema.optional(),
  note: noteSchema.optional(),
  locked: z.boolean().optional(),
  bot: z.boolean().optional(),
  settings: settingsSchema.optional(),
});

export type ProfileChanges = z.output<typeof profileChangesSchema>;

/** Changes how the viewer's own actor shows itself. What isn't given stays. */
export async function updateProfile(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  { displayName, note, locked, bot, settings }: ProfileChanges,
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const changes = {
    ...(displayName === undefined ? {} : { display_name: displayName }),
    ...(note === undefined ? {} : { note }),
    ...(locked === undefined ? {} : { locked }),
    ...(bot === undefined ? {} : { bot }),
    ...(settings === undefined
      ? {}
      : { settings: sql<string>`settings || ${JSON.stringify(settings)}::jsonb` }),
  };
  if (Object.keys(changes).length > 0) {
    await store.community
      .updateTable('community.actor')
      .set(changes)
      .where('network_id', '=', viewer.network)
      .where('id', '=', me.value)
      .execute();
  }
  return ok(null);
}

/** What only the actor itself is told of its profile: the note as it was written, and its settings. */
export interface OwnSource {
  readonly note: string;
  readonly settings: Settings;
  readonly followRequests: number;
}

/** What the viewer's own actor has set; null for a visitor. */
export async function readOwnSource(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
): Promise<Omit<OwnSource, 'followRequests'> | null> {
  if (viewer.actor === null) return null;
  const row = await store.community
    .selectFrom('community.actor')
    .select(['note', 'settings'])
    .where('network_id', '=', viewer.network)
    .where('id', '=', viewer.actor.id)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { note: row.note, settings: settingsSchema.catch({}).parse(row.settings) };
}
