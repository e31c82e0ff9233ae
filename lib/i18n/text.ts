/**
 * Text comes from the files under `locales/<language>/`, one file a room, so that a room only carries its own
 * words (the content script has 25 kB for everything). A message is a string with `{name}` places, or an object
 * of `Intl.PluralRules` forms chosen by the parameter `count`.
 */
export type Message = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
export type Catalog = Readonly<Record<string, Message>>;
export type Params = Readonly<Record<string, string | number>>;

/** `en-XA` is the pseudo-locale: every catalogued text is wrapped and accented, so a bare one stands out. */
export type Locale = 'en' | 'en-XA';

let current: Locale = 'en';

/** Sets the language of the surfaces. Pure functions take theirs as an argument instead. */
export function setLocale(locale: Locale): void {
  current = locale;
}

export function currentLocale(): Locale {
  return current;
}

const accents: Record<string, string> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  O: 'Ó',
  U: 'Ú',
};

function pseudo(template: string): string {
  const accented = template.replace(/\{\w+\}|[aeiouAEOU]/g, (part) => accents[part] ?? part);
  return `⟦${accented}⟧`;
}

/** Both locales are English in their plurals. Made once: a policy of thousands of rules has as many messages. */
const plurals = new Intl.PluralRules('en');

function templateOf(message: Message, params: Params): string {
  if (typeof message === 'string') return message;
  const form = plurals.select(Number(params['count'] ?? 0));
  return message[form] ?? message.other ?? '';
}

/** Fills `{name}` places; a place without a parameter stays as it is, so the omission is seen. */
export function renderMessage(message: Message, params: Params = {}, locale: Locale = 'en'): string {
  const template = templateOf(message, params);
  const shown = locale === 'en-XA' ? pseudo(template) : template;
  return shown.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    if (value === undefined) return place;
    return typeof value === 'number' ? value.toLocaleString('en') : value;
  });
}

/** A room's text function over its own catalogue: keys are checked by the compiler. */
export function defineText<C extends Catalog>(en: C) {
  return (key: keyof C & string, params?: Params, locale: Locale = current): string =>
    renderMessage(en[key] as Message, params, locale);
}
