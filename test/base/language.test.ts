import assert from 'node:assert/strict';
import { alternatives, listed, say, sentences, speak } from '../../server/src/base/language';

describe('The language', () => {
  afterEach(() => {
    speak({});
  });

  it('is English where nothing else is spoken', () => {
    const name = 'main.tf';
    assert.equal(say`There is no ${name}.`, 'There is no main.tf.');
    assert.equal(listed(['a', 'b', 'c']), 'a, b and c');
    assert.equal(alternatives(['a', 'b', 'c']), 'a, b or c');
    assert.equal(sentences(['One.', 'Two.']), 'One. Two.');
  });

  it('leaves English as it is written, whatever the names in it', () => {
    assert.equal(say`\`${'local.画像'}\` is not set`, '`local.画像` is not set');
    assert.equal(say`${'画像'}, ${'ami'}`, '画像, ami');
    assert.equal(say`\`${'画像'}\``, '`画像`');
  });

  it('puts values where the translation wants them', () => {
    speak({ '{0} of {1}': '{1} の {0}' });
    assert.equal(say`${'ami'} of ${'aws_instance.a'}`, 'aws_instance.a の ami');
  });

  it('sets Latin letters apart from Japanese, and Japanese from nothing', () => {
    speak({ 'in {0}': '{0}を読み取ります', 'in {0}, too': '{0} も読み取ります', '{0} and {1}': '{0}と{1}' });
    assert.equal(say`in ${'`a`'}`, '`a` を読み取ります');
    assert.equal(say`in ${3}`, '3 を読み取ります');
    assert.equal(say`in ${'ファイル'}, too`, 'ファイルも読み取ります');
    assert.equal(say`in ${'「a」'}, too`, '「a」 も読み取ります');
    assert.equal(say`${'a'} and ${'ファイル'}`, 'a とファイル');
  });

  it('takes a value for what it is, whatever is in it', () => {
    assert.equal(say`There is no ${'{1} $& {0}'} in ${'b'}.`, 'There is no {1} $& {0} in b.');
  });
});
