import { describe, expect, it } from 'vitest';
import type { FhirConfig } from './launch.ts';
import { decideLink, decideOrganisation, decideSignIn } from './open-link.ts';

const list = ['medlineplus.gov', '*.nhs.uk', 'bücher.example', '127.0.0.1', '*', '*.com', ''];

describe('links that may open', () => {
  it.each([
    ['https://medlineplus.gov/ency/article/000001.htm', 'medlineplus.gov/ency/article/000001.htm'],
    ['https://medlineplus.gov', 'medlineplus.gov'],
    ['https://MEDLINEPLUS.gov:443/a?b=c#d', 'medlineplus.gov/a'],
    ['https://www.nhs.uk/conditions', 'www.nhs.uk/conditions'],
    ['https://nhs.uk/', 'nhs.uk'],
  ])('%s', (raw, shown) => {
    expect(decideLink(raw, list)).toEqual({ open: true, url: new URL(raw).href, shown });
  });
});

describe('links that stay shut', () => {
  it.each([
    ['http://medlineplus.gov/', 'not-https'],
    ['javascript:alert(1)', 'not-https'],
    ['JaVaScRiPt:alert(1)//https://medlineplus.gov', 'not-https'],
    ['data:text/html,<script>1</script>', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['file://medlineplus.gov/share', 'not-https'],
    ['smb://medlineplus.gov/x', 'not-https'],
    ['ms-settings:privacy', 'not-https'],
    ['search-ms:query=x&crumb=location:\\\\evil', 'not-a-link'],
    ['tel:+15555550100', 'not-https'],
    ['app://desk/index.html', 'not-https'],
    ['blob:https://medlineplus.gov/1', 'not-https'],
    ['//medlineplus.gov/', 'not-a-link'],
    ['medlineplus.gov', 'not-a-link'],
    ['', 'not-a-link'],
    [' https://medlineplus.gov/', 'not-a-link'],
    ['https://medlineplus.gov/\n', 'not-a-link'],
    ['ht\ttps://medlineplus.gov/', 'not-a-link'],
    ['https://medlineplus.gov\u0000.evil.example/', 'not-a-link'],
    ['https://medlineplus.gov\u200b.evil.example/', 'not-a-link'],
    ['https://medlineplus.gov/\u202egpj.exe', 'not-a-link'],
    ['https:\\\\medlineplus.gov\\x', 'not-a-link'],
    ['https://evil.example\\@medlineplus.gov/', 'not-a-link'],
    ['https://medlineplus.gov@evil.example/', 'hidden-login'],
    ['https://:@medlineplus.gov/', 'hidden-login'],
    ['https://@medlineplus.gov/', 'hidden-login'],
    ['https://medlineplus.gov:8443/', 'odd-port'],
    ['https://medlineplus.gov.evil.example/', 'not-on-the-list'],
    ['https://evil.example/?https://medlineplus.gov/', 'not-on-the-list'],
    ['https://evil.example/#medlineplus.gov', 'not-on-the-list'],
    ['https://xmedlineplus.gov/', 'not-on-the-list'],
    ['https://medlineplus.gov./', 'not-on-the-list'],
    ['https://www.medlineplus.gov/', 'not-on-the-list'],
    ['https://evilnhs.uk/', 'not-on-the-list'],
    ['https://mеdlineplus.gov/', 'not-on-the-list'], // a Cyrillic "е"
    ['https://127.0.0.1/', 'not-on-the-list'],
    ['https://2130706433/', 'not-on-the-list'],
    ['https://[::1]/', 'not-on-the-list'],
    ['https://localhost/', 'not-on-the-list'],
    ['https://anything.com/', 'not-on-the-list'],
    [`https://medlineplus.gov/${'a'.repeat(2000)}`, 'not-a-link'],
  ])('%j', (raw, why) => {
    expect(decideLink(raw, list)).toEqual({ open: false, why });
  });

  it('opens nothing with an empty list', () => {
    expect(decideLink('https://medlineplus.gov/', [])).toEqual({ open: false, why: 'not-on-the-list' });
  });
});

describe('the sign-in of the record', () => {
  const fhir: FhirConfig = {
    url: 'https://ehr.example/r4',
    token: null,
    auth: { kind: 'launch', clientId: 'desk', origins: ['https://login.example:8443'] },
  };
  const here: FhirConfig = { ...fhir, url: 'http://127.0.0.1:8103/fhir' };
  const at = (url: string, ...origins: string[]): FhirConfig => ({
    ...fhir,
    url,
    auth: { kind: 'launch', clientId: 'desk', origins },
  });
  it.each([
    ['https://ehr.example/authorize?state=x', fhir],
    ['https://login.example:8443/a', fhir],
    ['http://127.0.0.1:8103/auth', here],
    ['http://localhost:8103/auth', at('http://localhost:8103')],
    ['http://[::1]:8103/auth', at('http://[::1]:8103')],
  ])('opens %s', (url, config) => {
    expect(decideSignIn(url, config)).toMatchObject({ open: true, url });
  });
  it.each<[string, FhirConfig | null, string]>([
    ['https://evil.example/authorize', fhir, 'not-on-the-list'],
    ['https://ehr.example.evil.example/', fhir, 'not-on-the-list'],
    ['https://login.example/a', fhir, 'not-on-the-list'],
    ['http://ehr.example/authorize', fhir, 'not-https'],
    ['http://127.0.0.1:8103/auth', fhir, 'not-on-the-list'],
    ['http://127.0.0.1:8104/auth', here, 'not-on-the-list'],
    // Set up or not: a record elsewhere sends nobody to a port of this computer.
    ['http://localhost:8103/a', at('https://ehr.example', 'http://localhost:8103'), 'not-on-the-list'],
    ['https://ehr.example/a#b', fhir, 'not-a-link'],
    ['http://localhost.evil.example/a', at('http://localhost.evil.example'), 'not-https'],
    ['file:///etc/passwd', fhir, 'not-https'],
    ['javascript:alert(1)', fhir, 'not-https'],
    ['https://ehr.example@evil.example/', fhir, 'hidden-login'],
    ['https://ehr.example/\u202eevil', fhir, 'not-a-link'],
    ['https://ehr.example/a b', fhir, 'not-a-link'],
    [`https://ehr.example/${'a'.repeat(8000)}`, fhir, 'not-a-link'],
    ['https://ehr.example/authorize', null, 'not-on-the-list'],
    ['https://ehr.example/authorize', { ...fhir, auth: { kind: 'token' } }, 'not-on-the-list'],
  ])('refuses %s', (url, config, why) => {
    expect(decideSignIn(url, config)).toEqual({ open: false, why });
  });
});

describe('the organisation’s own sign-in', () => {
  it.each([
    ['https://id.example/authorize?a=b', 'https://id.example/realms/one'],
    ['http://127.0.0.1:8103/auth', 'http://127.0.0.1:8103'],
  ])('opens %s of %s', (url, issuer) => {
    expect(decideOrganisation(url, issuer)).toMatchObject({ open: true, url });
  });
  it.each([
    ['https://id.example.evil.example/a', 'https://id.example', 'not-on-the-list'],
    ['https://other.example/a', 'https://id.example', 'not-on-the-list'],
    ['https://id.example:8443/a', 'https://id.example', 'not-on-the-list'],
    ['http://127.0.0.1:8103/auth', 'https://id.example', 'not-on-the-list'],
    ['http://127.0.0.1:8104/auth', 'http://127.0.0.1:8103', 'not-on-the-list'],
    ['http://id.example/a', 'http://id.example', 'not-https'],
    ['https://a@id.example/a', 'https://id.example', 'hidden-login'],
    ['https://id.example/a', '', 'not-a-link'],
    ['https://id.example/a', 'javascript:alert(1)', 'not-https'],
    ['javascript:alert(1)', 'https://id.example', 'not-https'],
  ])('refuses %s of %s', (url, issuer, why) => {
    expect(decideOrganisation(url, issuer)).toEqual({ open: false, why });
  });
});
