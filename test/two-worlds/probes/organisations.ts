import { organisations, type Probe, read, write } from './probe.ts';

/** What organisations learn of members in numbers, and what they tell of it. */
export const insightProbes: readonly Probe[] = [
  // Of nothing that a fact here has let it: answers about what is let are tested as (ε, δ), in test/insight/.
  write('POST /api/insight/v1/counts', (scene) => [
    ...['posts', 'contact'].map((what) => ({
      body: {
        organisation: scene.cast.things.organisation,
        function: 'marketing',
        purpose: what === 'contact' ? 'marketing' : 'suggestions',
        what,
      },
    })),
    ...scene.guesses.map((organisation) => ({
      body: { organisation, function: 'marketing', purpose: 'mining', what: 'ties' },
    })),
  ]),
  read('GET /api/insight/v1/budget', (scene) =>
    organisations(scene).map((organisation) => ({ query: `organisation=${organisation}` })),
  ),
];
