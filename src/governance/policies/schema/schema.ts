import { CEDAR_ACTIONS, PRINCIPAL_TYPES, RESOURCE_TYPE_OF, VOCABULARY, type WordType } from './vocabulary.ts';

const words = (type: WordType): string =>
  `entity ${type} enum [${VOCABULARY[type].map((word) => JSON.stringify(word)).join(', ')}];`;

const resources = [...new Set(Object.values(RESOURCE_TYPE_OF))];

/**
 * The schema that policies are written against, in Cedar's own language for schemas. It is published at
 * `/api/organisations/v1/policy-schema` and as `docs/waxseal.cedarschema`.
 */
export const POLICY_SCHEMA = `// The schema of Waxseal's policies (docs/policies.md).
// A policy only narrows what members granted, so that only \`forbid\` has an effect.

// Who asks. Staff act for an organisation in one business function at a time; a service acts for it without anybody
// at hand; a person asks for themselves. Experts of the organisation whose policy it is are in their disciplines.
${words('Function')}
${words('Discipline')}
${words('Organisation')}
entity Staff in [Function, Discipline, Organisation];
entity Service in [Organisation];
entity Person in [Discipline];

// The words that circumstances are said in.
${words('Network')}
${words('Purpose')}
${words('Label')}
${words('LawfulBasis')}
${words('Conversation')}
${words('AttributeKind')}

// What it is about. A label goes for itself and every more harmful one.
entity Persona { label: Label };
entity Post { label: Label };
entity Resource { label: Label };
entity Message { label: Label };
entity ConnectionGraph { label: Label };
entity Attribute { label: Label, kind: AttributeKind };

type Circumstances = {
  // The kind of network: employee (E2E), partner (B2B), customer (B2C), open.
  network: Network,
  purpose: Purpose,
  label: Label,
  // On what ground, by Article 6(1) GDPR; what nobody declared is consent.
  lawfulBasis: LawfulBasis,
  // For how many days what comes of it is kept; what nobody declared is kept for good, which is more than any number.
  retentionDays: Long,
  // The hour of the day, UTC: 0 to 23.
  hour: Long,
  // Whether it was shown in a conversation that the member began, that the organisation began, or in none.
  conversation: Conversation,
  // Since it was published or shown.
  ageDays: Long,
};

action ${CEDAR_ACTIONS.map((name) => JSON.stringify(name)).join(', ')} appliesTo {
  principal: [${PRINCIPAL_TYPES.join(', ')}],
  resource: [${resources.join(', ')}],
  context: Circumstances,
};
`;
