/** Small helpers for drawing without a framework. Text always goes in as text, never as markup. */

/** Makes an element; `on…` properties are listeners, `true` and `false` switch attributes, arrays are flattened. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(
    ...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** Drawn for the stand-in: 24×24 strokes. */
const shapes = {
  gear: 'M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4ZM10 21h4',
  help: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17v.2',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM5 20c.8-4 3.5-5.500 7-5.500s6.200 1.500 7 5.500',
  people:
    'M9 12a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM3 20c.6-3.500 2.800-5 6-5s5.400 1.500 6 5M16 5a3.500 3.500 0 0 1 0 7M17.500 15c2 .500 3.200 2 3.500 5',
  key: 'M15 3a6 6 0 0 0-5.600 8.100L3 17.500V21h3.500v-2.500H9V16h2l1.900-1.900A6 6 0 1 0 15 3ZM16.500 7.500v.1',
  sliders: 'M6 4v7M6 15v5M12 4v3M12 11v9M18 4v9M18 17v3M3.500 15h5M9.500 7h5M15.500 17h5',
  lock: 'M6 11h12v9H6ZM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  terminal: 'M4 6l5 6-5 6M12 18h8',
  clipboard: 'M7 5h10v16H7ZM9.500 3h5v4h-5Z',
  bolt: 'M13 2 5 13h6l-1 9 8-11h-6Z',
  mail: 'M3 6h18v12H3ZM3 7l9 6 9-6',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM16 16l5 5',
  plus: 'M12 5v14M5 12h14',
  trash: 'M4 7h16M9 7V4h6v3M6.500 7l1 14h9l1-14',
  grid: 'M4 4h6v6H4ZM14 4h6v6h-6ZM4 14h6v6H4ZM14 14h6v6h-6Z',
  pulse: 'M2 12h4l3-8 5 16 3-8h5',
  cart: 'M3 9h18v11H3ZM7 9V5h10v4M12 13v4',
  box: 'M12 3l8 4.500v9L12 21l-8-4.500v-9ZM4 7.500l8 4.500 8-4.500M12 12v9',
  flag: 'M6 21V4h12l-3 4 3 4H6',
  close: 'M6 6l12 12M18 6 6 18',
  warning: 'M12 4 2.500 20h19ZM12 10v5M12 17.500v.1',
};

export function icon(name, size = 20) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const attributes = {
    width: size,
    height: size,
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 1.6,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  };
  for (const [attribute, value] of Object.entries(attributes)) svg.setAttribute(attribute, value);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', shapes[name]);
  svg.append(path);
  return svg;
}

export function logo(size = 32) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('width', size);
  svg.setAttribute('height', size);
  svg.setAttribute('viewBox', '0 0 32 32');
  svg.setAttribute('aria-hidden', 'true');
  const mark = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  mark.setAttribute('d', 'M16 2a14 14 0 1 0 0 28 14 14 0 0 0 0-28ZM3 11h26M2 16h9l5 5h14M5 24h22');
  mark.setAttribute('fill', 'none');
  mark.setAttribute('stroke', '#5ce0c6');
  mark.setAttribute('stroke-width', '2.4');
  svg.append(mark);
  return svg;
}

/** `April 14th, 2023 10:44 AM`, as the console writes times. */
export function longDate(time) {
  const date = new Date(time);
  const month = date.toLocaleString('en-US', { month: 'long' });
  return `${month} ${ordinal(date.getDate())}, ${date.getFullYear()} ${clockTime(date)}`;
}

/** `12/10/2021` and `at 4:41 PM`, as the old console writes times on two lines. */
export function shortDate(time) {
  const date = new Date(time);
  const day = date.toLocaleDateString('en-US', { month: '2-digit', day: '2-digit', year: 'numeric' });
  return [day, h('br'), `at ${clockTime(date)}`];
}

function clockTime(date) {
  return date.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
}

function ordinal(day) {
  const ending =
    day % 10 === 1 && day !== 11
      ? 'st'
      : day % 10 === 2 && day !== 12
        ? 'nd'
        : day % 10 === 3 && day !== 13
          ? 'rd'
          : 'th';
  return `${day}${ending}`;
}

/** A modal dialog on `body`; `draw` gets a function that closes it. */
export function openDialog(title, draw, className = 'dialog') {
  const backdrop = h('div', { class: 'backdrop' });
  const close = () => {
    document.removeEventListener('keydown', onKey);
    backdrop.remove();
  };
  const onKey = (event) => {
    if (event.key === 'Escape') close();
  };
  document.addEventListener('keydown', onKey);
  const heading = h('h2', {}, title);
  backdrop.append(
    h(
      'div',
      { class: className, role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
      heading,
      draw(close),
    ),
  );
  document.body.append(backdrop);
  backdrop.querySelector('input, textarea, button')?.focus();
}
