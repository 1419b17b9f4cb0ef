import { describeBehaviour } from './behaviour';
import { Neovim } from './neovim';

describeBehaviour({
  name: 'Neovim',
  program: 'nvim',
  configuration: 'neovim',
  start: (workplace, configuration) => Neovim.start(workplace, configuration),
});
