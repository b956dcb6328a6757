import { sql } from 'kysely';
import { type Audience, atomOf, type Key, keysOf, NETWORK } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type {
  Acknowledgement,
  ConsentEvent,
  ConsentObject,
  ConsentRecipient,
  ConsentState,
} from '../../privacy/consents.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { Action, ActorId, Instant, ObjectId, ObjectKind } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { type ListPage, turned } from '../actors/list-page.ts';
import { audienceText, type KeyNamer, loadKeyNames } from '../audiences/describe-audience.ts';
import { loadOwnObjects } from '../grants/grantable.ts';
import { acknowledgedAtOnce } from './acknowledged-at-once.ts';
import { ENDED_EARLY } from './ended-early.ts';
import { enteredFor } from './entered-for.ts';
import { eventPage } from './event-page.ts';
import { receiptId } from './receipt-id.ts';
import { shownThen } from './shown-then.ts';
import { usesUnder } from './uses-under.ts';

/** A receipt of the viewer's own, in words as well. */
export interface OwnReceipt extends ConsentEvent {
  readonly text: string;
  readonly audienceText: string;
}

interface Row {
  id: string;
  state: ConsentState;
  at: Instant;
  consent: string;
  object_kind: ObjectKind;
  object_id: ObjectId;
  actions: Action[];
  purposes: Purpose[];
  any: Audience['any'];
  except: Audience['except'];
  conditions: Conditions;
  given: Instant | null;
  from: Instant | null;
  until: Instant;
  attribute: NonNullable<ConsentObject['attribute']>['kind'] | null;
  precision: NonNullable<ConsentObject['attribute']>['precision'] | null;
  /** Whether the copy of an attribute is there still. */
  is_shown: boolean | null;
  is_refusal: boolean;
  by_signal: boolean;
}

/**
 * What became of the viewer's own consents since they joined, latest first: computed from the grants, so that the two
 * can't disagree, and from what was refused.
 */
export async function ownReceipts(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  page: ListPage,
  at: Instant,
  only: string | null = null,
): Promise<OwnReceipt[]> {
  const me = viewer.actor?.id;
  if (me === undefined) return [];
  const found = await sql<Row>`${eventsOf(viewer, me, at)}
    select e.* from event e where (${only}::uuid is null or e.id = ${only}::uuid) and ${eventPage(page)}`.execute(
    deps.store.community,
  );
  const rows = turned(found.rows, page);
  if (rows.length === 0) return [];
  const consents = [...new Set(rows.map(({ consent }) => consent))];
  const [name, objects, entered, uses, network] = await Promise.all([
    loadKeyNames(deps, viewer, rows.flatMap(keysOf), at),
    loadOwnObjects(deps, viewer, [...new Set(rows.map((row) => row.object_id))], me),
    enteredFor(deps, viewer.network, me, consents),
    usesUnder(deps, viewer.network, me, consents),
    titleOf(deps, viewer),
  ]);
  return rows.map((row) => {
    const object = objects.find((one) => one.kind === row.object_kind && one.id === row.object_id);
    const isSimple = row.any.every((term) => term.length === 1);
    const recipients = recipientsOf(row, name, network);
    return {
      id: row.id,
      state: row.state,
      at: row.at,
      consent: {
        id: row.consent,
        owner: me,
        object: objectOf(row),
        actions: row.actions,
        purposes: row.purposes,
        recipients,
        given: row.given,
        from: row.from,
        until: row.until,
        bySignal: row.by_signal,
      },
      acknowledged: [
        ...acknowledged(row),
        ...(row.state === 'given' ? [uses.get(row.consent) ?? []].flat() : []),
        ...(row.is_refusal ? [] : [entered(row.consent, row.state === 'given' ? null : row.at)]),
      ],
      text: object?.text ?? goneText(row),
      audienceText:
        isSimple && row.except.length === 0
          ? recipients.map((one) => one.name).join(', ')
          : audienceText(row, name),
    };
  });
}

/** Grants that are a consent; `g` with its audience `a`. The first line is the predicate of an index. */
const isConsent = sql<boolean>`
  (g.purpose <> 'reading' or g.object_kind = 'attribute' or 'process' = any(g.actions))
  and (g.purpose <> 'reading' or 'process' = any(g.actions) or a.terms::text like '%"staff:%')`;

/** Ended by who gave it, rather than by itself: at once, or with what it was over. */
const isWithdrawn = sql<boolean>`(${ENDED_EARLY}
  or exists (select 1 from community.post p where p.network_id = g.network_id and p.id = g.object_id
    and g.object_kind = 'post' and p.deleted_at <= g.valid_until)
  or exists (select 1 from community.resource r where r.network_id = g.network_id and r.id = g.object_id
    and g.object_kind = 'resource' and r.deleted_at <= g.valid_until))`;

