// A handout that a caller was given: by which way, kept with the call and told in its notes.
import { Send } from 'lucide-react';
import { useState } from 'react';
import type { HandoutChannel } from '#shared/contract/knowledge.ts';
import { noteSaid } from '../../app/note-said.ts';
import { sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { announce, Button, Icon } from '../../ui/index.ts';
import { useAsked } from '../use-asked.ts';

const channels = [
  'sms',
  'email',
  'post',
  'portal',
  'read-aloud',
] as const satisfies readonly HandoutChannel[];

export interface HandoutProps {
  callId: string;
  article: { id: string; version: number; title: string };
}

export function Handout({ callId, article: { id, version, title } }: HandoutProps) {
  const asked = useAsked(`handouts ${callId}`, () => careline.knowledge.handouts({ callId }));
  const [busy, setBusy] = useState<HandoutChannel | null>(null);
  const note = async (channel: HandoutChannel): Promise<void> => {
    setBusy(channel);
    const result = await careline.knowledge.handout(
      { callId, articleId: id, version, channel },
      { sureWithin: 10_000 },
    );
    setBusy(null);
    if (!result.ok) return sayFailure(result);
    const by = t(`knowledge.handout.${channel}`);
    noteSaid(callId, t('knowledge.handout.line', { title, version, by }));
    announce(t('knowledge.handout.noted', { by }));
    asked.again();
  };
  const noted = asked.value?.filter((each) => each.articleId === id) ?? [];
  return (
    <section className="cl-knowledge-handout" aria-label={t('knowledge.handout')}>
      <h3>
        <Icon of={Send} size={15} />
        {t('knowledge.handout')}
      </h3>
      <p className="cl-detail">{t('knowledge.handout.what')}</p>
      <div className="cl-knowledge-acts">
        {channels.map((channel) => (
          <Button key={channel} size="small" isPending={busy === channel} onPress={() => void note(channel)}>
            {t(`knowledge.handout.${channel}`)}
          </Button>
        ))}
      </div>
      {noted.map(({ at, channel }) => (
        <p key={`${at} ${channel}`} className="cl-detail">
          {t('knowledge.handout.at', { time: formatTime(at), by: t(`knowledge.handout.${channel}`) })}
        </p>
      ))}
    </section>
  );
}
