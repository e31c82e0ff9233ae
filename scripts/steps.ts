/** Runs one program after the other under the Node that runs us, and gives back what each printed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export interface StepResult {
  readonly ok: boolean;
  readonly code: number;
  readonly output: string;
}

const running = new Set<ChildProcess>();

/** Ends what is running, as when we are told to stop ourselves. */
export function stopSteps(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** @param show print what it says while it runs, too. */
export function runStep(args: readonly string[], { show = false } = {}): Promise<StepResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let output = '';
    const take = (chunk: string): void => {
      output += chunk;
      if (show) process.stdout.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(child);
      if (signal) output += `\nStopped by ${signal}.`;
      resolve({ ok: code === 0, code: code ?? 1, output });
    });
  });
}
