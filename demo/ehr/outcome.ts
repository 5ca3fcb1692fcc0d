// Errors as FHIR says them.
import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';

type Code = NonNullable<OperationOutcomeIssue['code']>;
const codes: Readonly<Record<number, Code>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'deleted',
  412: 'conflict',
  413: 'too-long',
  429: 'throttled',
  503: 'transient',
};

export const outcomeFor = (status: number, details = `Status ${status}`, code?: Code): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: code ?? codes[status] ?? (status >= 500 ? 'exception' : 'invalid'),
      details: { text: details },
    },
  ],
});
