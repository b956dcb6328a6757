import fc from 'fast-check';
import {
  CONTEXT_NUMBERS,
  NETWORK_KINDS,
  VOCABULARY,
  type WordType,
} from '../../src/governance/policies/schema/vocabulary.ts';

/** Few words of each kind, so that clauses and questions meet. */
export const FEW = {
  Function: ['marketing', 'support'],
  Discipline: ['legal', 'finance'],
  Purpose: ['reading', 'sentiment-monitoring', 'offer-targeting', 'marketing', 'mining'],
  Label: VOCABULARY.Label,
  LawfulBasis: ['consent', 'contract', 'legitimate-interests'],
  Conversation: VOCABULARY.Conversation,
  AttributeKind: ['phone', 'gender', 'name'],
  Network: NETWORK_KINDS,
  Action: VOCABULARY.Action,
} as const;
export const FEW_NUMBERS = [0, 1, 7, 9, 18, 30, 365] as const;
const TYPES = ['Persona', 'Post', 'Attribute', 'Resource', 'ConnectionGraph', 'Message'] as const;

const entity = (type: keyof typeof FEW): fc.Arbitrary<string> =>
  fc.constantFrom(...FEW[type]).map((id) => `${type satisfies WordType}::"${id}"`);
const some = (type: keyof typeof FEW): fc.Arbitrary<string> =>
  fc.uniqueArray(entity(type), { minLength: 1, maxLength: 3 }).map((list) => `[${list.join(', ')}]`);

/** Whether what is read is the word, or one of them, in every way to say it. */
const compared = (read: string, type: keyof typeof FEW): fc.Arbitrary<string> =>
  fc.oneof(
    fc.tuple(fc.constantFrom('==', '!='), entity(type)).map(([op, word]) => `${read} ${op} ${word}`),
    entity(type).map((word) => `${word} == ${read}`),
    some(type).map((words) => `${read} in ${words}`),
    some(type).map((words) => `${words}.contains(${read})`),
  );

const number = fc.constantFrom(...FEW_NUMBERS).map(String);
const measured = fc.constantFrom(...CONTEXT_NUMBERS).chain((name) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), number)
      .map(([op, than]) => `context.${name} ${op} ${than}`),
    fc.tuple(fc.constantFrom('<', '>='), number).map(([op, than]) => `${than} ${op} context.${name}`),
    fc.tuple(number, number).map(([one, other]) => `[${one}, ${other}].contains(context.${name})`),
  ),
);

const atom = fc.oneof(
  compared('context.network', 'Network'),
  compared('context.purpose', 'Purpose'),
  compared('context.label', 'Label'),
  compared('resource.label', 'Label'),
  compared('context.lawfulBasis', 'LawfulBasis'),
  compared('context.conversation', 'Conversation'),
  compared('action', 'Action'),
  compared('resource.kind', 'AttributeKind').map((test) => `resource is Attribute && ${test}`),
  entity('AttributeKind').map((word) => `resource has kind && resource.kind == ${word}`),
  measured,
  measured,
  fc
    .oneof(entity('Function'), some('Function'), fc.constant('Organisation::"any"'))
    .map((in_) => `principal in ${in_}`),
  fc.oneof(entity('Discipline'), some('Discipline')).map((within) => `principal in ${within}`),
  fc.constantFrom('Staff', 'Service', 'Person').map((type) => `principal is ${type}`),
  fc.constantFrom(...TYPES).map((type) => `resource is ${type}`),
  fc.constantFrom('true', 'false', 'context has hour', 'context.label == resource.label'),
);

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    atom,
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    tie('condition').map((a) => `!(${a})`),
    fc
      .tuple(tie('condition'), tie('condition'), tie('condition'))
      .map(([a, b, c]) => `if ${a} then (${b}) else (${c})`),
  ),
}));

const principal = fc.oneof(
  { weight: 4, arbitrary: fc.constant('principal') },
  entity('Function').map((fn) => `principal in ${fn}`),
  fc.constant('principal in Organisation::"any"'),
  fc.constantFrom('Staff', 'Service', 'Person').map((type) => `principal is ${type}`),
  entity('Function').map((fn) => `principal is Staff in ${fn}`),
);
const action = fc.oneof(
  { weight: 3, arbitrary: fc.constant('action') },
  entity('Action').map((name) => `action == ${name}`),
  some('Action').map((names) => `action in ${names}`),
);
const resource = fc.oneof(
  { weight: 3, arbitrary: fc.constant('resource') },
  fc.constantFrom(...TYPES).map((type) => `resource is ${type}`),
);
const when = fc
  .tuple(fc.constantFrom('when', 'unless'), condition)
  .map(([word, body]) => `${word} { ${body} }`);

/** A clause that is valid against the schema, in every shape that can be compiled. */
export const arbitraryClause: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('forbid', 'forbid', 'forbid', 'forbid', 'permit'),
    principal,
    action,
    resource,
    fc.array(when, { maxLength: 2 }),
  )
  .map(([effect, ...rest]) => {
    const [who, what, about, conditions] = rest;
    return `${effect} (${who}, ${what}, ${about}) ${conditions.join(' ')};`;
  });
