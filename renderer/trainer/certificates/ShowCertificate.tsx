// A certificate as it goes to the live desk: its text is the file.
import { FileDown } from 'lucide-react';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Button, Dialog, TextArea } from '../../ui/index.ts';
import { savedAs } from '../say.ts';
import { useAsked } from '../use-asked.ts';

export function ShowCertificate({ id, onClose }: { id: string; onClose: () => void }) {
  const asked = useAsked(`certificate ${id}`, () => careline.training.certificateRead({ id }));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      title={t('trainer.certificate.title')}
      actions={
        <>
          <Button onPress={onClose}>{t('trainer.close')}</Button>
          <Button
            kind="primary"
            icon={FileDown}
            onPress={() => void savedAs(careline.training.certificateSave({ id }))}
          >
            {t('trainer.certificates.save')}
          </Button>
        </>
      }
    >
      <Answer of={asked}>
        {({ row, text }) => (
          <div className="cl-stack">
            <p>
              {t('trainer.certificate.what', {
                name: row.subject.name,
                trainer: row.trainer.name,
                from: formatDate(row.issuedAt),
                to: formatDate(row.expiresAt),
              })}
            </p>
            <TextArea
              label={t('trainer.certificate.text')}
              rows={10}
              isReadOnly
              value={text}
              onChange={() => undefined}
            />
          </div>
        )}
      </Answer>
    </Dialog>
  );
}
