import assert from 'node:assert/strict';
import { Evaluator } from '../../server/src/flow/evaluator';
import { fileScope } from '../../server/src/flow/scope';
import type { Value } from '../../server/src/flow/value';
import { Facts } from '../../server/src/models/catalogue';
import { collectModule } from '../../server/src/modules/module';
import { joinContent } from '../../server/src/syntax/hclJson';
import { facts, root, syntax, uriOf } from './engine';

const uri = uriOf('main.tf');

/** What the analysis makes of these expressions, beside the declarations in `others`. */
export async function evaluateExpressions(
  expressions: readonly string[],
  others = '',
): Promise<readonly Value[]> {
  const reader = await syntax();
  const locals = `locals {\n${expressions.map((one, at) => `  e${String(at)} = ${one}`).join('\n')}\n}\n`;
  const { blocks } = reader.readHcl(locals + others);
  assert.ok(blocks.length > 0 && blocks.every(({ broken }) => !broken), 'the expressions can be parsed');
  const content = (await reader.hclToJson('main.tf', locals)) as Readonly<Record<string, unknown>>;
  const joined = blocks.map((block, at) => ({ uri, block: at === 0 ? joinContent(block, content) : block }));
  const module = collectModule(root, joined, []);
  const dataSources = [...module.resources.values()].flatMap(({ mode, type }) =>
    mode === 'data' ? type : [],
  );
  const models = await new Facts(facts).catalogueFor({ dataSources, resources: [] });
  const node = { module, address: '', calls: new Map<string, never>() };
  const evaluator = new Evaluator(node, { models, locked: new Map() });
  return expressions.map((_, at) => {
    const local = module.locals.get(`e${String(at)}`);
    assert.ok(local !== undefined);
    return evaluator.evaluate(local.attribute.value, fileScope(uri));
  });
}
