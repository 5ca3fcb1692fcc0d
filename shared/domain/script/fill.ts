// Fills a template with what is known. A missing fact stays visible as missing: a blank would be read aloud as nothing (row 3).
import { fieldLabels, isScriptField, type ScriptFacts } from './fields.ts';

export interface TextSegment {
  kind: 'text';
  text: string;
}
export interface FieldSegment {
  /** `filled`: text is the value. `missing`: text is the plain word for what lacks. */
  kind: 'filled' | 'missing';
  text: string;
  field: string;
}
export type Segment = TextSegment | FieldSegment;

const slot = /\{([A-Za-z][A-Za-z0-9_.]{0,59})\}/g;

/** Values are taken as they are: a value with braces in it is never read as a template again. */
export function fillTemplate(template: string, facts: ScriptFacts): Segment[] {
  const out: Segment[] = [];
  let from = 0;
  for (const found of template.matchAll(slot)) {
    if (found.index > from) out.push({ kind: 'text', text: template.slice(from, found.index) });
    out.push(segmentFor(found[1] ?? '', facts));
    from = found.index + found[0].length;
  }
  if (from < template.length) out.push({ kind: 'text', text: template.slice(from) });
  return out;
}

function segmentFor(field: string, facts: ScriptFacts): FieldSegment {
  if (!isScriptField(field)) return { kind: 'missing', text: field, field };
  const value = facts[field]?.trim();
  return value === undefined || value === ''
    ? { kind: 'missing', text: fieldLabels[field], field }
    : { kind: 'filled', text: value, field };
}

/** The fields that a template names, in order, each once. */
export const fieldsOf = (template: string): string[] => [
  ...new Set([...template.matchAll(slot)].map((m) => m[1] ?? '')),
];

/** For the clipboard and for notes; a missing fact stands in square brackets. */
export const plainText = (segments: readonly Segment[]): string =>
  segments.map((s) => (s.kind === 'missing' ? `[${s.text}]` : s.text)).join('');
