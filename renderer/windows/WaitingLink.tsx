// A link of another program that would interrupt somebody: it waits at the foot of the lists, and takes no focus.
import { AppWindow, Phone, X } from 'lucide-react';
import { groups } from '#shared/domain/phone/phone.ts';
import { t } from '../text/t.ts';
import { Button, Icon, IconButton } from '../ui/index.ts';
import type { LinkAct } from './links.ts';
import './waiting.css';

export const shownAs = (number: string): string => groups(number).join(' ') || number;

/** What waits, in a sentence. */
export function waitsText(act: LinkAct): string {
  if (act.act === 'number') return t('windows.waits.number', { number: shownAs(act.number) });
  return t(act.act === 'message' ? 'windows.waits.message' : 'windows.waits.article');
}

export interface WaitingLinkProps {
  act: LinkAct;
  /** How many more wait behind it. */
  more: number;
  onOpen: () => void;
  onDrop: () => void;
}

export function WaitingLink({ act, more, onOpen, onDrop }: WaitingLinkProps) {
  return (
    <aside className="cl-win-waits" aria-label={t('windows.waits.label')}>
      <Icon of={act.act === 'number' ? Phone : AppWindow} />
      <p>
        {waitsText(act)} {more > 0 && t('windows.waits.more', { count: more })}
      </p>
      <Button size="small" onPress={onOpen}>
        {t('windows.waits.open')}
      </Button>
      <IconButton icon={X} size="small" label={t('windows.waits.drop')} onPress={onDrop} />
    </aside>
  );
}
