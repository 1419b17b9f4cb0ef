/**
 * What we use of the language client's library. It is a bundle of its own, loaded when the server starts: it is ten
 * times as large as the rest of the extension, and the editor waits for nothing of it.
 */
export {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
