import { postFacts } from './facts/posts.ts';
import { testFacts } from './two-worlds.ts';

testFacts(postFacts);
