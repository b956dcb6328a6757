import { days, one, some, type Template } from './template.ts';

/** What for, on what ground, and for how long. */
export const templatesOfUses: readonly Template[] = [
  {
    id: 'no-purposes',
    sentence: 'Organisations use nothing for {purposes}',
    blanks: { purposes: some('Purpose') },
    cedar: `forbid (principal in Organisation::"any", action, resource)
      when { [{purposes}].contains(context.purpose) };`,
    example: { purposes: ['recruitment-screening'] },
  },
  {
    id: 'function-purposes',
    sentence: '{function} uses nothing for {purposes}',
    blanks: { function: one('Function'), purposes: some('Purpose') },
    cedar: `forbid (principal in {function}, action, resource)
      when { [{purposes}].contains(context.purpose) };`,
    example: { function: 'sales', purposes: ['entity-resolution', 'mining'] },
  },
  {
    id: 'grounds',
    sentence: 'Things are used for {purposes} on the ground of {bases} alone',
    blanks: { purposes: some('Purpose'), bases: some('LawfulBasis') },
    cedar: `forbid (principal in Organisation::"any", action, resource)
      when { [{purposes}].contains(context.purpose) }
      unless { [{bases}].contains(context.lawfulBasis) };`,
    example: { purposes: ['offer-targeting', 'personalisation'], bases: ['consent'] },
  },
  {
    id: 'kept-for-purposes',
    sentence: 'What comes of {purposes} is kept for {days} days at most',
    blanks: { purposes: some('Purpose'), days },
    cedar: `forbid (principal in Organisation::"any", action, resource)
      when { [{purposes}].contains(context.purpose) && context.retentionDays > {days} };`,
    example: { purposes: ['sentiment-monitoring'], days: 90 },
  },
  {
    id: 'kept-for-deeds',
    sentence: 'Where organisations {actions}, what comes of it is kept for {days} days at most',
    blanks: { actions: some('Action'), days },
    cedar: `forbid (principal in Organisation::"any", action in [{actions}], resource)
      when { context.retentionDays > {days} };`,
    example: { actions: ['listen', 'mine', 'target', 'export'], days: 365 },
  },
  {
    id: 'old-things',
    sentence: 'Organisations may not {actions} what is older than {days} days',
    blanks: { actions: some('Action'), days },
    cedar: `forbid (principal in Organisation::"any", action in [{actions}], resource)
      when { context.ageDays > {days} };`,
    example: { actions: ['listen', 'aggregate', 'mine'], days: 730 },
  },
];
