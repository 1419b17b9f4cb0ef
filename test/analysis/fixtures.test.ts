import { fixtureTests } from '../support/check';

describe('fixtures', () => {
  fixtureTests('test/analysis');
});
