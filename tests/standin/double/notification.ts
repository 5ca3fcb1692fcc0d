// `Notification`: kept, not shown; a spec clicks it. Source: Electron docs, api/notification.
import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';
import { events, type NotificationMembers } from './members.ts';
import { surface } from './not-in-surface.ts';
import { createEvent } from './event.ts';
import type { Recorder } from './recorder.ts';

export interface NotificationControls {
  supported: boolean;
  shown(): { title: string; body: string }[];
  /** A person clicks the one with this index in `shown`. */
  click(index: number): void;
}

export function createNotification(recorder: Recorder, supported: boolean) {
  const shown: Shown[] = [];
  const controls: NotificationControls = {
    supported,
    shown: () => shown.map(({ title, body }) => ({ title, body })),
    click(index) {
      const one = shown[index];
      if (one === undefined) throw new Error(`no notification ${index}`);
      one.emit('click', createEvent());
    },
  };
  class Shown extends EventEmitter implements NotificationMembers {
    static readonly isSupported = (): boolean => controls.supported;
    readonly title: string;
    readonly body: string;
    constructor(options: NotificationConstructorOptions = {}) {
      super();
      this.title = options.title ?? '';
      this.body = options.body ?? '';
      return surface('Notification', this, events.Notification);
    }
    show(): void {
      recorder.record('Notification.show', { title: this.title, body: this.body });
      shown.push(this);
      this.emit('show', createEvent());
    }
  }
  return { Notification: surface('Notification', Shown), controls };
}
