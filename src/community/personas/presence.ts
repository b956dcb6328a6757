import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type Audience, connectionsKey } from '../../privacy/audience.ts';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import {
  type ActorId,
  FOREVER,
  type GrantId,
  type Instant,
  type NetworkId,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { give } from '../../store/grants.ts';
import type { Database } from '../../store/schema.ts';
import { keptAudience } from '../audiences/kept-audience.ts';

/** Who may see a persona when they meet it, and who may find it in the directory and in searches. */
export interface Presence {
  readonly see: Audience;
  readonly find: Audience;
}

/**
 * Grants the presence, from now on: a grant for each place, so that one can be changed without the other. Whoever may see
 * the persona may ask to connect with it and mention it, and whoever finds it in the directory finds it by searching, until
 * its owner says otherwise. It is suggested to nobody.
 */
export async function givePresence(
  { ids }: Pick<Deps, 'ids'>,
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  presence: Presence,
  at: Instant,
): Promise<void> {
  for (const action of ['see', 'find'] as const) {
    if (presence[action].any.length === 0) continue;
    await give(db, network, {
      id: ids.next(`presence ${action}`) as GrantId,
      owner: actor,
      object: { kind: 'presence', id: actor as string as ObjectId },
      actions: action === 'see' ? ['see', 'connect', 'mention'] : ['find', 'search'],
      purpose: 'reading',
      audience: presence[action],
      conditions: NO_CONDITIONS,
      from: at,
      until: FOREVER,
    });
  }
}

/** Grants a persona's connections to write to it without asking first: what holds until it says otherwise. */
export async function giveContact(
  { ids }: Pick<Deps, 'ids'>,
  db: Kysely<Database>,
  network: NetworkId,
  persona: ActorId,
  at: Instant,
): Promise<void> {
  await give(db, network, {
    id: ids.next('presence contact') as GrantId,
    owner: persona,
    object: { kind: 'presence', id: persona as string as ObjectId },
    actions: ['contact'],
    purpose: 'reading',
    audience: { any: [[connectionsKey(persona)]], except: [] },
    conditions: NO_CONDITIONS,
    from: at,
    until: FOREVER,
  });
}

const presence = z.object({ see: keptAudience, find: keptAudience });

/** The presence that waits with a request to join; what can't be read is a bug. */
export const readPresence = (kept: unknown): Presence => presence.parse(kept);
