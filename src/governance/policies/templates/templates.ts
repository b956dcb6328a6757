import { templatesOfDeeds } from './of-deeds.ts';
import { templatesOfThings } from './of-things.ts';
import { templatesOfUses } from './of-uses.ts';
import type { Template } from './template.ts';

/** Every sentence, in the order in which they are offered. */
export const TEMPLATES: readonly Template[] = [...templatesOfDeeds, ...templatesOfThings, ...templatesOfUses];

export const templateBy = (id: string): Template | undefined =>
  TEMPLATES.find((template) => template.id === id);
