// Who has said that they read it, by name, and who has not.
import { CircleCheck, CircleDashed } from 'lucide-react';
import { careline } from '../bridge/index.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Answer, Icon } from '../ui/index.ts';
import { useAsked } from './use-asked.ts';

export function ReadBy({
  about,
  id,
  version,
}: {
  about: 'article' | 'announcement';
  id: string;
  /** Whoever read an older one has not read this. */
  version: number;
}) {
  const of = useAsked(`${about} ${id}`, () => careline.authoring.acknowledgements({ about, id }));
  return (
    <section className="cl-stack" aria-label={t('authoring.read')}>
      <h4>{t('authoring.read')}</h4>
      <Answer of={of}>
        {({ people }) => {
          const hasRead = (one: (typeof people)[number]): boolean =>
            one.read !== null && one.read.version >= version;
          return (
            <>
              <p className="cl-detail">
                {t('authoring.read.count', { read: people.filter(hasRead).length, all: people.length })}
              </p>
              <ul className="cl-authoring-people" aria-label={t('authoring.read')}>
                {/* Who still has to stands first. */}
                {people
                  .toSorted((a, b) => Number(hasRead(a)) - Number(hasRead(b)))
                  .map((one) => (
                    <li key={one.id}>
                      <Icon
                        of={hasRead(one) ? CircleCheck : CircleDashed}
                        tone={hasRead(one) ? 'green' : 'amber'}
                      />
                      {one.name}
                      <span className="cl-detail-quiet">{readText(one.read, version)}</span>
                    </li>
                  ))}
              </ul>
            </>
          );
        }}
      </Answer>
    </section>
  );
}

function readText(read: { version: number; at: string; unproved: boolean } | null, version: number): string {
  if (read === null) return t('authoring.read.not');
  const at = `${formatDate(read.at)} ${formatTime(read.at)}`;
  const words = read.version < version ? t('authoring.read.older', { version: read.version, at }) : at;
  return read.unproved ? t('authoring.read.unproved', { at: words }) : words;
}
