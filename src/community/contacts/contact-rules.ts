import type { Kysely } from 'kysely';
import { type Audience, atomOf, NETWORK } from '../../privacy/audience.ts';
import {
  type ActorId,
  type BusinessFunction,
  FUNCTIONS,
  type Instant,
  type NetworkId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { isOf, type LiveGrant, liveGrants, type Slot } from '../grants/live-grants.ts';

/** Whether an organisation may write at once, must ask first, or neither. */
export const CONTACT_ANSWERS = ['yes', 'ask', 'no'] as const;
export type ContactAnswer = (typeof CONTACT_ANSWERS)[number];

/** Where a member wants to be reached by a function, in their own words. */
interface PreferredPlace {
  readonly place: string;
  /** Whether an organisation that is refused here is told of it. */
  readonly told: boolean;
}

/** How organisations may contact a member for one of their business functions, on one network. */
export interface ContactRule {
  readonly function: BusinessFunction;
  readonly anybody: ContactAnswer;
  /** Those for which it is otherwise. */
  readonly organisations: readonly { readonly organisation: ActorId; readonly answer: ContactAnswer }[];
  readonly preferred: PreferredPlace | null;
}

/** An organisation, in one of its functions, and the member to whom it wants to write. */
export interface Contact {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly persona: ActorId;
}

/** Functions are purposes of the same name. */
export const atOnce = (fn: BusinessFunction): Slot => ({ kind: 'presence', action: 'contact', purpose: fn });
export const onRequest = (fn: BusinessFunction): Slot => ({
  kind: 'presence',
  action: 'request-contact',
  purpose: fn,
});

/** The viewer's own rules, a rule for each function. */
export const readContactRules = (
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<ContactRule[]> => loadContactRules(store.community, viewer, at);

export async function loadContactRules(
  db: Kysely<Database>,
  viewer: Viewer,
  at: Instant,
): Promise<ContactRule[]> {
  const [grants, places] = await Promise.all([
    liveGrants(db, viewer, at),
    db
      .selectFrom('community.preferred_place')
      .select(['function', 'place', 'told'])
      .where('network_id', '=', viewer.network)
      .where('actor_id', '=', viewer.actor?.id ?? ('' as ActorId))
      .execute(),
  ]);
  return FUNCTIONS.map((fn) => {
    const preferred = places.find((one) => one.function === fn);
    return {
      ...answersOf(grants, fn),
      function: fn,
      preferred: preferred === undefined ? null : { place: preferred.place, told: preferred.told },
    };
  });
}

/** Writes where a member prefers to be reached for a function, in place of what was said before; null is nowhere. */
export async function writePreferred(
  trx: Kysely<Database>,
  { network, actor }: { readonly network: NetworkId; readonly actor: ActorId },
  fn: BusinessFunction,
  preferred: PreferredPlace | null,
): Promise<void> {
  await trx
    .deleteFrom('community.preferred_place')
    .where('network_id', '=', network)
    .where('actor_id', '=', actor)
    .where('function', '=', fn)
    .execute();
  if (preferred === null) return;
  await trx
    .insertInto('community.preferred_place')
    .values({ network_id: network, actor_id: actor, function: fn, ...preferred })
    .execute();
}

/** What the grants come to: what is given at once goes before what is to be asked. */
function answersOf(
  grants: readonly LiveGrant[],
  fn: BusinessFunction,
): Pick<ContactRule, 'anybody' | 'organisations'> {
  const yes = grants.filter((grant) => isOf(grant, atOnce(fn))).map(({ audience }) => audience);
  const ask = grants.filter((grant) => isOf(grant, onRequest(fn))).map(({ audience }) => audience);
  const answer = (organisation: ActorId | null): ContactAnswer => {
    if (yes.some((audience) => admits(audience, organisation))) return 'yes';
    return ask.some((audience) => admits(audience, organisation)) ? 'ask' : 'no';
  };
  const named = new Set([...yes, ...ask].flatMap(organisationsIn));
  const anybody = answer(null);
  const organisations = [...named]
    .map((organisation) => ({ organisation, answer: answer(organisation) }))
    .filter((one) => one.answer !== anybody);
  return { anybody, organisations };
}

/** Whether the audience admits the organisation; any that isn't named, for null. */
function admits({ any, except }: Audience, organisation: ActorId | null): boolean {
  const isNamed = (key: Audience['except'][number]) => isPersona(key, organisation);
  if (except.some(isNamed)) return false;
  return any.some((term) => term.length === 1 && term.some((key) => key === NETWORK || isNamed(key)));
}

function isPersona(key: Audience['except'][number], id: ActorId | null): boolean {
  const atom = atomOf(key);
  return atom.kind === 'persona' && atom.persona === id;
}

const organisationsIn = ({ any, except }: Audience): ActorId[] =>
  [...any.flat(), ...except].flatMap((key) => {
    const atom = atomOf(key);
    return atom.kind === 'persona' ? [atom.persona] : [];
  });
