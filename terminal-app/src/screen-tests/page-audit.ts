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
  if (document.documentElement.scrollWidth > innerWidth) findings.push({ what: 'overflow', text: 'page', detail: String(document.documentElement.scrollWidth) });
  return findings;
})()`;
