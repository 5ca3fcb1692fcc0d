// Which set a file is, told by its columns and its labels, and what its rows say is true.
import { filmLabels } from '#shared/domain/emotion/films.ts';
import { goLabels } from '#shared/domain/emotion/labels.ts';
import { callerStates, type CallerState } from '#shared/domain/emotion/states.ts';
import { Unusable, type BadRow, type Table } from './table.ts';

export type Format = 'caller' | 'goemotions' | 'xed' | 'emotion' | 'sentiment' | 'neutral';
/** One row to be heard. `gold` are the labels of the set itself, none for neutral talk. */
export interface Item {
  row: number;
  text: string;
  gold: string[];
  lang: string;
  caller: {
    id: string;
    state: CallerState;
    also: CallerState | null;
    cues: string[];
    difficulty: string;
  } | null;
}
export interface Items {
  format: Format;
  items: Item[];
  bad: BadRow[];
  /** What of the file was looked at, when not every row was. */
  note: string | null;
}

const plutchik: string[] = [...filmLabels, 'neutral'];
const ekmanAndMore = ['anger', 'disgust', 'fear', 'joy', 'sadness', 'surprise', 'others', 'happy', 'love'];
const sentiments = ['positive', 'negative', 'neutral'];

const isState = (value: string): value is CallerState => (callerStates as readonly string[]).includes(value);
const listOf = (value: string, by: string): string[] =>
  value
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The set that these columns belong to; `posts`: the task is one of GoEmotions. */
export function formatOf(table: Table, posts = false): Format {
  const has = (...columns: string[]): boolean => columns.every((c) => table.columns.includes(c));
  if (has('text', 'state')) return 'caller';
  if (has('text', 'labels')) {
    // XED shares six names with GoEmotions; where a file's labels are in both, the task says which it is.
    const labels = new Set(table.rows.flatMap((r) => listOf(r.cells['labels'] ?? '', ',')));
    if (labels.has('anticipation') || labels.has('trust')) return 'xed';
    const own = goLabels.some((l) => !plutchik.includes(l) && labels.has(l));
    return own || posts || table.columns.includes('comment_id') ? 'goemotions' : 'xed';
  }
  if (has('text', 'emotion') || has('text', 'label')) return 'emotion';
  if (has('text', 'sentiment')) return 'sentiment';
  if (has('text', 'speaker') || has('text', 'intent')) return 'neutral';
  throw new Unusable(
    'its columns are of no known kind (text with labels, emotion, sentiment, intent, speaker or state, parted by TAB).',
  );
}

const isPatient = (speaker: string): boolean => /^(patient|guest_family\w*)$/i.test(speaker.trim());

const judge: Record<
  Format,
  (cells: Readonly<Record<string, string>>) => Omit<Item, 'row' | 'text'> | string
> = {
  caller(cells) {
    const state = (cells['state'] ?? '').trim();
    const also = (cells['also'] ?? '').trim();
    if (!isState(state)) return `no such state: ${state.slice(0, 40)}`;
    if (also !== '' && !isState(also)) return `no such state in also: ${also.slice(0, 40)}`;
    return {
      gold: [state],
      lang: (cells['lang'] ?? '').trim(),
      caller: {
        id: (cells['id'] ?? '').trim(),
        state,
        also: also !== '' && isState(also) ? also : null,
        cues: listOf(cells['cue'] ?? '', '|'),
        difficulty: (cells['difficulty'] ?? '').trim(),
      },
    };
  },
  goemotions: (cells) => known(listOf(cells['labels'] ?? '', ','), goLabels),
  xed: (cells) => known(listOf(cells['labels'] ?? '', ','), plutchik),
  emotion: (cells) => known([(cells['emotion'] ?? cells['label'] ?? '').trim().toLowerCase()], ekmanAndMore),
  sentiment: (cells) => known([(cells['sentiment'] ?? '').trim().toLowerCase()], sentiments),
  neutral: () => ({ gold: [], lang: '', caller: null }),
};
function known(labels: string[], all: readonly string[]): Omit<Item, 'row' | 'text'> | string {
  const strange = labels.find((l) => !all.includes(l));
  if (labels.length === 0) return 'no label';
  return strange === undefined
    ? { gold: labels, lang: '', caller: null }
    : `no such label: ${strange.slice(0, 40)}`;
}

/** Where a file names speakers, only what patients and those who speak for them say. */
export function itemsOf(table: Table, posts = false): Items {
  const format = formatOf(table, posts);
  const items: Item[] = [];
  const bad = [...table.bad];
  const speakers = format === 'neutral' && table.columns.includes('speaker');
  for (const { row, cells } of table.rows) {
    if (speakers && !isPatient(cells['speaker'] ?? '')) continue;
    const text = cells['text'] ?? '';
    const judged = text.trim() === '' ? 'no text' : judge[format](cells);
    if (typeof judged === 'string') bad.push({ row, why: judged });
    else items.push({ row, text, ...judged });
  }
  if (items.length === 0) throw new Unusable('it has no row that can be measured.');
  return {
    format,
    items,
    bad: bad.toSorted((a, b) => a.row - b.row),
    note: speakers ? 'lines of patients and their family only; clinicians are left out' : null,
  };
}
