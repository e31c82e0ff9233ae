/** Key presses as the browser's own input events. */
import type { Session } from './cdp.ts';

const named: Record<string, { code: string; keyCode: number; text?: string }> = {
  Enter: { code: 'Enter', keyCode: 13, text: '\r' },
  Tab: { code: 'Tab', keyCode: 9 },
  Escape: { code: 'Escape', keyCode: 27 },
  Backspace: { code: 'Backspace', keyCode: 8 },
  Delete: { code: 'Delete', keyCode: 46 },
  Home: { code: 'Home', keyCode: 36 },
  End: { code: 'End', keyCode: 35 },
  ArrowUp: { code: 'ArrowUp', keyCode: 38 },
  ArrowDown: { code: 'ArrowDown', keyCode: 40 },
  ArrowLeft: { code: 'ArrowLeft', keyCode: 37 },
  ArrowRight: { code: 'ArrowRight', keyCode: 39 },
  ' ': { code: 'Space', keyCode: 32, text: ' ' },
};

const modifierBits: Record<string, number> = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };

/** @param keys a key with the modifiers held down before it: `Shift+Tab`. */
export async function pressKey(session: Session, keys: string): Promise<void> {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const modifiers = parts.reduce((bits, name) => bits | (modifierBits[name] ?? 0), 0);
  const { code, keyCode, text } = named[key] ?? {
    code: `Key${key.toUpperCase()}`,
    keyCode: key.toUpperCase().charCodeAt(0),
  };
  const event = {
    key,
    code,
    modifiers,
    windowsVirtualKeyCode: keyCode,
    // The browser maps no shortcut in headless mode; the editing command has to be named.
    ...(key === 'a' && modifiers === modifierBits['Control'] ? { commands: ['selectAll'] } : {}),
  };
  await session.send('Input.dispatchKeyEvent', {
    type: text ? 'keyDown' : 'rawKeyDown',
    ...event,
    ...(text ? { text, unmodifiedText: text } : {}),
  });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
}

/** Types letter by letter, with key events where a keyboard has the letter. */
export async function typeText(session: Session, text: string): Promise<void> {
  for (const letter of text) {
    if (letter >= ' ' && letter <= '~') {
      const event = { key: letter, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) };
      await session.send('Input.dispatchKeyEvent', {
        type: 'keyDown',
        ...event,
        text: letter,
        unmodifiedText: letter,
      });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    } else {
      await session.send('Input.insertText', { text: letter });
    }
  }
}
