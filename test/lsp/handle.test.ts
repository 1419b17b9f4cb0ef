import assert from 'node:assert/strict';
import { CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { Cancelled } from '../../server/src/base/cancellation';
import { ContentModified, handleNotification, handleRequest } from '../../server/src/lsp/handle';
import { MemoryLogger } from './fakes';

/** The outcome of a request whose work throws `error`. */
async function answerTo(
  error: unknown,
): Promise<{ readonly answer: unknown; readonly errors: readonly string[] }> {
  const logger = new MemoryLogger();
  const handler = handleRequest('test/request', logger, () => Promise.reject(error as Error));
  return { answer: await handler({}, CancellationToken.None), errors: logger.errors };
}

describe('A request handler', () => {
  it('gives what its work gives', async () => {
    const handler = handleRequest('test/request', new MemoryLogger(), (half: number) =>
      Promise.resolve(half * 2),
    );
    assert.equal(await handler(21, CancellationToken.None), 42);
  });

  const quiet: readonly (readonly [error: Error, code: number])[] = [
    [new Cancelled(), LSPErrorCodes.RequestCancelled],
    [new ContentModified(), LSPErrorCodes.ContentModified],
  ];
  for (const [error, code] of quiet) {
    it(`answers ${error.name} with code ${String(code)}, and logs nothing`, async () => {
      const { answer, errors } = await answerTo(error);
      assert.ok(answer instanceof ResponseError);
      assert.equal(answer.code, code);
      assert.deepEqual(errors, []);
    });
  }

  it('answers a defect with an internal error, and logs where it happened', async () => {
    const { answer, errors } = await answerTo(new TypeError('of undefined'));
    assert.ok(answer instanceof ResponseError);
    assert.equal(answer.code, ErrorCodes.InternalError);
    assert.equal(answer.message, 'test/request failed: of undefined');
    assert.match(errors.join(), /test\/request failed: TypeError: of undefined\n\s+at /);
  });
});

describe('A notification handler', () => {
  it('logs what goes wrong and lives on', async () => {
    const logger = new MemoryLogger();
    const handler = handleNotification('test/notification', logger, () => {
      throw new Error('no');
    });
    await handler({});
    assert.match(logger.errors.join(), /test\/notification failed: Error: no/);
  });
});
