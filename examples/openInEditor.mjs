// Says how to go on after `npm run demo`.
console.log(`
holdfast.vsix is ready. To see the same in VS Code, with the fixes one click away:

  code --install-extension holdfast.vsix
  code examples/nothing-changed

or use “Extensions: Install from VSIX…” in the Command Palette, and open examples/nothing-changed/main.tf.`);
