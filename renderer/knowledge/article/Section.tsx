// A part of an article: what may be read out is large and framed, what is for the agent only is set apart and says so.
import { EyeOff, MessageCircle } from 'lucide-react';
import type { ArticleSection } from '#shared/domain/knowledge/sections.ts';
import { t } from '../../text/t.ts';
import { Icon } from '../../ui/index.ts';
import { Markdown } from '../Markdown.tsx';

export interface SectionProps {
  section: ArticleSection;
  /** School grade of its words; null = not measured. */
  grade: number | null;
}

export function Section({ section, grade }: SectionProps) {
  const text = <Markdown markdown={section.markdown} offset={section.offset} />;
  if (section.kind === 'facts') return <div className="cl-knowledge-text">{text}</div>;
  const isCaller = section.kind === 'caller';
  return (
    <section className={isCaller ? 'cl-knowledge-say' : 'cl-knowledge-internal'}>
      <h3>
        <Icon of={isCaller ? MessageCircle : EyeOff} size={15} />
        <span>{t(isCaller ? 'knowledge.article.say' : 'knowledge.article.internal')}</span>
        {isCaller && grade !== null && (
          <span className="cl-detail-quiet">
            {t('knowledge.grade', { grade: Math.max(1, Math.round(grade)) })}
          </span>
        )}
      </h3>
      <div className={isCaller ? 'cl-knowledge-text cl-said' : 'cl-knowledge-text'}>{text}</div>
    </section>
  );
}
