import { z } from 'zod';
import type { Attachment } from '../community/attachments/attachment.ts';
import type { FilePart } from '../community/files/open-file.ts';
import { sealTicket, ticketEnd } from '../community/files/ticket.ts';
import type { ActorId, Instant, NetworkId } from '../privacy/words.ts';
import type { Deps } from '../store/deps.ts';

/** Mastodon's MediaAttachment (https://docs.joinmastodon.org/entities/MediaAttachment/). */
export const attachmentSchema = z
  .looseObject({
    id: z.string(),
    type: z.enum(['image', 'unknown']),
    url: z.string(),
    preview_url: z.string().nullable(),
    remote_url: z.null(),
    description: z.string().nullable(),
    blurhash: z.null(),
  })
  .meta({ id: 'MediaAttachment' });

/** For whom it is shown, and when: its links are that viewer's, and end. */
export interface ShownTo {
  readonly network: NetworkId;
  readonly viewer: ActorId | null;
  readonly at: Instant;
}

/** A file that goes with a post. A picture has links of its own for its viewer; other files are downloaded. */
export function presentAttachment(
  deps: Pick<Deps, 'publicUrl' | 'masterKey'>,
  { id, name, mediaType, bytes, width, height, description }: Attachment,
  { network, viewer, at }: ShownTo,
): z.output<typeof attachmentSchema> {
  const isPicture = width !== null && height !== null;
  const link = (part: FilePart): string =>
    `${deps.publicUrl}/api/privacy/v1/files/${sealTicket(deps, {
      network,
      viewer,
      file: { kind: 'attachment', id },
      part,
      holder: null,
      until: ticketEnd(at),
    })}`;
  return {
    id,
    type: isPicture ? 'image' : 'unknown',
    url: isPicture ? link('picture') : `${deps.publicUrl}/api/privacy/v1/attachments/${id}/download`,
    preview_url: isPicture ? link('preview') : null,
    remote_url: null,
    text_url: null,
    meta: isPicture
      ? { original: { width, height, size: `${width}x${height}`, aspect: width / height } }
      : {},
    description: description === '' ? null : description,
    blurhash: null,
    waxseal: { name, media_type: mediaType, bytes },
  };
}
