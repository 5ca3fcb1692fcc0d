// The phone's window: nobody sees it, it alone reaches the carrier, and nothing that happens to another page touches it.
import { expect } from 'vitest';
import { until } from '#tests/support/until.ts';
import { desktop, killPage } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { lock, sitAs, statusBar } from './desk/steps.ts';

const gathers = async (): Promise<number> => {
  const peer = new RTCPeerConnection();
  let found = 0;
  peer.onicecandidate = ({ candidate }) => void (found += candidate ? 1 : 0);
  peer.createDataChannel('out');
  await peer.setLocalDescription(await peer.createOffer());
  await new Promise((later) => setTimeout(later, 800));
  peer.close();
  return found;
};

story('the phone’s window', { phone: true }, (desk) => {
  const carrier = (): string => desk().demo.demo.carrier?.gateway ?? '';

  spec('is there before anybody sits, and registers once somebody does', desktop, async () => {
    const phone = await desk().window('phone');
    await phone.getByText('Waiting for the desk.').waitFor();
    await sitAs(desk().page, 'Agent, daytime');
    await phone.getByText('Ready. Calls can reach you.').waitFor();
    await statusBar(desk().page).getByRole('button', { name: 'Phone registered' }).waitFor();
    const shown = await desk().main(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isVisible()),
    );
    expect(shown.filter(Boolean)).toHaveLength(1);
  });

  spec('reaches its carrier and nothing else', desktop, async () => {
    const phone = await desk().window('phone');
    const opens = (address: string): Promise<string> =>
      phone.evaluate(
        (to) =>
          new Promise<string>((resolve) => {
            try {
              const socket = new WebSocket(to);
              socket.onopen = () => (socket.close(), resolve('open'));
              socket.onerror = () => resolve('refused');
            } catch {
              resolve('refused');
            }
          }),
        address,
      );
    expect(await opens(`${carrier()}/signal`)).toBe('open');
    const { backendUrl } = desk().demo.demo;
    for (const other of [
      backendUrl.replace('http', 'ws'),
      'ws://127.0.0.1:9',
      'wss://voice-js.roaming.twilio.com/signal',
    ])
      expect(await opens(other)).toBe('refused');
    const asked = await phone.evaluate(
      (to) =>
        fetch(to).then(
          () => 'answered',
          () => 'refused',
        ),
      backendUrl,
    );
    expect(asked).toBe('refused');
    expect(await phone.evaluate(gathers)).toBeGreaterThan(0);
  });

  spec('no other page reaches the carrier, or anything by a peer connection', desktop, async () => {
    const { page } = desk();
    const opened = await page.evaluate(
      (to) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(to);
          socket.onopen = () => resolve('open');
          socket.onerror = () => resolve('refused');
        }),
      `${carrier()}/signal`,
    );
    expect(opened).toBe('refused');
    expect(await page.evaluate(gathers)).toBe(0);
  });

  spec('goes nowhere by itself: no other document, not even its own again', desktop, async () => {
    const phone = await desk().window('phone');
    await phone.evaluate(() => void Reflect.set(globalThis, 'stays', true));
    for (const to of ['./index.html', './phone.html?again', 'https://example.invalid/'])
      await phone.evaluate((address) => void (location.href = address), to);
    await phone.evaluate(() => location.reload());
    await phone.evaluate(() => void window.open('./index.html'));
    await new Promise((later) => setTimeout(later, 700));
    expect(await phone.evaluate(() => Reflect.get(globalThis, 'stays') as unknown)).toBe(true);
    await phone.getByText('Ready. Calls can reach you.').waitFor();
  });

  spec('a lock renews the other pages and leaves this one alone', desktop, async () => {
    const phone = await desk().window('phone');
    const page = await lock(desk());
    expect(await phone.evaluate(() => Reflect.get(globalThis, 'stays') as unknown)).toBe(true);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await statusBar(page).getByRole('button', { name: 'Phone registered' }).waitFor();
  });

  spec('a desk that is started anew finds the same page, registered again', desktop, async () => {
    const phone = await desk().window('phone');
    await desk().killDesk();
    await statusBar(desk().page)
      .getByRole('button', { name: 'Phone registered' })
      .waitFor({ timeout: 30_000 });
    expect(await phone.evaluate(() => Reflect.get(globalThis, 'stays') as unknown)).toBe(true);
  });

  spec('its process ends: it comes back and registers', desktop, async () => {
    const before = await desk().window('phone');
    await killPage(desk(), before);
    await until('another page that is ready', 20_000, async () => {
      const now = await desk().window('phone');
      return (
        now !== before &&
        (await now
          .getByText('Ready. Calls can reach you.')
          .isVisible()
          .catch(() => false))
      );
    });
    await statusBar(desk().page).getByRole('button', { name: 'Phone registered' }).waitFor();
  });
});
