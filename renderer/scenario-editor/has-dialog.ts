// Whether this host has a dialog for files: Electron's preload brings its own bridge. Where it has none, texts are pasted and copied.
export const hasDialog = (): boolean => window.careline !== undefined;
