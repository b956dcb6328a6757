import { betweennessOf } from '../betweenness.ts';
import { boundedDegrees } from '../bounded-degrees.ts';
import { chanceOf } from '../mixed.ts';
import { pageRankOf } from '../page-rank.ts';
import { type PartMeasure, type PartShare, partShares } from '../parts-histogram.ts';
import type { TieGraph } from '../tie-graph.ts';

/** What is worked out beside the process that serves. */
export type Job =
  | { readonly kind: 'ties'; readonly graph: TieGraph; readonly marks: Uint32Array }
  | {
      readonly kind: 'parts';
      readonly graph: TieGraph;
      readonly part: Int32Array;
      readonly parts: number;
      readonly measure: PartMeasure;
      readonly seed: number;
    }
  | { readonly kind: 'each'; readonly graph: TieGraph; readonly seed: number };

/** What each member is worth, by number. */
interface Worths {
  readonly pagerank: Float64Array;
  readonly betweenness: Float64Array;
}

export interface Done {
  readonly ties: Int32Array;
  readonly parts: readonly PartShare[];
  readonly each: Worths;
}

/** @param isSoFar told which share is done, as often as that changes */
export function done(job: Job, isSoFar: (share: number) => void = () => undefined): Done[Job['kind']] {
  switch (job.kind) {
    case 'ties':
      return boundedDegrees(job.graph, job.marks);
    case 'parts':
      return partShares(job.graph, job.part, job.parts, job.measure, job.seed, isSoFar);
    case 'each':
      return {
        pagerank: pageRankOf(job.graph),
        betweenness: betweennessOf(job.graph, chanceOf(job.seed), undefined, isSoFar),
      };
  }
}
