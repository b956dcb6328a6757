import type { AttributeKind } from './disclosure.ts';
import { type Acting, type Facts, type Policy, type Question, viewerFacts } from './facts.ts';
import { forbids } from './forbids.ts';
import { covers, PURPOSES, type Purpose } from './purposes.ts';
import {
  type Action,
  type ActorId,
  type Capacity,
  type ConversationOrigin,
  FOREVER,
  type Instant,
  type Label,
  type LawfulBasis,
  type ObjectId,
  type ObjectKind,
} from './words.ts';

/** What a member allowed, as far as policies can speak of it. */
export interface Allowed {
  readonly owner: ActorId;
  readonly kind: ObjectKind;
  readonly attribute: AttributeKind | null;
  readonly label: Label;
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  /** The organisations that the audience names; null where it may be any. */
  readonly organisations: readonly ActorId[] | null;
}

/** A use that a member had allowed, and that a change of policies forbids, or forbids no longer. */
export interface ChangedUse {
  readonly narrowed: boolean;
  /** Who acts; null is any organisation, or of persons anybody. */
  readonly organisation: ActorId | null;
  readonly capacity: Capacity;
  readonly action: Action;
  readonly purpose: Purpose;
  readonly kind: ObjectKind;
  readonly attribute: AttributeKind | null;
  /** Whether it is so under all circumstances, or under some. */
  readonly always: boolean;
}

/** What became of a permission when policies changed; decided by the rule, with nobody exempted. */
export function changedUses(
  allowed: Allowed,
  before: readonly Policy[],
  after: readonly Policy[],
): readonly ChangedUse[] {
  const [were, are] = [new Set(before.map(({ id }) => id)), new Set(after.map(({ id }) => id))];
  const changed = [
    ...before.filter(({ id }) => !are.has(id)),
    ...after.filter(({ id }) => !were.has(id)),
  ].filter((policy) => speaksOf(policy, allowed));
  if (changed.length === 0) return [];
  // At the instants of which they are, all of them hold; the rule is asked at hours of any day.
  const relevant = (policies: readonly Policy[]) =>
    policies
      .filter((policy) => speaksOf(policy, allowed))
      .map((policy) => ({ ...policy, from: Number.NEGATIVE_INFINITY, until: FOREVER }));
  const [then, now] = [relevant(before), relevant(after)];
  const uses: ChangedUse[] = [];
  for (const use of usesOf(allowed, changed)) {
    const asked = circumstances(use, allowed, changed);
    const isForbidden = (policies: readonly Policy[]) =>
      asked.map((one) => policies.some((policy) => forbids(policy, one.question, one.facts)));
    const [wasForbidden, isNow] = [isForbidden(then), isForbidden(now)];
    for (const narrowed of [true, false]) {
      const differ = asked.filter((_, n) => wasForbidden[n] === !narrowed && isNow[n] === narrowed);
      if (differ.length > 0) uses.push({ ...use, narrowed, always: differ.length === asked.length });
    }
  }
  return uses;
}

function speaksOf(
  policy: Policy,
  { kind, actions, purpose, attribute, owner, organisations }: Allowed,
): boolean {
  if (policy.objectKinds?.includes(kind) === false) return false;
  if (policy.actions?.some((action) => actions.includes(action)) === false) return false;
  if (policy.purposes?.some((one) => covers(purpose, one)) === false) return false;
  if (policy.attributes !== undefined && (attribute === null || !policy.attributes.includes(attribute)))
    return false;
  return (
    policy.binds === undefined || policy.binds === owner || organisations?.includes(policy.binds) !== false
  );
}

type Use = Omit<ChangedUse, 'narrowed' | 'always'>;

/** What is said of: each action and purpose that was allowed, in each capacity that a changed policy names. */
function usesOf(
  { kind, attribute, actions, purpose, organisations }: Allowed,
  changed: readonly Policy[],
): Use[] {
  const isNamed = <T>(value: T, of: (policy: Policy) => readonly T[] | undefined) =>
    changed.some((policy) => of(policy)?.includes(value) !== false);
  const named = new Set(changed.flatMap(({ capacities }) => capacities ?? []));
  // Where none is named, it is said once: of an organisation, or of persons where people read.
  if (changed.some(({ capacities }) => capacities === undefined)) {
    named.add(purpose === 'reading' && organisations === null ? 'person' : 'service');
  }
  const bound = [...new Set(changed.flatMap(({ binds }) => binds ?? []))];
  const acting = organisations ?? [
    ...bound,
    ...(changed.some(({ binds }) => binds === undefined) ? [null] : []),
  ];
  return actions
    .filter((action) => isNamed(action, (policy) => policy.actions))
    .flatMap((action) =>
      PURPOSES.filter((one) => covers(purpose, one) && isNamed(one, (policy) => policy.purposes)).flatMap(
        (one) =>
          [...named].flatMap((capacity) =>
            (capacity === 'person' ? [null] : acting).map((organisation) => ({
              organisation,
              capacity,
              action,
              purpose: one,
              kind,
              attribute,
            })),
          ),
      ),
    );
}

interface Asked {
  readonly question: Question;
  readonly facts: Facts;
}

const HOUR_MS = 3_600_000;
/** Any organisation that no policy names. */
const ANY = 'any' as ActorId;

/** The circumstances that tell the changed policies apart. */
function circumstances(
  { organisation, capacity, action, purpose }: Use,
  { owner, kind, label, attribute }: Allowed,
  changed: readonly Policy[],
): Asked[] {
  const isAsked = (of: keyof Policy) => changed.some((policy) => policy[of] !== undefined);
  const hours = isAsked('hours') ? Array.from({ length: 24 }, (_, hour) => hour) : [0];
  const mentioned = <T>(usual: T, of: (policy: Policy) => readonly T[] | undefined): T[] => [
    ...new Set([usual, ...changed.flatMap((policy) => of(policy) ?? [])]),
  ];
  const bases = capacity === 'person' ? [] : mentioned<LawfulBasis>('consent', (policy) => policy.bases);
  const kept = changed.flatMap(({ retention }) =>
    retention === undefined ? [] : [retention.from, retention.until],
  );
  const retentions = [...new Set([FOREVER, ...kept])];
  const conversations = mentioned<ConversationOrigin>('none', (policy) => policy.conversations);
  const actings: (Acting | null)[] =
    capacity === 'person'
      ? [null]
      : bases.flatMap((basis) =>
          retentions.map((retentionDays) => ({
            organisation: organisation ?? ANY,
            capacity,
            basis,
            retentionDays,
          })),
        );
  return hours.flatMap((hour) =>
    conversations.flatMap((conversation) =>
      actings.map((as) => ({
        question: { action, purpose, at: (hour * HOUR_MS) as Instant, ...(as && { as }) },
        facts: {
          viewer: viewerFacts(null),
          object: {
            kind,
            id: 'thing' as ObjectId,
            owner,
            label,
            conversation,
            ...(attribute === null ? {} : { attribute }),
            ownerSuspensions: [],
            ownerLockdowns: [],
            grants: [],
            within: [],
          },
          network: { highestLabel: 'trade-secret', policies: [] },
        },
      })),
    ),
  );
}
