import { personFacts } from './facts/persons.ts';
import { testFacts } from './two-worlds.ts';

testFacts(personFacts);
