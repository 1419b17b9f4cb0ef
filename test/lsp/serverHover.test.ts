import assert from 'node:assert/strict';
import { MarkupContent, type Hover } from 'vscode-languageserver';
import { fullCapabilities, type LspClient } from '../support/lspClient';
import { eachInWorkspace, type Workspace } from './workspace';

describe('The server’s hovers', () => {
  let workspace: Workspace;
  let main = '';

  eachInWorkspace((fresh) => {
    workspace = fresh;
    workspace.copyExample('nothing-changed');
    main = workspace.uri('main.tf');
  });

  async function startWithDocument(contentFormat?: ('markdown' | 'plaintext')[]): Promise<LspClient> {
    const hover = contentFormat === undefined ? {} : { contentFormat };
    const client = await workspace.start({
      capabilities: { ...fullCapabilities, textDocument: { ...fullCapabilities.textDocument, hover } },
    });
    await client.open(main);
    await client.settled();
    return client;
  }

  function contentOf(hover: Hover | null): MarkupContent {
    assert.ok(hover !== null && MarkupContent.is(hover.contents), 'there is something to show');
    return hover.contents;
  }

  it('say of an argument that it forces replacement, with the finding there and its path', async () => {
    const client = await startWithDocument(['markdown', 'plaintext']);
    assert.equal(client.initializeResult.capabilities.hoverProvider, true);
    const hover = await client.hover(main, 'ami  ');
    const { kind, value } = contentOf(hover);
    assert.equal(kind, 'markdown');
    assert.match(value, /^\*\*A changed `ami` forces replacement of aws_instance\.rds_access_ec2\.\*\*\n\n/);
    assert.match(value, /Known of hashicorp\/aws from 4\.67\.0 to 6\.58\.0/);
    assert.match(value, /⚠ aws_instance\.rds_access_ec2 can be replaced without an edit/);
    assert.match(value, /^- main\.tf:\d+: data\.aws_ami\.amazon_linux picks the newest/m);
    const { start } = client.rangeOf(main, 'ami  ');
    assert.deepEqual(hover?.range, { start, end: { ...start, character: start.character + 'ami'.length } });
  });

  it('are Markdown without needless backslashes, and with those without which a name would be emphasis', async () => {
    const client = await startWithDocument(['markdown']);
    await client.type(main, '"amazon_linux"', '"_linux_"');
    const { value } = contentOf(await client.hover(main, 'data "aws_ami"'));
    assert.match(value, /^\*\*data\.aws_ami\.\\_linux\\_ drifts/);
  });

  it('are plain text for clients that do not say more of themselves', async () => {
    const client = await startWithDocument();
    const { kind, value } = contentOf(await client.hover(main, 'data "aws_ami"'));
    assert.equal(kind, 'plaintext');
    assert.match(value, /^data\.aws_ami\.amazon_linux drifts \(latest\): it picks the newest/);
    assert.match(value, /\nTo pin it: /);
  });

  it('tell at the argument what is offered at which price, and at the source what it can replace', async () => {
    const client = await startWithDocument();
    const argument = contentOf(await client.hover(main, 'ami  ')).value;
    assert.match(
      argument,
      /\nOffered as quick fixes:\n {2}Ignore changes to ami: Terraform then keeps the present ami/,
    );
    assert.doesNotMatch(argument, /newest image…/, 'it takes a command that this client does not have');
    const source = contentOf(await client.hover(main, 'data "aws_ami"')).value;
    assert.match(source, /\nIt can replace aws_instance\.rds_access_ec2\.$/);
  });

  it('tell at a reference what it carries', async () => {
    const client = await startWithDocument();
    const { value } = contentOf(await client.hover(main, 'data.aws_ami.amazon_linux.id'));
    assert.match(
      value,
      /^`data\.aws_ami\.amazon_linux\.id` drifts: data\.aws_ami\.amazon_linux picks the newest/,
    );
  });

  it('go by what is typed, and say nothing where there is nothing to say', async () => {
    const client = await startWithDocument(['markdown']);
    assert.equal(await client.hover(main, '"t2.micro"'), null);
    assert.equal(await client.hover(main, 'resource "aws_instance"'), null);
    await client.type(main, 'most_recent = true', 'most_recent = false');
    assert.match(
      contentOf(await client.hover(main, 'data "aws_ami"')).value,
      /does not drift, as it is written/,
    );
    await client.type(main, 'most_recent = false', 'most_recent = [');
    assert.equal(await client.hover(main, 'data "aws_ami"'), null);
    await client.open('untitled:x', 'data "aws_ami" "x" {}\n');
    assert.equal(await client.hover('untitled:x', 'data'), null);
  });

  it('are answered in a project file too: with nothing', async () => {
    workspace.write('holdfast.yaml', 'neutral: [aws_ami]\n');
    const client = await startWithDocument(['markdown']);
    const project = workspace.uri('holdfast.yaml');
    await client.open(project);
    await client.settled();
    assert.equal(await client.hover(project, 'neutral'), null);
    assert.match(
      contentOf(await client.hover(main, 'data "aws_ami"')).value,
      /amazon_linux does not drift\./,
    );
  });
});

describe('The server, for a project file that is wrong,', () => {
  let workspace: Workspace;

  eachInWorkspace((fresh) => {
    workspace = fresh;
  });

  it('publishes an error at its place, as it is typed, and takes it back', async () => {
    workspace.copyExample('nothing-changed');
    workspace.write('holdfast.yaml', 'neutral: [aws_ami]\n');
    const project = workspace.uri('holdfast.yaml');
    const client = await workspace.start();
    await client.open(project);
    await client.settled();
    assert.deepEqual([client.messages(project), client.messages(workspace.uri('main.tf'))], [[], []]);
    await client.type(project, 'neutral:', 'neutrals:');
    await client.settled();
    assert.equal(client.messages(workspace.uri('main.tf')).length, 1);
    assert.deepEqual(
      client.diagnostics.get(project)?.map(({ code, severity, range }) => [code, severity, range]),
      [['invalid-configuration', 1, client.rangeOf(project, 'neutrals')]],
    );
    await client.type(project, 'neutrals:', 'neutral:');
    await client.settled();
    assert.deepEqual([client.messages(project), client.messages(workspace.uri('main.tf'))], [[], []]);
  });
});
