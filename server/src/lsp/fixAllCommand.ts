import { say, sentences } from '../base/language';
import {
  MessageType,
  ShowMessageNotification,
  type CancellationToken,
  type Connection,
  type ExecuteCommandParams,
} from 'vscode-languageserver';
import { fixAll, type FixAllSources } from './fixAll';
import { fixAllCommand, type FixAllAnswer, type FixAllParams } from './messages';

/** Carries out `holdfast.fixAll`: has the client apply every safe fix that is asked for, and says what is left. */
export async function executeFixAll(
  { command, arguments: args }: ExecuteCommandParams,
  token: CancellationToken,
  connection: Pick<Connection, 'workspace' | 'sendNotification'>,
  sources: FixAllSources,
): Promise<null> {
  const params = command === fixAllCommand ? readParams(args?.[0]) : undefined;
  if (params === undefined)
    throw new Error(say`There is no such command, or not with these arguments: ${command}`);
  const answer = await fixAll(params, token, sources);
  if (answer.fixed > 0) {
    const applied = await connection.workspace.applyEdit({
      label: say`Safe Holdfast fixes`,
      edit: answer.edit,
      metadata: { isRefactoring: true },
    });
    if (!applied.applied) return null;
  }
  if (answer.fixed === 0 || answer.left.length > 0) {
    // A notification: nobody waits until the message is dismissed.
    const message = { type: MessageType.Info as MessageType, message: leftWords(answer) };
    await connection.sendNotification(ShowMessageNotification.type, message);
  }
  return null;
}

/** How much is left, and why the first of it is. */
function leftWords({ fixed, left }: FixAllAnswer): string {
  const [first] = left;
  if (first === undefined) return say`There is nothing to fix.`;
  const done = fixed === 0 ? say`No safe fix was applied` : say`Fixed ${fixed}`;
  const counted =
    left.length === 1 ? say`${done}; 1 finding is left.` : say`${done}; ${left.length} findings are left.`;
  return sentences([counted, first.reason]);
}

function readParams(value: unknown): FixAllParams | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = new Map<string, unknown>(Object.entries(value));
  const scope = given.get('scope');
  if (typeof scope !== 'object' || scope === null) return undefined;
  const uri = new Map<string, unknown>(Object.entries(scope)).get('uri');
  const rule = given.get('rule');
  if (uri !== undefined && typeof uri !== 'string') return undefined;
  if (rule !== undefined && typeof rule !== 'string') return undefined;
  return { scope: uri === undefined ? {} : { uri }, ...(rule === undefined ? {} : { rule }) };
}
