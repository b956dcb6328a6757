import { audienceFacts } from './audiences.ts';
import { controlFacts } from './controls.ts';
import { conversationFacts } from './conversations.ts';
import type { HiddenFact } from './hidden-fact.ts';
import { influenceFacts } from './influence.ts';
import { listeningFacts } from './listening.ts';
import { offerFacts } from './offers.ts';
import { organisationFacts } from './organisations.ts';
import { personFacts } from './persons.ts';
import { postFacts } from './posts.ts';
import { recordFacts } from './records.ts';
import { resourceFacts } from './resources.ts';
import { signOffFacts } from './sign-offs.ts';
import { spaceFacts } from './spaces.ts';
import { tieFacts } from './ties.ts';

/** Every fact that two worlds are made to differ in. */
export const FACTS: readonly HiddenFact[] = [
  ...postFacts,
  ...personFacts,
  ...tieFacts,
  ...controlFacts,
  ...spaceFacts,
  ...conversationFacts,
  ...resourceFacts,
  ...organisationFacts,
  ...signOffFacts,
  ...recordFacts,
  ...audienceFacts,
  ...listeningFacts,
  ...influenceFacts,
  ...offerFacts,
];
