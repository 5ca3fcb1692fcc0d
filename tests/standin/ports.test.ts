import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createEnds, MessageChannelMain, MessagePortMain, takeEnd, wrapEnd } from './ports.ts';

const heard = (port: MessagePortMain): unknown[] => {
  const list: unknown[] = [];
  port.on('message', (event) => list.push(event.data));
  port.on('close', () => list.push('closed'));
  return list;
};
const tasks = async (): Promise<void> => {
  for (let n = 0; n < 3; n += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('MessageChannelMain', () => {
  it('queues until start, keeps the order, and closes after what was said', async () => {
    const { port1, port2 } = new MessageChannelMain();
    for (let n = 0; n < 1000; n += 1) port1.postMessage(n);
    port1.close();
    const list = heard(port2);
    await tasks();
    expect(list).toEqual([]);
    port2.start();
    port2.start();
    await once(port2, 'close');
    expect(list).toEqual([...Array(1000).keys(), 'closed']);
  });

  it('delivers later, never within postMessage, and copies', async () => {
    const { port1, port2 } = new MessageChannelMain();
    const list = heard(port2);
    port2.start();
    const value = { when: new Date(0), deep: [1] };
    port1.postMessage(value);
    value.deep.push(2);
    expect(list).toEqual([]);
    await tasks();
    expect(list).toEqual([{ when: new Date(0), deep: [1] }]);
  });

  it('says close on both sides, once each', async () => {
    const { port1, port2 } = new MessageChannelMain();
    const [one, two] = [heard(port1), heard(port2)];
    port1.start();
    port2.start();
    port1.close();
    port1.close();
    port2.postMessage('too late');
    await tasks();
    expect([one, two]).toEqual([['closed'], ['closed']]);
    port1.postMessage('after close');
    port2.close();
    await tasks();
    expect([one, two]).toEqual([['closed'], ['closed']]);
  });

  it('neuters a port that is transferred; the new object hears all of it', async () => {
    const carrier = new MessageChannelMain();
    const { port1, port2 } = new MessageChannelMain();
    port1.postMessage('before');
    carrier.port1.postMessage('take this', [port2]);
    port1.postMessage('under way');
    expect(() => carrier.port1.postMessage(null, [port2])).toThrow('Port at index 0 is already neutered.');
    port2.postMessage('from a neutered one');
    const list = heard(port2);
    port2.start();
    const arrived = once(carrier.port2, 'message');
    carrier.port2.start();
    const [event] = (await arrived) as [{ ports: MessagePortMain[] }];
    const moved = event.ports[0] as MessagePortMain;
    const other = heard(moved);
    const back = heard(port1);
    port1.start();
    moved.start();
    moved.postMessage('answer');
    port1.postMessage('after');
    await tasks();
    expect([list, other, back]).toEqual([[], ['before', 'under way', 'after'], ['answer']]);
  });

  it('closes ports in messages that reach nobody', async () => {
    const carrier = new MessageChannelMain();
    const inside = new MessageChannelMain();
    const list = heard(inside.port1);
    inside.port1.start();
    carrier.port1.postMessage('lost', [inside.port2]);
    carrier.port2.close();
    await tasks();
    expect(list).toEqual(['closed']);
  });

  it.each([
    [
      'its own port',
      (c: MessageChannelMain) => c.port1.postMessage(1, [c.port1]),
      'contains the source port',
    ],
    [
      'one port twice',
      (c: MessageChannelMain) => {
        const { port1 } = new MessageChannelMain();
        c.port1.postMessage(1, [port1, port1]);
      },
      'Port at index 1 is a duplicate.',
    ],
    [
      'what is no port',
      (c: MessageChannelMain) => c.port1.postMessage(1, [{} as MessagePortMain]),
      'not a Mess',
    ],
    ['a function', (c: MessageChannelMain) => c.port1.postMessage(() => 1), 'An object could not be cloned.'],
  ])('refuses %s', (_what, post, message) => {
    expect(() => post(new MessageChannelMain())).toThrow(message);
  });

  it('a listener that throws keeps no later message back', async () => {
    const [near, far] = createEnds();
    const got: unknown[] = [];
    far.onMessage((data) => {
      got.push(data);
      if (data === 1) throw new Error('first');
    });
    expect(() => near.post(1, [])).toThrow('first');
    near.post(2, []);
    expect(got).toEqual([1, 2]);
  });

  it('a started port that is transferred loses nothing of what comes meanwhile', async () => {
    const { port1, port2 } = new MessageChannelMain();
    const old = heard(port2);
    port2.start();
    await tasks();
    port1.postMessage('under way');
    const end = takeEnd(port2);
    port1.postMessage('meanwhile');
    await tasks();
    const again = wrapEnd(end);
    const list = heard(again);
    again.start();
    port1.close();
    await tasks();
    expect([old, list]).toEqual([[], ['under way', 'meanwhile', 'closed']]);
  });

  it('an end that is passed on keeps what nobody heard', async () => {
    const { port1, port2 } = new MessageChannelMain();
    port1.postMessage('kept');
    const again = wrapEnd(takeEnd(port2));
    const list = heard(again);
    again.start();
    await tasks();
    expect(list).toEqual(['kept']);
    expect(() => takeEnd(port2)).toThrow('already neutered');
  });
});
