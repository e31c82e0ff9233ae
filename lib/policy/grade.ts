/** How much a policy opens, as a letter, and the sentence that says why. */
import type { Locale } from '../i18n/text.ts';
import type { PolicyFacts } from './findings.ts';
import { gradeFrom, type PolicyGrade } from './grade-scale.ts';
import { gradingFindings } from './lint.ts';
import { sayIn } from './text.ts';

/**
 * F = everything (J1-S01); D = J1-S02, S03, S08; C = J1-S04 to S06; B = two warnings or more; A = none of these.
 * `null` only where there are no rules to judge: J1-E01, E02, E06. Other findings do not change it. Never throws.
 */
export function gradePolicy(text: string, facts: PolicyFacts = {}): PolicyGrade | null {
  return gradeFrom(gradingFindings(text, facts, 'en')).grade;
}

export interface GradeReason {
  readonly grade: PolicyGrade | null;
  /** The catalogue's id of the finding that set the grade (or forbids one); `null` for an A. */
  readonly rule: string | null;
  readonly sentence: string;
}

/** The grade with the finding that set it and one sentence about it. Never throws. */
export function gradeReason(text: string, facts: PolicyFacts = {}, locale: Locale = 'en'): GradeReason {
  const say = sayIn(locale);
  const { grade, by } = gradeFrom(gradingFindings(text, facts, locale));
  if (grade === 'A') return { grade, rule: null, sentence: say('grade.A') };
  const message = by?.message ?? '';
  const rule = by?.id ?? null;
  return {
    grade,
    rule,
    sentence: grade ? say('grade.because', { grade, message }) : say('grade.none', { message }),
  };
}
