/**
 * Pictures of articles. A till's machine may have no emoji font, so the common ones are drawn here; an
 * article with another picture shows the first character of its name.
 */
type Kind =
  | 'bottle'
  | 'can'
  | 'cup'
  | 'bowl'
  | 'bread'
  | 'carton'
  | 'bar'
  | 'cookie'
  | 'fruit'
  | 'egg'
  | 'roll'
  | 'battery'
  | 'riceBall'
  | 'ice'
  | 'sweet'
  | 'bag'
  | 'skewer'
  | 'umbrella';

const kinds: Readonly<Record<string, Kind>> = {
  '💧': 'bottle',
  '🍶': 'bottle',
  '🍼': 'bottle',
  '🧴': 'bottle',
  '🍾': 'bottle',
  '🚰': 'bottle',
  '🥤': 'can',
  '🍺': 'can',
  '🥫': 'can',
  '🍻': 'can',
  '🍹': 'can',
  '☕': 'cup',
  '🍵': 'cup',
  '🧋': 'cup',
  '🫖': 'cup',
  '🍜': 'bowl',
  '🍲': 'bowl',
  '🥣': 'bowl',
  '🍚': 'bowl',
  '🥗': 'bowl',
  '🍱': 'bowl',
  '🍝': 'bowl',
  '🍞': 'bread',
  '🥐': 'bread',
  '🥖': 'bread',
  '🥪': 'bread',
  '🍰': 'bread',
  '🧁': 'bread',
  '🥛': 'carton',
  '🧃': 'carton',
  '📦': 'carton',
  '🧈': 'carton',
  '🍫': 'bar',
  '🧼': 'bar',
  '🎫': 'bar',
  '🍪': 'cookie',
  '🍘': 'cookie',
  '🥮': 'cookie',
  '🍩': 'cookie',
  '🍎': 'fruit',
  '🍌': 'fruit',
  '🍊': 'fruit',
  '🍇': 'fruit',
  '🍉': 'fruit',
  '🍋': 'fruit',
  '🍐': 'fruit',
  '🍑': 'fruit',
  '🥚': 'egg',
  '🍳': 'egg',
  '🧻': 'roll',
  '🗞': 'roll',
  '🔋': 'battery',
  '💡': 'battery',
  '🍙': 'riceBall',
  '🥟': 'riceBall',
  '🍣': 'riceBall',
  '🫔': 'riceBall',
  '🍦': 'ice',
  '🍨': 'ice',
  '🍧': 'ice',
  '🍡': 'skewer',
  '🍬': 'sweet',
  '🍭': 'sweet',
  '🍮': 'sweet',
  '🛍': 'bag',
  '🥔': 'bag',
  '🍿': 'bag',
  '🥜': 'bag',
  '🍟': 'bag',
  '🌭': 'skewer',
  '🍢': 'skewer',
  '🍗': 'skewer',
  '🍖': 'skewer',
  '🌽': 'skewer',
  '🌂': 'umbrella',
  '☂': 'umbrella',
  '☔': 'umbrella',
};

