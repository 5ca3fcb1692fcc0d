// Certificates: what somebody still needs, and the signed text once nothing lacks.
import {
  expiryOf,
  plainName,
  sameName,
  setId,
  signedCertificateText,
  usedBefore,
  type CertificateBody,
} from '#shared/domain/training/certificate.ts';
import {
  certificateNeeds,
  lackOf,
  ownWordsOf,
  scoreOf,
  type CertificateAsks,
  type Played,
} from '#shared/domain/training/standing.ts';
import type { CertificateRow } from '#shared/contract/training-shapes.ts';
import { score } from '#shared/domain/practice/score.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import { playedRuns } from './attempts.ts';
import { trainerOf, type Training } from './deps.ts';
import { practiceName, saveFile } from './files.ts';
import {
  addCertificate,
  certificates,
  certificatesOf,
  findCertificate,
  findTrainee,
  type Trainee,
} from './store.ts';
import { signText } from './trainer-key.ts';

type Mine = 'certificateNeeds' | 'certify' | 'certificates' | 'certificateRead' | 'certificateSave';

const rowOf = (body: CertificateBody): CertificateRow => ({
  id: body.id,
  subject: body.subject,
  skill: body.skill,
  trainer: body.trainer,
  issuedAt: body.issuedAt,
  expiresAt: body.expiresAt,
  scenarios: body.scenarios.map(({ id, level, score }) => ({ id, level: level as 1 | 2 | 3 | 4, score })),
});
const kept = ({ json, text }: { json: string; text: string }) => ({
  row: rowOf(JSON.parse(json) as CertificateBody),
  text,
});

export function certifyHandlers(deps: Training): Pick<RoomHandlers<'training'>, Mine> {
  const runsOf = (traineeId: string): Played[] => playedRuns(deps).filter((r) => r.traineeId === traineeId);
  const found = (id: string): Result<{ row: CertificateRow; text: string }> => {
    const row = findCertificate(deps.core(), id);
    return row === null ? fail('not-found', 'certificate') : ok(kept(row));
  };
  function asksOf(traineeId: string): CertificateAsks {
    const earlier = certificatesOf(deps.core(), traineeId)
      .map(({ json }) => JSON.parse(json) as CertificateBody)
      .filter((body) => body.skill === deps.set.skill)
      .flatMap((body) => body.scenarios);
    return {
      set: deps.set,
      now: deps.now(),
      used: (p) => usedBefore([{ id: p.scenarioId, seed: p.seed, at: p.at }], earlier),
      ownWords: ({ runId }) => ownWordsIn(runId),
    };
  }
  function ownWordsIn(runId: string): number {
    const found = deps.practice().playedOf(runId);
    return found === null ? 0 : ownWordsOf(found.scenario, found.run);
  }
  /** What speaks for and against a call that does not count. */
  function judged(p: Played) {
    const found = deps.practice().playedOf(p.runId);
    const made = found === null ? null : score(found.scenario, found.run);
    const missed = (made?.critical ?? []).filter((c) => c.state === 'missed');
    return {
      runId: p.runId,
      at: p.at,
      level: p.level,
      rules: { total: p.score === null ? null : Math.round(p.score), passMark: made?.passMark ?? 0 },
      missed: missed.map((c) => c.title.slice(0, 200)).slice(0, 40),
      human: p.human?.overall ?? null,
      days: Math.max(0, Math.floor((Date.parse(deps.now()) - Date.parse(p.at)) / 86_400_000)),
      ownWords: ownWordsIn(p.runId),
    };
  }
  const isOwn = (who: Trainee): boolean => sameName(who.name, trainerOf(deps).name);
  /** One counting run for each scenario of the set, no more and no other. */
  function chosen(traineeId: string, runIds: readonly string[]): Played[] | null {
    const runs = runsOf(traineeId).filter((r) => runIds.includes(r.runId));
    const ids = runs.map((r) => setId(r.scenarioId));
    const asks = asksOf(traineeId);
    const whole =
      runs.length === new Set(runIds).size &&
      runs.length === deps.set.scenarios.length &&
      deps.set.scenarios.every((id) => ids.includes(id)) &&
      runs.every((r) => r.state === 'finished' && lackOf(r, asks) === null);
    return whole ? runs : null;
  }

  return {
    certificateNeeds({ traineeId }) {
      const who = findTrainee(deps.core(), traineeId);
      if (who === null) return fail('not-found', 'trainee');
      const titles = new Map(
        deps
          .practice()
          .scenarios()
          .map((s) => [s.id, s.title]),
      );
      const needs = certificateNeeds(runsOf(traineeId), asksOf(traineeId)).map((need) => ({
        scenarioId: need.scenarioId,
        title: titles.get(need.scenarioId) ?? need.scenarioId,
        counting: need.counting
          .slice(0, 20)
          .map((r) => ({ runId: r.runId, at: r.at, level: r.level, score: Math.round(scoreOf(r) ?? 0) })),
        lacks: need.lacks,
        newest: need.lacks === null || need.newest === null ? null : judged(need.newest),
      }));
      return ok({
        trainee: { id: who.id, name: who.name },
        atLevel: deps.set.level,
        months: deps.set.months,
        needs,
        score: deps.set.score,
        days: deps.set.days,
        ownWords: deps.set.ownWords,
        own: isOwn(who),
        ready: needs.every((n) => n.counting.length > 0) && !isOwn(who),
      });
    },
    certify({ id, traineeId, runIds }, context) {
      const who = findTrainee(deps.core(), traineeId);
      if (who === null) return fail('not-found', 'trainee');
      if (isOwn(who)) return fail('certificate-own');
      const runs = chosen(traineeId, runIds);
      if (runs === null) return fail('certificate-not-ready');
      const trainer = trainerOf(deps);
      if (!plainName(who.name) || !plainName(trainer.name)) return fail('certificate-markup');
      const body: CertificateBody = {
        kind: 'careline-practice-certificate',
        v: 1,
        id,
        subject: { id: who.id, name: who.name },
        skill: deps.set.skill,
        scenarios: runs.map((r) => ({
          id: r.scenarioId,
          version: r.scenarioVersion,
          level: r.level,
          score: Math.round(scoreOf(r) ?? 0),
          seed: r.seed,
          at: r.at,
          ownWords: ownWordsIn(r.runId),
        })),
        trainer: { name: trainer.name, keyId: trainer.keyId },
        issuedAt: context.now,
        expiresAt: expiryOf(context.now, deps.set.months),
      };
      const signature = signText(trainer.privateKey, signedCertificateText(body));
      const text = `${JSON.stringify({ certificate: body, signature }, null, 2)}\n`;
      const json = JSON.stringify(body);
      addCertificate(deps.core(), { id, traineeId, json, text, at: context.now });
      context.changed('training.changed', [id]);
      return ok({ row: rowOf(body), text });
    },
    certificates: () => ok(certificates(deps.core()).map((row) => kept(row).row)),
    certificateRead: ({ id }) => found(id),
    async certificateSave({ id }) {
      const certificate = found(id);
      if (!certificate.ok) return certificate;
      const { row, text } = certificate.value;
      const name = `certificate-${row.skill}-${row.subject.id}`;
      return saveFile(deps.host, {
        title: 'Save the certificate',
        suggested: practiceName(name, 'json'),
        text,
      });
    },
  };
}
