import { strict as assert } from 'node:assert';
import type { IRawGrammar } from 'vscode-textmate';
import { readManifest, Tokenizer } from './tokenizer';

const oursName = 'source.hcl.terraform.holdfast';
const theirsName = 'source.hcl.terraform';

/** Another extension's grammar in miniature: the same constructs as ours, under scopes of its own. */
const theirs: IRawGrammar = {
  scopeName: theirsName,
  patterns: [
    { name: 'comment.line.theirs', begin: '#', end: '$' },
    {
      name: 'meta.block.theirs',
      begin: '(\\w+)\\s*("\\w+"\\s*)*\\{',
      end: '\\}',
      patterns: [
        { name: 'comment.line.theirs', begin: '#', end: '$' },
        { name: 'string.theirs', begin: '"', end: '"' },
        { name: 'word.theirs', match: '\\w+' },
      ],
    },
    { name: 'assignment.theirs', match: '\\w+\\s*=.*$' },
  ],
  repository: { $self: {}, $base: {} },
};

const text = [
  '# a comment',
  'resource "aws_instance" "web" {',
  '  ami = data.aws_ami.linux.id # another',
  '  tags = "${var.x}"',
  '}',
  'x = 1',
].join('\n');

describe('the Terraform grammar beside another extension for Terraform', () => {
  it('gives every text the scopes that the other grammar gives it', async () => {
    const alone = await Tokenizer.load(theirsName, { [theirsName]: theirs });
    const beside = await Tokenizer.load(oursName, { [theirsName]: theirs });
    const withoutRoot = (tokenizer: Tokenizer): unknown[] =>
      tokenizer.tokens(text).map((token) => [token.text, token.scopes.slice(1)]);
    assert.deepEqual(withoutRoot(beside), withoutRoot(alone));
  });

  it("keeps the other grammar's name in front of its own, which themes and injections select by", () => {
    assert.ok(oursName.startsWith(`${theirsName}.`));
  });

  it('claims no file ending under a language of its own', () => {
    const claimed = readManifest().contributes.languages.map(({ id, extensions }) => [id, ...extensions]);
    assert.deepEqual(claimed, [
      ['terraform', '.tf'],
      ['terraform-vars', '.tfvars'],
      ['opentofu', '.tofu'],
    ]);
  });
});
