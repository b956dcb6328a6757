import { sql } from 'kysely';
import { z } from 'zod';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { networkById } from '../networks/find-networks.ts';
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
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { displayName, note, locked, bot, settings }: ProfileChanges,
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  if (displayName !== undefined && (await goesByAnotherName(deps, viewer, me.value, displayName))) {
    const says = 'this network asks for legal names; yours stays what you joined under';
    return refuse({ kind: 'invalid', field: 'display_name', says });
  }
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
    await deps.store.community
      .updateTable('community.actor')
      .set(changes)
      .where('network_id', '=', viewer.network)
      .where('id', '=', me.value)
      .execute();
  }
  return ok(null);
}

/** Whether the network demands legal names, and this is another one. */
async function goesByAnotherName(
  deps: Pick<Deps, 'store'>,
  { network }: Viewer,
  actor: ActorId,
  name: string,
): Promise<boolean> {
  const { rules } = await networkById(deps, network);
  if (rules.naming === 'any') return false;
  const row = await deps.store.community
    .selectFrom('community.actor')
    .select(['display_name', 'naming'])
    .where('network_id', '=', network)
    .where('id', '=', actor)
    .executeTakeFirst();
  return row?.naming === 'legal' && row.display_name !== name;
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
