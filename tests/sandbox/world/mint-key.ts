import type { Random } from './random.ts';
import type { Key } from './world.ts';

/** A new key as the server mints it: 76 letters and digits, as J1's newer tokens are. */
export function mintKey(
  random: Random,
  fields: Pick<
    Key,
    'type' | 'name' | 'category' | 'policy' | 'subject' | 'userId' | 'createdAt' | 'expiresAt'
  >,
): Key {
  return { ...fields, id: random.uuid(), secret: random.text(76), revoked: false };
}
