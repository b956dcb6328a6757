import type { StartingPoint } from './starting-point.ts';

export const EMPLOYEE: StartingPoint = {
  kind: 'employee',
  title: 'Employee networks',
  intro:
    'For networks among colleagues (E2E), where whoever is asked for consent depends on whoever asks. Take it to the works council before it is in force.',
  clauses: [
    {
      id: 'no-individual-sentiment',
      template: 'no-purposes',
      fields: { purposes: ['sentiment-monitoring'] },
      reason:
        'What colleagues feel isn’t measured from what they write to each other: nobody can refuse freely, and talk that is listened to dries up.',
      law: 'GDPR Art. 5(1)(c), Art. 7(4) and Recital 43, Art. 88; works-council practice (in Germany § 87(1) no. 6 BetrVG); NIST Privacy Framework CT.DP-P3',
    },
    {
      id: 'no-personal-personas',
      template: 'persona-deeds',
      fields: { actions: ['see', 'listen', 'mine', 'resolve-entities'] },
      reason:
        'Whom somebody is beside the job is none of the employer’s business: who acts for the organisation doesn’t look at personas.',
      law: 'GDPR Art. 5(1)(b), Art. 88(2); ECHR Art. 8 (Bărbulescu v. Romania, 61496/08); NIST Privacy Framework CT.DP-P1',
    },
    {
      id: 'no-scoring',
      template: 'function-deeds',
      fields: { function: 'human-resources', actions: ['listen', 'aggregate', 'mine', 'target'] },
      reason: 'Nobody is promoted, warned or let go by a number that was made of their posts.',
      law: 'GDPR Art. 22, Art. 35(3)(a), Art. 88; works-council practice (in Germany §§ 94, 95 BetrVG); ISO/IEC 27701:2019 7.3.10',
    },
    {
      id: 'no-recruitment-screening',
      template: 'no-purposes',
      fields: { purposes: ['recruitment-screening'] },
      reason:
        'Who applies for a post inside is judged by what they hand in, not by what they said to colleagues.',
      law: 'GDPR Art. 5(1)(b), Art. 22; Regulation (EU) 2024/1689 Annex III no. 4(a); ISO/IEC 27701:2019 7.2.1',
    },
    {
      id: 'working-hours',
      template: 'hours',
      fields: { actions: ['engage'], from: 7, until: 19 },
      reason:
        'Nobody is written to by the company in the evening or at night. The hours are UTC: set your own.',
      law: 'Works-council practice; the right to disconnect (in France Art. L2242-17 Code du travail)',
    },
    {
      id: 'no-joining',
      template: 'no-purposes',
      fields: { purposes: ['entity-resolution', 'model-training'] },
      reason:
        'What is said here isn’t joined with other files on the same people, nor taken into a model from which nothing can be withdrawn.',
      law: 'GDPR Art. 5(1)(b), Art. 17; ISO/IEC 27701:2019 7.4.2; NIST Privacy Framework CT.DP-P1',
    },
  ],
};
