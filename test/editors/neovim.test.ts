import { describeBehaviour } from './behaviour';
import { Neovim } from './neovim';

describeBehaviour({
  name: 'Neovim',
  program: 'nvim',
  versions: { words: 'Neovim 0.7 to 0.10', pattern: /^NVIM v0\.(?:7|8|9|10)\./ },
  configuration: 'neovim',
  start: (workplace, configuration) => Neovim.start(workplace, configuration),
});
