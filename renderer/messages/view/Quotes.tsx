// What was quoted from articles into the message, with the version that was read.
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';

export function Quotes({ quotes }: Pick<DraftFields, 'quotes'>) {
  if (quotes.length === 0) return null;
  return (
    <section aria-label={t('messages.part.quotes')}>
      <ul className="cl-messages-quotes">
        {quotes.map((quote) => (
          <li key={`${quote.articleId} ${quote.version} ${quote.text}`} className="cl-messages-quote">
            <QuoteWords quote={quote} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The words, and where they are from; in the form and in the saved message alike. */
export function QuoteWords({ quote }: { quote: DraftFields['quotes'][number] }) {
  return (
    <div>
      <p>{t('messages.quoted', { text: quote.text })}</p>
      <p className="cl-detail">{t('messages.quote.from', { title: quote.title, version: quote.version })}</p>
    </div>
  );
}
