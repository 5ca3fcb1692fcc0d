// A filled template as rooms draw it: what was filled in stands out, what is missing cannot be overlooked (row 3).
import type { Segment } from '#shared/domain/script/fill.ts';
import { t } from '../text/t.ts';
import './filled.css';

export function Filled({ segments }: { segments: readonly Segment[] }) {
  return segments.map((s, i) => {
    const key = `${i} ${s.text}`;
    if (s.kind === 'text') return <span key={key}>{s.text}</span>;
    if (s.kind === 'filled')
      return (
        <strong key={key} className="cl-filled">
          {s.text}
        </strong>
      );
    return (
      <mark key={key} className="cl-missing">
        {t('script.missing', { what: s.text })}
      </mark>
    );
  });
}
