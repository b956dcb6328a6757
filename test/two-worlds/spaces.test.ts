import { conversationFacts } from './facts/conversations.ts';
import { spaceFacts } from './facts/spaces.ts';
import { testFacts } from './two-worlds.ts';

testFacts([...spaceFacts, ...conversationFacts]);
