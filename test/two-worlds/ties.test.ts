import { controlFacts } from './facts/controls.ts';
import { tieFacts } from './facts/ties.ts';
import { testFacts } from './two-worlds.ts';

// Together, so that whoever may know neither replays both at once.
testFacts([...tieFacts, ...controlFacts]);
