/**
 * More about something, on hover and focus, in the browser's top layer so that no scrolling list clips it. Needs no
 * react-aria: first views use it. The text is also the element's description for assistive technology.
 */
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import styles from './hint.module.css';
import { cx } from './cx.ts';

const gap = 6;

/** Below the anchor, or above it where there is no room, never beyond the window's sides. */
function place(bubble: HTMLElement, anchor: Element): void {
  const around = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const below = around.bottom + gap + height <= window.innerHeight;
  const left = Math.max(
    gap,
    Math.min(around.left + around.width / 2 - width / 2, window.innerWidth - width - gap),
  );
  bubble.style.top = `${below ? around.bottom + gap : Math.max(gap, around.top - gap - height)}px`;
  bubble.style.left = `${left}px`;
}

export interface HintProps {
  readonly text: ReactNode;
  readonly children: ReactNode;
  /** `false` where something inside can take the focus by itself. */
  readonly focusable?: boolean;
}

export function Hint({ text, children, focusable = true }: HintProps) {
  const [shown, setShown] = useState(false);
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    if (!shown || !bubble.current || !anchor.current) return;
    bubble.current.showPopover?.();
    place(bubble.current, anchor.current);
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setShown(false);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shown]);

  const show = () => setShown(true);
  const hide = () => setShown(false);
  return (
    <>
      <span
        ref={anchor}
        className={styles.anchor}
        // The hint is for keyboards too, so what it is about has to take the focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={focusable ? 0 : undefined}
        aria-describedby={shown ? id : undefined}
        onPointerEnter={show}
        onPointerLeave={hide}
        onFocus={show}
        onBlur={hide}
      >
        {children}
      </span>
      {shown ? (
        <span
          ref={bubble}
          id={id}
          role="tooltip"
          popover="manual"
          className={cx(styles.bubble, styles.placed)}
        >
          {text}
        </span>
      ) : null}
    </>
  );
}
