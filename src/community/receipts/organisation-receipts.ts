import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { EVERYONE, type Key, NETWORK, personaKey, SIGNED_IN, staffKey } from '../../privacy/audience.ts';
import type { ConsentEvent, ConsentObject, ConsentState } from '../../privacy/consents.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { Action, ActorId, BusinessFunction, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { loadViewer, type Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { actingMember } from '../actors/acting.ts';
import { type ListPage, turned } from '../actors/list-page.ts';
import { seatsOf } from '../organisations/seats.ts';
import { acknowledgedAtOnce } from './acknowledged-at-once.ts';
import { ENDED_EARLY } from './ended-early.ts';
import { eventPage } from './event-page.ts';
import { receiptId } from './receipt-id.ts';
import { shownThen } from './shown-then.ts';
import { type Asked, permittedOf } from './still-permitted.ts';

/** A consent that names an organisation, as its staff has it. */
interface Row extends Asked {
  readonly id: string;
  readonly state: ConsentState;
  readonly at: Instant;
  readonly consent: string;
  readonly from: Instant;
  readonly ended: Instant;
  readonly until: Instant;
  readonly is_latest: boolean;
  /** Whether the copy of an attribute is there still. */
  readonly is_shown: boolean | null;
  readonly attribute: NonNullable<ConsentObject['attribute']>['kind'] | null;
  readonly precision: NonNullable<ConsentObject['attribute']>['precision'] | null;
}

/** The organisation, and its functions in which the viewer acts. */
interface Named {
  readonly network: NetworkId;
  readonly organisation: ActorId;
  readonly functions: readonly BusinessFunction[];
}

/**
 * What became of consents that name an organisation, for those on its staff, latest first: that it may write to a member for
 * a function of theirs, and that they see an attribute. All of it they may know one by one, by asking or looking: so
 * whom it doesn't see, whoever refused, and who lets their data be processed isn't among it. A member's rules are told
 * apart by nothing but whether it may: what says so, and of whom else, isn't told.
 */
export async function organisationReceipts(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  page: ListPage,
  at: Instant,
  only: string | null = null,
): Promise<Result<ConsentEvent[]>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const seat = (await seatsOf(deps, viewer, at)).find((one) => one.organisation === organisation);
  const acting = seat === undefined ? null : await loadViewer(deps.store, viewer.network, organisation);
  if (seat === undefined || acting === null || !actingMember(acting, at).ok) return absent;
  const named = { network: viewer.network, organisation, functions: seat.functions };
  const shown: Row[] = [];
  let next = page;
  // Members whom one of the two may not see are passed over: a page is full, or the list at its end.
  while (shown.length < page.limit) {
    const rows = await readEvents(deps.store.community, named, next, only, at);
    const permitted = await permittedOf(deps, { viewer, acting }, rows, at);
    shown.push(...rows.filter((row) => isTold(row, permitted.now(row), permitted.sees(row), at)));
    const last = rows.at(-1);
    if (rows.length < READ || last === undefined) break;
    next = page.after === null ? { ...next, before: last.id } : { ...next, after: last.id };
  }
  const title = await nameOf(deps, named);
  const events = shown.slice(0, page.limit).map((row) => eventOf(row, named, title));
  return ok(turned(events, page));
}

/** Events that are read at a time. */
const READ = 200;

/**
 * Whether the organisation's staff is told: of a consent that holds, only where it may still, whatever else stands in
 * the way; of its end, only where it may no longer, whatever else allows it.
 */
function isTold(row: Row, isPermitted: boolean, isSeen: boolean, at: Instant): boolean {
  if (!isSeen) return false;
  if (row.state === 'given') return row.ended <= at || isPermitted;
  return !(row.is_latest && isPermitted);
}

async function readEvents(
  db: Kysely<Database>,
  named: Named,
  page: ListPage,
  only: string | null,
  at: Instant,
): Promise<Row[]> {
  const { rows } = await sql<Row>`${eventsOf(named, at)}
    select e.* from event e where (${only}::uuid is null or e.id = ${only}::uuid)
      and ${eventPage({ ...page, limit: READ })}`.execute(db);
  return rows;
}

