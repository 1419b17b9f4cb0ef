import { fixtureTests } from '../support/check';

fixtureTests('test/rules');
