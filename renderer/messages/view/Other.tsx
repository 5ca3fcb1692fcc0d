// The way to a message that is linked to this one (M23).
import { t } from '../../text/t.ts';
import { Button } from '../../ui/index.ts';
import { showMessage } from '../start-draft.ts';

export function Other({ messageId }: { messageId: string }) {
  return (
    <Button size="small" onPress={() => showMessage(messageId)}>
      {t('messages.repeat.show')}
    </Button>
  );
}
