import { z } from 'zod';
import type { ResourceCard } from '../community/resources/resource-cards.ts';
import { RESOURCE_KINDS } from '../community/resources/resource-input.ts';
import type { Deps } from '../store/deps.ts';
import { escapeHtml } from './plain-text.ts';

type Given = Pick<Deps, 'publicUrl'>;

/** A resource in few words, with the address of its page. */
export const resourceCardJson = z.object({
  id: z.string(),
  kind: z.enum(RESOURCE_KINDS),
  title: z.string(),
  description: z.string(),
  url: z.string(),
});

const urlOf = ({ publicUrl }: Given, { id }: ResourceCard): string => `${publicUrl}/files/${id}`;

export const presentCard = (deps: Given, card: ResourceCard): z.output<typeof resourceCardJson> => ({
  id: card.id,
  kind: card.kind,
  title: card.title,
  description: card.description,
  url: urlOf(deps, card),
});

/** Mastodon's PreviewCard (https://docs.joinmastodon.org/entities/PreviewCard/). */
export const previewOf = (deps: Given, card: ResourceCard) => ({
  url: urlOf(deps, card),
  title: card.title,
  description: card.description,
  type: 'link',
  author_name: '',
  author_url: '',
  provider_name: '',
  provider_url: '',
  html: '',
  width: 0,
  height: 0,
  image: null,
  embed_url: '',
  blurhash: null,
});

/** What a post says that says nothing itself and passes a resource on. */
export const linkTo = (deps: Given, card: ResourceCard): string =>
  `<p><a href="${escapeHtml(urlOf(deps, card))}">${escapeHtml(card.title)}</a></p>`;
