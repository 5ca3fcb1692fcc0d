// The buttons above the text, each with its key: the two parts of an article first, since nothing else may be read aloud.
import { Bold, EyeOff, Heading, Link, List, MessageCircle, Table, type LucideIcon } from 'lucide-react';
import { isMac } from '../../app/use-keys.ts';
import { t } from '../../text/t.ts';
import { Button, IconButton } from '../../ui/index.ts';
import type { EditKind } from '../editor/edits.ts';
import { drawnKey } from './keys.ts';

const parts = [
  ['caller', MessageCircle],
  ['internal', EyeOff],
] as const;
const small: readonly (readonly [EditKind, LucideIcon])[] = [
  ['heading', Heading],
  ['bold', Bold],
  ['list', List],
  ['table', Table],
  ['link', Link],
];

export function Toolbar({ onEdit }: { onEdit: (kind: EditKind) => void }) {
  return (
    <div className="cl-draft-tools" role="group" aria-label={t('authoring.tools')}>
      {parts.map(([kind, icon]) => (
        <Button key={kind} size="small" icon={icon} keys={drawnKey(kind, isMac)} onPress={() => onEdit(kind)}>
          {t(`authoring.tool.${kind}`)}
        </Button>
      ))}
      {small.map(([kind, icon]) => (
        <IconButton
          key={kind}
          size="small"
          icon={icon}
          label={t(`authoring.tool.${kind}`)}
          keys={drawnKey(kind, isMac)}
          onPress={() => onEdit(kind)}
        />
      ))}
    </div>
  );
}
