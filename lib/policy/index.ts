/** The policy room's only door. */
export { diffPolicies, type PolicyDiff } from './diff.ts';
export { editPolicy, type PolicyEdit } from './edit.ts';
export { explainPolicy } from './explain.ts';
export type { Finding, PolicyFacts, Severity } from './findings.ts';
export type { PolicyGrade } from './grade-scale.ts';
export { gradePolicy, gradeReason, type GradeReason } from './grade.ts';
export { lintPolicy } from './lint.ts';
export { parsePolicy, type ParsedPolicy, type ParseProblem } from './parse.ts';
export { simulate, type Simulation, type SimulationRequest } from './simulate.ts';
export { defaultTemplateId, templates, templatesIn, type PolicyTemplate } from './templates.ts';
export {
  describeAction,
  describeResourceType,
  vocabulary,
  type ActionEntry,
  type Vocabulary,
} from './vocabulary.ts';
