import { sql } from 'kysely';
import { type Audience, keysOf } from '../../privacy/audience.ts';
import type { Grant } from '../../privacy/grant.ts';
import type { ActorId, GrantId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type ListPage, pageClause, turned } from '../actors/list-page.ts';
import { audienceText, loadKeyNames } from '../audiences/describe-audience.ts';
import { GRANTABLE_KINDS, type GrantableKind, loadOwnObjects } from './grantable.ts';
import { contradictionsOf } from './reconcile.ts';

/** A grant as its owner reads it. */
export interface OwnGrant extends Grant {
  readonly object: { readonly kind: GrantableKind; readonly id: ObjectId; readonly text: string };
  readonly audienceText: string;
  /** Those whom it would let in and who are kept out all the same, by it or another: the narrower holds. */
  readonly contradictions: readonly string[];
}

type Row = Omit<Grant, 'audience'> & {
  any: Audience['any'];
  except: Audience['except'];
  kind: GrantableKind;
  object_id: ObjectId;
};

export interface GrantFilter {
  readonly kind: GrantableKind | null;
  readonly object: ObjectId | null;
  readonly grant: GrantId | null;
}

/** The viewer's own grants that hold or will, or those of an owner for whom they act; newest first. */
export async function listGrants(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  filter: GrantFilter,
  page: ListPage,
  at: Instant,
  owner: ActorId | null = viewer.actor?.id ?? null,
): Promise<OwnGrant[]> {
  const { rows } = await sql<Row>`
    select g.id, g.object_kind as kind, g.object_id, g.actions, g.purpose, a.terms as any, a.except_keys as except,
      g.conditions, g.valid_from as from, g.valid_until as until, g.review_by as "reviewBy"
    from community."grant" g join community.audience a on a.network_id = g.network_id and a.id = g.audience_id
    where g.network_id = ${viewer.network} and g.owner_id = ${owner}::uuid
      and g.valid_until > ${instantValue(at)} and g.valid_until > g.valid_from
      and g.object_kind = any(${[...GRANTABLE_KINDS]}::text[])
      and (${filter.kind}::text is null or g.object_kind = ${filter.kind})
      and (${filter.object}::uuid is null or g.object_id = ${filter.object}::uuid)
      and (${filter.grant}::uuid is null or g.id = ${filter.grant}::uuid)
      and ${pageClause('g.id', page)}`.execute(deps.store.community);
  const grants = turned(rows, page).map(({ any, except, ...rest }) => ({
    ...rest,
    audience: { any, except },
  }));
  const [name, objects] = await Promise.all([
    loadKeyNames(
      deps,
      viewer,
      grants.flatMap((grant) => keysOf(grant.audience)),
      at,
    ),
    loadOwnObjects(deps, viewer, [...new Set(grants.map((grant) => grant.object_id))], owner),
  ]);
  return grants.map(({ kind, object_id: id, ...grant }) => ({
    ...grant,
    object: {
      kind,
      id,
      text: objects.find((one) => one.kind === kind && one.id === id)?.text ?? 'something that is gone',
    },
    audienceText: audienceText(grant.audience, name),
    contradictions: contradictionsOf(grant.audience).map((keys) =>
      audienceText({ any: [keys], except: [] }, name),
    ),
  }));
}
