// Bugs to plant, a line or two each in the product's own code path: the model campaign must catch every one of them, or it
// proves nothing. `command` names what the history needs to reach it. The first four are those of the trial before this
// project (no deduplication, acknowledged by count, no check for gaps, an acknowledgement that goes back).

export interface Bug {
  name: string;
  command: string;
  /** `from` must stand exactly once in the file. */
  edits: { file: string; from: string; to: string }[];
}
const accept = 'backend/messages/accept.ts';
const outbox = 'electron/desk/sync/outbox.ts';
const client = 'electron/desk/sync/backend-client.ts';
const stand = 'electron/desk/sync/stand.ts';
const apply = 'electron/desk/messages/apply.ts';

const nobodyLooksAtForks = {
  file: accept,
  from: 'if (differs) throw',
  to: 'if (differs && batch.items.length < 0) throw',
};

export const bugs: readonly Bug[] = [
  {
    name: 'the backend takes what it has once more',
    command: 'deliver again, unanswered',
    edits: [
      { file: accept, from: 'batch.items.filter((item) => item.seq > row.lastSeq)', to: '[...batch.items]' },
    ],
  },
  {
    name: 'more is acknowledged than was answered',
    command: 'deliver ok, crash',
    edits: [
      {
        file: outbox,
        from: 'const upto = Math.min(answer.upto, sentUpto);',
        to: 'const upto = sentUpto + answer.results.length;',
      },
    ],
  },
  {
    name: 'nobody looks for gaps, nor at the chain',
    command: 'restore, stray',
    edits: [
      { file: accept, from: 'if (first > row.lastSeq + 1)', to: 'if (first > row.lastSeq + 1e9)' },
      nobodyLooksAtForks,
    ],
  },
  {
    name: 'what a backend that was set back lost is never sent again',
    command: 'keep, restore',
    edits: [
      {
        file: stand,
        from: 'if (stops === null) standing.again += sendAgainAfter(db, lane, there.lastSeq);',
        to: 'if (stops === null) standing.again += there.lastSeq < 0 ? sendAgainAfter(db, lane, there.lastSeq) : 0;',
      },
    ],
  },
  {
    name: 'what was sent counts as acknowledged',
    command: 'deliver lost, unanswered, late; crash',
    edits: [
      {
        file: outbox,
        from: 'items.push({ ...item, hash: head });',
        to: `items.push({ ...item, hash: head });
        db.prepare("UPDATE outbox SET state = 'acked' WHERE rowid = ?").run(row.row);`,
      },
    ],
  },
  {
    name: 'the backend answers before its commit',
    command: 'deliver died',
    edits: [
      {
        file: 'backend/db/transaction.ts',
        from: "await db.query('commit');",
        to: "await db.query('commit').catch(() => db.query('rollback'));",
      },
    ],
  },
  {
    name: 'a guest network’s page counts as an answer',
    command: 'deliver html',
    edits: [
      {
        file: client,
        from: "return fail('backend-not-json', String(status));",
        to: 'return { ok: true, value: { ...(body as object), upto: 1e9, results: [] } } as never;',
      },
    ],
  },
  {
    name: 'a sender that was told to wait never tries again',
    command: 'deliver busy, refused',
    edits: [
      {
        file: 'electron/desk/sync/sync.ts',
        from: `      cancel: deps.after(ms, () => {
        held = null;
        void run();
      }),`,
        to: '      cancel: () => undefined,',
      },
    ],
  },
  {
    name: 'items go in the order of clocks',
    command: 'skew',
    edits: [
      {
        file: outbox,
        from: 'AND lane = ? AND seq > ? ORDER BY seq LIMIT ?`,\n      ).all(',
        to: 'AND lane = ? AND seq > ? ORDER BY taken_at LIMIT ?`,\n      ).all(',
      },
    ],
  },
  {
    name: 'an item that nobody can read stops the batch',
    command: 'poison',
    edits: [
      {
        file: 'backend/messages/take.ts',
        from: "if (flaw !== undefined) return { item, result: 'quarantined', why: flaw };",
        to: "if (flaw !== undefined) throw new Error('unreadable');",
      },
    ],
  },
  {
    name: 'a version made from an older one is thrown away',
    command: 'version',
    edits: [
      {
        file: apply,
        from: 'addForeignEntry(db, e, body);',
        to: "if (e.body.kind !== 'version') addForeignEntry(db, e, body);",
      },
    ],
  },
  {
    name: 'a raise does not count on another desk',
    command: 'raise',
    edits: [
      {
        file: 'shared/domain/messages/standing.ts',
        from: "if (body.kind === 'raise') urgency = raise(urgency, body.to);",
        to: "if (body.kind === 'raise') urgency = body.to;",
      },
    ],
  },
  {
    name: 'an addendum of another desk is passed over',
    command: 'addendum',
    edits: [{ file: apply, from: 'addForeignAddendum(db, a, body);', to: 'void body;' }],
  },
  {
    name: 'changes are taken without looking whether they are here',
    command: 'restore, enrol',
    edits: [
      {
        file: apply,
        from: "if (hasItem(db, change.id)) return { result: 'known', messageId: null };",
        to: '',
      },
    ],
  },
  {
    name: 'a copy of a disk goes on in another’s place',
    command: 'image, wear',
    edits: [
      {
        file: stand,
        from: "=== there.chainHead ? null : 'sync-fork'",
        to: '=== there.chainHead ? null : null',
      },
      {
        file: stand,
        from: "if (there.lastSeq > countLane(db, lane).highest) return 'sync-fork';",
        to: 'void countLane;',
      },
      nobodyLooksAtForks,
    ],
  },
  {
    name: 'a restored desk never hears of what it sent before',
    command: 'image, wear, enrol',
    edits: [{ file: outbox, from: '  setChangesUpto(db, 0);\n}', to: '  void setChangesUpto;\n}' }],
  },
  {
    name: 'a lane that failed once is not tried again',
    command: 'deliver html, tick',
    edits: [
      {
        file: 'electron/desk/sync/lane-run.ts',
        from: `        lane.rests = false;
        lane.nextTryMs = null;
        deps.ready();`,
        to: '        lane.nextTryMs = null;',
      },
    ],
  },
];
