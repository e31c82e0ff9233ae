/** Reads the case files of the policy room. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../cases/policy');

export function caseFile<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
}

export function caseFiles(folder: string): string[] {
  return readdirSync(join(root, folder)).sort();
}

/** A case writes a policy as JSON, or as a string where its very spelling matters. */
export function textOf(policy: unknown): string {
  return typeof policy === 'string' ? policy : JSON.stringify(policy);
}
