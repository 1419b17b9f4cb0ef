import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from './editor';

/** The example of the README: one instance that a newer image destroys. */
export const example = readFileSync(path.join(repository, 'examples/nothing-changed/main.tf'), 'utf8');

/** What it warns about: this text in the argument `ami`. */
export const exampleReference = 'data.aws_ami.amazon_linux.id';

/** The image that runs, according to `exampleState`. */
export const deployedImage = 'ami-0a1b2c3d4e5f60718';

/** A state of the example after an apply, as Terraform writes it, as far as it matters. */
export const exampleState = JSON.stringify(
  {
    version: 4,
    terraform_version: '1.9.8',
    serial: 3,
    lineage: '5d1d9f3e-2f0b-6f0c-8d5e-0c6a4b1f2e3d',
    outputs: {},
    resources: [
      {
        mode: 'data',
        type: 'aws_ami',
        name: 'amazon_linux',
        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
        instances: [{ schema_version: 0, attributes: { id: deployedImage, image_id: deployedImage } }],
      },
      {
        mode: 'managed',
        type: 'aws_instance',
        name: 'rds_access_ec2',
        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
        instances: [
          {
            schema_version: 1,
            attributes: { id: 'i-0123456789abcdef0', ami: deployedImage, instance_type: 't2.micro' },
          },
        ],
      },
    ],
    check_results: null,
  },
  null,
  2,
);
