import { organisations, type Probe, type Scene, write } from './probe.ts';

const INFLUENCE = '/api/insight/v1/influence';

/** Organisations, and whatever is guessed as one. */
const houses = (scene: Scene): readonly string[] => [
  ...new Set([...organisations(scene), ...scene.hidden.ids]),
];

/** Who has influence: in numbers, which are the same for their day, and by name. */
export const influenceProbes: readonly Probe[] = [
  write(`POST ${INFLUENCE}`, (scene) =>
    houses(scene).flatMap((organisation) =>
      (['ties', 'pagerank'] as const).map((measure) => ({
        body: { organisation, function: 'marketing', measure },
      })),
    ),
  ),
  write(`POST ${INFLUENCE}/names`, (scene) =>
    houses(scene).map((organisation) => ({ body: { organisation, function: 'marketing' } })),
  ),
];
