/** The icons that only the side panel and the options use, on the same grid as `icons.tsx`. */
import { Icon } from './icons.tsx';

export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.25" />
    <path d="m10.25 10.25 3 3" />
  </Icon>
);
/** Two sliders: settings. */
export const SettingsIcon = () => (
  <Icon>
    <path d="M2.75 5h5.5M11.75 5h1.5M2.75 11h1.5M7.75 11h5.5" />
    <circle cx="10" cy="5" r="1.75" />
    <circle cx="6" cy="11" r="1.75" />
  </Icon>
);
export const SortUpIcon = () => (
  <Icon>
    <path d="m5 9.25 3-3 3 3" />
  </Icon>
);
export const SortDownIcon = () => (
  <Icon>
    <path d="m5 6.75 3 3 3-3" />
  </Icon>
);
