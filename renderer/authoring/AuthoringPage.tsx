// The writers' room as a page of the office: a trainer writes, brings in and answers; what only a supervisor may is said so.
import '../text/late/authoring.ts';
import { t } from '../text/t.ts';
import { PageHead } from '../ui/index.ts';
import { AuthoringRoom } from './AuthoringRoom.tsx';

export default function AuthoringPage() {
  return (
    <>
      <PageHead title={t('authoring.title')} lead={t('authoring.trainer')} />
      <div className="cl-authoring-page">
        <AuthoringRoom />
      </div>
    </>
  );
}
