import { sql } from 'kysely';
import { atomOf, type Key } from '../privacy/audience.ts';
import {
  type ActorId,
  type BusinessFunction,
  type Discipline,
  holdsAt,
  type Instant,
} from '../privacy/words.ts';
import type { Deps } from './deps.ts';
import { instantValue } from './time.ts';
import { isMemberAt, loadViewer, type Viewer } from './viewer.ts';

/** What somebody is for an organisation. */
export interface HeldSeats {
  /** In which they act for it. */
  readonly functions: readonly BusinessFunction[];
  /** In which they are its experts. */
  readonly disciplines: readonly Discipline[];
}

/**
 * What the viewer is for an organisation now; null where they are nothing to it, or one of the two isn't a member of the
 * network, or is suspended. To whoever holds no seat, an organisation's own things are absent.
 */
export async function heldSeats(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<HeldSeats | null> {
  if (!isActing(viewer, at)) return null;
  const now = instantValue(at);
  const { rows } = await sql<{ key: Key }>`select t.set_key as key from community.tie t
    where t.network_id = ${viewer.network} and t.member_id = ${viewer.actor?.id ?? null}::uuid
      and (starts_with(t.set_key, ${`staff:${organisation}`}) or starts_with(t.set_key, ${`experts:${organisation}`}))
      and t.valid_from <= ${now} and t.valid_until > ${now} order by t.set_key`.execute(store.community);
  if (rows.length === 0) return null;
  const its = await loadViewer(store, viewer.network, organisation);
  if (its === null || its.actor?.kind !== 'organisation' || !isActing(its, at)) return null;
  const atoms = rows.map(({ key }) => atomOf(key));
  return {
    functions: atoms.flatMap((atom) => (atom.kind === 'staff' && atom.in !== undefined ? [atom.in] : [])),
    disciplines: atoms.flatMap((atom) => (atom.kind === 'experts' ? [atom.in] : [])),
  };
}

const isActing = (viewer: Viewer, at: Instant): boolean =>
  viewer.actor !== null && isMemberAt(viewer, at) && !holdsAt(viewer.facts.suspensions, at);