/** A `with` that ends in `event`. What was before the owner last joined is forgotten with their leaving. */
function eventsOf({ network }: Viewer, me: ActorId, at: Instant): Sql<unknown> {
  const now = instantValue(at);
  const event = (state: Sql<string>, time: Sql<unknown>) => sql`
    select ${receiptId(sql`c.consent`, state)} as id, ${state} as state, ${time} as at, c.* from consent c`;
  return sql`
    with here as (
      select max(t.valid_from) as since from community.tie t where t.network_id = ${network} and t.member_id = ${me}
        and t.set_key = 'network' and t.valid_from <= ${now} and t.valid_until > ${now}),
    consent as materialized (
      select g.id as consent, g.object_kind, g.object_id, g.actions, array[g.purpose] as purposes, a.terms as any,
        a.except_keys as except, g.conditions, coalesce(g.given_at, g.valid_from) as given, g.valid_from as from, coalesce(g.would_end, g.valid_until) as until,
        g.valid_until as ended, ${isWithdrawn} as withdrawn, d.kind as attribute, d.precision, d.is_shown,
        false as is_refusal, false as by_signal
      from community."grant" g
      join community.audience a on a.network_id = g.network_id and a.id = g.audience_id
      left join lateral ${shownThen(sql`g.network_id`, sql`g.object_id`, sql`g.valid_until`)} d
        on g.object_kind = 'attribute'
      where g.network_id = ${network} and g.owner_id = ${me} and ${isConsent}
        and coalesce(g.given_at, g.valid_from) >= (select since from here)
        and coalesce(g.given_at, g.valid_from) <= ${now} and g.valid_until > coalesce(g.given_at, g.valid_from)),
    refusal as (
      select r.id as consent, case when r.organisation_id is null then 'posts' else 'presence' end as object_kind,
        r.owner_id as object_id,
        case when r.organisation_id is null then '{process}' else '{contact}' end::text[] as actions, r.purposes,
        case when r.organisation_id is null then '[["network"]]'::jsonb
          else jsonb_build_array(jsonb_build_array('persona:' || r.organisation_id)) end as any,
        '{}'::text[] as except, '{"actorKinds":["organisation"]}'::jsonb as conditions, r.requested_at as given,
        null::timestamptz as from,
        'infinity'::timestamptz as until, r.refused_at as ended, false as withdrawn, null::text as attribute,
        null::text as precision, null::boolean as is_shown, true as is_refusal, r.organisation_id is null as by_signal
      from community.consent_refusal r where r.network_id = ${network} and r.owner_id = ${me}
        and r.refused_at >= (select since from here)),
    event as (
      ${event(sql`'given'::text`, sql`c.given`)}
      union all ${event(sql`case when c.withdrawn then 'withdrawn' else 'expired' end`, sql`c.ended`)}
        where c.ended <= ${now}
      union all select ${receiptId(sql`c.consent`, sql`'refused'`)}, 'refused', c.ended, c.* from refusal c)`;
}

/** What to call what isn't there any longer. */
function goneText({ object_kind, attribute }: Row): string {
  if (object_kind !== 'attribute') return 'something that is gone';
  const what = attribute === null ? 'something' : `your ${attribute.replaceAll('-', ' ')}`;
  return `${what}, which you no longer show`;
}

const objectOf = (row: Row): ConsentObject => ({
  kind: row.object_kind,
  id: row.object_id,
  attribute:
    row.attribute === null || row.precision === null
      ? null
      : { kind: row.attribute, precision: row.precision },
});

/** Each set of the audience; a union of more than one set is said as a whole. */
function recipientsOf(row: Row, name: KeyNamer, network: string): ConsentRecipient[] {
  const isOfOrganisations = row.conditions.actorKinds?.join() === 'organisation';
  // In a conversation with an organisation's staff, the other set is the member's own.
  const others = row.any.filter((term) => term.length !== 1 || !term.some(isConversation));
  return (others.length === 0 ? row.any : others).map((term) => {
    const [first] = term;
    if (term.length !== 1 || first === undefined) {
      return { organisation: null, name: audienceText({ any: [term], except: [] }, name) };
    }
    if (first === NETWORK && isOfOrganisations)
      return { organisation: null, name: `any organisation on ${network}` };
    return { organisation: organisationIn(first, isOfOrganisations), name: name(first) };
  });
}

const isConversation = (key: Key): boolean => atomOf(key).kind === 'conversation';

function organisationIn(key: Key, isOfOrganisations: boolean): ActorId | null {
  const atom = atomOf(key);
  if (atom.kind === 'staff') return atom.organisation;
  return atom.kind === 'persona' && isOfOrganisations ? atom.persona : null;
}

/** What acts by it, besides the ledger. */
const acknowledged = ({
  at,
  state,
  is_refusal,
  by_signal,
  object_kind: kind,
  is_shown: isShown,
}: Row): Acknowledgement[] =>
  is_refusal
    ? [{ part: by_signal ? 'processing' : 'request', since: at }]
    : acknowledgedAtOnce({ state, at, kind, isShown });

async function titleOf({ store }: Pick<Deps, 'store'>, { network }: Viewer): Promise<string> {
  const row = await store.community
    .selectFrom('community.network')
    .select('title')
    .where('id', '=', network)
    .executeTakeFirst();
  return row?.title ?? 'this network';
}
