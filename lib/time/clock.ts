/** Where "now" comes from, in epoch milliseconds, so that a test, or a server's better clock, can stand in. */
export interface Clock {
  now(): number;
}
