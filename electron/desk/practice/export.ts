// A debrief as a file: its text by format, written where a person says.
import type { KeptRun } from '#shared/contract/practice.ts';
import type { Result } from '#shared/domain/result.ts';
import { saveFile, type FileHost, type Saved } from '../training/files.ts';
import { debriefHtml, debriefName, debriefText, type DebriefFormat } from './debrief-file.ts';

export const writeDebrief = (kept: KeptRun, format: DebriefFormat, files: FileHost): Promise<Result<Saved>> =>
  saveFile(files, {
    title: 'Save the practice debrief',
    suggested: debriefName(kept, format),
    text: format === 'html' ? debriefHtml(kept) : debriefText(kept),
  });
