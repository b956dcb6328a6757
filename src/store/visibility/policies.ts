import { sql } from 'kysely';
import { EVERYONE, type Key, SIGNED_IN } from '../../privacy/audience.ts';
import type { Days, NetworkFacts, Policy, Question } from '../../privacy/facts.ts';
import { isAmongDays, isAmongHours, isInForce } from '../../privacy/forbids.ts';
import { policiesOn } from '../../privacy/policy-index.ts';
import { DAY_MS, FOREVER, LABELS, labelRank, type NetworkId } from '../../privacy/words.ts';
import { instantValue } from '../time.ts';
import type { ObjectSql } from './object-sql.ts';
import { APART, type Sql, type ViewerSql } from './sql.ts';

/** What is asked of whom about what, under which policies. */
interface Asked {
  readonly network: NetworkId;
  readonly policies: NetworkFacts['policies'];
  readonly question: Question;
  readonly viewer: ViewerSql;
  readonly object: ObjectSql;
}

/**
 * No policy forbids it: those that speak of the question at this hour, each as a predicate over the columns of the object and
 * the sets of the viewer. What the question says itself is decided here; where nothing speaks of it, it is simply true.
 */
export function noPolicyForbids(asked: Asked): Sql<boolean> {
  const each = forbidding(asked);
  return each.length === 0 ? sql`true` : sql`not (${sql.join(each, sql` or `)})`;
}

/** Those predicates: any of them forbids it. */
export function forbidding(asked: Asked): readonly Sql<boolean>[] {
  const speaking = new Map<string, Policy>();
  for (const policy of policiesOn(asked, asked.question, asked.object.kind)) {
    if (!speaksNow(policy, asked.question) || policy.unless.includes(EVERYONE)) continue;
    speaking.set(formOf(policy, asked), policy);
  }
  return [...speaking.values()].flatMap((policy) => forbidsIt(policy, asked) ?? []);
}

const speaksNow = (policy: Policy, { at, as }: Question): boolean =>
  isInForce(policy, at) &&
  (policy.hours === undefined || isAmongHours(policy.hours, at)) &&
  (policy.retention === undefined || isAmongDays(policy.retention, as?.retentionDays ?? FOREVER));

/** Policies of one form forbid the same here. */
const formOf = ({ binds, labels, attributes, conversations, age, unless }: Policy, { question }: Asked) =>
  JSON.stringify([
    binds === question.as?.organisation ? null : binds,
    labels,
    attributes,
    conversations,
    age && [age.from, String(age.until)],
    [...unless].sort(),
  ]);

/** Null where the columns' kind alone says that it doesn't. */
function forbidsIt(policy: Policy, asked: Asked): Sql<boolean> | null {
  const { binds, labels, attributes, conversations, age } = policy;
  const { question, object } = asked;
  const conditions: Sql<boolean>[] = [];
  if (binds !== undefined && question.as?.organisation !== binds) {
    conditions.push(sql`${object.owner} = ${binds}::uuid`);
  }
  if (labels !== undefined) {
    // Of the most harmless that is named, and every more harmful one.
    const from = Math.min(...labels.map(labelRank));
    if (from === Number.POSITIVE_INFINITY) return null;
    if (from >= 0) conditions.push(sql`coalesce(${rankOf(object.label)} > ${from}::int, false)`);
  }
  if (conversations !== undefined) {
    if (object.conversation === undefined && !conversations.includes('none')) return null;
    if (object.conversation !== undefined) {
      conditions.push(sql`coalesce(${object.conversation}, 'none') = any(${[...conversations]}::text[])`);
    }
  }
  if (attributes !== undefined) {
    if (object.attribute === undefined && object.kind !== 'attribute') return null;
    // Of whatever isn't known which it is, it goes.
    if (object.attribute !== undefined) {
      conditions.push(sql`coalesce(${object.attribute} = any(${[...attributes]}::text[]), true)`);
    }
  }
  if (age !== undefined && object.since !== undefined) conditions.push(isOfAge(age, object.since, asked));
  if (policy.unless.length > 0) conditions.push(sql`not ${holdsAny(asked, policy.unless)}`);
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}

/** From 1 for the most harmless; null for a label that this build doesn't know. */
const rankOf = (label: Sql<string>): Sql<number> => sql`array_position(${[...LABELS]}::text[], ${label})`;

/** In whole days, as `forbids` counts them; of what isn't known, any. */
function isOfAge({ from, until }: Days, since: Sql<number | null>, { question }: Asked): Sql<boolean> {
  const days = sql`greatest(0, floor((${question.at}::float8 - ${since}) / ${DAY_MS}::float8))`;
  const ends = until === FOREVER ? sql`true` : sql`${days} < ${until}::float8`;
  return sql`coalesce(${since} is null or (${days} >= ${from}::float8 and ${ends}), true)`;
}

/** The viewer is in one of the sets at the instant; never null. */
function holdsAny({ network, question, viewer }: Asked, keys: readonly Key[]): Sql<boolean> {
  const now = instantValue(question.at);
  return sql`(${keys.includes(SIGNED_IN) ? sql`${viewer.id} is not null or ` : sql``}
    coalesce('persona:' || ${viewer.id} = any(${[...keys]}::text[]), false) or exists (
      select 1 from community.tie v_held where v_held.network_id = ${network} and v_held.member_id = ${viewer.id}
        and v_held.set_key = any(${[...keys]}::text[])
        and v_held.valid_from <= ${now} and v_held.valid_until > ${now} ${APART}))`;
}
