// What was pinned to the call in hand: above the search, there after going back, after a reload and for as long as the call is.
import { Pin, PinOff, X } from 'lucide-react';
import type { PinnedArticle } from '#shared/contract/knowledge.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { announce, Icon, IconButton, toast } from '../ui/index.ts';
import { useAsked } from './use-asked.ts';

export const usePins = (callId: string | null) =>
  useAsked(callId === null ? null : `pins ${callId}`, () =>
    careline.knowledge.pins({ callId: callId ?? '' }),
  );

export async function pin(callId: string, of: { id: string; version: number }, on: boolean): Promise<void> {
  const result = await careline.knowledge.pin(
    { callId, articleId: of.id, version: of.version, on },
    { sureWithin: 10_000 },
  );
  if (!result.ok) return sayFailure(result);
  const text = t(on ? 'knowledge.pin.done' : 'knowledge.pin.off');
  announce(text);
  toast({ text, icon: on ? Pin : PinOff });
}

export interface PinsProps {
  callId: string;
  pins: readonly PinnedArticle[];
  onOpen: (id: string, version: number) => void;
  onChanged: () => void;
}

export function Pins({ callId, pins, onOpen, onChanged }: PinsProps) {
  return (
    <ul className="cl-knowledge-pins" aria-label={t('knowledge.pins')}>
      {pins.map(({ id, version, title, newer }) => (
        <li key={id}>
          <button type="button" className="cl-knowledge-pin" onClick={() => onOpen(id, version)}>
            <Icon of={Pin} size={14} tone="accent" />
            <span>{title}</span>
            {newer && <span className="cl-ink-amber">{t('knowledge.pin.newer')}</span>}
          </button>
          <IconButton
            icon={X}
            size="small"
            label={t('knowledge.pin.take-off', { title })}
            onPress={() => void pin(callId, { id, version }, false).then(onChanged)}
          />
        </li>
      ))}
    </ul>
  );
}
