/**
 * Looks over the painted page as an inspector would: contrast of every text (WCAG 2.2, 1.4.3: 4.5 to 1,
 * large text 3 to 1), size of every target (44 px), nothing wider than the window, no text cut away.
 * It runs inside the page, therefore it is a text here.
 */
export interface Finding {
  what: 'contrast' | 'target' | 'overflow';
  text: string;
  detail: string;
}

export const auditScript = `(async () => {
  // A colour on its way is neither the one nor the other.
  const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.all(moving.map((one) => one.finished.catch(() => undefined)));
  const findings = [];
  const name = (element) => (element.className && element.className.toString().slice(0, 40)) + ' "' + element.textContent.trim().slice(0, 30) + '"';
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const luminance = ([r, g, b]) => {
    const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor);
      if (color[3] > 250) return color;
    }
    return [255, 255, 255, 255];
  };
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility();
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !seen(element) || element.closest('script,style,title')) continue;
    // Controls that are switched off are outside of the rule (1.4.3, incidental).
    if (element.closest(':disabled')) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 600);
    const [a, b] = [luminance(rgba(style.color)), luminance(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < (large ? 3 : 4.5)) findings.push({ what: 'contrast', text: name(element), detail: ratio.toFixed(2) });
  }
  for (const button of document.querySelectorAll('button, input')) {
    if (!seen(button)) continue;
    const box = button.getBoundingClientRect();
    const small = box.width < 43.5 || box.height < 43.5;
    if (small) findings.push({ what: 'target', text: name(button), detail: box.width + ' x ' + box.height });
    if (box.right > innerWidth + 0.5 || box.left < -0.5) findings.push({ what: 'overflow', text: name(button), detail: box.left + ' to ' + box.right });
  }
  // The keys that lead on from a result are in sight whatever stands above them.
  for (const button of document.querySelectorAll('.result-foot button')) {
    const { top, bottom } = button.getBoundingClientRect();
    if (bottom > innerHeight + 0.5 || top < 0) findings.push({ what: 'overflow', text: name(button), detail: 'below the window: ' + bottom });
  }
  if (document.documentElement.scrollWidth > innerWidth) findings.push({ what: 'overflow', text: 'page', detail: String(document.documentElement.scrollWidth) });
  return findings;
})()`;

/** What a view must have for a person who has never seen it, and what of it is badly laid out. */
export interface ViewFound {
  /** The dialog's heading, or the view's. */
  title: string;
  /** Keys reach what is on top: the focus is on nothing else. */
  keysArrive: boolean;
  /** A control that leads back, or on from a result. */
  wayOut: boolean;
  flaws: Flaw[];
}
export interface Flaw {
  what: 'cut' | 'outside' | 'overlap' | 'unsigned';
  text: string;
  detail: string;
}

/** Runs inside the page, as `auditScript` does: titles, focus, ways out; text that is cut, controls one over the other. */
export const viewScript = `(() => {
  const name = (element) => (element.className && element.className.toString().slice(0, 40)) + ' "' + element.textContent.trim().slice(0, 40) + '"';
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility();
  };
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.querySelector('.shell') ?? document.body;
  const place = top.querySelector('.shell-main') ?? top;
  const title = [...place.querySelectorAll('h1, h2'), ...top.querySelectorAll('h1')].find(seen)?.textContent.trim() ?? '';
  const active = document.activeElement;
  const keysArrive = document.hasFocus() && (top.tagName === 'DIALOG' ? top.contains(active) : active === document.body || (active.isConnected && seen(active)));
  const leads = [...top.querySelectorAll('.key-cap')].some((cap) => cap.textContent === 'Esc')
    || [...top.querySelectorAll('.dialog-head button, .sheet-head button, .return-head button, .counter-head button, .result-go')].some(seen);
  const flaws = [];
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowY) || /auto|scroll/.test(getComputedStyle(element).overflowX);
  const clipOf = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) if (scrolls(at) && at.scrollHeight > at.clientHeight + 1) return at;
    return undefined;
  };
  for (const element of top.querySelectorAll('*')) {
    if (!seen(element) || element.closest('svg, option') || element.tagName === 'INPUT') continue;
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const hides = /hidden|clip/.test(getComputedStyle(element).overflowX + getComputedStyle(element).overflowY);
    const text = element.textContent.trim();
    if (text && hides && !scrolls(element) && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2))
      flaws.push({ what: 'cut', text: name(element), detail: element.scrollWidth + '/' + element.clientWidth + ' ' + element.scrollHeight + '/' + element.clientHeight });
    if (!own) continue;
    const box = element.getBoundingClientRect();
    const button = element.closest('button');
    if (button) {
      const frame = button.getBoundingClientRect();
      if (box.right > frame.right + 1 || box.left < frame.left - 1 || box.bottom > frame.bottom + 1 || box.top < frame.top - 1)
        flaws.push({ what: 'outside', text: name(element), detail: 'of its button' });
    }
    if (!clipOf(element) && (box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1 || box.top < -1))
      flaws.push({ what: 'outside', text: name(element), detail: Math.round(box.top) + ' to ' + Math.round(box.bottom) + ' of ' + innerHeight });
  }
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    const clip = clipOf(element)?.getBoundingClientRect();
    if (!clip) return box;
    return { left: Math.max(box.left, clip.left), right: Math.min(box.right, clip.right), top: Math.max(box.top, clip.top), bottom: Math.min(box.bottom, clip.bottom) };
  };
  // What lies wholly below something else, such as the cart below a handheld's number pad, overlaps nothing.
  const reached = (element) => {
    const box = shown(element);
    return [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
      const hit = document.elementFromPoint(box.left + (box.right - box.left) * x, box.top + (box.bottom - box.top) * y);
      return hit !== null && (element.contains(hit) || (element.tagName !== 'BUTTON' && hit.contains(element)));
    });
  };
  const controls = [...top.querySelectorAll('button, input, output, h1, h2')].filter((one) => seen(one) && reached(one)).map((element) => ({ element, box: shown(element) }));
  for (const [at, one] of controls.entries()) {
    for (const other of controls.slice(at + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (wide > 2 && high > 2) flaws.push({ what: 'overlap', text: name(one.element), detail: name(other.element) });
    }
  }
  for (const figure of top.querySelectorAll('.totals-figure, .sheet-figure, .pay-figure, .result-figure, .result-change-figure, .cash-change-figure'))
    if (seen(figure) && !figure.querySelector('.money-sign')) flaws.push({ what: 'unsigned', text: name(figure), detail: 'no currency' });
  return { title, keysArrive, wayOut: leads, flaws };
})()`;
