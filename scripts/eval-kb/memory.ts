// Resident memory of this process after a collection. Needs --expose-gc.

export function residentBytes(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return process.memoryUsage().rss;
}
