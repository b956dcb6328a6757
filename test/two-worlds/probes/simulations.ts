import { organisations, type Probe, write } from './probe.ts';

const SIMULATIONS = '/api/organisations/v1/:id/simulations';

const text = `@id("none")
forbid (principal in Function::"marketing", action == Action::"mine", resource);`;

/** Drafts that are tried. Whoever has no seat in the organisation has nothing to try there. */
export const simulationProbes: readonly Probe[] = [
  write(`POST ${SIMULATIONS}`, (scene) => organisations(scene).map((id) => ({ at: { id }, body: { text } }))),
  write(`POST ${SIMULATIONS}/counts`, (scene) =>
    organisations(scene).map((id) => ({
      at: { id },
      // Of nothing that a fact here has let it: answers about what is let are tested as (ε, δ), in test/insight/.
      body: { text, function: 'marketing', purpose: 'suggestions', what: 'posts' },
    })),
  ),
  write(`POST ${SIMULATIONS}/what-if`, (scene) =>
    organisations(scene).map((id) => ({ at: { id }, body: { text, action: 'see', kind: 'post' } })),
  ),
];
