import { fixtureTests } from '../../support/check';
import { toyFacts } from '../../support/toyFacts';

fixtureTests('test/models/project', { facts: toyFacts() });
