import { ENGAGEMENT_PURPOSES, FUNCTIONS } from '../api/business.ts';
import type { OpenQuestion } from '../api/risks.ts';

/** What can be chosen when a processing is declared, in the words of the API. */
export const PURPOSES = [...FUNCTIONS, ...ENGAGEMENT_PURPOSES] as const;

export const SOURCES = ['posts', 'ties', 'messages'] as const;

export const KINDS = [
  'name',
  'birth-date',
  'address',
  'email',
  'phone',
  'works-at',
  'employer',
  'job-title',
  'department',
  'gender',
  'pronouns',
  'home-town',
  'language',
  'education',
  'skill',
  'interest',
  'website',
  'other',
] as const;

export const BASES = [
  'consent',
  'contract',
  'legal-obligation',
  'vital-interests',
  'public-task',
  'legitimate-interests',
] as const;

export const QUESTIONS: readonly OpenQuestion[] = ['legalEffect', 'innovative', 'hindersRights', 'minors'];
