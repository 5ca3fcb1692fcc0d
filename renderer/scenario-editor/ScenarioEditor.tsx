// Trainers write scenarios: the drafts of this desk, and the one that is open. Loaded when it is first shown.
import '../text/late/scenario-editor.ts';
import { useState } from 'react';
import { DraftList } from './DraftList.tsx';
import { OpenDraft } from './OpenDraft.tsx';
import './editor.css';

export function ScenarioEditor() {
  const [id, setId] = useState<string | null>(null);
  return (
    <div className="cl-scenario-editor">
      {id === null ? (
        <DraftList onOpen={setId} />
      ) : (
        <OpenDraft key={id} id={id} onClose={() => setId(null)} />
      )}
    </div>
  );
}
