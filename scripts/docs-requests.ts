// docs/requests.md: every request, page and topic of the bridge, from the contract itself.
import { allSpecs } from '#shared/contract/index.ts';
import { roles as allRoles } from '#shared/contract/kinds.ts';

const when = { always: 'always', open: 'vault open', 'open-or-locked': 'open or locked' } as const;

export function requestsPage(): string {
  const rows = [...allSpecs()].map(([name, spec]) => {
    if (spec.kind === 'topic') return `| \`${name}\` | topic | | | ${spec.surfaces.join(', ')} | | |`;
    const who =
      spec.roles === 'any'
        ? 'anyone'
        : spec.roles.length === allRoles.length
          ? 'all staff'
          : spec.roles.join(', ');
    const kind = spec.kind === 'page' ? 'page' : `request, ${spec.effect}`;
    return `| \`${name}\` | ${kind} | ${who} | ${when[spec.when]} | ${spec.surfaces.join(', ')} | ${spec.audit ?? '–'} | ${spec.kind === 'request' && spec.progress ? 'yes' : ''} |`;
  });
  return `# Every request of the bridge

Made by \`npm run docs\` from \`shared/contract\`; a test fails when this page is not what the contract says.
*write*: handler, audit row and kept result are one transaction. *read*: the audit row is durable before the result
leaves. *remote*: "asked" before, "answered" after. *control*: concerns the desk itself.

| name | kind | who | when | surfaces | audited as | progress |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
