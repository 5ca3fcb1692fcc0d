// Whether the page before this one ended by itself, in the middle of somebody's work: it leaves a mark while a person sits
// at the desk and takes it away when it goes on purpose. The mark holds nothing but that.

/** What is used of `sessionStorage`: it belongs to this window and outlives the page's process. */
export interface MarkStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}
const markKey = 'careline.working';

/** True once after a page that ended by itself; the mark of the page that begins stands afterwards. */
export function beginWork(store: MarkStore): boolean {
  const left = store.getItem(markKey) !== null;
  store.setItem(markKey, '1');
  return left;
}
export const endWork = (store: MarkStore): void => store.removeItem(markKey);
