// Puts one fault of the control API where it belongs: gateway, REST or webhooks.
import type { Account } from '../account/account.ts';
import type { Fault } from '../control-schema.ts';
import type { Gateway } from '../gateway/types.ts';
import type { Rest } from '../rest/serve.ts';

const none = { delayMs: 0, lossPercent: 0, jitterMs: 0, blackout: false };

export function applyFault(
  { gateway, rest, account }: { gateway: Gateway; rest: Rest; account: Account },
  fault: Fault,
): void {
  switch (fault.kind) {
    case 'withhold-reconnect-token':
      return gateway.setFaults({ withholdReconnect: fault.on });
    case 'refuse-sockets':
      return gateway.setFaults({ refuseSockets: fault.on });
    case 'stop-heartbeats':
      return gateway.setFaults({ stopHeartbeats: fault.on });
    case 'unanswered-invites':
      return gateway.setFaults({ unanswered: fault.on });
    case 'unanswered-reinvites':
      return gateway.setFaults({ unansweredReinvite: fault.on });
    case 'drop-sockets':
      return void gateway.dropSockets();
    case 'expire-tokens':
      return gateway.expireTokens();
    case 'hostile-frames':
      return void gateway.sendHostile(fault.frame);
    case 'send-error':
      return void gateway.sendError(fault.code);
    case 'relay': {
      const { delayMs, lossPercent, jitterMs, blackout } = fault;
      return gateway.setImpairment({ delayMs, lossPercent, jitterMs, blackout });
    }
    case 'rest':
      return rest.spoil(fault);
    case 'webhooks':
      return account.hooks.spoil(fault);
    case 'clear':
      gateway.setFaults({
        withholdReconnect: false,
        refuseSockets: false,
        stopHeartbeats: false,
        unanswered: false,
        unansweredReinvite: false,
      });
      gateway.setImpairment(none);
      rest.mend();
      return account.hooks.mend();
  }
}
