/** The self-signed certificate, made anew at each start so that no key lies in the repository. */
import { generate } from 'selfsigned';
import { certificateNames } from './hosts.ts';

export async function createCertificate(): Promise<{ readonly key: string; readonly cert: string }> {
  const pems = await generate([{ name: 'commonName', value: 'Latchkey stand-in' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [
          ...certificateNames().map((value) => ({ type: 2 as const, value })),
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}
