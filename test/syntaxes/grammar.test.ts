import { strict as assert } from 'node:assert';
import { Tokenizer } from './tokenizer';

/** A construct, the token in it that is looked at, and the scopes it must get, without the root's. */
interface Case {
  readonly what: string;
  readonly text: string;
  readonly token: string;
  readonly scopes: string;
}

const cases: readonly Case[] = [
  {
    what: 'the type of a block',
    text: 'resource "aws_instance" "web" {\n}',
    token: 'resource',
    scopes: 'meta.block.terraform entity.name.type.block.terraform',
  },
  {
    what: 'a quoted label',
    text: 'resource "aws_instance" "web" {\n}',
    token: '"web"',
    scopes: 'meta.block.terraform variable.other.enummember.label.terraform',
  },
  {
    what: 'a block inside a block',
    text: 'data "a" "b" {\n  filter {\n    name = "x"\n  }\n}',
    token: 'filter',
    scopes: 'meta.block.terraform meta.block.terraform entity.name.type.block.terraform',
  },
  {
    what: 'the name of an argument',
    text: 'locals {\n  most_recent = true\n}',
    token: 'most_recent',
    scopes: 'meta.block.terraform variable.other.property.terraform',
  },
  {
    what: 'a constant',
    text: 'locals {\n  most_recent = true\n}',
    token: 'true',
    scopes: 'meta.block.terraform constant.language.terraform',
  },
  { what: 'a number', text: 'size = 1.5e3', token: '1.5e3', scopes: 'constant.numeric.terraform' },
  {
    what: 'the root of a reference',
    text: 'ami = data.aws_ami.linux.id',
    token: 'data',
    scopes: 'variable.language.root.terraform',
  },
  {
    what: 'an attribute in a reference',
    text: 'ami = data.aws_ami.linux.id',
    token: 'id',
    scopes: 'variable.other.member.terraform',
  },
  {
    what: 'a splat',
    text: 'ids = aws_instance.web[*].id',
    token: '*',
    scopes: 'meta.brackets.terraform keyword.operator.splat.terraform',
  },
  {
    what: 'a string',
    text: 'name = "web"',
    token: 'web',
    scopes: 'string.quoted.double.terraform',
  },
  {
    what: 'an interpolation',
    text: 'name = "web-${var.stage}-1"',
    token: 'var',
    scopes: 'string.quoted.double.terraform meta.interpolation.terraform variable.language.root.terraform',
  },
  {
    what: 'what follows an interpolation with an object in it',
    text: 'name = "a${merge({ x = 1 }).x}tail" ',
    token: 'tail',
    scopes: 'string.quoted.double.terraform',
  },
  {
    what: 'an escaped interpolation',
    text: 'name = "$${not}"',
    token: '$${',
    scopes: 'string.quoted.double.terraform constant.character.escape.template.terraform',
  },
  {
    what: 'a template directive',
    text: 'name = "%{ if var.big }x%{ endif }"',
    token: 'endif',
    scopes: 'string.quoted.double.terraform meta.directive.terraform keyword.control.terraform',
  },
  {
    what: 'the text of a heredoc',
    text: 'text = <<-EOT\n  resource "x" {\n  EOT\nnext = 1',
    token: 'resource "x" {',
    scopes: 'string.unquoted.heredoc.terraform',
  },
  {
    what: 'what follows a heredoc',
    text: 'text = <<-EOT\n  ${var.x}\n  EOT\nnext = 1',
    token: 'next',
    scopes: 'variable.other.property.terraform',
  },
  {
    what: 'a function',
    text: 'x = length(var.names)',
    token: 'length',
    scopes: 'meta.function-call.terraform support.function.terraform',
  },
  {
    what: "a provider's function",
    text: 'x = provider::aws::arn_parse(var.arn)',
    token: 'provider::aws::arn_parse',
    scopes: 'meta.function-call.terraform support.function.terraform',
  },
  {
    what: 'a for expression',
    text: 'x = [for name in var.names : upper(name) if name != ""]',
    token: 'for',
    scopes: 'meta.brackets.terraform keyword.control.for.terraform',
  },
  {
    what: 'the condition of a for expression',
    text: 'x = { for k, v in var.m : k => v if v != null }',
    token: 'if',
    scopes: 'meta.braces.terraform keyword.control.if.terraform',
  },
  {
    what: 'a key of an object',
    text: 'tags = { Name = "web" }',
    token: 'Name',
    scopes: 'meta.braces.terraform variable.other.property.key.terraform',
  },
  {
    what: 'a type',
    text: 'type = map(string)',
    token: 'string',
    scopes: 'meta.function-call.terraform storage.type.terraform',
  },
  {
    what: 'a conditional',
    text: 'x = var.a ? 1 : 2',
    token: '?',
    scopes: 'keyword.operator.conditional.terraform',
  },
  {
    what: 'a comparison that is no argument',
    text: 'x = var.a == 1',
    token: '==',
    scopes: 'keyword.operator.comparison.terraform',
  },
  {
    what: 'a comment',
    text: 'x = 1 # why',
    token: 'why',
    scopes: 'comment.line.number-sign.terraform',
  },
  {
    what: 'a comment over several lines',
    text: '/* one\n two */ x = 1',
    token: 'x',
    scopes: 'variable.other.property.terraform',
  },
];

describe('the Terraform grammar', () => {
  let tokenizer: Tokenizer;
  before(async () => {
    tokenizer = await Tokenizer.load('source.hcl.terraform.holdfast');
  });

  for (const { what, text, token, scopes } of cases) {
    it(`knows ${what}`, () => {
      assert.equal(tokenizer.scopesOf(text, token), scopes);
    });
  }

  it('leaves half a string in its line', () => {
    assert.equal(tokenizer.scopesOf('name = "web\nami = 1', 'ami'), 'variable.other.property.terraform');
  });
});
