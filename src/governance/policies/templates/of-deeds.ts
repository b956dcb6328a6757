import { hour, one, some, type Template } from './template.ts';

/** Who may do what. */
export const templatesOfDeeds: readonly Template[] = [
  {
    id: 'no-sentiment',
    sentence: '{function} may not read sentiment in {network} networks',
    blanks: { function: one('Function'), network: one('Network') },
    cedar: `forbid (principal in {function}, action == Action::"listen", resource)
      when { context.network == {network} };`,
    example: { function: 'marketing', network: 'employee' },
  },
  {
    id: 'function-deeds',
    sentence: '{function} may not {actions}',
    blanks: { function: one('Function'), actions: some('Action') },
    cedar: 'forbid (principal in {function}, action in [{actions}], resource);',
    example: { function: 'human-resources', actions: ['mine', 'aggregate'] },
  },
  {
    id: 'only-functions',
    sentence: 'No function but {functions} may {actions}',
    blanks: { functions: some('Function'), actions: some('Action') },
    cedar: `forbid (principal in Organisation::"any", action in [{actions}], resource)
      unless { principal in [{functions}] };`,
    example: { functions: ['customer-service', 'support'], actions: ['engage'] },
  },
  {
    id: 'service-deeds',
    sentence: 'No service may {actions}, with nobody at hand',
    blanks: { actions: some('Action') },
    cedar: 'forbid (principal is Service, action in [{actions}], resource);',
    example: { actions: ['export', 'engage'] },
  },
  {
    id: 'function-hours',
    sentence: '{function} reaches out to people from {from} to {until} o’clock UTC alone',
    blanks: { function: one('Function'), from: hour, until: hour },
    cedar: `forbid (principal in {function}, action == Action::"engage", resource)
      unless { context.hour >= {from} && context.hour < {until} };`,
    example: { function: 'sales', from: 8, until: 18 },
  },
  {
    id: 'hours',
    sentence: 'Organisations may {actions} from {from} to {until} o’clock UTC alone',
    blanks: { actions: some('Action'), from: hour, until: hour },
    cedar: `forbid (principal in Organisation::"any", action in [{actions}], resource)
      unless { context.hour >= {from} && context.hour < {until} };`,
    example: { actions: ['engage'], from: 7, until: 19 },
  },
];