/** A `with` that ends in `event`: for each member, thing, action and purpose, the times in which the organisation may. */
function eventsOf({ network, organisation, functions }: Named, at: Instant): Sql<unknown> {
  const now = instantValue(at);
  const staff = [staffKey(organisation), ...functions.map((fn) => staffKey(organisation, fn))];
  const own: Key[] = [personaKey(organisation), ...staff];
  // Whoever lets all members may, lets the organisation: that it isn't named any longer takes nothing from it.
  const admitting = [...own, NETWORK, SIGNED_IN, EVERYONE];
  const slot = sql`n.owner_id, n.object_kind, n.object_id, n.action, n.purpose`;
  const name = sql<string>`c.owner_id || ' ' || c.object_id || ' ' || c.action || ' ' || c.purpose || ' '
    || date_part('epoch', c.from) || ' ' || ${organisation}::text`;
  const event = (state: Sql<string>, time: Sql<unknown>) => sql`
    select ${receiptId(name, state)} as id, ${state} as state, ${time} as at, ${receiptId(name, sql`'consent'`)} as consent,
      c.owner_id as owner, c.object_kind as kind, c.object_id as object, c.action, c.purpose, c.from, c.ended, c.until,
      c.is_latest, d.kind as attribute, d.precision, d.is_shown
    from consent c left join lateral ${shownThen(sql`${network}::uuid`, sql`c.object_id`, sql`c.ended`)} d
      on c.object_kind = 'attribute'`;
  return sql`
    with named as materialized (
      select distinct g.owner_id, g.object_kind, g.object_id, act.action, g.purpose
      from community.audience_term t
      join community."grant" g on g.network_id = t.network_id and g.audience_id = t.audience_id
      join community.actor o on o.network_id = g.network_id and o.id = g.owner_id and o.kind = 'persona'
      cross join lateral unnest(g.actions) as act (action)
      where t.network_id = ${network} and t.anchor = any(${own}::text[]) and t.keys = array[t.anchor]
        and g.valid_from <= ${now} and g.valid_until > g.valid_from
        and (g.object_kind = 'presence' and act.action in ('contact', 'request-contact')
            and t.anchor = ${personaKey(organisation)} and g.purpose = any(${[...functions]}::text[])
          or g.object_kind = 'attribute' and act.action = 'see' and t.anchor = any(${staff}::text[]))),
    piece as (
      select ${slot}, g.id, g.valid_from, g.valid_until, coalesce(g.would_end, g.valid_until) as would_end,
        ${ENDED_EARLY} as early, bool_or(t.anchor = any(${own}::text[])) as is_named
      from named n
      join community."grant" g on g.network_id = ${network} and g.object_id = n.object_id
        and g.object_kind = n.object_kind and g.purpose = n.purpose and n.action = any(g.actions)
      join community.audience a on a.network_id = g.network_id and a.id = g.audience_id
      join community.audience_term t on t.network_id = a.network_id and t.audience_id = a.id
      where t.keys = array[t.anchor] and t.anchor = any(${admitting}::text[])
        and not a.except_keys && ${admitting}::text[]
        and g.valid_from <= ${now} and g.valid_until > g.valid_from
        -- What was before its owner last joined is forgotten with their leaving.
        and g.valid_from >= (select max(m.valid_from) from community.tie m where m.network_id = ${network}
          and m.member_id = n.owner_id and m.set_key = 'network' and m.valid_from <= ${now} and m.valid_until > ${now})
      group by ${slot}, g.network_id, g.object_id, g.id),
    begun as (
      select n.*, coalesce(max(n.valid_until) over (partition by ${slot} order by n.valid_from, n.id
        rows between unbounded preceding and 1 preceding) < n.valid_from, true) as begins
      from piece n),
    numbered as (
      select n.*, count(*) filter (where n.begins) over (partition by ${slot} order by n.valid_from, n.id) as nth
      from begun n),
    consent as materialized (
      select ${slot}, min(n.valid_from) as from, max(n.valid_until) as ended,
        (array_agg(n.would_end order by n.valid_until desc, n.would_end desc))[1] as until,
        (array_agg(n.early order by n.valid_until desc, n.would_end desc))[1] as withdrawn,
        row_number() over (partition by ${slot} order by n.nth desc) = 1 as is_latest
      from numbered n group by ${slot}, n.nth having bool_or(n.is_named)),
    event as (
      ${event(sql`'given'::text`, sql`c.from`)}
      union all ${event(sql`case when c.withdrawn then 'withdrawn' else 'expired' end`, sql`c.ended`)}
        where c.ended <= ${now})`;
}

const eventOf = (row: Row, { organisation }: Named, name: string): ConsentEvent => ({
  id: row.id,
  state: row.state,
  at: row.at,
  consent: {
    id: row.consent,
    owner: row.owner,
    object: {
      kind: row.kind,
      id: row.object as ObjectId,
      attribute:
        row.attribute === null || row.precision === null
          ? null
          : { kind: row.attribute, precision: row.precision },
    },
    actions: [row.action as Action],
    purposes: [row.purpose as Purpose],
    recipients: [{ organisation, name }],
    given: row.from,
    from: row.from,
    until: row.until,
    bySignal: false,
  },
  acknowledged: acknowledgedAtOnce({ ...row, isShown: row.is_shown }),
});

async function nameOf({ store }: Pick<Deps, 'store'>, { network, organisation }: Named): Promise<string> {
  const row = await store.community
    .selectFrom('community.actor')
    .select('display_name')
    .where('network_id', '=', network)
    .where('id', '=', organisation)
    .executeTakeFirst();
  return row?.display_name ?? '';
}
