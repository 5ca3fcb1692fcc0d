// A desk that only passes on: what a page's port brings goes to the host as it is, and what the host says goes to the page.
// Started by the preview in place of the real one, so that the suite speaks over its real pipe.
import type { ParentToDesk } from '#host/link.ts';

const tell = (message: unknown): void => void process.send?.(message);
let port = 0;

process.on('message', (message: ParentToDesk) => {
  if (message.t === 'init') tell({ t: 'ready' });
  else if (message.t === 'port-open') port = message.port;
  else if (message.t === 'port-data') tell(message.frame);
  else if (message.t === 'host-reply' || message.t === 'power')
    tell({ t: 'port-data', port, frame: message });
  else if (message.t === 'stop') process.exit(0);
});
process.on('disconnect', () => process.exit(0));
