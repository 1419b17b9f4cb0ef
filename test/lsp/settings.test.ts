import assert from 'node:assert/strict';
import { defaultSettings, readSettings } from '../../server/src/lsp/settings';

function read(section: unknown) {
  const warnings: string[] = [];
  const settings = readSettings(section, (warning) => warnings.push(warning));
  return { settings, warnings };
}

describe('Settings', () => {
  it('have defaults for a client that says nothing', () => {
    for (const nothing of [undefined, null]) {
      assert.deepEqual(read(nothing), { settings: defaultSettings, warnings: [] });
    }
    assert.deepEqual(read({}).settings, defaultSettings);
  });

  it('are taken where they are right', () => {
    const { settings, warnings } = read({ enable: false, minSeverity: 'warning', exclude: ['a.tf'] });
    assert.deepEqual(warnings, []);
    assert.equal(settings.enable, false);
    assert.equal(settings.minSeverity, 'warning');
    assert.equal(settings.excludes('a.tf'), true);
  });

  it('are replaced by their defaults where they are wrong, one by one and with a warning each', () => {
    const { settings, warnings } = read({ enable: 'yes', minSeverity: 'loud', exclude: ['a.tf', 5] });
    assert.equal(settings.enable, true);
    assert.equal(settings.minSeverity, 'hint');
    assert.equal(settings.excludes('a.tf'), false);
    assert.deepEqual(warnings, [
      'holdfast.enable must be true or false, but is "yes"; its default is used.',
      'holdfast.minSeverity must be one of hint, information, warning, error, but is "loud"; its default is used.',
      'holdfast.exclude must be a list of glob patterns, but is ["a.tf",5]; its default is used.',
    ]);
    assert.deepEqual(read('on').settings, defaultSettings);
    assert.equal(read('on').warnings.length, 1);
  });

  it('take severities and variable files only where all of them are right', () => {
    const severities = [{ rule: 'drifting-replacement', type: 'aws_instance', severity: 'off' }];
    const right = read({ severities, variableFiles: { 'live/*': ['a.tfvars'] } });
    assert.deepEqual(right.warnings, []);
    assert.deepEqual(right.settings.severities, severities);
    assert.deepEqual(right.settings.variableFiles, [{ roots: 'live/*', files: ['a.tfvars'] }]);
    for (const wrong of [
      { severities: [{ rule: 'drifting', severity: 'hint' }] },
      { severities: [{ rule: 'unowned-image' }] },
      { severities: [{ severity: 'hint', toString: 'x' }] },
      { severities: { severity: 'hint' } },
      { variableFiles: ['a.tfvars'] },
      { variableFiles: { live: 'a.tfvars' } },
    ]) {
      const { settings, warnings } = read(wrong);
      assert.equal(warnings.length, 1, JSON.stringify(wrong));
      assert.deepEqual([settings.severities, settings.variableFiles], [[], []]);
    }
  });

  it('do not take what every object has for a severity', () => {
    assert.equal(read({ minSeverity: 'toString' }).warnings.length, 1);
  });

  const excluded: readonly (readonly [pattern: string, path: string, excluded: boolean])[] = [
    ['**/legacy.tf', 'legacy.tf', true],
    ['**/legacy.tf', 'modules/a/legacy.tf', true],
    ['modules/legacy', 'modules/legacy/deep/main.tf', true],
    ['modules/legacy', 'modules/legacy2/main.tf', false],
    ['**/examples/**', 'a/examples/main.tf', true],
    ['*.tf', 'a/main.tf', false],
    ['{a,b}/*.tf', 'b/main.tf', true],
    ['.hidden/**', '.hidden/main.tf', true],
  ];
  for (const [pattern, path, expected] of excluded) {
    it(`${expected ? 'exclude' : 'do not exclude'} ${path} by ${pattern}`, () => {
      assert.equal(read({ exclude: [pattern] }).settings.excludes(path), expected);
    });
  }
});
