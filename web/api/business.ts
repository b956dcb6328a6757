/** What staff act in for an organisation, in one order. */
export const FUNCTIONS = [
  'marketing',
  'sales',
  'customer-service',
  'support',
  'human-resources',
  'communications',
] as const;

/** For what members let organisations use what is theirs, in the order in which they are asked. */
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
] as const;

/** The same, with what members turn to first. */
export const FUNCTIONS_FOR_MEMBERS = [
  'support',
  'customer-service',
  'sales',
  'marketing',
  'human-resources',
  'communications',
] as const;

/** In what an organisation has experts, in one order. */
export const DISCIPLINES = [
  'human-resources',
  'legal',
  'it',
  'communications',
  'finance',
  'compliance',
  'risk',
  'marketing',
  'customer-service',
] as const;
