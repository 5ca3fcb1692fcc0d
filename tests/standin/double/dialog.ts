// `dialog`: nothing is shown; what was asked is kept, and a spec answers beforehand, later, or never.
// Source: Electron docs, api/dialog.
import type {
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogReturnValue,
  SaveDialogReturnValue,
} from 'electron';
import type { DialogMembers } from './members.ts';
import { surface } from './not-in-surface.ts';
import type { Recorder } from './recorder.ts';

export type Asking = Exclude<keyof DialogMembers, 'showErrorBox'>;
export interface Answers {
  showMessageBox: Partial<MessageBoxReturnValue>;
  showOpenDialog: Partial<OpenDialogReturnValue>;
  showSaveDialog: Partial<SaveDialogReturnValue>;
}
export interface DialogControls {
  /** The next dialog of that kind is answered so; without one it is cancelled at once, as by Escape. */
  answer<K extends Asking>(kind: K, answer: Answers[K]): void;
  /** From now on dialogs stay open until `reply`; `false` ends that. */
  hold(on: boolean): void;
  /** The dialogs that stand open now, oldest first. */
  open(): { kind: Asking; options: unknown }[];
  /** Answers the oldest open dialog. */
  reply(answer: Answers[Asking]): void;
}
interface Open {
  kind: Asking;
  options: unknown;
  settle(answer: Answers[Asking]): void;
}

export function createDialog(
  recorder: Recorder,
  isReady: () => boolean,
): { dialog: DialogMembers; controls: DialogControls } {
  const scripted: { kind: Asking; answer: Answers[Asking] }[] = [];
  const standing: Open[] = [];
  let held = false;

  const ask = async <T extends object>(kind: Asking, args: unknown[], cancelled: T): Promise<T> => {
    if (!isReady()) throw new Error('dialog module can only be used after app is ready');
    // The first argument may be the window it belongs to.
    const options = args.at(-1);
    recorder.record(`dialog.${kind}`, options);
    const at = scripted.findIndex((each) => each.kind === kind);
    const next = at < 0 ? undefined : scripted.splice(at, 1)[0];
    if (next !== undefined) return { ...cancelled, ...next.answer };
    if (!held) return cancelled;
    return new Promise((resolve) =>
      standing.push({ kind, options, settle: (answer) => resolve({ ...cancelled, ...answer }) }),
    );
  };
  const dialog = surface('dialog', {
    showMessageBox: (...args: unknown[]) =>
      ask('showMessageBox', args, {
        response: cancelOf(args.at(-1) as MessageBoxOptions),
        checkboxChecked: false,
      }),
    showOpenDialog: (...args: unknown[]) =>
      ask('showOpenDialog', args, { canceled: true, filePaths: [] as string[] }),
    showSaveDialog: (...args: unknown[]) => ask('showSaveDialog', args, { canceled: true, filePath: '' }),
    showErrorBox(title: string, content: string) {
      recorder.record('dialog.showErrorBox', { title, content });
      // Docs: before `ready` on Linux "the message will be emitted to stderr, and no GUI dialog will appear".
      if (!isReady()) process.stderr.write(`${title}\n${content}\n`);
    },
  } satisfies DialogMembers);
  return {
    dialog,
    controls: {
      answer: (kind, answer) => void scripted.push({ kind, answer }),
      hold: (on) => void (held = on),
      open: () => standing.map(({ kind, options }) => ({ kind, options })),
      reply(answer) {
        const oldest = standing.shift();
        if (oldest === undefined) throw new Error('no dialog is open');
        oldest.settle(answer);
      },
    },
  };
}

/** Docs: cancelId is "the index of the button to be used to cancel the dialog"; else one labelled cancel or no, else 0. */
const cancelOf = (options: MessageBoxOptions): number =>
  options.cancelId ??
  Math.max(
    0,
    (options.buttons ?? []).findIndex((label) => /^(cancel|no)$/i.test(label)),
  );
