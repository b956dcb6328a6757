import { EXCEPTIONS } from './exceptions.ts';
import type { HiddenFact } from './facts/hidden-fact.ts';
import { EVERY_VIEWER, type EveryViewer, VIEWERS, type ViewerName } from './viewers.ts';

/** Facts that worlds differ in at once, and viewers who must notice none of them. */
export interface Bundle {
  readonly facts: readonly HiddenFact[];
  readonly viewers: readonly ViewerName[];
}

/**
 * Every fact for every viewer who must not notice it, in as few replays as can be: viewers who must not notice the same
 * facts replay them together. That asks for no less: worlds that differ in several hidden facts must be the same too.
 * @param apart each fact in worlds of its own, so that a finding names it
 */
export function bundlesOf(facts: readonly HiddenFact[], apart: boolean): Bundle[] {
  const bundles = new Map<string, { facts: HiddenFact[]; viewers: ViewerName[] }>();
  const add = (viewer: ViewerName, together: HiddenFact[]): void => {
    if (together.length === 0) return;
    const key = together.map(({ name }) => name).join();
    const bundle = bundles.get(key) ?? { facts: together, viewers: [] };
    bundle.viewers.push(viewer);
    bundles.set(key, bundle);
  };
  for (const viewer of Object.keys(VIEWERS) as ViewerName[]) {
    const hidden = facts.filter((fact) => isHiddenFrom(viewer, fact));
    const alone = hidden.filter((fact) => apart || isApart(viewer, fact));
    for (const fact of alone) add(viewer, [fact]);
    add(
      viewer,
      hidden.filter((fact) => !alone.includes(fact)),
    );
  }
  return [...bundles.values()];
}

function isHiddenFrom(viewer: ViewerName, { only, also, knows }: HiddenFact): boolean {
  const every = only ?? (Object.keys(EVERY_VIEWER) as EveryViewer[]);
  return [...every, ...(also ?? [])].includes(viewer) && !(viewer in knows);
}

/** Where an exception lets much pass, or little is compared, it must not be so for other facts. */
const isApart = (viewer: ViewerName, { name, routes }: HiddenFact): boolean =>
  routes !== undefined ||
  EXCEPTIONS.some(
    ({ facts, viewers, phase }) =>
      phase === undefined && facts.includes(name) && (viewers === 'every' || viewers.includes(viewer)),
  );
