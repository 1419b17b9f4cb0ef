import { fixtureTests } from '../support/check';

describe('the product’s facts', () => {
  fixtureTests('test/models');
});
