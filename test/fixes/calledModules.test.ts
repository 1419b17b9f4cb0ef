import * as assert from 'node:assert/strict';
import { applied, itStaysFormatted, offeredFix } from './fixing';

/** A module whose resource takes its image as it comes. */
const web = `variable "ami" {}

resource "aws_instance" "this" {
  ami = var.ami
}
`;

const call = `module "web" {
  source = "./web"
  ami    = data.aws_ami.linux.id
}
`;

const state = (module: string, ami: string) =>
  JSON.stringify({
    version: 4,
    resources: [
      { module, mode: 'managed', type: 'aws_instance', name: 'this', instances: [{ attributes: { ami } }] },
    ],
  });

describe('pin-value of what comes through a module call', () => {
  it('edits the call, which only that call feels', async () => {
    const { text, fix } = await applied('pin-value', { 'main.tf': call, 'web/main.tf': web });
    assert.equal(text, call.replace('data.aws_ami.linux.id', '"ami-REPLACE_ME"'));
    assert.equal(fix.applicability, 'needs-review');
  });

  it('edits the outermost call of several', async () => {
    const middle = 'variable "image" {}\nmodule "inner" {\n  source = "../web"\n  ami    = var.image\n}\n';
    const outer = 'module "outer" {\n  source = "./middle"\n  image  = data.aws_ami.linux.id\n}\n';
    const files = { 'main.tf': outer, 'middle/main.tf': middle, 'web/main.tf': web };
    const { text } = await applied('pin-value', files);
    assert.equal(text, outer.replace('data.aws_ami.linux.id', '"ami-REPLACE_ME"'));
  });

  it('takes the value from the state of the root module, at the address of the resource there', async () => {
    const files = {
      'main.tf': call,
      'web/main.tf': web,
      'terraform.tfstate': state('module.web', 'ami-0deployed'),
      'web/terraform.tfstate': state('module.web', 'ami-0wrong'),
    };
    const { text, fix } = await applied('pin-value', files);
    assert.equal(text, call.replace('data.aws_ami.linux.id', '"ami-0deployed"'));
    assert.equal(fix.applicability, 'safe');
  });

  it('knows the instances of a repeated call', async () => {
    const repeated = call.replace('{\n', '{\n  count  = 1\n');
    const files = {
      'main.tf': repeated,
      'web/main.tf': web,
      'terraform.tfstate': state('module.web[0]', 'ami-0deployed'),
    };
    const { text } = await applied('pin-value', files);
    assert.match(text, /ami {4}= "ami-0deployed"/);
  });

  it('takes no value where the module computes another from its input', async () => {
    const files = {
      'main.tf': call,
      'web/main.tf': web.replace('= var.ami', '= "x-${var.ami}"'),
      'terraform.tfstate': state('module.web', 'x-ami-0deployed'),
    };
    const { fix } = await applied('pin-value', files);
    assert.equal(fix.applicability, 'needs-review');
  });

  it('is not offered where the value is the same literal for different instances', async () => {
    const repeated = call
      .replace('{\n', '{\n  for_each = { a = data.aws_ami.linux.id }\n')
      .replace('= data.aws_ami.linux.id\n}', '= each.value\n}');
    assert.equal(await offeredFix('pin-value', { 'main.tf': repeated, 'web/main.tf': web }), undefined);
  });

  itStaysFormatted();
});
