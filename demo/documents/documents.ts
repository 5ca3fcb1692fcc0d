// The sample accounts and on-call schedules as the demo's backend publishes them at its start: the same files that ship
// with the desk, so that a desk sees them arrive by sync.
import harbor from '../../data/accounts/harbor.json' with { type: 'json' };
import ivyLane from '../../data/accounts/ivy-lane.json' with { type: 'json' };
import riverside from '../../data/accounts/riverside.json' with { type: 'json' };
import harborOnCall from '../../data/oncall/harbor.json' with { type: 'json' };
import ivyLaneOnCall from '../../data/oncall/ivy-lane.json' with { type: 'json' };
import riversideOnCall from '../../data/oncall/riverside.json' with { type: 'json' };

interface Published {
  kind: 'account' | 'on-call';
  id: string;
  version: number;
  json: string;
}

export const demoDocuments: readonly Published[] = [
  ...[riverside, harbor, ivyLane].map((file): Published => ({
    kind: 'account',
    id: file.id,
    version: file.version,
    json: JSON.stringify(file),
  })),
  ...[riversideOnCall, harborOnCall, ivyLaneOnCall].map((file): Published => ({
    kind: 'on-call',
    id: file.accountId,
    version: file.version,
    json: JSON.stringify(file),
  })),
];
