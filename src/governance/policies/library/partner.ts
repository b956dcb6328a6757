import type { StartingPoint } from './starting-point.ts';

export const PARTNER: StartingPoint = {
  kind: 'partner',
  title: 'Partner networks',
  intro:
    'For networks among businesses (B2B): each has secrets of its own, and each has staff whose employer is somebody else.',
  clauses: [
    {
      id: 'labels-stay',
      template: 'label-deeds',
      fields: { label: 'confidential', actions: ['share', 'export'] },
      reason: 'What is labelled confidential, or worse, is read here and goes no further.',
      law: 'Directive (EU) 2016/943 Art. 2(1)(c); ISO/IEC 27701:2019 7.5; NIST Privacy Framework CT.PO-P',
    },
    {
      id: 'trade-secrets',
      template: 'label-for-experts',
      fields: { discipline: 'legal', label: 'trade-secret' },
      reason:
        'A secret is one in law as long as reasonable steps keep it so: somebody who knows the contract looks first.',
      law: 'Directive (EU) 2016/943 Art. 2(1)(c); NIST Privacy Framework PR.AC-P',
    },
    {
      id: 'counterparts-attributes',
      template: 'no-attributes',
      fields: { attributes: ['phone', 'email', 'address', 'birth-date', 'home-town'] },
      reason:
        'The staff of the other side show these to people, for the work at hand; they aren’t entries for a customer database.',
      law: 'GDPR Art. 5(1)(b) and (c), Art. 14; ISO/IEC 27701:2019 7.4.1',
    },
    {
      id: 'no-scraping',
      template: 'graph-deeds',
      fields: { actions: ['see', 'listen', 'aggregate', 'mine', 'resolve-entities', 'export'] },
      reason: 'Who knows whom at a partner is that partner’s own: the graph isn’t copied.',
      law: 'GDPR Art. 5(1)(b); Directive (EU) 2016/943 Art. 4; NIST Privacy Framework CT.DP-P1',
    },
    {
      id: 'somebody-at-hand',
      template: 'service-deeds',
      fields: { actions: ['export', 'engage'] },
      reason: 'Nothing leaves and nobody is written to without somebody who answers for it.',
      law: 'GDPR Art. 32(4); ISO/IEC 27701:2019 7.2.7; NIST Privacy Framework PR.AC-P',
    },
  ],
};
