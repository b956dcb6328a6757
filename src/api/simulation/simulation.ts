import type { Endpoint } from '../../http/endpoint.ts';
import { postCounts } from './post-counts.ts';
import { postSimulation } from './post-simulation.ts';
import { postTrialJob } from './post-trial-job.ts';
import { postWhatIf } from './post-what-if.ts';

/** Drafts of policies, tried before anybody signs them. */
export const simulationEndpoints: readonly Endpoint[] = [
  postSimulation,
  postCounts,
  postTrialJob,
  postWhatIf,
];
