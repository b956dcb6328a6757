import {
  individualUses,
  isAboutMany,
  kindsOf,
  type ProcessingFacts,
  plainly,
  sensitiveKinds,
} from './processing.ts';

/**
 * The nine criteria of WP 248 rev.01 (Article 29 Working Party, 2017, endorsed by the EDPB), section III.B: two or more
 * call for a data protection impact assessment.
 */
export interface Criterion {
  readonly id: CriterionId;
  readonly says: string;
  /** What isn't known counts as met: whoever is in doubt assesses. */
  readonly met: boolean;
  readonly because: string;
}

type CriterionId =
  | 'evaluation'
  | 'automated-decisions'
  | 'systematic-monitoring'
  | 'sensitive-data'
  | 'large-scale'
  | 'matching'
  | 'vulnerable'
  | 'innovative'
  | 'hinders-rights';

/** From how many members on it is large here: recital 91 gives no number, supervisory authorities some 5,000 to 10,000. */
const LARGE = 5_000;

export function criteriaOf(facts: ProcessingFacts): readonly Criterion[] {
  const { declared, observed, networkKind, members } = facts;
  const { purpose, answers } = declared;
  const sensitive = sensitiveKinds(facts);
  const evaluating = [
    'sentiment-monitoring',
    'influence-measurement',
    'offer-targeting',
    'recruitment-screening',
  ];
  const matching =
    purpose === 'entity-resolution' || declared.sources.length + (kindsOf(facts).length > 0 ? 1 : 0) > 1;
  const monitoring =
    declared.sources.includes('posts') && (isAboutMany(facts) || individualUses(observed) > 0);
  return [
    criterion(
      'evaluation',
      'Evaluation or scoring',
      evaluating.includes(purpose),
      evaluating.includes(purpose)
        ? `${plainly(purpose)} evaluates people`
        : `${plainly(purpose)} evaluates nobody`,
    ),
    answered(
      'automated-decisions',
      'Automated decisions with legal or similar effect',
      answers.legalEffect,
      'decides on people with legal or similarly significant effect',
    ),
    criterion(
      'systematic-monitoring',
      'Systematic monitoring',
      monitoring,
      monitoring ? 'posts are observed over time' : 'posts aren’t observed over time',
    ),
    criterion(
      'sensitive-data',
      'Sensitive data or data of a highly personal nature',
      sensitive.length > 0 || declared.sources.includes('messages'),
      sensitive.length > 0
        ? `it uses ${sensitive.map(plainly).join(', ')}`
        : declared.sources.includes('messages')
          ? 'messages are of a highly personal nature'
          : 'none of its attributes is',
    ),
    criterion(
      'large-scale',
      'Data processed on a large scale',
      members === null || (members.about ?? 0) >= LARGE,
      members === null
        ? 'how many members it is about was not counted yet'
        : members.about === null
          ? `fewer than ${members.atLeast} members`
          : `about ${members.about} members, ${LARGE} being large`,
    ),
    criterion(
      'matching',
      'Matching or combining datasets',
      matching,
      matching ? 'several kinds of data are put together' : 'one kind of data alone',
    ),
    criterion(
      'vulnerable',
      'Data concerning vulnerable data subjects',
      networkKind === 'employee' || answers.minors !== false,
      networkKind === 'employee'
        ? 'employees depend on who employs them'
        : answers.minors === false
          ? 'no minors, no employees'
          : answers.minors === null
            ? 'whether minors are among them was not answered'
            : 'minors are among them',
    ),
    answered(
      'innovative',
      'Innovative use or new technological solutions',
      answers.innovative,
      'is innovative',
    ),
    answered(
      'hinders-rights',
      'It prevents people from exercising a right or using a service or contract',
      answers.hindersRights,
      'stands in the way of a right, a service or a contract',
    ),
  ];
}

const criterion = (id: CriterionId, says: string, met: boolean, because: string): Criterion => ({
  id,
  says,
  met,
  because,
});

const answered = (id: CriterionId, says: string, answer: boolean | null, what: string): Criterion =>
  criterion(
    id,
    says,
    answer !== false,
    answer === null
      ? `whether it ${what} was not answered`
      : answer
        ? `its owner says that it ${what}`
        : `its owner says that it is not so`,
  );

export const needsImpactAssessment = (criteria: readonly Criterion[]): boolean =>
  criteria.filter(({ met }) => met).length >= 2;
