// macOS needs a menu for its editing keys; elsewhere a menu bar would only offer what the product doesn't mean
// (reload, inspector, zoom by accident). Roles bring their own words in the system's language.
import { Menu } from 'electron';

export function setMenu(platform: NodeJS.Platform): void {
  const roles = [
    { role: 'appMenu' as const },
    { role: 'editMenu' as const },
    { role: 'windowMenu' as const },
  ];
  Menu.setApplicationMenu(platform === 'darwin' ? Menu.buildFromTemplate(roles) : null);
}
