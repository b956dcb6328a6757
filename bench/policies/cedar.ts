import { preparsePolicySet, preparseSchema, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { ATTRIBUTE_KINDS } from '../../src/privacy/disclosure.ts';
import type { Facts, Policy, Question } from '../../src/privacy/facts.ts';
import { ACTIONS, FOREVER, labelRank } from '../../src/privacy/words.ts';

const NAME = 'bench';

const SCHEMA = `entity Set; entity Principal in [Set]; entity Thing;
  action ${ACTIONS.map((one) => JSON.stringify(one)).join(', ')} appliesTo {
    principal: [Principal], resource: [Thing], context: {
      purpose: String, capacity: String, organisation: String, owner: String, kind: String, label: Long,
      attribute: String, conversation: String, basis: String, hour: Long, age: Long, retention: Long } };`;

/** Has Cedar parse the policies, as texts that say the same, and a schema for them. */
export function prepareCedar(policies: readonly Policy[]): void {
  const text = ['permit(principal, action, resource);', ...policies.map(textOf)].join('\n');
  for (const answer of [preparseSchema(NAME, SCHEMA), preparsePolicySet(NAME, { staticPolicies: text })]) {
    if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
  }
}

function textOf(policy: Policy): string {
  const { actions, binds, hours, age, retention, labels } = policy;
  const among = (name: string, list: readonly string[] | undefined) =>
    list === undefined ? [] : [`${JSON.stringify(list)}.contains(context.${name})`];
  const within = (name: string, days: Policy['age']) =>
    days === undefined
      ? []
      : [
          `context.${name} >= ${days.from}`,
          ...(days.until === FOREVER ? [] : [`context.${name} < ${days.until}`]),
        ];
  const named = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => ((hours ?? 0) >>> hour) & 1);
  const conditions = [
    ...(binds === undefined ? [] : [`(context.organisation == "${binds}" || context.owner == "${binds}")`]),
    ...among('purpose', policy.purposes),
    ...among('capacity', policy.capacities),
    ...among('kind', policy.objectKinds),
    ...among('attribute', policy.attributes),
    ...among('conversation', policy.conversations),
    ...among('basis', policy.bases),
    ...(labels === undefined ? [] : [`context.label >= ${Math.min(...labels.map(labelRank))}`]),
    ...(hours === undefined ? [] : [`[${named.join(', ')}].contains(context.hour)`]),
    ...within('age', age),
    ...within('retention', retention),
    'true',
  ];
  const which = actions === undefined ? 'action' : `action in [${actions.map((one) => `Action::"${one}"`)}]`;
  const unless = policy.unless.map((key) => `principal in Set::${JSON.stringify(key)}`);
  return `forbid(principal, ${which}, resource) when { ${conditions.join(' && ')} }${
    unless.length === 0 ? '' : ` unless { ${unless.join(' || ')} }`
  };`;
}

/** Asks Cedar about one question, with the sets of the viewer as entities. */
export function askCedar({ action, purpose, as, at }: Question, { viewer, object }: Facts): string {
  const uid = { type: 'Principal', id: viewer.actor ?? 'visitor' };
  const answer = statefulIsAuthorized({
    principal: uid,
    action: { type: 'Action', id: action },
    resource: { type: 'Thing', id: object.id },
    context: {
      purpose,
      capacity: as?.capacity ?? 'person',
      organisation: as?.organisation ?? '',
      owner: object.owner,
      kind: object.kind,
      label: labelRank(object.label),
      attribute: object.attribute ?? ATTRIBUTE_KINDS[0] ?? '',
      conversation: object.conversation ?? 'none',
      basis: as?.basis ?? 'consent',
      hour: new Date(at).getUTCHours(),
      age: 0,
      retention: as?.retentionDays ?? 100_000,
    },
    preparsedSchemaName: NAME,
    preparsedPolicySetId: NAME,
    entities: [{ uid, attrs: {}, parents: [...viewer.ties.keys()].map((id) => ({ type: 'Set', id })) }],
  });
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
  return answer.response.decision;
}
