// The alarm of a page: sound, a slow flash and a sentence, at its instant and every 60 s after, also while the desk is locked.
import { useEffect, useEffectEvent, useRef } from 'react';
import { create } from 'zustand';
import { deskNow } from '../app/session-store.ts';
import { useSettings } from '../settings/store.ts';
import { t } from '../text/t.ts';
import { announce } from '../ui/index.ts';
import { lookAt } from './alarm.ts';
import { playAlarm } from './sound.ts';
import { useAlarmFacts, useKeepAlarmFacts } from './store.ts';

/** How long the page flashes for one alarm, ms; slower than one flash in a second (C28). */
const flashFor = 7000;
/** `heard` = the last one made a sound; null = none rang yet. */
export const useRinging = create<{ rings: boolean; heard: boolean | null }>()(() => ({
  rings: false,
  heard: null,
}));

export interface AlarmUse {
  /** Somebody is on the line: softer. */
  onCall: boolean;
  /** Another window of this desk makes the sound. */
  silent?: boolean;
}

/** Once a page. */
export function useAlarm({ onCall, silent = false }: AlarmUse): void {
  useKeepAlarmFacts();
  const { open, alarmAt } = useAlarmFacts();
  const sound = useSettings((s) => s.value?.alarmSound ?? true);
  const next = useRef<number | null>(null);
  const stop = useRef<ReturnType<typeof setTimeout>>(undefined);
  const ring = useEffectEvent(() => {
    useRinging.setState({ rings: true });
    clearTimeout(stop.current);
    stop.current = setTimeout(() => useRinging.setState({ rings: false }), flashFor);
    announce(t('dispatch.alarm.said', { count: open }), true);
    if (sound && !silent) void playAlarm(onCall).then((heard) => useRinging.setState({ heard }));
  });
  const look = useEffectEvent(() => {
    const seen = lookAt(next.current, alarmAt, deskNow().getTime());
    next.current = seen.next;
    if (seen.rings) ring();
  });
  useEffect(() => {
    look();
    if (alarmAt === null) return useRinging.setState({ rings: false });
    const timer = setInterval(() => look(), 500);
    return () => clearInterval(timer);
  }, [alarmAt]);
}
