// Real patients' lines (PriMock57, MTS-Dialog; data/emotion/sets says whose and under which licence) as a background for
// learning: what patients say all day that is no red flag. They carry no label. Lines that were read and do describe an
// emergency, or may, are named by row in data/redflags/patient-lines.tsv and are never learned as "none".
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface PatientLine {
  /** Set and row (1-based, the header is row 1). */
  id: string;
  text: string;
  /** The consultation or dialogue it is from. */
  from: string;
  label: 'right' | 'unclear' | null;
}

export const patientSets = ['primock57-utterances', 'mtsdialog-train', 'mtsdialog-dev'] as const;
const data = (path: string): Buffer => readFileSync(new URL(`../data/${path}`, import.meta.url));
/** The caller's side of a conversation: patients and their families. */
export const isCaller = (speaker: string): boolean => /^(patient|g(u)?est_family)/i.test(speaker.trim());

function labels(): ReadonlyMap<string, 'right' | 'unclear'> {
  const rows = data('redflags/patient-lines.tsv').toString('utf8').trim().split('\n').slice(1);
  return new Map(
    rows.map((row) => {
      const [set = '', at = '', label = ''] = row.split('\t');
      return [`${set}:${at}`, label === 'right' ? 'right' : 'unclear'];
    }),
  );
}

export function patientLines(): PatientLine[] {
  const known = labels();
  return patientSets.flatMap((set) => {
    const rows = gunzipSync(data(`emotion/sets/${set}.tsv.gz`))
      .toString('utf8')
      .trim()
      .split('\n')
      .map((row) => row.split('\t'));
    const header = rows[0] ?? [];
    const cell = (row: readonly string[], name: string): string => row[header.indexOf(name)] ?? '';
    return rows.flatMap((row, i) => {
      const text = cell(row, 'text').trim();
      if (i === 0 || text === '' || !isCaller(cell(row, 'speaker'))) return [];
      const id = `${set}:${i + 1}`;
      const from = `${set} ${cell(row, 'consultation') || cell(row, 'dialogue')}`;
      return [{ id, text, from, label: known.get(id) ?? null }];
    });
  });
}
