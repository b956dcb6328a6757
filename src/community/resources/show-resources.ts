import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant, Label, ObjectId, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type PageRequest, type Stretch, visiblePage } from '../../store/pages.ts';
import type { ResourceKind } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { admittedAudiences } from '../../store/visibility/lists.ts';
import type { ListPage } from '../actors/list-page.ts';
import { mayDo } from '../posts/post-source.ts';
import { actsFor } from './acts-for.ts';
import { type Met, may, meetResource, meetResources, metOf, RESOURCE_COLUMNS } from './resource-source.ts';

/** A resource as one viewer sees it. */
export interface ResourceView {
  readonly id: ObjectId;
  readonly kind: ResourceKind;
  readonly owner: ActorId;
  readonly title: string;
  readonly description: string;
  readonly url: string | null;
  /** Of a page that is shown by itself. */
  readonly text: string | null;
  readonly label: Label;
  readonly file: {
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: number;
    readonly hasPreview: boolean;
  } | null;
  /** The folders around it, the nearest first. */
  readonly folders: readonly { readonly id: ObjectId; readonly title: string }[];
  /** In which it was made in an organisation's name. */
  readonly seat: SeatId | null;
  readonly createdAt: Instant;
  readonly editedAt: Instant;
  readonly can: {
    readonly reply: boolean;
    readonly reshare: boolean;
    readonly quote: boolean;
    readonly download: boolean;
    readonly edit: boolean;
    readonly manage: boolean;
  };
  /** Whether the viewer has passed it on. */
  readonly reshared: boolean;
  /** For its owner alone: whether it goes by grants of its own, and who put it there. */
  readonly owned: { readonly sharing: 'own' | 'folder'; readonly createdBy: ActorId } | null;
}

