/**
 * Why data is used. Each purpose has an IRI of the W3C Data Privacy Vocabulary (DPV 2) or, where DPV has none, one of
 * ours with `skos:broader`. A grant for a purpose covers it and every narrower one, never a broader one.
 *
 * Every DPV concept named here was checked against the module "purposes" of releases 2.0 and 2.1 (the npm package
 * `@vocabulary/dpv` 1.0.6 is no help: it still carries a release before 1.0 under another namespace). `broader` here
 * may say less than DPV, never more, since it widens what a grant covers: to DPV public relations are marketing, and
 * targeted advertising is personalisation; members who allow the one don't expect the other.
 */
const DPV = 'https://w3id.org/dpv#';
const OURS = 'https://waxseal.org/purpose#';

interface PurposeEntry {
  readonly iri: string;
  /** The purpose of this table right above it, if any. */
  readonly broader?: string;
  /** The DPV concept above it, where the IRI is ours. */
  readonly broaderIri?: string;
}

const TABLE = {
  reading: { iri: `${OURS}Reading`, broaderIri: `${DPV}CommunicationManagement` },
  marketing: { iri: `${DPV}Marketing` },
  sales: { iri: `${DPV}SellProducts` },
  'customer-service': { iri: `${DPV}CustomerCare` },
  support: { iri: `${OURS}Support`, broader: 'customer-service', broaderIri: `${DPV}CustomerCare` },
  'human-resources': { iri: `${DPV}HumanResourceManagement` },
  communications: { iri: `${DPV}PublicRelations` },
  'offer-targeting': { iri: `${DPV}TargetedAdvertising`, broader: 'marketing' },
  'sentiment-monitoring': { iri: `${OURS}SentimentMonitoring`, broaderIri: `${DPV}Purpose` },
  'influence-measurement': { iri: `${OURS}InfluenceMeasurement`, broaderIri: `${DPV}Purpose` },
  aggregation: { iri: `${OURS}Aggregation`, broaderIri: `${DPV}ResearchAndDevelopment` },
  mining: { iri: `${OURS}Mining`, broaderIri: `${DPV}ResearchAndDevelopment` },
  'model-training': { iri: `${OURS}ModelTraining`, broaderIri: `${DPV}ResearchAndDevelopment` },
  'entity-resolution': { iri: `${OURS}EntityResolution`, broaderIri: `${DPV}Purpose` },
  personalisation: { iri: `${DPV}Personalisation` },
  suggestions: { iri: `${DPV}ProvidePersonalisedRecommendations`, broader: 'personalisation' },
  'recruitment-screening': {
    iri: `${OURS}RecruitmentScreening`,
    broader: 'human-resources',
    broaderIri: `${DPV}HumanResourceManagement`,
  },
} as const satisfies Record<string, PurposeEntry>;

export type Purpose = keyof typeof TABLE;

export const PURPOSES = Object.keys(TABLE) as readonly Purpose[];

/** What organisations may build into their engagement with a member, in the order in which members are asked. */
export const ENGAGEMENT_PURPOSES = [
  'sentiment-monitoring',
  'offer-targeting',
  'influence-measurement',
  'aggregation',
  'mining',
  'model-training',
  'entity-resolution',
  'personalisation',
  'suggestions',
  'recruitment-screening',
] as const satisfies readonly Purpose[];

/**
 * What Global Privacy Control refuses (https://w3c.github.io/gpc/): selling a person's data or sharing it for advertising
 * across contexts. Here: advertising aimed at a person, and what outlives the organisation's own use of the data, by being
 * joined with other sources or taken into a model.
 */
export const SALE_OR_SHARING: readonly Purpose[] = ['offer-targeting', 'model-training', 'entity-resolution'];

/** The IRI under which the purpose is published. */
export const purposeIri = (purpose: Purpose): string => TABLE[purpose].iri;

/** The DPV concept above one of our own purposes (`skos:broader`), null where the purpose is DPV's own. */
export function broaderIri(purpose: Purpose): string | null {
  const entry: PurposeEntry = TABLE[purpose];
  return entry.broaderIri ?? null;
}

const chains = new Map<Purpose, readonly Purpose[]>(PURPOSES.map((purpose) => [purpose, chainOf(purpose)]));

function chainOf(purpose: Purpose): readonly Purpose[] {
  // Recruitment screening is a purpose of its own, refused unless it is granted by name.
  if (purpose === 'recruitment-screening') return [purpose];
  const entry: PurposeEntry = TABLE[purpose];
  return entry.broader === undefined ? [purpose] : [purpose, ...chainOf(entry.broader as Purpose)];
}

/** The purposes whose grant covers the asked one: itself and all broader ones. */
export const coveringPurposes = (asked: Purpose): readonly Purpose[] => chains.get(asked) ?? [asked];

export const covers = (granted: Purpose, asked: Purpose): boolean =>
  granted === asked || coveringPurposes(asked).includes(granted);
