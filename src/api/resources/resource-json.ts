import { z } from 'zod';
import type { FileOf, FilePart } from '../../community/files/open-file.ts';
import { sealTicket, type Ticket, ticketEnd } from '../../community/files/ticket.ts';
import { RESOURCE_KINDS } from '../../community/resources/resource-input.ts';
import type { ResourceView } from '../../community/resources/show-resources.ts';
import { idSchema } from '../../http/endpoint.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { namedSeatSchema, presentSeats } from '../../present/seat.ts';
import { type Instant, LABELS, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';

export const BASE = '/api/privacy/v1/resources';

export const resourceId = idSchema.transform((id) => id.toLowerCase() as ObjectId);
export const resourceParams = z.object({ id: resourceId });

export const resourceJson = z.object({
  id: z.string(),
  kind: z.enum(RESOURCE_KINDS),
  owner: accountSchema.nullable(),
  title: z.string(),
  description: z.string(),
  url: z.string().nullable(),
  text: z.string().nullable(),
  label: z.enum(LABELS),
  file: z
    .object({
      name: z.string(),
      media_type: z.string(),
      bytes: z.int(),
      preview_url: z.string().nullable(),
      picture_url: z.string().nullable(),
    })
    .nullable(),
  folders: z.array(z.object({ id: z.string(), title: z.string() })),
  created_at: z.string(),
  edited_at: z.string(),
  can: z.object({
    reply: z.boolean(),
    reshare: z.boolean(),
    quote: z.boolean(),
    download: z.boolean(),
    edit: z.boolean(),
    manage: z.boolean(),
  }),
  reshared: z.boolean(),
  sharing: z.enum(['own', 'folder']).optional(),
  seat: namedSeatSchema.nullable(),
  created_by: accountSchema.nullable().optional(),
});

/** Resources with their owners; who put something there is told to its owner alone. */
export async function presentResources(
  deps: Deps,
  viewer: Viewer,
  views: readonly ResourceView[],
  at: Instant,
): Promise<z.output<typeof resourceJson>[]> {
  const actors = views.flatMap(({ owner, owned }) => [owner, ...(owned === null ? [] : [owned.createdBy])]);
  const [accounts, seats] = await Promise.all([
    presentAccounts(deps, viewer, [...new Set(actors)], at),
    presentSeats(
      deps,
      viewer,
      views.map(({ seat }) => seat),
      at,
    ),
  ]);
  return views.map((view) => ({
    id: view.id,
    kind: view.kind,
    owner: accounts.get(view.owner) ?? null,
    title: view.title,
    description: view.description,
    url: view.url,
    text: view.text,
    label: view.label,
    file:
      view.file === null
        ? null
        : {
            name: view.file.name,
            media_type: view.file.mediaType,
            bytes: view.file.bytes,
            preview_url: view.file.hasPreview ? pictureUrl(deps, viewer, view.id, 'preview', at) : null,
            picture_url: view.file.hasPreview ? pictureUrl(deps, viewer, view.id, 'picture', at) : null,
          },
    folders: [...view.folders],
    created_at: new Date(view.createdAt).toISOString(),
    edited_at: new Date(view.editedAt).toISOString(),
    can: view.can,
    reshared: view.reshared,
    seat: view.seat === null ? null : (seats.get(view.seat) ?? null),
    ...(view.owned === null
      ? {}
      : { sharing: view.owned.sharing, created_by: accounts.get(view.owned.createdBy) ?? null }),
  }));
}

function pictureUrl(deps: Deps, viewer: Viewer, id: string, part: FilePart, at: Instant): string {
  const file: FileOf = { kind: 'resource', id };
  const ticket: Ticket = {
    network: viewer.network,
    viewer: viewer.actor?.id ?? null,
    file,
    part,
    holder: null,
    until: ticketEnd(at),
  };
  return `${deps.publicUrl}/api/privacy/v1/files/${sealTicket(deps, ticket)}`;
}
