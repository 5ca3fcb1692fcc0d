// What just happened, said once, with a way back. Nothing that must be read stands here: toasts leave by themselves.
import { X, type LucideIcon } from 'lucide-react';
import { useEffect } from 'react';
import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaRegion,
} from 'react-aria-components/Toast';
import { t } from '../text/t.ts';
import { Button, IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';

export interface ToastContent {
  text: string;
  icon?: LucideIcon;
  /** Takes it back; the toast then stays 10 s rather than 5. */
  onUndo?: () => void;
  /** Another thing to do than undo. */
  action?: { title: string; onPress: () => void };
}

const queue = new ToastQueue<ToastContent>({ maxVisibleToasts: 2 });

/** ms */
const timeOf = ({ onUndo, action }: ToastContent): number => (onUndo || action ? 10_000 : 5_000);

/** Shows a toast; answers a function that takes it away. */
export function toast(content: ToastContent): () => void {
  // The newest says what just happened; of the older ones only the last that can be taken back stays beside it.
  const stays = queue.visibleToasts.find(({ content: shown }) => shown.onUndo ?? shown.action)?.key;
  for (const { key } of queue.visibleToasts) if (key !== stays) queue.close(key);
  const key = queue.add(content, { timeout: timeOf(content) });
  return () => queue.close(key);
}

/** A pointer that rests where it appeared stops the queue's own clock, and it covers a list. A focus in it is meant. */
function Leaves({ id, ms }: { id: string; ms: number }) {
  useEffect(() => {
    const leave = (): void => {
      if (document.querySelector('.cl-toasts:focus-within')) later = setTimeout(leave, 1000);
      else queue.close(id);
    };
    let later = setTimeout(leave, ms);
    return () => clearTimeout(later);
  }, [id, ms]);
  return null;
}

/** Once, at the root of a page. */
export function ToastRegion() {
  return (
    <AriaRegion queue={queue} aria-label={t('ui.toasts')} className="cl-toasts">
      {({ toast: shown }) => {
        const { text, icon, onUndo, action } = shown.content;
        const close = (): void => queue.close(shown.key);
        return (
          <AriaToast toast={shown} className="cl-toast">
            <Leaves id={shown.key} ms={timeOf(shown.content)} />
            {icon && <Icon of={icon} />}
            <ToastContent className="cl-toast-text">
              <Text slot="title">{text}</Text>
            </ToastContent>
            {onUndo && (
              <Button
                size="small"
                onPress={() => {
                  onUndo();
                  close();
                }}
              >
                {t('ui.undo')}
              </Button>
            )}
            {action && (
              <Button
                size="small"
                onPress={() => {
                  action.onPress();
                  close();
                }}
              >
                {action.title}
              </Button>
            )}
            <IconButton icon={X} size="small" label={t('ui.dismiss')} onPress={close} />
          </AriaToast>
        );
      }}
    </AriaRegion>
  );
}
