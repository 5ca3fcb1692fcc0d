// The system's key store beside the passphrase (tests/e2e/keystore). Each row runs from the first spec on: they share a
// profile.
import type { Mutation } from './mutations.ts';

const keystore = 'electron/shell/keystore.ts';
const way = 'electron/desk/session/keystore-way.ts';
const session = 'electron/desk/session/session.ts';
const ways = 'electron/desk/vault/ways.ts';

export const keystoreRows: readonly Mutation[] = [
  {
    name: 'keystore-undoes-a-lock',
    removes: 'the key store opens the vault though the desk was locked when it ended',
    edits: [
      {
        file: way,
        from: '      if (!dropPart(mayOpen)) forgetHostWay(profile);\n',
        to: '',
      },
    ],
    caughtBy: ['keystore › is offered at the first run'],
    only: 'is offered at the first run',
  },
  {
    name: 'keystore-not-mended',
    removes: 'a store that lost the key does not get it again',
    edits: [
      {
        file: way,
        from: "if (problem === 'keystore-lost' || problem === 'keystore-changed') void give(vault);",
        to: 'void vault;',
      },
    ],
    caughtBy: ['keystore › that has lost the key is told'],
    only: 'is offered at the first run|that has lost the key',
  },
  {
    name: 'keystore-change-not-told',
    removes: 'another key store looks like one that lost the key',
    edits: [
      {
        file: ways,
        from: "fail(other ? 'keystore-changed' : 'keystore-lost', backend)",
        to: "fail('keystore-lost', backend)",
      },
    ],
    caughtBy: ['keystore › of another desktop session'],
    only: 'is offered at the first run|of another desktop session',
  },
  {
    name: 'rewrap-ignored',
    removes: 'a store that asks for re-encryption is not given the key anew',
    edits: [{ file: keystore, from: 'rewrap: shouldReEncrypt', to: 'rewrap: false' }],
    caughtBy: ['keystore › that asks for re-encryption'],
    only: 'is offered at the first run|of another desktop session|that asks for re-encryption',
  },
  {
    name: 'keystore-holds-the-door',
    removes: 'while the key store is silent the passphrase waits for it',
    edits: [
      {
        file: session,
        from: '      return alone(async () => {\n        const done = alreadyOpen() ?? settle(await openVault({ ...base, unlock: { passphrase } }), before);',
        to: `      return alone(async () => {
        while (keystore.standing().state === 'asking' || keystore.standing().problem === 'keystore-silent')
          await new Promise((later) => setTimeout(later, 100));
        const done = alreadyOpen() ?? settle(await openVault({ ...base, unlock: { passphrase } }), before);`,
      },
    ],
    caughtBy: ['keystore › that says nothing keeps nobody out'],
    only: 'is offered at the first run|that says nothing keeps nobody out',
  },
  {
    name: 'keystore-asked-once-only',
    removes: 'a person’s “try again” does not ask the key store again',
    edits: [{ file: session, from: '      keystore.look();\n', to: '' }],
    caughtBy: ['keystore › that is away for a while'],
    only: 'is offered at the first run|of another desktop session|that is away for a while',
  },
  {
    name: 'basic-text-trusted',
    removes: 'a store that encrypts with a password everybody knows is offered',
    edits: [
      {
        file: keystore,
        from: "    if (['basic_text', 'unknown'].includes(backend())) return false;\n",
        to: '',
      },
    ],
    caughtBy: ['keystore › that is none (basic_text)'],
    only: 'that is none .basic_text.',
  },
];
