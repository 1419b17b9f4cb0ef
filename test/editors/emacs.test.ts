import { describeBehaviour } from './behaviour';
import { Emacs } from './emacs';

describeBehaviour({
  name: 'Emacs',
  program: 'emacs',
  versions: { words: 'Emacs 28 or later', pattern: /^GNU Emacs (?:2[89]|[3-9]\d)\./ },
  configuration: 'emacs',
  start: (workplace, configuration) => Emacs.start(workplace, configuration),
});
