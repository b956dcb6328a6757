import type { Kysely } from 'kysely';
import type { ActorId, ConversationId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { keysUsed, postOfKey } from '../posts/idempotency.ts';
import type { Contact } from './contact-rules.ts';

/** Keys under which a letter to one member is sent once, whatever comes of it; each time is another without. */
export interface LetterKeys {
  readonly sent: string | null;
  readonly asked: string | null;
}

/** @param key of idempotency of the whole sending */
export const letterKeys = (
  key: string | null,
  { organisation, function: fn, persona }: Contact,
): LetterKeys => {
  const of = (what: string) => (key === null ? null : `${what} ${organisation} ${fn} ${persona} ${key}`);
  return { sent: of('letter'), asked: of('letter asked') };
};

/** What came of the same letter within a day, for the same key of the same seat's holder; null where it wasn't sent. */
export async function sentBefore(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  { sent, asked }: LetterKeys,
  at: Instant,
): Promise<
  { readonly answer: 'yes'; readonly conversation: ConversationId } | { readonly answer: 'asked' } | null
> {
  if (sent === null || asked === null) return null;
  const conversation = await postOfKey(db, network, actor, sent, at);
  if (conversation !== null) {
    return { answer: 'yes', conversation: conversation as string as ConversationId };
  }
  return (await postOfKey(db, network, actor, asked, at)) === null ? null : { answer: 'asked' };
}

/** Those of the members whom a sending reached before, under its key. */
export async function reachedBefore(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  name: Omit<Contact, 'persona'>,
  { personas, key }: { readonly personas: readonly ActorId[]; readonly key: string | null },
  at: Instant,
): Promise<ReadonlySet<ActorId>> {
  const byKey = new Map(
    personas.flatMap((persona) =>
      Object.values(letterKeys(key, { ...name, persona })).map((one) => [one, persona] as const),
    ),
  );
  const used = await keysUsed(
    db,
    network,
    actor,
    [...byKey.keys()].filter((one) => one !== null),
    at,
  );
  return new Set(used.flatMap((one) => byKey.get(one) ?? []));
}
