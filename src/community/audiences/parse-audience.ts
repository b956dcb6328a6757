import { sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import {
  type Atom,
  type Audience,
  audience,
  type Expression,
  MOST_EXCLUDED,
  MOST_KEYS_A_TERM,
  MOST_TERMS,
  spaceKey,
} from '../../privacy/audience.ts';
import type { ActorId, CircleId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';
import type { AtomJson, AudienceJson, ExpressionJson } from './audience-json.ts';
import { audienceSchema } from './audience-schema.ts';

/** Atoms that may be said in all, before the form is made canonical: a bound on what is looked up. */
const MOST_ATOMS = MOST_TERMS * MOST_KEYS_A_TERM + MOST_EXCLUDED;

/** The same for what isn't there and for what the speaker may not use, so that neither can be told from the other. */
const unknown = refuse({
  kind: 'invalid',
  field: 'audience',
  says: 'unknown audience: it names somebody or something that is not there for you',
});

const tooLarge = refuse({
  kind: 'invalid',
  field: 'audience',
  says: 'that audience has too many parts; put the people into a circle and name the circle',
});

/**
 * What a persona means by an audience: its shape, and that it names only what this persona may use. That is: everyone,
 * signed-in, network and nobody; their own circles, connections and followers; personas and staffs of organisations
 * whose presence they may see, and themselves; whoever one of those introduced to them; spaces that they are in.
 * @param json of the shape {@link AudienceJson}, from outside
 * @param owner for whom it is said: whose connections and followers are meant. For another than oneself no circles can
 *   be named: only their owner knows them.
 */
export async function parseAudience(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  json: unknown,
  at: Instant,
  owner: ActorId | null = viewer.actor?.id ?? null,
): Promise<Result<Audience>> {
  const self = viewer.actor?.id;
  if (self === undefined || owner === null) return unknown;
  const parsed = audienceSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = ['audience', ...(issue?.path ?? [])].join('.');
    return refuse({ kind: 'invalid', field, says: issue?.message ?? 'is no audience' });
  }
  const [who, except] = partsOf(parsed.data);
  const atoms = [...atomsOf(who), ...except];
  if (atoms.length > MOST_ATOMS) return tooLarge;
  if (owner !== self && atoms.some(({ kind }) => kind === 'circle')) return unknown;
  if (!(await mayUse(deps, viewer, self, atoms, at))) return unknown;
  const canonical = audience(
    expressionOf(who, owner),
    except.map((one) => toAtom(one, owner)),
  );
  return canonical === null ? tooLarge : ok(canonical);
}

/** The same, with a refusal that names the field in which the audience stands. */
export async function parseAudienceIn(
  field: string,
  ...asked: Parameters<typeof parseAudience>
): Promise<Result<Audience>> {
  const parsed = await parseAudience(...asked);
  return parsed.ok || parsed.refusal.kind !== 'invalid' ? parsed : refuse({ ...parsed.refusal, field });
}

const partsOf = (json: AudienceJson): [ExpressionJson, readonly AtomJson[]] =>
  'who' in json ? [json.who, json.except] : [json, []];

function atomsOf(json: ExpressionJson): AtomJson[] {
  if ('kind' in json) return [json];
  return ('any' in json ? json.any : json.all).flatMap(atomsOf);
}

function expressionOf(json: ExpressionJson, self: ActorId): Expression {
  if ('kind' in json) return toAtom(json, self);
  if ('any' in json) return { any: json.any.map((part) => expressionOf(part, self)) };
  return { all: json.all.map((part) => expressionOf(part, self)) };
}

function toAtom(json: AtomJson, self: ActorId): Atom {
  switch (json.kind) {
    case 'connections':
    case 'followers':
      return { kind: json.kind, of: self };
    case 'introduced':
      return { kind: json.kind, to: self, by: json.by };
    case 'everyone':
    case 'signed-in':
    case 'nobody':
    case 'network':
      return { kind: json.kind };
    default:
      return json;
  }
}

async function mayUse(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  self: ActorId,
  atoms: readonly AtomJson[],
  at: Instant,
): Promise<boolean> {
  const circles = new Set<CircleId>();
  const spaces = new Set<ActorId>();
  const personas = new Set<ActorId>();
  const organisations = new Set<ActorId>();
  for (const atom of atoms) {
    if (atom.kind === 'circle') circles.add(atom.circle);
    if (atom.kind === 'space') spaces.add(atom.space);
    if (atom.kind === 'persona' && atom.persona !== self) personas.add(atom.persona);
    if (atom.kind === 'introduced') personas.add(atom.by);
    if (atom.kind === 'staff' || atom.kind === 'experts') organisations.add(atom.organisation);
  }
  const [mine, seen, areOrganisations] = await Promise.all([
    ownSets(deps, viewer, [...circles], [...spaces], at),
    seenActors(deps, viewer, [...personas, ...organisations], at),
    countOrganisations(deps, viewer, [...organisations]),
  ]);
  return (
    mine === circles.size + spaces.size &&
    [...personas, ...organisations].every((id) => seen.has(id)) &&
    areOrganisations === organisations.size
  );
}

/** How many of the circles are the viewer's own, and of the spaces such as the viewer is in. */
async function ownSets(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  circles: readonly CircleId[],
  spaces: readonly ActorId[],
  at: Instant,
): Promise<number> {
  if (circles.length + spaces.length === 0) return 0;
  const now = instantValue(at);
  const { rows } = await sql<{ mine: number }>`select (
    select count(*) from community.circle c where c.network_id = ${viewer.network} and c.ended_at is null
      and c.owner_id = ${viewer.actor?.id ?? null}::uuid and c.id = any(${circles}::uuid[])) + (
    select count(distinct t.set_key) from community.tie t where t.network_id = ${viewer.network}
      and t.member_id = ${viewer.actor?.id ?? null}::uuid and t.set_key = any(${spaces.map(spaceKey)}::text[])
      and t.valid_from <= ${now} and t.valid_until > ${now}) as mine`.execute(store.community);
  return rows[0]?.mine ?? 0;
}

async function countOrganisations(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly ActorId[],
): Promise<number> {
  if (ids.length === 0) return 0;
  const found = await store.community
    .selectFrom('community.actor')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('network_id', '=', viewer.network)
    .where('kind', '=', 'organisation')
    .where('id', 'in', [...ids])
    .executeTakeFirstOrThrow();
  return found.n;
}
