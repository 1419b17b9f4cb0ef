import { say } from '../base/language';
import type { CancellationToken } from 'vscode-languageserver';
import type { Finding, ImageLookUp } from '../analysis/finding';
import { analysedDocument, type AnalysedDocument } from './analysedDocument';
import { signalOf } from './cancellationToken';
import type { ClientFeatures } from './clientFeatures';
import type { DiagnosticsScheduler } from './diagnosticsScheduler';
import type { FindImagesResult, FindingReference, PinToParams, PinToResult } from './messages';
import type { OpenDocuments } from './openDocuments';
import { isKeyOf } from './toProtocol';
import { editOf } from './workspaceEdits';
import type { WorkspaceTrust } from './workspaceTrust';

/** What the two requests about newest images need. */
export interface NewestImageSources {
  readonly features: ClientFeatures;
  readonly documents: Pick<OpenDocuments, 'spelling' | 'version'>;
  readonly scheduler: Pick<DiagnosticsScheduler, 'upToDate'>;
  readonly trust: Pick<WorkspaceTrust, 'isGranted'>;
  /** Absent where this server cannot look images up. */
  readonly findImages: ImageLookUp | undefined;
}

/** Answers `holdfast/findImages`. It is the only place from which the server reaches out to the network. */
export async function findImages(
  reference: FindingReference,
  token: CancellationToken,
  { trust, documents, scheduler, findImages: lookUp }: NewestImageSources,
): Promise<FindImagesResult> {
  if (!trust.isGranted) return { error: say`Images are looked up in trusted workspaces only.` };
  if (lookUp === undefined) return { error: say`This server cannot look images up.` };
  const document = await analysedDocument(reference.uri, token, { documents, scheduler });
  const finding = document && findingOf(reference, document);
  const fixes = document && finding ? await document.snapshot.fixesFor(finding) : [];
  const query = fixes.find((fix) => fix.lookUp !== undefined)?.lookUp;
  if (query === undefined) return { error: say`There is no image to be looked up here any more.` };
  return lookUp(query, signalOf(token));
}

/** Answers `holdfast/pinTo`. */
export async function pinTo(
  params: PinToParams,
  token: CancellationToken,
  { features, documents, scheduler }: NewestImageSources,
): Promise<PinToResult> {
  const document = await analysedDocument(params.uri, token, { documents, scheduler });
  const finding = document && findingOf(params, document);
  if (document === undefined || finding === undefined) return null;
  const fix = await document.snapshot.pinnedTo(finding, params.value);
  document.check();
  return (fix && editOf(fix, { snapshot: document.snapshot, documents, features })) ?? null;
}

function findingOf(reference: FindingReference, { uri, snapshot }: AnalysedDocument): Finding | undefined {
  return snapshot.findings.find((finding) => finding.uri === uri && isKeyOf(reference.finding, finding));
}
