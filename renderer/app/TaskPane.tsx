// What is done at the record for the caller in hand, in the place of the script; Escape goes back to it. What was typed stays
// with the call while this page stands: each room keeps it (kept-words.ts).
import { useDeskView, type Task } from './desk-store.ts';
import { ActPane, BookingPane, IntakePane } from './rooms.ts';
import { RoomEdge } from './RoomEdge.tsx';
import './task.css';

export function TaskPane({
  task,
  contextId,
  accountId,
}: {
  task: Task;
  contextId: string;
  accountId: string;
}) {
  const key = `${contextId} ${JSON.stringify(task)}`;
  return (
    <div
      className="cl-task"
      onKeyDown={(event) => {
        // What is open inside (a list, a calendar, a dialog) takes its own Escape first.
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        useDeskView.getState().openTask(null);
      }}
    >
      <RoomEdge key={key}>
        {task.kind === 'booking' ? (
          <BookingPane contextId={contextId} accountId={accountId} what={task.what} visitId={task.visitId} />
        ) : task.act === 'intake' ? (
          <IntakePane contextId={contextId} accountId={accountId} />
        ) : (
          <ActPane contextId={contextId} accountId={accountId} act={task.act} />
        )}
      </RoomEdge>
    </div>
  );
}
