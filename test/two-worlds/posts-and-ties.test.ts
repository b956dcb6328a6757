import { audienceFacts } from './facts/audiences.ts';
import { controlFacts } from './facts/controls.ts';
import { influenceFacts } from './facts/influence.ts';
import { listeningFacts } from './facts/listening.ts';
import { offerFacts } from './facts/offers.ts';
import { postFacts } from './facts/posts.ts';
import { recordFacts } from './facts/records.ts';
import { resourceFacts } from './facts/resources.ts';
import { tieFacts } from './facts/ties.ts';
import { testFacts } from './two-worlds.ts';

// Together, so that whoever may know none of them replays them all at once.
testFacts([
  ...postFacts,
  ...resourceFacts,
  ...tieFacts,
  ...controlFacts,
  ...recordFacts,
  ...audienceFacts,
  ...listeningFacts,
  ...influenceFacts,
  ...offerFacts,
]);
