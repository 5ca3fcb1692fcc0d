// docs/requests.md: every request, page and topic of the bridge, from the contract itself.
import { allSpecs } from '#shared/contract/index.ts';
import { roles as allRoles, staff } from '#shared/contract/kinds.ts';

const when = { always: 'always', open: 'vault open', 'open-or-locked': 'open or locked' } as const;

export function requestsPage(): string {
  const rows = [...allSpecs()].map(([name, spec]) => {
    if (spec.kind === 'topic') return `| \`${name}\` | topic | | | ${spec.surfaces.join(', ')} | | |`;
    const who =
      spec.roles === 'any'
        ? 'anyone'
        : spec.roles.length === allRoles.length
          ? 'everybody seated'
          : spec.roles === staff
            ? 'all staff'
            : [...spec.roles, spec.practice && 'practice'].filter(Boolean).join(', ');
    const kind = spec.kind === 'page' ? 'page' : `request, ${spec.effect}`;
    const state = [when[spec.when], spec.stepUp && 'step-up', spec.lease === 'free' && 'lease-free'];
    return `| \`${name}\` | ${kind} | ${who} | ${state.filter(Boolean).join(', ')} | ${spec.surfaces.join(', ')} | ${spec.audit ?? '–'} | ${spec.kind === 'request' && spec.progress ? 'yes' : ''} |`;
  });
  return `# Every request of the bridge

Made by \`npm run docs\` from \`shared/contract\`; a test fails when this page is not what the contract says.
*write*: handler, audit row and kept result are one transaction. *read*: the audit row is durable before the result
leaves. *remote*: "asked" before, "answered" after. *control*: concerns the desk itself. *step-up*: wants a proof of
who asks that is not older than five minutes. *lease-free*: also after the read-lease ended.
*practice*: also whoever sits at a practice desk.

| name | kind | who | when | surfaces | audited as | progress |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
