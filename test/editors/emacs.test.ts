import { describeBehaviour } from './behaviour';
import { Emacs } from './emacs';

describeBehaviour({
  name: 'Emacs',
  program: 'emacs',
  configuration: 'emacs',
  start: (workplace, configuration) => Emacs.start(workplace, configuration),
});
