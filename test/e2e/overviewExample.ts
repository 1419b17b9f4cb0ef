import type { WorkspaceFiles } from './session';

const live = `data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
}

data "aws_availability_zones" "available" {}

locals {
  image = data.aws_ami.linux.id
}

resource "aws_instance" "bastion" {
  ami           = local.image
  instance_type = "t3.micro"
}

resource "aws_ebs_volume" "data" {
  availability_zone = data.aws_availability_zones.available.names[0]
  size              = 100
}

module "web" {
  source = "../modules/web"
  image  = local.image
}

resource "null_resource" "deploy" {
  triggers = { at = timestamp() }
}
`;

const test = `data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
}

module "web" {
  source = "../modules/web"
  image  = data.aws_ami.linux.id
}
`;

const web = `variable "image" {}

resource "aws_instance" "this" {
  ami           = var.image
  instance_type = "t3.small"
  user_data     = "#!/bin/sh"
}
`;

/** Two root modules that share a module: something of every consequence. */
export const overviewFiles: WorkspaceFiles = {
  'live/main.tf': live,
  'test/main.tf': test,
  'modules/web/main.tf': web,
};
