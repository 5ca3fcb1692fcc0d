// What ships or is delivered as versioned files and holds no patient data: accounts, the emergency card.
import { z } from 'zod';
import { account } from '#shared/domain/accounts/account.ts';
import { emergencyCard } from '#shared/domain/emergency/card.ts';
import { emergencyState } from '#shared/domain/emergency/ticks.ts';
import { emergencyTick } from '#shared/domain/messages/message.ts';
import { everybody, nothing, request, topic } from './kinds.ts';

const everywhere = ['main', 'panel', 'compact'] as const;

export const accounts = {
  list: request(nothing, z.array(account), {
    effect: 'control',
    when: 'always',
    roles: 'any',
    surfaces: everywhere,
  }),
};
/** `contextId` is the call, or the message when there is no call on this desk. */
const context = z.strictObject({ contextId: z.uuid() });
export const emergency = {
  /** Works before unlocking, locked and offline: the card is never behind a password (C4). */
  card: request(nothing, emergencyCard, {
    effect: 'control',
    when: 'always',
    roles: 'any',
    surfaces: [...everywhere, 'trainer'],
  }),
  state: request(context, emergencyState.nullable(), {
    effect: 'read',
    when: 'open-or-locked',
    // Whoever sits here may be the one who hears it.
    roles: everybody,
    surfaces: everywhere,
  }),
  open: request(context, emergencyState, {
    effect: 'write',
    when: 'open-or-locked',
    roles: everybody,
    surfaces: everywhere,
    audit: 'emergency.open',
  }),
  group: request(context.extend({ groupId: z.string().max(40).nullable() }), emergencyState, {
    effect: 'write',
    when: 'open-or-locked',
    roles: everybody,
    surfaces: everywhere,
    audit: 'emergency.group',
  }),
  tick: request(context.extend(emergencyTick.pick({ stepId: true, on: true }).shape), emergencyState, {
    effect: 'write',
    when: 'open-or-locked',
    roles: everybody,
    surfaces: everywhere,
    audit: 'emergency.tick',
  }),
  changed: topic(everywhere),
};
