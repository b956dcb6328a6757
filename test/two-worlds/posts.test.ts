import { postFacts } from './facts/posts.ts';
import { resourceFacts } from './facts/resources.ts';
import { testFacts } from './two-worlds.ts';

testFacts([...postFacts, ...resourceFacts]);
