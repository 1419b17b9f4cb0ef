import type { AnalysedFile, AnalysisRequest } from '../analysis/host';
import type { TextRange } from '../base/textRange';
import { directoryOf, isWithin, relativePath } from '../base/uri';
import type { ReportPlace } from './report/format';

/** One PATH of the command line. */
export interface Target {
  /** As typed, with `/` between segments. */
  readonly typed: string;
  readonly uri: string;
  readonly kind: 'file' | 'directory';
}

/** The targets without those that others contain, so that nothing is reported twice. */
export function withoutContained(targets: readonly Target[]): readonly Target[] {
  return targets.filter((target, index) => {
    const contains = (other: Target, at: number) =>
      other.uri === target.uri ? at < index : other.kind === 'directory' && isWithin(target.uri, other.uri);
    return !targets.some(contains);
  });
}

/** The directory that is opened for a target: for a file, the module that it belongs to. */
export function rootOf({ kind, uri }: Target): string {
  return kind === 'file' ? directoryOf(uri) : uri;
}

/** What is analysed for a target: everything below a directory, the module of a file. */
export function requestFor(target: Target): AnalysisRequest {
  const only = target.kind === 'file' ? { only: [rootOf(target)] } : {};
  return { checkCancelled: () => undefined, ...only };
}

/** Whether the file `uri` is what the target names, or lies below it. */
export function isIn(uri: string, target: Target): boolean {
  return target.kind === 'directory' ? isWithin(uri, target.uri) : uri === target.uri;
}

/** A file's path as it is shown: relative to its target, or, where that is one of many, as typed. */
export function shownPath(uri: string, target: Target, isOneOfMany: boolean): string {
  const { kind, typed } = target;
  const typedRoot = kind === 'file' ? typed.slice(0, typed.lastIndexOf('/') + 1) : typed;
  const prefix = isOneOfMany && typedRoot !== '' ? `${typedRoot.replace(/\/+$/, '')}/` : '';
  return prefix + relativePath(uri, rootOf(target));
}

/** A range of a file in lines and columns from 1; `file` is its path as shown. */
export function placeOf(file: string, analysed: AnalysedFile | undefined, range: TextRange): ReportPlace {
  const start = analysed?.lines.positionAt(range.start) ?? { line: 0, character: 0 };
  const end = analysed?.lines.positionAt(range.end) ?? start;
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
