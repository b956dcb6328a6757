/** What staff act in for an organisation, in one order. */
export const FUNCTIONS = [
  'marketing',
  'sales',
  'customer-service',
  'support',
  'human-resources',
  'communications',
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
