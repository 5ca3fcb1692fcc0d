// Where words still are in a page: its document with what is typed into it, its title and address, the memory of its scripts
// (a heap snapshot over the browser's own protocol), and every store a page has.
import type { CDPSession, Page } from 'playwright-core';

/** Everything a script of this page could still reach: strings of the heap after a collection, as text. */
async function memoryOf(page: Page): Promise<string> {
  const session = (await page.context().newCDPSession(page)) as CDPSession;
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** The document with shadow roots and frames of its own, and what fields hold, which no markup shows. */
const documentOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const parts: string[] = [document.title, location.href, document.documentElement.outerHTML];
    const visit = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
          parts.push(element.value);
        if (element.shadowRoot !== null) {
          parts.push(element.shadowRoot.innerHTML);
          visit(element.shadowRoot);
        }
        if (element instanceof HTMLIFrameElement && element.contentDocument !== null)
          visit(element.contentDocument);
      }
    };
    visit(document);
    return parts.join('\n');
  });

/** What its origin keeps: both storages, databases and caches by name and content, cookies, the state of its history. */
const storesOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    parts.push(JSON.stringify(history.state));
    for (const { name = '' } of await indexedDB.databases()) {
      parts.push(name);
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name);
        asked.addEventListener('success', () => resolve(asked.result));
        asked.addEventListener('error', () => reject(new Error(name)));
      });
      for (const store of db.objectStoreNames) {
        const rows = db.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => rows.addEventListener('success', resolve));
        parts.push(JSON.stringify(rows.result));
      }
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        parts.push(request.url, (await (await cache.match(request))?.text()) ?? '');
    }
    return parts.join('\n');
  });

/** As a snapshot writes letters beyond ASCII. */
const escaped = (word: string): string =>
  word.replaceAll(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`,
  );

export type Place = 'document' | 'memory' | 'stores';

/** Which of the words are where; a place without any is left out. */
export async function tracesOf(
  page: Page,
  words: readonly string[],
): Promise<Partial<Record<Place, string[]>>> {
  const texts: Record<Place, string> = {
    document: await documentOf(page),
    stores: await storesOf(page),
    memory: await memoryOf(page),
  };
  const found: Partial<Record<Place, string[]>> = {};
  for (const [place, text] of Object.entries(texts) as [Place, string][]) {
    const here = words.filter((word) => text.includes(word) || text.includes(escaped(word)));
    if (here.length > 0) found[place] = here;
  }
  return found;
}