/** One resource, with its text. */
export async function showResource(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<ResourceView>> {
  const met = await meetResource(deps, viewer, id, at);
  if (met === null) return absent;
  const [view] = await viewsOf(deps, viewer, [met], true, at);
  return view === undefined ? absent : ok(view);
}

/** Which resources: those in a folder, an owner's that lie in none, or such that others share with the viewer. */
export type ListOf =
  | { readonly folder: ObjectId }
  | { readonly owner: ActorId }
  | { readonly sharedWithMe: true };

/** A page of resources that the viewer may see, newest first. */
export async function listResources(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  of: ListOf,
  page: ListPage,
  at: Instant,
): Promise<Result<ResourceView[]>> {
  if ('folder' in of) {
    const folder = await meetResource(deps, viewer, of.folder, at);
    if (folder === null || folder.kind !== 'folder') return absent;
    if (folder.isManager) return ok(await wholeList(deps, viewer, scopeOf(viewer, of, at), page, at));
  }
  if ('owner' in of && (await actsFor(deps, viewer, [of.owner], at)).has(of.owner)) {
    return ok(await wholeList(deps, viewer, scopeOf(viewer, of, at), page, at));
  }
  const scope = scopeOf(viewer, of, at);
  const request: PageRequest = {
    ...(page as Pick<PageRequest, 'limit' | 'before' | 'since' | 'after'>),
    kind: 'resource',
    take: page.limit,
    rows: (stretch) => rowsOf(viewer, scope, stretch),
  };
  const found = await visiblePage(deps.store, viewer, at, request);
  return ok(await viewsOf(deps, viewer, await metOf(deps, viewer, found, at), false, at));
}

/** Of whom the viewer acts for, everything. */
async function wholeList(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  scope: Sql<boolean>,
  { limit, before, since, after }: ListPage,
  at: Instant,
): Promise<ResourceView[]> {
  const stretch = { before, after: after ?? since, upward: after !== null, take: limit, narrowed: false };
  const { rows } = await sql<{ id: ObjectId }>`${rowsOf(viewer, scope, stretch as Stretch)}`.execute(
    deps.store.community,
  );
  const met = await meetResources(
    deps,
    viewer,
    rows.map(({ id }) => id),
    at,
  );
  const newestFirst = met.sort((one, other) => (one.id < other.id ? 1 : -1));
  return viewsOf(deps, viewer, newestFirst, false, at);
}

function scopeOf(viewer: Viewer, of: ListOf, at: Instant): Sql<boolean> {
  if ('folder' in of) return sql`r.within[1] = ${of.folder}::uuid`;
  if ('owner' in of) return sql`r.owner_id = ${of.owner}::uuid and r.within = '{}'`;
  const me = viewer.actor?.id ?? null;
  const now = instantValue(at);
  return sql`r.within = '{}' and r.owner_id is distinct from ${me}::uuid and exists (
    select 1 from community."grant" g where g.network_id = ${viewer.network} and g.object_id = r.id
      and g.object_kind = 'resource' and g.valid_from <= ${now} and g.valid_until > ${now}
      and g.audience_id in ${admittedAudiences(viewer.network, me, at)})`;
}

const rowsOf = (
  { network }: Viewer,
  scope: Sql<boolean>,
  { before, after, upward, take }: Stretch,
): Sql<unknown> => sql`select ${RESOURCE_COLUMNS} from community.resource r
  where r.network_id = ${network} and r.deleted_at is null and ${scope}
    and (${before}::uuid is null or r.id < ${before}::uuid) and (${after}::uuid is null or r.id > ${after}::uuid)
  order by r.id ${upward ? sql`asc` : sql`desc`} limit ${take}`;

interface Row {
  id: ObjectId;
  title: string;
  description: string;
  url: string | null;
  text: string | null;
  created_by: ActorId;
  seat: SeatId | null;
  created_at: Instant;
  edited_at: Instant;
  name: string | null;
  media_type: string | null;
  bytes: number | null;
  preview: string | null;
  reshared: boolean;
}

async function viewsOf(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  met: readonly Met[],
  withText: boolean,
  at: Instant,
): Promise<ResourceView[]> {
  if (met.length === 0) return [];
  const ids = met.flatMap(({ id, candidate }) => [id, ...candidate.facts.object.within.map((up) => up.id)]);
  const { rows } = await sql<Row>`
    select r.id, r.title, r.description, r.url, case when ${withText} then r.text end as text, r.created_by, r.seat_id as seat,
      r.created_at, r.edited_at, f.name, f.media_type, f.bytes, f.preview,
      exists (select 1 from community.post p where p.network_id = ${viewer.network} and p.boost_of = r.id
        and p.author_id = ${viewer.actor?.id ?? null}::uuid and p.deleted_at is null) as reshared
    from community.resource r left join community.file f on f.network_id = r.network_id and f.id = r.file_id
    where r.network_id = ${viewer.network} and r.id = any(${[...new Set(ids)]}::uuid[])`.execute(
    store.community,
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return met.flatMap((one) => {
    const row = known.get(one.id);
    if (row === undefined) return [];
    const { object } = one.candidate.facts;
    return [
      {
        id: one.id,
        kind: one.kind,
        owner: one.owner,
        title: row.title,
        description: row.description,
        url: row.url,
        text: row.text,
        label: object.label,
        file:
          row.name === null || row.media_type === null
            ? null
            : {
                name: row.name,
                mediaType: row.media_type,
                bytes: row.bytes ?? 0,
                hasPreview: row.preview !== null,
              },
        folders: object.within.flatMap(({ id }) => {
          const folder = known.get(id);
          return folder === undefined ? [] : [{ id, title: folder.title }];
        }),
        seat: row.seat,
        createdAt: row.created_at,
        editedAt: row.edited_at,
        can: {
          ...spokenOf(one, at),
          download: one.kind === 'file' && may(one, 'download', at),
          edit: may(one, 'edit', at),
          manage: one.isManager,
        },
        reshared: row.reshared,
        owned: one.isManager
          ? { sharing: one.inherits ? ('folder' as const) : ('own' as const), createdBy: row.created_by }
          : null,
      },
    ];
  });
}

/**
 * Whether a post of the viewer's may answer, repeat or quote it: by what was granted, or because it is theirs. Whoever
 * acts for its owner speaks for themselves.
 */
function spokenOf({ kind, candidate }: Met, at: Instant) {
  const speaks = (action: 'reply' | 'reshare' | 'quote'): boolean =>
    kind !== 'folder' && mayDo(action, candidate, at);
  return { reply: speaks('reply'), reshare: speaks('reshare'), quote: speaks('quote') };
}
