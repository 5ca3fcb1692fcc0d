// What just happened, said once, with a way back. Nothing that must be read stands here: toasts leave by themselves.
import { X, type LucideIcon } from 'lucide-react';
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

const queue = new ToastQueue<ToastContent>({ maxVisibleToasts: 3 });

/** Shows a toast; answers a function that takes it away. */
export function toast(content: ToastContent): () => void {
  // The same sentence again is one toast: the newer one. What can be taken back stays by itself.
  for (const { key, content: shown } of queue.visibleToasts)
    if (shown.text === content.text && !shown.onUndo && !shown.action) queue.close(key);
  const key = queue.add(content, { timeout: content.onUndo || content.action ? 10_000 : 5_000 });
  return () => queue.close(key);
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
