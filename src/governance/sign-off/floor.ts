import type { Box } from '../../privacy/boxes.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import { type Capacity, DISCIPLINES, type Discipline } from '../../privacy/words.ts';
import type { MatterKind } from '../../store/schema.ts';

/** Who must sign at least; an organisation can ask more of itself, and never less. */
const FLOOR: Readonly<Record<MatterKind, readonly Discipline[]>> = {
  policy: ['legal', 'compliance'],
  campaign: ['marketing', 'legal'],
  export: ['it', 'legal', 'risk'],
  'saved-audience': ['compliance', 'legal'],
  network: ['legal', 'it', 'risk'],
  // That members are protected less: who answers for the law, for the risk, and for what was promised.
  noise: ['legal', 'compliance', 'risk'],
};

/** Whom a policy concerns that names a purpose. */
const BY_PURPOSE: Partial<Readonly<Record<Purpose, Discipline>>> = {
  marketing: 'marketing',
  sales: 'marketing',
  'offer-targeting': 'marketing',
  personalisation: 'marketing',
  suggestions: 'marketing',
  'customer-service': 'customer-service',
  support: 'customer-service',
  'human-resources': 'human-resources',
  'recruitment-screening': 'human-resources',
  communications: 'communications',
  'entity-resolution': 'risk',
  mining: 'risk',
  'model-training': 'risk',
};

const BY_CAPACITY: Partial<Readonly<Record<Capacity, Discipline>>> = {
  marketing: 'marketing',
  sales: 'marketing',
  'customer-service': 'customer-service',
  support: 'customer-service',
  'human-resources': 'human-resources',
  communications: 'communications',
  service: 'it',
};

/**
 * The disciplines that must sign, in one order. Of policies it goes by what they forbid, not by what their author calls
 * them: by the purposes and capacities that they name, and by IT where they speak of trade secrets.
 */
export function floorOf(kind: MatterKind, boxes: readonly Box[]): readonly Discipline[] {
  const asked = new Set<Discipline>(FLOOR[kind]);
  for (const { purposes, capacities, labels } of boxes) {
    for (const purpose of purposes ?? []) add(asked, BY_PURPOSE[purpose]);
    for (const capacity of capacities ?? []) add(asked, BY_CAPACITY[capacity]);
    if (labels !== undefined) add(asked, 'it');
  }
  return inOrder(asked);
}

export const inOrder = (disciplines: ReadonlySet<Discipline>): readonly Discipline[] =>
  DISCIPLINES.filter((discipline) => disciplines.has(discipline));

function add(asked: Set<Discipline>, discipline: Discipline | undefined): void {
  if (discipline !== undefined) asked.add(discipline);
}
