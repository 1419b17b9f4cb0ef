import assert from 'node:assert/strict';
import { fileKind, inPrecedenceOrder } from '../../server/src/modules/fileKinds';

describe('file names', () => {
  it('say what Terraform reads in a directory', () => {
    const configuration = (name: string) => fileKind(name)?.role === 'configuration';
    const read = [
      'main.tf',
      'main.tf.json',
      'override.tf',
      'a b.tf',
      'main.tofu',
      'main.tofu.json',
      'x.y.tf',
    ];
    const passedOver = ['.main.tf', 'main.tf~', '#main.tf#', 'main.tf.bak', 'main.json', 'tf', 'main.TF'];
    assert.deepEqual([...read, ...passedOver].filter(configuration), read);
  });

  it('say which variable files are read without being named', () => {
    const values = (name: string) => fileKind(name)?.role === 'variable-values';
    const read = ['terraform.tfvars', 'terraform.tfvars.json', 'x.auto.tfvars', 'x.auto.tfvars.json'];
    const passedOver = ['production.tfvars', 'my-terraform.tfvars', 'x.tfvars.json', '.x.auto.tfvars'];
    assert.deepEqual([...read, ...passedOver].filter(values), read);
  });

  it('say which syntax is inside', () => {
    assert.deepEqual(
      ['main.tf', 'main.tf.json', 'terraform.tfvars', 'terraform.tfvars.json'].map(
        (n) => fileKind(n)?.syntax,
      ),
      ['hcl', 'json', 'hcl', 'json'],
    );
  });

  it('put variable files in the order in which they apply', () => {
    const names = [
      'b.auto.tfvars.json',
      'terraform.tfvars.json',
      'b.auto.tfvars',
      'terraform.tfvars',
      'a.auto.tfvars',
    ];
    assert.deepEqual(inPrecedenceOrder(names), [
      'terraform.tfvars',
      'terraform.tfvars.json',
      'a.auto.tfvars',
      'b.auto.tfvars',
      'b.auto.tfvars.json',
    ]);
  });
});
