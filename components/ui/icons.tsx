/** One family on a 16 px grid, stroke 1.5. Icons are decoration: the name is on the button or beside them. */
import type { ReactNode } from 'react';

export function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** The product's mark as on the toolbar: the case of a latch, its bolt thrown, and a key upon it. */
export const LatchkeyMark = () => (
  <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
    <path d="M12 7.5h1.6l2.4 3V13h-4z" fill="#3b82f6" />
    <rect width="13" height="16" rx="3.2" fill="#1d4ed8" />
    <path
      d="M6.5 1.9a3.1 3.1 0 1 1 0 6.2a3.1 3.1 0 1 1 0-6.2zm0 1.8a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6z"
      fill="#fff"
      fillRule="evenodd"
    />
    <path d="M5.6 7.4h1.8v1.7h2v1.8h-2V12h2.6v1.8H5.6z" fill="#fff" />
  </svg>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M8 3.25v9.5M3.25 8h9.5" />
  </Icon>
);
export const ChevronDownIcon = () => (
  <Icon>
    <path d="m4.25 6.25 3.75 3.75 3.75-3.75" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="M9.75 3.75 5.5 8l4.25 4.25" />
  </Icon>
);
export const RefreshIcon = () => (
  <Icon>
    <path d="M13.25 8a5.25 5.25 0 1 1-1.6-3.77" />
    <path d="M13.25 2.25V4.9H10.6" />
  </Icon>
);
export const ExternalIcon = () => (
  <Icon>
    <path d="M9.5 2.75h3.75V6.5M13 3 7.75 8.25" />
    <path d="M11.75 9.5v2.25a1.5 1.5 0 0 1-1.5 1.5h-6a1.5 1.5 0 0 1-1.5-1.5v-6a1.5 1.5 0 0 1 1.5-1.5H6.5" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2" />
  </Icon>
);
/** A key struck out: revoke. */
export const RevokeIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.25" />
    <path d="m4.4 11.6 7.2-7.2" />
  </Icon>
);
export const CopyIcon = () => (
  <Icon>
    <rect x="5.75" y="5.75" width="7.5" height="7.5" rx="1.5" />
    <path d="M10.25 3.5a.75.75 0 0 0-.75-.75H4.25a1.5 1.5 0 0 0-1.5 1.5V9.5c0 .41.34.75.75.75" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m3.25 8.5 3 3 6.5-7" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);
export const PanelIcon = () => (
  <Icon>
    <rect x="2.25" y="2.75" width="11.5" height="10.5" rx="1.75" />
    <path d="M10 2.75v10.5" />
  </Icon>
);
export const WarningIcon = () => (
  <Icon>
    <path d="M8 2.5 14 13H2L8 2.5Z" />
    <path d="M8 6.5v3M8 11.25h.01" />
  </Icon>
);
export const InfoIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.75" />
    <path d="M8 7.5v3.25M8 5.25h.01" />
  </Icon>
);
export const DangerIcon = () => (
  <Icon>
    <path d="M5.6 2.25h4.8l3.35 3.35v4.8l-3.35 3.35H5.6L2.25 10.4V5.6L5.6 2.25Z" />
    <path d="M8 5.25V8.5M8 10.75h.01" />
  </Icon>
);
