import { sql } from 'kysely';
import { type Audience, keysOf } from '../../privacy/audience.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type {
  Action,
  ActorId,
  BusinessFunction,
  GrantId,
  Instant,
  ObjectId,
  UseId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { participationsOf } from '../../store/participations.ts';
import type { UseDeed } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { type ListPage, pageClause, turned } from '../actors/list-page.ts';
import { audienceText, type KeyNamer, loadKeyNames } from '../audiences/describe-audience.ts';
import { type GrantableKind, loadOwnObjects, type OwnObject } from '../grants/grantable.ts';

/** A grant under which something was used, as it stands now. */
export interface UsedGrant {
  readonly id: GrantId;
  readonly object: { readonly kind: GrantableKind; readonly id: ObjectId; readonly text: string };
  readonly actions: readonly Action[];
  readonly audienceText: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** The answer for which something was counted, without what it was that the organisation chose to ask in it. */
interface LearntFrom {
  readonly what: string;
  /** Where it is a single number; null is fewer than the minimum. */
  readonly released: number | null;
  /** How many numbers it has. */
  readonly numbers: number;
  /** What came out below it wasn't told. */
  readonly minimum: number;
  /** σ² of the noise of each; of the first kind, where there are several. */
  readonly variance: bigint;
}

/** A use of the viewer's own data by an organisation. */
export interface OwnUse {
  readonly id: UseId;
  /** Named whether it shows itself or not: whoever uses somebody's data is no secret to them. */
  readonly organisation: { readonly id: ActorId; readonly name: string };
  readonly function: BusinessFunction | null;
  readonly deed: UseDeed;
  readonly purpose: Purpose;
  readonly kinds: readonly string[];
  readonly at: Instant;
  readonly grants: readonly UsedGrant[];
  /** What it took of the viewer's allowance, ρ in millionths of millionths; null is nothing. */
  readonly charge: number | null;
  /** Where the ledger has it; null until the next beat. */
  readonly place: number | null;
  /** What the organisation learnt from it and all the others who were counted; null where it was used one by one. */
  readonly learnt: LearntFrom | null;
  /** What it was told of the viewer's influence, where it was told of them by name. */
  readonly influence: ToldInfluence | null;
}

/** The place among so many; PageRank, 1 on average; betweenness, from 0 to 1. */
interface ToldInfluence {
  readonly place: number;
  readonly among: number;
  readonly pagerank: number;
  readonly betweenness: number;
}

/** Uses of which: all, those counted among others, or those one by one. */
export const USE_FORMS = ['all', 'counted', 'one-by-one'] as const;
export type UseForm = (typeof USE_FORMS)[number];

type Row = Omit<OwnUse, 'organisation' | 'grants' | 'learnt'> & {
  organisation: ActorId;
  name: string;
  grant_ids: readonly GrantId[];
  what: string | null;
  released: number | null;
  numbers: number;
  minimum: number;
  variance: number;
};

/** Who used what of the viewer's own, for what and under which grant; newest first. */
export async function listUses(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  page: ListPage,
  form: UseForm,
  at: Instant,
): Promise<OwnUse[]> {
  const me = viewer.actor?.id;
  if (me === undefined) return [];
  const { network } = viewer;
  const { rows } = await sql<Row>`
    select u.id, u.organisation_id as organisation, coalesce(a.display_name, '') as name, u.function, u.deed, u.purpose,
      u.kinds, u.used_at as at, u.charge, p.grant_ids, e.place,
      n.what, n.released, coalesce(cardinality(n.cells), 1) as numbers, n.minimum, n.variances[1] as variance,
      case when i.use_id is not null then jsonb_build_object('place', i.place, 'among', i.among,
        'pagerank', i.pagerank, 'betweenness', i.betweenness) end as influence
    from (${participationsOf(network, me)}) p
    join community.data_use u on u.network_id = ${network} and u.id = p.use_id
    left join community.actor a on a.network_id = ${network} and a.id = u.organisation_id
    left join community.ledger_entry e on e.network_id = ${network} and e.about_id = u.id
    left join community.noise_answer n on n.network_id = ${network} and n.use_id = u.id
    left join community.influence_told i on i.network_id = ${network} and i.use_id = u.id and i.subject_id = ${me}
    where ${OF_FORM[form]} and ${pageClause('p.use_id', page)}`.execute(deps.store.community);
  const uses = turned(rows, page);
  const grants = await loadUsedGrants(deps, viewer, [...new Set(uses.flatMap((use) => use.grant_ids))], at);
  return uses.map(
    ({ organisation, name, grant_ids: ids, what, released, numbers, minimum, variance, ...use }) => ({
      ...use,
      learnt: what === null ? null : { what, released, numbers, minimum, variance: BigInt(variance) },
      organisation: { id: organisation, name },
      grants: ids.flatMap((id) => grants.get(id) ?? []),
    }),
  );
}

const OF_FORM: Readonly<Record<UseForm, Sql<boolean>>> = {
  all: sql`true`,
  counted: sql`n.id is not null`,
  'one-by-one': sql`n.id is null`,
};

interface GrantRow {
  id: GrantId;
  kind: GrantableKind;
  object_id: ObjectId;
  actions: readonly Action[];
  any: Audience['any'];
  except: Audience['except'];
  from: Instant;
  until: Instant;
}

/** Grants of the viewer's own by their ids, as they stand now; others' aren't among them. */
export async function loadUsedGrants(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly GrantId[],
  at: Instant,
): Promise<ReadonlyMap<GrantId, UsedGrant>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<GrantRow>`
    select g.id, g.object_kind as kind, g.object_id, g.actions, a.terms as any, a.except_keys as except,
      g.valid_from as from, g.valid_until as until
    from community."grant" g
    join community.audience a on a.network_id = ${viewer.network} and a.id = g.audience_id
    where g.network_id = ${viewer.network} and g.owner_id = ${viewer.actor?.id ?? null}::uuid
      and g.id = any(${[...ids]}::uuid[])`.execute(deps.store.community);
  const [name, objects] = await Promise.all([
    loadKeyNames(deps, viewer, rows.flatMap(keysOf), at),
    loadOwnObjects(deps, viewer, [...new Set(rows.map((row) => row.object_id))]),
  ]);
  return new Map(rows.map((row) => [row.id, usedGrant(row, name, objects)]));
}

function usedGrant(row: GrantRow, name: KeyNamer, objects: readonly OwnObject[]): UsedGrant {
  const { kind, object_id: id, any, except, ...grant } = row;
  const object = objects.find((one) => one.kind === kind && one.id === id);
  return {
    ...grant,
    object: { kind, id, text: object?.text ?? 'something that you no longer show' },
    audienceText: audienceText({ any, except }, name),
  };
}
