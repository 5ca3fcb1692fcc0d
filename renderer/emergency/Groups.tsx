// What the caller says: sixteen groups to choose from. Choosing is never needed: the steps don't wait for it.
import { Flag } from 'lucide-react';
import type { EmergencyCard } from '#shared/domain/emergency/card.ts';
import { t } from '../text/t.ts';
import { Chip, cx } from '../ui/index.ts';

export interface GroupsProps {
  card: EmergencyCard;
  chosen: string | null;
  /** What was heard in this call and not set aside. */
  heard: ReadonlySet<string>;
  onChoose: (groupId: string | null) => void;
}

export function Groups({ card, chosen, heard, onChoose }: GroupsProps) {
  return (
    <section className="cl-em-groups" aria-label={t('emergency.groups')}>
      <h2 className="cl-em-head">{t('emergency.groups')}</h2>
      <ul>
        {card.groups.map((group) => (
          <li key={group.id}>
            <button
              type="button"
              className={cx(
                'cl-em-group',
                group.id === chosen && 'cl-em-group-here',
                heard.has(group.id) && 'cl-em-group-heard',
              )}
              aria-pressed={group.id === chosen}
              onClick={() => onChoose(group.id === chosen ? null : group.id)}
            >
              <strong>
                {group.title}
                {heard.has(group.id) && (
                  <>
                    {' '}
                    <Chip tone="red" icon={Flag}>
                      {t('emergency.group.heard')}
                    </Chip>
                  </>
                )}
              </strong>
              <span className="cl-em-group-says">{group.callerSays.join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
