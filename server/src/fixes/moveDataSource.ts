import { say, sentences } from '../base/language';
import { declaredIn, editableBlock } from './declaredSource';
import { adviceOf, fixOf, type Fix, type FixContext, type FixKind, type FixTitle } from './fix';
import { moveEdits } from './moveEdits';
import { obstaclesTo, type Move } from './moveObstacles';

const moved: FixTitle = {
  title: 'Move SOURCE to the module that calls CALLED',
  applicability: 'needs-review',
  when: 'where the module is called once and the data source asks for nothing that only the module knows',
};

const byHand: FixTitle = {
  title: 'Move SOURCE to the module that calls CALLED (by hand)',
  applicability: 'by-hand',
  when: 'where something is in the way, which it names',
};

/** Takes a data source out of a module that is called with `depends_on`, and gives the module the answer. */
export const moveDataSource: FixKind = {
  id: 'move-data-source',
  name: 'Move the data source to the caller',
  titles: [moved, byHand],
  offered:
    'For a data source that is read only during apply because the call of its module has a `depends_on`.',
  writes:
    'The data source in the file of the call, a variable for it in the module, and that variable in place of every reference.',
  cost: 'CALLED then expects SOURCE from whoever calls it, and what that looks up has to be there before anything is created that the call waits for.',
  make: (context) => [move(context)].filter((fix) => fix !== undefined),
};

function move(context: FixContext): Fix | undefined {
  const { hazard, texts } = context;
  const { source } = hazard.arrival.drift;
  const found = source.deferral?.call === undefined ? undefined : declaredIn(hazard.evaluator, source);
  const called = found?.evaluator.context;
  if (found === undefined || called === undefined) return undefined;
  const { call, caller } = called;
  // What somebody else has written is not moved out of it.
  if (texts(found.declaration.uri) === undefined || texts(call.uri) === undefined) return undefined;
  const from = editableBlock(texts, found.declaration);
  const to = editableBlock(texts, call);
  const words = { SOURCE: source.address, CALLED: call.address };
  const advice = (obstacles: readonly string[]): Fix =>
    adviceOf(moveDataSource, byHand, words, guidance(words.SOURCE, words.CALLED, obstacles));
  if (from === undefined || to === undefined)
    return advice([say`one of the blocks cannot be edited as it is`]);
  const plan: Move = { ...found, call, caller, from, to };
  const obstacles = obstaclesTo(context, plan);
  if (obstacles.length > 0) return advice(obstacles);
  const files = moveEdits(context, plan);
  return files === undefined
    ? advice([say`the call is written in a way in which no argument can be added`])
    : fixOf(moveDataSource, moved, words, files);
}

function guidance(source: string, called: string, obstacles: readonly string[]): string {
  const what = say`Declare ${source} in the module that calls ${called}, give ${called} a variable for what is used of it, and pass it in: it is then read during plan, whatever the call depends on.`;
  return sentences([what, say`In the way of doing that automatically: ${obstacles.join(say`; `)}.`]);
}
