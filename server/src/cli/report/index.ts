import type { ReportFormat } from './format';
import { jsonFormat } from './json';
import { textFormat } from './text';

export type { ReportFormat } from './format';

/** All formats, by the names that `--format` takes. */
export const reportFormats: readonly ReportFormat[] = [textFormat, jsonFormat];
