import { days, one, some, type Template } from './template.ts';

/** What may be done with what. */
export const templatesOfThings: readonly Template[] = [
  {
    id: 'label-for-experts',
    sentence: 'Nobody outside {discipline} sees posts labelled {label}',
    blanks: { discipline: one('Discipline'), label: one('Label') },
    cedar: `forbid (principal, action == Action::"see", resource is Post)
      when { resource.label == {label} }
      unless { principal in {discipline} };`,
    example: { discipline: 'legal', label: 'trade-secret' },
  },
  {
    id: 'label-deeds',
    sentence: 'Nobody may {actions} what is labelled {label}, or worse',
    blanks: { label: one('Label'), actions: some('Action') },
    cedar: `forbid (principal, action in [{actions}], resource)
      when { resource.label == {label} };`,
    example: { label: 'confidential', actions: ['share', 'export'] },
  },
  {
    id: 'attribute-in-conversation',
    sentence:
      '{function} may see a customer’s {attribute} only in a conversation that the customer began, for {days} days',
    blanks: { function: one('Function'), attribute: one('AttributeKind'), days },
    cedar: `forbid (principal in {function}, action == Action::"see", resource is Attribute)
      when { resource.kind == {attribute} }
      unless { context.conversation == Conversation::"member" && context.ageDays < {days} };`,
    example: { function: 'support', attribute: 'phone', days: 30 },
  },
  {
    id: 'no-attributes',
    sentence: 'Organisations use nobody’s {attributes}, whatever for',
    blanks: { attributes: some('AttributeKind') },
    cedar: `forbid (principal in Organisation::"any", action, resource is Attribute)
      when { [{attributes}].contains(resource.kind) };`,
    example: { attributes: ['gender', 'birth-date'] },
  },
  {
    id: 'attribute-deeds',
    sentence: 'Organisations may not {actions} by people’s {attributes}',
    blanks: { actions: some('Action'), attributes: some('AttributeKind') },
    cedar: `forbid (principal in Organisation::"any", action in [{actions}], resource is Attribute)
      when { [{attributes}].contains(resource.kind) };`,
    example: { actions: ['target'], attributes: ['birth-date'] },
  },
  {
    id: 'graph-deeds',
    sentence: 'Organisations may not {actions} who is connected with whom',
    blanks: { actions: some('Action') },
    cedar: 'forbid (principal in Organisation::"any", action in [{actions}], resource is ConnectionGraph);',
    example: { actions: ['see', 'mine', 'export'] },
  },
  {
    id: 'persona-deeds',
    sentence: 'Organisations may not {actions} people’s personas',
    blanks: { actions: some('Action') },
    cedar: 'forbid (principal in Organisation::"any", action in [{actions}], resource is Persona);',
    example: { actions: ['see', 'mine'] },
  },
  {
    id: 'message-deeds',
    sentence: 'Organisations may not {actions} messages',
    blanks: { actions: some('Action') },
    cedar: 'forbid (principal in Organisation::"any", action in [{actions}], resource is Message);',
    example: { actions: ['listen', 'mine'] },
  },
];
