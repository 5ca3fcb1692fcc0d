// Certificates: what somebody still needs, and the signed text once nothing lacks.
import {
  expiryOf,
  plainName,
  signedCertificateText,
  type CertificateBody,
} from '#shared/domain/training/certificate.ts';
import { certificateNeeds, lackOf, scoreOf, type Played } from '#shared/domain/training/standing.ts';
import { setId } from '#shared/domain/training/certificate.ts';
import type { CertificateRow } from '#shared/contract/training-shapes.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import { playedRuns } from './attempts.ts';
import { trainerOf, type Training } from './deps.ts';
import { saveFile } from './files.ts';
import { addCertificate, certificates, findCertificate, findTrainee } from './store.ts';
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
  /** One counting run for each scenario of the set, no more and no other. */
  function chosen(traineeId: string, runIds: readonly string[]): Played[] | null {
    const runs = runsOf(traineeId).filter((r) => runIds.includes(r.runId));
    const ids = runs.map((r) => setId(r.scenarioId));
    const whole =
      runs.length === new Set(runIds).size &&
      runs.length === deps.set.scenarios.length &&
      deps.set.scenarios.every((id) => ids.includes(id)) &&
      runs.every((r) => r.state === 'finished' && lackOf(r, deps.set) === null);
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
      const needs = certificateNeeds(runsOf(traineeId), deps.set).map((need) => ({
        scenarioId: need.scenarioId,
        title: titles.get(need.scenarioId) ?? need.scenarioId,
        counting: need.counting
          .slice(0, 20)
          .map((r) => ({ runId: r.runId, at: r.at, level: r.level, score: Math.round(scoreOf(r) ?? 0) })),
        lacks: need.lacks,
      }));
      return ok({
        trainee: { id: who.id, name: who.name },
        atLevel: deps.set.level,
        months: deps.set.months,
        needs,
        ready: needs.every((n) => n.counting.length > 0),
      });
    },
    certify({ id, traineeId, runIds }, context) {
      const who = findTrainee(deps.core(), traineeId);
      if (who === null) return fail('not-found', 'trainee');
      const runs = chosen(traineeId, runIds);
      if (runs === null) return fail('certificate-not-ready');
      const trainer = trainerOf(deps);
      if (!plainName(who.name) || !plainName(trainer.name)) return fail('certificate-markup');
      const versions = new Map(deps.attempts().map(({ row }) => [row.id, row]));
      const body: CertificateBody = {
        kind: 'careline-practice-certificate',
        v: 1,
        id,
        subject: { id: who.id, name: who.name },
        skill: deps.set.skill,
        scenarios: runs.map((r) => ({
          id: r.scenarioId,
          version: versions.get(r.runId)?.scenarioVersion ?? 1,
          level: r.level,
          score: Math.round(scoreOf(r) ?? 0),
          seed: versions.get(r.runId)?.seed ?? 0,
          at: r.at,
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
      return saveFile(deps.host, { title: 'Save the certificate', name, extension: 'json', text });
    },
  };
}
