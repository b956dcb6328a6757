import type { Discipline } from '../../privacy/words.ts';
import type { Criterion } from './criteria.ts';
import { gravity, type Threat } from './linddun.ts';
import type { ProcessingFacts } from './processing.ts';

/** Somebody who must be asked, and by what. */
export interface Consultation {
  readonly who: string;
  readonly by: string;
  /** The discipline whose experts speak for them here, where there is one. */
  readonly discipline: Discipline | null;
}

export function consultationsOf(
  { networkKind, declared }: ProcessingFacts,
  criteria: readonly Criterion[],
  threats: readonly Threat[],
): readonly Consultation[] {
  const assessing = criteria.filter(({ met }) => met).length >= 2;
  const all: (Consultation | false)[] = [
    assessing && {
      who: 'The data protection officer, where one is designated',
      by: 'GDPR Article 35(2)',
      discipline: 'compliance',
    },
    assessing && {
      who: 'The members or their representatives',
      by: 'GDPR Article 35(9)',
      discipline: null,
    },
    networkKind === 'employee' && {
      who: 'The works council or the staff’s representatives',
      by: 'Directive 2002/14/EC Article 4; national law on technical means of monitoring staff',
      discipline: 'human-resources',
    },
    declared.basis === 'legitimate-interests' && {
      who: 'Legal, to weigh the interests',
      by: 'GDPR Article 6(1)(f)',
      discipline: 'legal',
    },
    threats.some(({ id, before }) => id === 'carried-off' && gravity(before) === 'high') && {
      who: 'Whoever answers for security',
      by: 'GDPR Article 32',
      discipline: 'it',
    },
    threats.some(({ after }) => gravity(after) === 'high') && {
      who: 'The supervisory authority, before it begins',
      by: 'GDPR Article 36(1)',
      discipline: 'legal',
    },
  ];
  return all.filter((one) => one !== false);
}
