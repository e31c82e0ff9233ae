/** One sentence a problem: what happened, and what to do. */
import en from '../i18n/locales/en/errors.json' with { type: 'json' };
import { currentLocale, defineText, type Locale } from '../i18n/text.ts';
import type { Problem } from './problem.ts';

const text = defineText(en);

/** The sentence for the user, in the surface's language unless another is named. */
export function problemText(problem: Problem, locale: Locale = currentLocale()): string {
  switch (problem.code) {
    case 'rate-limited':
      return text('rate-limited', { seconds: Math.ceil((problem.retryAfterMs ?? 15_000) / 1000) }, locale);
    case 'unavailable':
      return problem.status === undefined
        ? text('unavailable-plain', {}, locale)
        : text('unavailable', { status: String(problem.status) }, locale);
    case 'schema':
    case 'bad-input':
    case 'server':
    case 'not-confirmed':
      return problem.detail
        ? text(problem.code, { detail: problem.detail.replace(/\.$/, '') }, locale)
        : text(`${problem.code}-plain`, {}, locale);
    default:
      return text(problem.code, {}, locale);
  }
}
