// What an article says about itself beside its words, each field in the words of the screen: whoever approves it sees all that
// counts once it is in force, and of a change what each field was. Pure.
import type { Account } from '#shared/domain/accounts/account.ts';
import { type Article, everyPractice } from '#shared/domain/knowledge/article.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';

/** A draft has the same fields as an article. */
export type Head = Pick<
  Article,
  | 'title'
  | 'kind'
  | 'lang'
  | 'practice'
  | 'site'
  | 'topic'
  | 'section'
  | 'keywords'
  | 'callTypes'
  | 'roles'
  | 'owner'
  | 'ownerId'
  | 'reviewBy'
  | 'clinicalDraft'
  | 'mustRead'
  | 'translationOf'
  | 'variantOf'
  | 'source'
>;
type Field = Exclude<keyof Head, 'ownerId'>;
/** In the order of the form. Every field of `Head` but the person behind the owner's name, who is told with the name. */
const order: Record<Field, true> = {
  title: true,
  kind: true,
  lang: true,
  practice: true,
  site: true,
  topic: true,
  section: true,
  keywords: true,
  callTypes: true,
  roles: true,
  owner: true,
  reviewBy: true,
  mustRead: true,
  clinicalDraft: true,
  translationOf: true,
  variantOf: true,
  source: true,
};
const fields = Object.keys(order) as Field[];

function labelOf(id: Field): string {
  if (id === 'clinicalDraft') return t('authoring.head.clinical');
  return t(id === 'keywords' ? 'authoring.changes.keywords' : `authoring.head.${id}`);
}
const orNothing = (text: string): string => (text === '' ? t('authoring.changes.nothing') : text);
const yesNo = (is: boolean): string => t(is ? 'authoring.changes.yes' : 'authoring.changes.no');

function text(head: Head, id: Field, accounts: readonly Account[]): string {
  const account = accounts.find((one) => one.id === head.practice);
  switch (id) {
    case 'kind':
      return t(`authoring.kind.${head.kind}`);
    case 'lang':
      return t(`authoring.lang.${head.lang}`);
    case 'practice':
      return head.practice === everyPractice ? t('authoring.practice.all') : (account?.name ?? head.practice);
    case 'site':
      if (head.site === null) return head.practice === everyPractice ? '' : t('authoring.site.whole');
      return account?.departments.find((one) => one.id === head.site)?.label ?? head.site;
    case 'keywords':
      return head.keywords.join(', ');
    case 'callTypes':
      return head.callTypes.map((call) => t(`authoring.call.${call}` as 'authoring.call.1')).join(', ');
    case 'roles':
      return head.roles === null
        ? t('authoring.head.roles.all')
        : head.roles.map((role) => t(`app.role.${role}`)).join(', ');
    case 'owner':
      if (head.owner === null) return '';
      return head.ownerId === null ? t('authoring.head.owner.named', { name: head.owner }) : head.owner;
    case 'reviewBy':
      return head.reviewBy === null ? '' : formatDate(head.reviewBy);
    case 'mustRead':
    case 'clinicalDraft':
      return yesNo(head[id]);
    case 'translationOf':
      return head.translationOf === null ? '' : t('authoring.version', head.translationOf);
    case 'source': {
      const { name, url, licence, date } = head.source;
      return [name, url, licence, date].filter(Boolean).join(' · ');
    }
    default:
      return head[id] ?? '';
  }
}

/** Every field with what it says. Fields that this article has no use for are left out. */
export function headRows(head: Head, accounts: readonly Account[]): { label: string; value: string }[] {
  const unused = (id: Field): boolean =>
    id === 'title' ||
    (id === 'site' && head.practice === everyPractice) ||
    ((id === 'translationOf' || id === 'variantOf') && head[id] === null);
  return fields
    .filter((id) => !unused(id))
    .map((id) => ({ label: labelOf(id), value: orNothing(text(head, id, accounts)) }));
}

const said = (head: Head, id: Field): unknown => (id === 'owner' ? [head.owner, head.ownerId] : head[id]);

/** The fields that say something else, with what they said. */
export function changedHead(
  before: Head,
  after: Head,
  accounts: readonly Account[],
): { label: string; was: string; is: string }[] {
  return fields.flatMap((id) => {
    if (JSON.stringify(said(before, id)) === JSON.stringify(said(after, id))) return [];
    let [was, is] = [text(before, id, accounts), text(after, id, accounts)];
    // The same name, and another person behind it.
    if (was === is && id === 'owner') [was, is] = [`${was} (${before.ownerId})`, `${is} (${after.ownerId})`];
    return was === is ? [] : [{ label: labelOf(id), was: orNothing(was), is: orNothing(is) }];
  });
}
