import type { StartingPoint } from './starting-point.ts';

export const CUSTOMER: StartingPoint = {
  kind: 'customer',
  title: 'Customer networks',
  intro:
    'For networks of customers (B2C). Members’ ages are unknown unless they grant them, and a policy speaks of classes: so minors are kept from being targeted by never using what tells them apart.',
  clauses: [
    {
      id: 'opt-in',
      template: 'grounds',
      fields: {
        purposes: [
          'sentiment-monitoring',
          'offer-targeting',
          'influence-measurement',
          'mining',
          'entity-resolution',
          'personalisation',
          'suggestions',
        ],
        bases: ['consent'],
      },
      reason: 'Each purpose is opted into by itself; nothing is done on the quiet as a legitimate interest.',
      law: 'GDPR Art. 6(1)(a), Art. 7, Recital 32; Directive 2002/58/EC (ePrivacy) Art. 5(3) and 13(1); ISO/IEC 27701:2019 7.2.3',
    },
    {
      id: 'no-targeting-of-minors',
      template: 'attribute-deeds',
      fields: {
        actions: ['target', 'listen', 'mine', 'resolve-entities'],
        attributes: ['birth-date', 'education'],
      },
      reason: 'Nobody is picked for their age or their school, so that no child can be.',
      law: 'Regulation (EU) 2022/2065 Art. 28(2); GDPR Art. 8, Recital 38 and 71',
    },
    {
      id: 'no-sensitive-attributes',
      template: 'no-attributes',
      fields: { attributes: ['gender', 'pronouns', 'other'] },
      reason:
        'What may tell of health, belief, origin or sex life isn’t used; of what members wrote freely nobody knows whether it does.',
      law: 'GDPR Art. 9(1); Regulation (EU) 2022/2065 Art. 26(3); ISO/IEC 27701:2019 7.4.1',
    },
    {
      id: 'retention',
      template: 'kept-for-deeds',
      fields: { actions: ['listen', 'aggregate', 'mine', 'target', 'export'], days: 180 },
      reason: 'What comes of it is deleted after half a year, and whoever doesn’t say when may not begin.',
      law: 'GDPR Art. 5(1)(e), Art. 13(2)(a); ISO/IEC 27701:2019 7.4.7; NIST Privacy Framework CT.DM-P5',
    },
    {
      id: 'phone-in-conversations',
      template: 'attribute-in-conversation',
      fields: { function: 'support', attribute: 'phone', days: 30 },
      reason: 'Who asked for help is called back about that, and not a year later about something else.',
      law: 'GDPR Art. 5(1)(b) and (e); Directive 2002/58/EC (ePrivacy) Art. 13; ISO/IEC 27701:2019 7.4.2',
    },
    {
      id: 'old-words',
      template: 'old-things',
      fields: { actions: ['listen', 'aggregate', 'mine'], days: 730 },
      reason: 'What somebody said two years ago says little about today, and they may not remember it.',
      law: 'GDPR Art. 5(1)(d) and (e); NIST Privacy Framework CT.DP-P3',
    },
  ],
};
