// A document in the top frame as the shell sees it (docs: api/web-frame-main).
import type { WebFrameMain } from 'electron';
import { surface } from '../double/not-in-surface.ts';
import { clone, type MessagePortMain } from '../ports.ts';
import type { FrameDouble } from './contract.ts';
import { createDocument, type DocumentLink, type PageDocument } from './document.ts';

export interface Frame {
  readonly part: FrameDouble;
  readonly document: PageDocument;
  /** Its address changed without a new document (history.pushState). */
  moved(url: string): void;
  end(): void;
}

export function createFrame(firstUrl: string, link: DocumentLink): Frame {
  const document = createDocument(link);
  let url = firstUrl;
  let ended = false;
  const part = surface<FrameDouble>('WebFrameMain', {
    get url() {
      return url;
    },
    // Always the top frame: no preload runs in others (nodeIntegrationInSubFrames), so nothing comes from them.
    parent: null,
    get top(): WebFrameMain {
      return part as WebFrameMain;
    },
    // Docs: "A boolean representing whether the frame is detached from the frame tree … navigated away from".
    get detached() {
      return ended;
    },
    isDestroyed: () => ended,
    send(channel, ...args) {
      // lib/browser/api/web-frame-main.ts logs what can't be sent instead of throwing.
      try {
        document.ipc(channel, clone(args), []);
      } catch (error) {
        link.problem(`Error sending from webFrameMain: ${String(error)}`);
      }
    },
    postMessage(channel, message, transfer = []) {
      document.ipc(channel, [clone(message)], transfer as unknown as MessagePortMain[]);
    },
  });
  return {
    part,
    document,
    moved: (to) => void (url = to),
    end() {
      ended = true;
      document.end();
    },
  };
}
