import { tieFacts } from './facts/ties.ts';
import { testFacts } from './two-worlds.ts';

testFacts(tieFacts);
