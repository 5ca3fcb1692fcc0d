// What was quoted from articles, with the version it was read in. Quotes come from the knowledge panel.
import { BookOpen, X } from 'lucide-react';
import { t } from '../../text/t.ts';
import { IconButton } from '../../ui/index.ts';
import { QuoteWords } from '../view/Quotes.tsx';
import { Part } from './Part.tsx';
import { part, type PartProps } from './part.ts';

/** The fields that it draws. */
const keys = ['quotes'] as const;
type Key = (typeof keys)[number];

function Drawn({ f, change }: PartProps<Key>) {
  if (f.quotes.length === 0) return null;
  return (
    <Part title={t('messages.part.quotes')} icon={BookOpen}>
      <ul className="cl-messages-quotes cl-messages-wide">
        {f.quotes.map((quote, at) => (
          <li key={`${quote.articleId} ${quote.version} ${quote.text}`} className="cl-messages-quote">
            <QuoteWords quote={quote} />
            <IconButton
              icon={X}
              size="small"
              label={t('messages.quote.remove', { title: quote.title })}
              onPress={() => change((now) => ({ ...now, quotes: now.quotes.filter((_, i) => i !== at) }))}
            />
          </li>
        ))}
      </ul>
    </Part>
  );
}

export const QuotesPart = part(keys, Drawn);
