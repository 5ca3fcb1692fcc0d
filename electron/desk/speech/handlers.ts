// The room's answers to the bridge, and how it is put together. On the live desk there is none of it.
import { join } from 'node:path';
import { speech, type SpeechState } from '#shared/contract/speech.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import { createDictation } from './dictation.ts';
import { findEngine, spoken } from './engine.ts';

export interface SpeechParts {
  init: { practice: boolean; profile: string };
  after(ms: number, run: () => void): () => void;
  topics: { publish(topic: 'speech.changed'): void };
  path?: string | undefined;
}

export function createSpeech({ init, after, topics, path = process.env['PATH'] }: SpeechParts): {
  handlers: RoomHandlers<'speech'>;
  stop(): void;
} {
  if (!init.practice) return { handlers: noSpeech(), stop: () => undefined };
  const dictation = createDictation({
    path: join(init.profile, 'speech.json'),
    after,
    changed: () => topics.publish('speech.changed'),
  });
  const state = (): SpeechState => ({
    engine: findEngine(path)?.name ?? null,
    dictation: dictation.state(),
    listening: dictation.listening(),
  });
  return {
    handlers: {
      state: () => ok(state()),
      async say({ text, lang }) {
        const engine = findEngine(path);
        if (engine === null) return fail('speech-none', 'engine');
        const wav = await spoken(engine, text, lang);
        return wav.ok ? ok({ wav: wav.value.toString('base64') }) : wav;
      },
      listen({ lang }) {
        const begun = dictation.listen(lang);
        return begun.ok ? ok(state()) : begun;
      },
      async heard() {
        const words = await dictation.heard();
        return words.ok ? ok({ text: words.value }) : words;
      },
    },
    stop: dictation.stop,
  };
}

function noSpeech(): RoomHandlers<'speech'> {
  const refused = Object.entries(speech)
    .filter(([, spec]) => spec.kind === 'request')
    .map(([name]) => [name, () => fail('practice-only', name)]);
  return Object.fromEntries(refused) as unknown as RoomHandlers<'speech'>;
}
