import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type Audience, canonical, type Key } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { Action, ActorId, GrantId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { excludingSince, give, withdraw } from '../../store/grants.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { GrantableKind } from './grantable.ts';

/** What is about to be granted, and over what. */
export interface Granted {
  readonly network: NetworkId;
  readonly owner: ActorId;
  readonly object: { readonly kind: GrantableKind; readonly id: ObjectId };
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly audience: Audience;
}

interface Other {
  id: GrantId;
  actions: Action[];
  any: Audience['any'];
  except: Key[];
  conditions: Conditions;
  from: Instant;
  until: Instant;
  reviewBy: Instant;
}

/**
 * Makes a grant agree with those that are there: of two that contradict each other the narrower holds. Whoever one of them
 * keeps out, none lets in: the new one keeps out whom the others do, and the others whom it does. So nobody is let in by
 * one of them ending. Within a transaction that holds the owner's lock.
 * @returns the audience of the new one; refused where nobody would be left in it
 */
export async function reconcile(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  granted: Granted,
  at: Instant,
): Promise<Result<Audience>> {
  const { network, owner, object, purpose, audience } = granted;
  const others = await othersOn(trx, granted, at);
  const narrowed = canonical(audience.any, [...audience.except, ...others.flatMap(({ except }) => except)]);
  if (narrowed === null) return tooMany;
  if (contradictionsOf(narrowed).length === narrowed.any.length) return keptOut;
  const changing = others.flatMap(({ any, except, ...rest }) =>
    audience.except.every((key) => except.includes(key))
      ? []
      : [{ ...rest, less: canonical(any, [...except, ...audience.except]) }],
  );
  // Before anything is written, so that a refusal leaves all as it is.
  if (changing.some(({ less }) => less === null)) return tooMany;
  for (const { id, less, ...rest } of changing) {
    if (less === null) continue;
    const ended = await withdraw(trx, network, object, at, { grant: id });
    await give(trx, network, {
      ...rest,
      id: ids.next(`grant ${object.kind} ${id} narrowed`) as GrantId,
      owner,
      object,
      purpose,
      audience: less,
      from: Math.max(rest.from, at),
      excludingSince: excludingSince(less, ended, at),
    });
  }
  return ok(narrowed);
}

/** Parts of an audience that let somebody in whom it keeps out: they let nobody in. */
export const contradictionsOf = ({ any, except }: Audience): readonly (readonly Key[])[] =>
  any.filter((term) => term.some((key) => except.includes(key)));

const keptOut = refuse({
  kind: 'conflict',
  says: 'Another grant on this keeps out all whom this would let in, and the narrower holds; end that one first.',
});

const tooMany = refuse({
  kind: 'invalid',
  field: 'audience',
  says: 'with whom the other grants on this keep out, that has too many parts; put the people into a circle',
});

/** The grants that hold or will over the same thing, for one of the same actions and the same purpose. */
async function othersOn(
  trx: Kysely<Database>,
  { network, object, actions, purpose }: Granted,
  at: Instant,
): Promise<Other[]> {
  const { rows } = await sql<Other>`
    select g.id, g.actions, a.terms as any, a.except_keys as except, g.conditions, g.valid_from as from,
      g.valid_until as until, g.review_by as "reviewBy"
    from community."grant" g join community.audience a on a.network_id = ${network} and a.id = g.audience_id
    where g.network_id = ${network} and g.object_id = ${object.id} and g.object_kind = ${object.kind}
      and g.purpose = ${purpose} and g.actions && ${[...actions]}::text[]
      and g.valid_until > ${instantValue(at)} order by g.id`.execute(trx);
  return rows;
}
