import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../../public/icon/${file}.png`, import.meta.url));
const states = ['calm', 'soon', 'urgent', 'critical', 'unsaved', 'stale'];

/** Width and height stand in the first chunk of a PNG, at bytes 16 and 20. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('the icons', () => {
  it.each([16, 32, 48, 96, 128])('of %i px have that size', (size) => {
    expect(sizeOf(read(`${size}`))).toEqual([size, size]);
  });

  it.each([16, 32])('of the badge states differ from one another at %i px', (size) => {
    const pictures = states.map((state) => read(`${state}-${size}`));
    for (const picture of pictures) expect(sizeOf(picture)).toEqual([size, size]);
    expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(states.length);
  });

  it('at rest are the calm ones', () => {
    for (const size of [16, 32]) expect(read(`${size}`).equals(read(`calm-${size}`))).toBe(true);
  });
});
