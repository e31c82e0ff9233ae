const mask = '[secret]';

/**
 * A created key's secret on its way from the decoder to session storage. It shows itself as `[secret]` to everything
 * that turns values into text, and structured clone (messages, IndexedDB) throws on it: only `reveal()` tells.
 */
export class Secret {
  /** An own function, and its closure the only holder: functions are what structured clone refuses. */
  readonly reveal: () => string;

  constructor(value: string) {
    this.reveal = () => value;
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  valueOf(): string {
    return mask;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return mask;
  }
}
