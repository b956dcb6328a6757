import { spaceFacts } from './facts/spaces.ts';
import { testFacts } from './two-worlds.ts';

testFacts(spaceFacts);
