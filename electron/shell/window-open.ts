// New windows are the shell's to make. A page that asks for one, by script, by target="_blank" or by a middle click,
// never gets it (checklist 14); links leave through the host's one opener instead.

export const decideWindowOpen = (_url: string): { action: 'deny' } => ({ action: 'deny' });
