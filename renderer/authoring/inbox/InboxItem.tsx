// One flag or question: the words it is about in the version that was read, what was said, and the answer.
import { CopyPlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { InboxRow } from '#shared/contract/authoring.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useAccounts } from '../../app/accounts.ts';
import { sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { hasText, t } from '../../text/t.ts';
import { Answer, Banner, Button, Chip, FailedBanner, TextArea, toast } from '../../ui/index.ts';
import { ArticleWords } from '../ArticleWords.tsx';
import type { Room } from '../places.ts';
import { useAsked } from '../use-asked.ts';
import { titleOf } from './inbox.ts';

export function InboxItem({ row, room, onAnswered }: { row: InboxRow; room: Room; onAnswered: () => void }) {
  const { accounts } = useAccounts();
  const account = accounts.find((one) => one.id === row.accountId);
  const reason = account?.reasons.find((one) => one.code === row.reason)?.label ?? row.reason;
  const why = row.why === null ? null : `authoring.why.${row.why}`;
  async function write(): Promise<void> {
    const begun = await careline.authoring.begin(
      {
        id: uuidv7(),
        as: row.articleId === null ? 'new' : 'edit',
        from: row.articleId === null ? null : { id: row.articleId, version: null },
        lang: row.lang ?? 'en',
        practice: row.articleId === null ? (row.accountId ?? 'all') : null,
      },
      { sureWithin: 5000 },
    );
    if (begun.ok) room.openDraft(begun.value.row.id);
    else sayFailure(begun);
  }
  return (
    <div className="cl-authoring-one">
      <div className="cl-page-head">
        <div>
          <h3 className="cl-authoring-title">{titleOf(row)}</h3>
          <p className="cl-detail">
            {[
              t(`authoring.inbox.kind.${row.kind}`),
              t('authoring.inbox.by', {
                name: row.by.name,
                date: formatDate(row.at),
                time: formatTime(row.at),
              }),
              account?.name,
              reason,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <div className="cl-page-actions">
          {row.answer === null && (
            <Chip tone={row.overdue ? 'amber' : 'neutral'}>
              {t(row.overdue ? 'authoring.inbox.overdue.since' : 'authoring.inbox.due', {
                date: formatDate(row.dueAt),
              })}
            </Chip>
          )}
          <Button icon={row.articleId === null ? Plus : CopyPlus} onPress={() => void write()}>
            {t(row.articleId === null ? 'authoring.inbox.write' : 'authoring.do.edit')}
          </Button>
        </div>
      </div>
      {row.kind === 'flag' && (
        <p>
          <strong>{why !== null && hasText(why) ? t(why) : row.why}</strong>
        </p>
      )}
      {row.words !== null && row.words !== '' ? (
        <blockquote className="cl-authoring-said">{row.words}</blockquote>
      ) : (
        <p className="cl-detail">{t('authoring.inbox.no-words')}</p>
      )}
      {row.articleId !== null && row.version !== null && (
        <Flagged
          id={row.articleId}
          version={row.version}
          newest={row.newest}
          range={row.range}
          passage={row.passage}
        />
      )}
      {row.answer === null ? (
        <AnswerForm id={row.id} onAnswered={onAnswered} />
      ) : (
        <section className="cl-stack" aria-label={t('authoring.inbox.answer')}>
          <p className="cl-detail">
            {t('authoring.inbox.answered-by', { name: row.answer.by, date: formatDate(row.answer.at) })}
          </p>
          <blockquote className="cl-authoring-said">
            {row.answer.words ?? t('authoring.inbox.no-words')}
          </blockquote>
        </section>
      )}
    </div>
  );
}

/** The flagged words where they stand; what this desk no longer has is quoted as far as the flag brought it. */
function Flagged({
  id,
  version,
  newest,
  range,
  passage,
}: {
  id: string;
  version: number;
  newest: number | null;
  range: InboxRow['range'];
  passage: string | null;
}) {
  const of = useAsked(`${id} ${version}`, () => careline.knowledge.read({ id, version }));
  return (
    <section className="cl-stack" aria-label={t('authoring.inbox.about')}>
      <h4>{t('authoring.inbox.about.version', { version })}</h4>
      {newest !== null && newest > version && (
        <Banner tone="amber" spoken={false}>
          {t('authoring.inbox.older', { newest })}
        </Banner>
      )}
      {of.failure === null ? (
        <Answer of={of}>
          {({ article }) => (
            <div className="cl-authoring-article">
              <ArticleWords body={article.body} label={article.title} marked={range} />
            </div>
          )}
        </Answer>
      ) : passage === null ? (
        <p className="cl-detail">{t('authoring.inbox.not-here')}</p>
      ) : (
        <p className="cl-authoring-quote">{passage}</p>
      )}
    </section>
  );
}

function AnswerForm({ id, onAnswered }: { id: string; onAnswered: () => void }) {
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function send(): Promise<void> {
    setBusy(true);
    const result = await careline.authoring.answer({ id, words: words.trim() }, { sureWithin: 15_000 });
    setBusy(false);
    setFailure(result.ok ? null : result);
    if (!result.ok) return;
    toast({ text: t('authoring.inbox.answer.done') });
    onAnswered();
  }
  return (
    <div className="cl-authoring-form">
      {failure && <FailedBanner code={failure.code} />}
      <TextArea
        label={t('authoring.inbox.answer')}
        hint={t('authoring.inbox.answer.what')}
        rows={3}
        maxLength={2000}
        value={words}
        onChange={setWords}
      />
      <div>
        <Button kind="primary" isPending={busy} isDisabled={words.trim() === ''} onPress={() => void send()}>
          {t('authoring.inbox.answer.go')}
        </Button>
      </div>
    </div>
  );
}
