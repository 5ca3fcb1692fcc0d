// One hint at a time in a place of its own that is always as high: nothing moves when a hint comes or goes, and the focus
// stays where it is. It says the state in plain words, how likely, which of the caller's words, and where from.
import {
  BellOff,
  EarOff,
  Ellipsis,
  HeartHandshake,
  Settings,
  Sparkles,
  ThumbsDown,
  ThumbsUp,
} from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import type { AssistView, Cue } from '#shared/domain/assist/view.ts';
import { openOverlay } from '../app/overlay-store.ts';
import { formatTime } from '../text/format.ts';
import { errorText, hasText, t } from '../text/t.ts';
import { announce, cx, Highlight, Icon, IconButton, Menu, type MenuRow } from '../ui/index.ts';
import { cueWords } from './cue-words.ts';
import { FlagBar, SeenFlag } from './FlagBar.tsx';
import { useFlagsNow } from './flags.ts';
import { rate, snooze, useAssist } from './store.ts';
import { useStillInNotes } from './still-there.ts';
import './assist.css';

const isSome = <T,>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0;

/** Nothing that asks for anything: amber is for what does. */
const isGood = (cue: Cue): boolean =>
  cue.kind === 'praise' || cue.state === 'grateful' || cue.state === 'calm';

/** A red flag has the place while nobody has looked at it. */
export function HintStrip({ callId, practice = false }: { callId: string; practice?: boolean }) {
  const view = useAssist(callId);
  const { open, fresh, seen, count } = useFlagsNow(callId, view);
  useSpoken(view?.cue ?? null);
  return (
    <div className="cl-assist">
      {isSome(open) ? (
        <FlagBar
          callId={callId}
          flags={open}
          fresh={fresh}
          count={count}
          cue={view?.cue ?? null}
          practice={practice}
        />
      ) : (
        <section
          className={cx(
            'cl-panel',
            'cl-assist-strip',
            view?.cue && (isGood(view.cue) ? 'cl-assist-praise' : 'cl-assist-cue'),
          )}
          aria-label={t('assist.label')}
        >
          {view &&
            (view.cue ? (
              <Shown callId={callId} view={view} cue={view.cue} />
            ) : (
              <Quiet view={view} practice={practice} />
            ))}
          {view && count > 0 && !practice && <SeenFlag flag={seen} count={count} />}
          {view && <More callId={callId} view={view} />}
        </section>
      )}
    </div>
  );
}

/** Said once, politely. */
const spoken = new Set<string>();
function useSpoken(cue: Cue | null): void {
  useEffect(() => {
    if (cue === null || spoken.has(cue.id)) return;
    spoken.add(cue.id);
    announce(
      t('assist.spoken', { state: cueWords(cue), sure: t(`assist.sure.${cue.sure}`), quote: cue.quote }),
    );
  }, [cue]);
}

function Line({ icon, children, detail }: { icon: typeof BellOff; children: ReactNode; detail: string }) {
  return (
    <>
      <Icon of={icon} size={18} className="cl-assist-icon" />
      <div className="cl-assist-text">
        <p className="cl-assist-words">{children}</p>
        <p className="cl-detail-quiet cl-assist-detail" title={detail}>
          {detail}
        </p>
      </div>
    </>
  );
}

function Shown({ callId, view, cue }: { callId: string; view: AssistView; cue: Cue }) {
  const stands = useStillInNotes(callId, cue.source, cue.quote);
  const detail = [
    t(`assist.sure.${cue.sure}`),
    t(stands ? `assist.from.${cue.source}` : 'assist.from.note.gone'),
    view.model === null ? null : t('assist.version', { ...view.model }),
    t('assist.kept'),
  ]
    .filter((part) => part !== null)
    .join(' · ');
  return (
    <>
      <Line icon={isGood(cue) ? Sparkles : HeartHandshake} detail={detail}>
        <strong>{cueWords(cue)}</strong>{' '}
        <span title={cue.quote}>
          “<Highlight text={cue.quote} ranges={cue.marks} />”
        </span>
      </Line>
      <span className="cl-assist-thumbs">
        {cue.rated === null ? (
          <>
            <IconButton
              icon={ThumbsUp}
              size="small"
              label={t('assist.up')}
              onPress={() => rate(callId, cue.id, true)}
            />
            <IconButton
              icon={ThumbsDown}
              size="small"
              label={t('assist.down')}
              onPress={() => rate(callId, cue.id, false)}
            />
          </>
        ) : (
          <span className="cl-detail-quiet" role="status">
            {t('assist.rated')}
          </span>
        )}
      </span>
    </>
  );
}

/** No cue: why, in one sentence. Silence is the usual case and looks like it. */
function Quiet({ view, practice }: { view: AssistView; practice: boolean }) {
  switch (view.hints) {
    case 'snoozed':
      return (
        <Line
          icon={BellOff}
          detail={
            view.until === null
              ? t('assist.snoozed.call')
              : t('assist.snoozed.until', { time: formatTime(view.until) })
          }
        >
          {t('assist.snoozed')}
        </Line>
      );
    case 'off':
      return (
        <Line icon={EarOff} detail={t('assist.off.what')}>
          {t('assist.off')}
        </Line>
      );
    case 'no-model': {
      const key = `errors.${view.why ?? ''}`;
      return view.why !== null && hasText(key) ? (
        <Line icon={EarOff} detail={t(key)}>
          {t('assist.no-model')}
        </Line>
      ) : (
        <Line
          icon={EarOff}
          detail={view.why === null ? t('assist.reading.what') : errorText('unexpected').sentence}
        >
          {t('assist.reading')}
        </Line>
      );
    }
    case 'on':
      return (
        <Line icon={HeartHandshake} detail={t('assist.quiet.what')}>
          {/* There the script's own help is a hint too, and may stand right below. */}
          {t(practice ? 'assist.quiet.practice' : 'assist.quiet')}
        </Line>
      );
  }
}

function More({ callId, view }: { callId: string; view: AssistView }) {
  const quiet: MenuRow[] =
    view.hints === 'snoozed'
      ? [{ id: 'wake', title: t('assist.menu.wake'), icon: HeartHandshake, run: () => snooze(callId, null) }]
      : (['5', '15', 'call'] as const).map((id) => ({
          id,
          title: t(`assist.menu.snooze.${id}`),
          icon: BellOff,
          run: () => snooze(callId, id),
        }));
  const silent = view.hints === 'off' || view.hints === 'no-model';
  return (
    <Menu
      label={t('assist.menu')}
      head={<span className="cl-assist-why">{t('assist.menu.why')}</span>}
      rows={[
        ...(silent ? [] : quiet),
        {
          id: 'settings',
          title: t('assist.menu.settings'),
          icon: Settings,
          run: () => openOverlay('settings'),
        },
      ]}
    >
      <Icon of={Ellipsis} size={16} />
    </Menu>
  );
}
