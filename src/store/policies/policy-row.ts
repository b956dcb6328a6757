import { sql } from 'kysely';
import type { Days, Policy } from '../../privacy/facts.ts';
import { FOREVER } from '../../privacy/words.ts';
import { instantOfJson, type JsonInstant, millisecondsOf } from '../json-instant.ts';
import { timestamp } from '../time.ts';
import type { Sql } from '../visibility/sql.ts';

/** Half open; no end is for good. */
type DaysJson = readonly [from: number, until: number | null];

/** What {@link POLICY_JSON} makes: what isn't there is any. */
type PolicyJson = Omit<Policy, 'from' | 'until' | 'age' | 'retention'> & {
  readonly from: JsonInstant;
  readonly until: JsonInstant;
  readonly age?: DaysJson;
  readonly retention?: DaysJson;
};

const daysJson = (name: string): Sql<DaysJson | null> => {
  const column = (end: string) => sql.ref(`p.${name}_${end}`);
  return sql`case when ${column('from')} is null and ${column('until')} is null then null
    else json_build_array(coalesce(${column('from')}, 0), ${column('until')}) end`;
};

/** A row of `community.policy p` as JSON. */
export const POLICY_JSON: Sql<PolicyJson> = sql`json_strip_nulls(json_build_object('id', p.id, 'binds', p.binds_id,
  'capacities', p.capacities, 'actions', p.actions, 'purposes', p.purposes, 'objectKinds', p.object_kinds,
  'labels', p.labels, 'attributes', p.attributes, 'conversations', p.conversations, 'bases', p.bases, 'hours', p.hours,
  'age', ${daysJson('age')}, 'retention', ${daysJson('retention')}, 'unless', p.unless_keys, 'source', p.source_id,
  'version', p.version, 'clause', p.clause, 'from', ${millisecondsOf('p.valid_from')},
  'until', ${millisecondsOf('p.valid_until')}))`;

const daysOf = ([from, until]: DaysJson): Days => ({ from, until: until ?? FOREVER });

export const policyOfJson = ({ from, until, age, retention, ...rest }: PolicyJson): Policy => ({
  ...rest,
  from: instantOfJson(from),
  until: instantOfJson(until),
  ...(age === undefined ? {} : { age: daysOf(age) }),
  ...(retention === undefined ? {} : { retention: daysOf(retention) }),
});

const list = <T>(of: readonly T[] | undefined): T[] | null => (of === undefined ? null : [...of]);

const endOf = (of: Days | undefined): number | null =>
  of === undefined || of.until === FOREVER ? null : of.until;

/** The columns of `community.policy`, without the network's. */
export const policyRow = (policy: Policy) => ({
  id: policy.id,
  binds_id: policy.binds ?? null,
  capacities: list(policy.capacities),
  actions: list(policy.actions),
  purposes: list(policy.purposes),
  object_kinds: list(policy.objectKinds),
  labels: list(policy.labels),
  attributes: list(policy.attributes),
  conversations: list(policy.conversations),
  bases: list(policy.bases),
  hours: policy.hours ?? null,
  age_from: policy.age?.from ?? null,
  age_until: endOf(policy.age),
  retention_from: policy.retention?.from ?? null,
  retention_until: endOf(policy.retention),
  unless_keys: [...policy.unless],
  source_id: policy.source ?? null,
  version: policy.version ?? null,
  clause: policy.clause ?? null,
  valid_from: timestamp(policy.from),
  valid_until: timestamp(policy.until),
});
