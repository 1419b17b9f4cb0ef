import { fixtureTests } from '../../support/check';
import { toyFacts } from '../../support/toyFacts';

describe('what reaches a sink', () => {
  fixtureTests('test/flow/sinks', { facts: toyFacts() });
});
