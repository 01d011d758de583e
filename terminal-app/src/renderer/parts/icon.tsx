/** Icons drawn here, one stroke width, on a 24 px grid; each stands beside a word. */
const paths = {
  check: 'M4 12.5l5.2 5.2L20 7',
  cross: 'M6 6l12 12M18 6L6 18',
  question: 'M9 9.2a3.1 3.1 0 1 1 4.6 2.7c-1 .6-1.6 1.2-1.6 2.4M12 18.2v.1',
  warning: 'M12 4L2.8 20h18.4L12 4zM12 10v4.6M12 17.4v.1',
  back: 'M9.5 5.5L3 12l6.5 6.5M3.5 12H21',
  search: 'M10.8 4a6.8 6.8 0 1 0 0 13.6 6.8 6.8 0 0 0 0-13.6zM16 16l4.5 4.5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  bin: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.3 11v5M13.7 11v5',
  globe: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.8 12h16.4M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17',
  keyboard: 'M3 6.5h18v11H3zM7 10.2v.1M11 10.2v.1M15 10.2v.1M18 10.2v.1M8 14h8',
  devices: 'M4 5h11v9H4zM2.5 18h10M17.5 9h4v10h-4zM19.5 16.5v.1',
  person: 'M12 4.2a3.9 3.9 0 1 0 0 7.8 3.9 3.9 0 0 0 0-7.8zM4.5 20.2c.8-4 3.6-5.7 7.5-5.7s6.7 1.7 7.5 5.7',
  exit: 'M10 4.5H4.5v15H10M15 8l4.5 4-4.5 4M9 12h10',
  receipt: 'M5.5 3.5h13v17l-2.2-1.5-2.2 1.5-2.1-1.5-2.1 1.5-2.2-1.5-2.2 1.5zM9 8.5h6M9 12.5h6',
  returnArrow: 'M8 5L3.5 9.5 8 14M4 9.5h10.5a5 5 0 0 1 0 10H9',
  code: 'M4 5v14M7 5v14M10 5v14M13.5 5v14M16 5v14M20 5v14',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM20 14v6h-6M20 20v.1',
  card: 'M3 6h18v12.5H3zM3 10h18M6.5 15h4',
  wallet: 'M4 7.5V18a1.5 1.5 0 0 0 1.5 1.5H20v-12H5.5A1.5 1.5 0 0 1 4 6a1.5 1.5 0 0 1 1.5-1.5H17v3M16 13.5v.1',
  cash: 'M2.5 6.5h19v11h-19zM12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM5.5 9.5v.1M18.5 14.5v.1',
  phone: 'M7 3h10v18H7zM11 18.2h2',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3.2 2',
  pin: 'M5 10.5h14v9.5H5zM8 10.5V8a4 4 0 0 1 8 0v2.5M12 14v2.5',
  scanner: 'M4 8V4.5h3.5M16.5 4.5H20V8M20 16v3.5h-3.5M7.5 19.5H4V16M4 12h16',
  printer: 'M7 8.5V3.5h10v5M5 17H3V8.5h18V17h-2M7 13.5h10v7H7z',
  drawer: 'M3 9.5h18v9H3zM5.5 9.5l1.5-5h10l1.5 5M10 14h4',
  speaker: 'M7 3.5h10v17H7zM12 11a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 6.7v.1',
  reader: 'M6 3h12v18H6zM9 6h6v3.5H9zM9 13v.1M12 13v.1M15 13v.1M9 16.5v.1M12 16.5v.1M15 16.5v.1',
  scale: 'M4 8.5h16M6 8.5l1.2 11h9.6L18 8.5M9 4.5h6M12 4.5v4M12 12.2a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z',
  pole: 'M3.5 4.5h17V12h-17zM12 12v7M8 20h8M6.5 8.2h5M14.5 8.2h3',
  pad: 'M6 5.5v.1M12 5.5v.1M18 5.5v.1M6 11.5v.1M12 11.5v.1M18 11.5v.1M6 17.5v.1M12 17.5v.1M18 17.5v.1',
  backspace: 'M8.5 5.5H21v13H8.5L2.5 12zM11.5 9.5l5 5M16.5 9.5l-5 5',
  split: 'M12 20v-7M12 13L5.5 6.5M12 13l6.5-6.5M5 10.5V6h4.5M14.5 6H19v4.5',
  cart: 'M2.5 4.5H5l2.6 11h10.2l2.2-8H6M9.2 19.3v.2M16.8 19.3v.2',
  grid: 'M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z',
  tag: 'M4 4h8l8.5 8.5-8 8L4 12zM8.2 8.2v.1',
  percent:
    'M5.5 18.5l13-13M7.5 5.3a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM16.5 14.3a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z',
  pause: 'M9 5v14M15 5v14',
  inbox: 'M4 13l2.5-8h11L20 13v6H4zM4 13h5l1.5 2.5h3L15 13h5',
  menu: 'M4 6.5h16M4 12h16M4 17.5h16',
  cloudUp: 'M7 18a4.5 4.5 0 1 1 .6-8.9A5.5 5.5 0 0 1 18 10.5a3.8 3.8 0 0 1-.5 7.5M12 20v-7.5M9 15l3-3 3 3',
} as const;

export type IconName = keyof typeof paths;

/** Icons whose dots are the drawing need a rounder, thicker pen. */
const dotted = new Set<IconName>(['pad']);

export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={dotted.has(name) ? 3.2 : 1.9}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
