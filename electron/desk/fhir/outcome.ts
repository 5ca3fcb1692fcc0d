// What an OperationOutcome says, by FHIR's own lists: severities and issue codes. Never the server's words, which may
// quote names or numbers; what a person reads comes from the message catalogue by our code.
import type { ErrorCode } from '#shared/domain/errors.ts';

export const severities = ['fatal', 'error', 'warning', 'information'] as const;
export interface Issue {
  severity: (typeof severities)[number];
  /** Of FHIR's issue-type list (`suppressed`, `throttled`, …); empty when it is no code. */
  code: string;
}
const mostIssues = 20;

type Loose = { [field: string]: unknown };
const isObject = (v: unknown): v is Loose => typeof v === 'object' && v !== null && !Array.isArray(v);

/** The issues of an OperationOutcome; none when it is something else. */
export function issuesOf(value: unknown): Issue[] {
  if (!isObject(value) || value['resourceType'] !== 'OperationOutcome') return [];
  const issues = Array.isArray(value['issue']) ? value['issue'].slice(0, mostIssues) : [];
  return issues.filter(isObject).map((i) => ({
    severity: severities.find((s) => s === i['severity']) ?? 'error',
    code: typeof i['code'] === 'string' && /^[a-z-]{1,40}$/.test(i['code']) ? i['code'] : '',
  }));
}

/** Which of our sentences an issue code stands for. Codes that say nothing more than the status are not here. */
const sentences: Record<string, ErrorCode> = {
  login: 'ehr-refused',
  expired: 'ehr-refused',
  forbidden: 'ehr-refused',
  security: 'ehr-refused',
  unknown: 'ehr-refused',
  suppressed: 'ehr-refused',
  'not-supported': 'ehr-unsupported',
  'too-costly': 'ehr-unsupported',
  'not-found': 'not-found',
  deleted: 'not-found',
  conflict: 'ehr-conflict',
  duplicate: 'ehr-conflict',
  'multiple-matches': 'ehr-conflict',
  throttled: 'ehr-busy',
  transient: 'ehr-busy',
  'lock-error': 'ehr-busy',
  timeout: 'ehr-busy',
};

/**
 * The code of a refused request. The status decides where it is plain (401, 404, 410, 412, 429, 5xx); the first issue of
 * weight where it isn't (400, 422 and the like). `writing`: what was sent was not accepted, rather than not understood.
 */
export function codeOf(status: number, issues: readonly Issue[], writing: boolean): ErrorCode {
  if (status === 401 || status === 403) return 'ehr-refused';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 409 || status === 412) return 'ehr-conflict';
  if (status === 408 || status === 429 || status >= 500) return 'ehr-busy';
  const weighty = issues.find((i) => i.severity === 'fatal' || i.severity === 'error') ?? issues[0];
  const said = sentences[weighty?.code ?? ''];
  if (said !== undefined) return said;
  return writing && (status === 400 || status === 422) ? 'ehr-invalid' : 'ehr-refused';
}
