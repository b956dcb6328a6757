import { organisations, type Probe, read, type Scene, write } from './probe.ts';

const SIMULATIONS = '/api/organisations/v1/:id/simulations';

const JOBS = '/api/insight/v1/jobs';
/** Jobs, and whatever is guessed as one. */
const jobs = (scene: Scene) =>
  [...new Set([...scene.guesses, scene.kept('own job')])].map((id) => ({ at: { id } }));

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
  write(`POST ${SIMULATIONS}/jobs`, (scene) =>
    organisations(scene).map((id) => ({
      at: { id },
      body: { text, lines: [{ function: 'marketing', purpose: 'suggestions', what: 'posts' }] },
      keep: 'own job',
    })),
  ),
  read(`GET ${JOBS}`, (scene) =>
    organisations(scene).map((organisation) => ({ query: `organisation=${organisation}` })),
  ),
  read(`GET ${JOBS}/:id`, jobs),
  write(`POST ${JOBS}/:id/cancel`, jobs),
  write(`POST ${JOBS}/:id/resume`, jobs),
  write(`POST ${SIMULATIONS}/what-if`, (scene) =>
    organisations(scene).map((id) => ({ at: { id }, body: { text, action: 'see', kind: 'post' } })),
  ),
];
