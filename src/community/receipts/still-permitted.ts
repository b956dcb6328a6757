import { sql } from 'kysely';
import { decide } from '../../privacy/decide.ts';
import type { Question } from '../../privacy/facts.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import {
  type Action,
  type ActorId,
  FUNCTIONS,
  type Instant,
  type ObjectId,
  type ObjectKind,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadCandidates } from '../../store/facts.ts';
import type { Viewer } from '../../store/viewer.ts';
import { permittingActors, seenActors } from '../actors/seen-actors.ts';

/** What may be done with which thing of whose, for what. */
export interface Asked {
  readonly owner: ActorId;
  readonly kind: ObjectKind;
  readonly object: ObjectId;
  readonly action: Action;
  readonly purpose: Purpose;
}

interface Permitted {
  /** Whether it may be done now: to contact is the organisation's, to see an attribute is its staff's. */
  now(asked: Asked): boolean;
  /** Whether the owner is there for both. */
  sees(asked: Asked): boolean;
}

/** Asks the one rule about all of them, for the organisation and for who acts for it. */
export async function permittedOf(
  deps: Pick<Deps, 'store'>,
  { viewer, acting }: { readonly viewer: Viewer; readonly acting: Viewer },
  asked: readonly Asked[],
  at: Instant,
): Promise<Permitted> {
  const owners = [...new Set(asked.map(({ owner }) => owner))];
  // It is asked for the organisation, in the function for whose purpose it is.
  const organisation = acting.actor?.id;
  const inName = (question: Question): Question => {
    const capacity = FUNCTIONS.find((fn) => fn === question.purpose);
    return organisation === undefined || capacity === undefined
      ? question
      : { ...question, as: { organisation, capacity } };
  };
  const slots = Map.groupBy(
    asked.filter(({ kind }) => kind === 'presence'),
    ({ action, purpose }) => `${action} ${purpose}`,
  );
  const [bySelf, byOrganisation, attributes, ...contacts] = await Promise.all([
    seenActors(deps, viewer, owners, at),
    seenActors(deps, acting, owners, at),
    permittedAttributes(deps, viewer, asked, inName, at),
    ...[...slots].map(async ([slot, [first, ...others]]) => {
      if (first === undefined) return { slot, owners: new Set<ActorId>() };
      const { action, purpose } = first;
      const those = [first, ...others].map(({ owner }) => owner);
      return { slot, owners: await permittingActors(deps, acting, those, inName({ action, purpose, at })) };
    }),
  ]);
  return {
    sees: ({ owner }) => bySelf.has(owner) && byOrganisation.has(owner),
    now: ({ owner, kind, object, action, purpose }) =>
      kind === 'presence'
        ? contacts.some((one) => one.slot === `${action} ${purpose}` && one.owners.has(owner))
        : attributes.has(`${object} ${purpose}`),
  };
}

/** The attributes that the viewer may see, with the purpose for which. */
async function permittedAttributes(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  asked: readonly Asked[],
  inName: (question: Question) => Question,
  at: Instant,
): Promise<ReadonlySet<string>> {
  const attributes = asked.filter(({ kind }) => kind === 'attribute');
  if (attributes.length === 0) return new Set();
  const ids = [...new Set(attributes.map(({ object }) => object))];
  const rows = sql`select d.id, d.actor_id as owner_id, d.label, null::text as via from community.disclosure d
    where d.network_id = ${viewer.network} and d.id = any(${ids}::uuid[])`;
  const candidates = await loadCandidates(store, viewer, { kind: 'attribute', rows }, at);
  const facts = new Map(candidates.map((candidate) => [candidate.id, candidate.facts]));
  const permitted = attributes.filter(({ object, action, purpose }) => {
    const known = facts.get(object);
    return known !== undefined && decide(inName({ action, purpose, at }), known).allowed;
  });
  return new Set(permitted.map(({ object, purpose }) => `${object} ${purpose}`));
}
