/** What the panel's two halves say to each other: the extension, and the page in the panel. Types only. */
import type { NodeKind, PathEdge } from './graph';
import type { Risk } from '../../../server/src/lsp/messages';

/** A node with the words that the page shows and screen readers say. */
export interface ViewNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly consequence: Risk['consequence'];
  readonly label: string;
  /** The second line: what it is and where. */
  readonly detail: string;
  /** Everything, in one sentence. */
  readonly spoken: string;
}

/** One way for the list. */
export interface ViewPath {
  readonly consequence: Risk['consequence'];
  /** What the way is about, in a sentence. */
  readonly title: string;
  readonly nodes: readonly string[];
}

/** Something that the panel can show: a root module, or everything. */
export interface ViewChoice {
  /** The root module's URI; empty for everything. */
  readonly value: string;
  readonly name: string;
}

/** Everything that the page shows. */
export interface PathsView {
  readonly choices: readonly ViewChoice[];
  /** The value of the choice that is shown. */
  readonly chosen: string;
  readonly nodes: readonly ViewNode[];
  readonly edges: readonly PathEdge[];
  readonly paths: readonly ViewPath[];
  /** A sentence in front of it all: how much there is, or why there is nothing. */
  readonly notice: string;
}

/** From the extension to the page. */
export interface ShowMessage {
  readonly type: 'show';
  readonly view: PathsView;
}

/** From the page to the extension. */
export type PageMessage =
  /** The page is there, and showed this choice before; undefined where it is new. */
  | { readonly type: 'ready'; readonly chosen: string | undefined }
  | { readonly type: 'choose'; readonly value: string }
  /** Go to the code of the node with this id. */
  | { readonly type: 'open'; readonly id: string }
  /** Save this picture. */
  | { readonly type: 'save'; readonly svg: string };
