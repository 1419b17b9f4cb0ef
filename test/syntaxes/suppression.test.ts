import { strict as assert } from 'node:assert';
import { Tokenizer } from './tokenizer';

const directive = 'keyword.control.directive.holdfast';
const rule = 'entity.name.tag.rule.holdfast';
const separator = 'punctuation.separator.reason.holdfast';
const date = 'constant.numeric.date.holdfast';

/** The innermost scope of each token of ours in `text`, by the token's text. */
function marked(tokenizer: Tokenizer, text: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const token of tokenizer.tokens(text)) {
    const innermost = token.scopes.at(-1);
    if (innermost?.endsWith('.holdfast') === true && token.scopes.length > 1) result[token.text] = innermost;
  }
  return result;
}

describe('the grammar of suppression comments', () => {
  let tokenizer: Tokenizer;
  before(async () => {
    tokenizer = await Tokenizer.load('source.hcl.terraform.holdfast');
  });

  it('marks the words of a suppression with a date', () => {
    const text = '# holdfast:ignore drifting-replacement -- the fleet is stateless until=2027-01-31';
    assert.deepEqual(marked(tokenizer, text), {
      'holdfast:ignore': directive,
      'drifting-replacement': rule,
      '--': separator,
      until: 'keyword.other.until.holdfast',
      '=': 'punctuation.separator.until.holdfast',
      '2027-01-31': date,
    });
  });

  it('marks a suppression for the file, behind code and in every kind of comment', () => {
    const expected = {
      'holdfast:ignore-file': directive,
      'drifting-replacement': rule,
      '--': separator,
    };
    const words = 'holdfast:ignore-file drifting-replacement -- reason';
    for (const text of [`x = 1 # ${words}`, `// ${words}`, `/* ${words} */`]) {
      assert.deepEqual(marked(tokenizer, text), expected, text);
    }
  });

  it('leaves other comments, strings and look-alikes alone', () => {
    for (const text of [
      '# until=2027-01-31',
      'x = "holdfast:ignore drifting-replacement -- reason"',
      '# holdfast:ignored drifting-replacement -- reason',
    ]) {
      assert.deepEqual(marked(tokenizer, text), {}, text);
    }
  });

  it('works in the comments of another extension as well', async () => {
    const foreign = await Tokenizer.load('source.hcl.terraform', {
      'source.hcl.terraform': {
        scopeName: 'source.hcl.terraform',
        patterns: [{ name: 'comment.line.number-sign.hcl', begin: '#', end: '$' }],
        repository: { $self: {}, $base: {} },
      },
    });
    const found = marked(foreign, '# holdfast:ignore drifting-replacement -- reason');
    assert.equal(found['drifting-replacement'], rule);
  });
});