/** A filled shape and the strokes over it, 32 px grid; the hue tints the shape. */
const drawings: Readonly<Record<Kind, { hue: number; fill: string; stroke: string }>> = {
  bottle: {
    hue: 215,
    fill: 'M13 9h6v3c3 2 3.5 4 3.5 7v8h-13v-8c0-3 .5-5 3.5-7z',
    stroke: 'M13 5h6v4h-6zM9.5 19h13M9.5 24h13',
  },
  can: { hue: 355, fill: 'M10 8h12l1.5 3v14L22 28H10l-1.5-3V11z', stroke: 'M8.5 12h15M8.5 24h15M14 4.5l4 .5' },
  cup: { hue: 30, fill: 'M8 11h15l-2 16H10z', stroke: 'M7 11h17M9 17h13M14 7c0-2 2-1.5 2-3.5M18 7c0-2 2-1.5 2-3.5' },
  bowl: { hue: 20, fill: 'M5 15h22c0 7-4 11-8 12h-6c-4-1-8-5-8-12z', stroke: 'M5 15h22M17 12l8-8M12.5 12l6-9' },
  bread: { hue: 38, fill: 'M6 14c-3-4 1-7 5-7h10c4 0 8 3 5 7v12H6z', stroke: 'M12 14v6M16.5 14v6M21 14v6' },
  carton: { hue: 195, fill: 'M9 12l3-5h8l3 5v16H9z', stroke: 'M9 12h14M12 7V4.5h8V7M9 20h14' },
  bar: { hue: 18, fill: 'M6 10h20v13H6z', stroke: 'M12.6 10v13M19.3 10v13M6 16.5h20' },
  cookie: {
    hue: 32,
    fill: 'M16 5a11 11 0 1 0 11 11c-3 1-5-1-5-3-3 .5-5-1.5-5-4-1 0-1.5-2-1-4z',
    stroke: 'M12 13v.1M17 18v.1M12 21v.1M20 23v.1',
  },
  fruit: {
    hue: 5,
    fill: 'M16 11c4-3 10-1 10 6 0 6-4 11-7 11-1.5 0-1.5-1-3-1s-1.5 1-3 1c-3 0-7-5-7-11 0-7 6-9 10-6z',
    stroke: 'M16 11c0-3 1-5 3.5-6.5M16 9c-1.5-2-3.5-2.5-5-2',
  },
  egg: {
    hue: 44,
    fill: 'M16 4.5c5 0 9 8 9 14s-4 9.5-9 9.5-9-3.5-9-9.5 4-14 9-14z',
    stroke: 'M11.5 18c0-4 1.5-7 3-8.5',
  },
  roll: {
    hue: 210,
    fill: 'M9 7h14v17H9z',
    stroke: 'M23 7c3 0 4 2 4 5s-1 4-4 4M9 7c-2.5 0-3.5 2-3.5 4.5S6.5 16 9 16M13 11v.1M13 16v.1M13 20.5v.1',
  },
  battery: { hue: 130, fill: 'M10 8h12v20H10z', stroke: 'M13.5 8V4.5h5V8M13 18h6M16 15v6' },
  riceBall: {
    hue: 150,
    fill: 'M16 5c3 0 11 13 11 18 0 3-2 4.5-5 4.5H10c-3 0-5-1.5-5-4.5C5 18 13 5 16 5z',
    stroke: 'M11.5 27.5V19h9v8.5',
  },
  ice: { hue: 330, fill: 'M8 14a8 8 0 0 1 16 0c0 2-1 3-2 3H10c-1 0-2-1-2-3z', stroke: 'M10 17l6 12 6-12M13 20l6 3' },
  sweet: {
    hue: 300,
    fill: 'M16 10a6 6 0 1 0 0 12 6 6 0 0 0 0-12z',
    stroke: 'M10.5 13L5 9l-.5 7M21.5 19l5.5 4 .5-7M13.5 18c2 0 3.5-1.5 4.5-4',
  },
  bag: { hue: 45, fill: 'M8 6h16l-1.5 10L24 27H8l1.5-11z', stroke: 'M8 9.5h16M8 24h16M13 16h6' },
  skewer: { hue: 15, fill: 'M12 6h8v6h-8zM12 13h8v6h-8zM12 20h8v5h-8z', stroke: 'M16 3v3M16 25v5' },
  umbrella: {
    hue: 255,
    fill: 'M4 17a12 12 0 0 1 24 0z',
    stroke: 'M16 5V3.5M16 17v8.5c0 3-4.5 3-4.5 0M12 17c0-6 2-10 4-12 2 2 4 6 4 12',
  },
};

export function Picture({ picture, name }: { picture: string; name: string }) {
  const kind = kinds[picture.replace(/\uFE0F/g, '')];
  if (!kind) {
    return (
      <span
        className="picture picture-letter"
        style={{ '--hue': hueOf(name) } as React.CSSProperties}
        aria-hidden="true"
      >
        {[...name][0] ?? '·'}
      </span>
    );
  }
  const { hue, fill, stroke } = drawings[kind];
  return (
    <span className="picture" style={{ '--hue': hue } as React.CSSProperties} aria-hidden="true">
      <svg
        aria-hidden="true"
        viewBox="0 0 32 32"
        fill="none"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path className="picture-fill" d={fill} />
        <path className="picture-stroke" d={stroke} />
      </svg>
    </span>
  );
}

/** The same name always has the same colour. */
function hueOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return sum;
}
