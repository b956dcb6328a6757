import { conversationFacts } from './facts/conversations.ts';
import { organisationFacts } from './facts/organisations.ts';
import { personFacts } from './facts/persons.ts';
import { signOffFacts } from './facts/sign-offs.ts';
import { spaceFacts } from './facts/spaces.ts';
import { testFacts } from './two-worlds.ts';

// Together, so that whoever may know none of them replays them all at once.
testFacts([...personFacts, ...spaceFacts, ...conversationFacts, ...organisationFacts, ...signOffFacts]);
