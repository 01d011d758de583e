import { expect, test } from 'vitest';
import { escapeHtml, html } from './html.ts';

test('what is put in is escaped, what a template made is not', () => {
  const name = `<b onclick="x('y')">&`;
  expect(String(html`<p title="${name}">${name}</p>`)).toBe(
    `<p title="${escapeHtml(name)}">&#60;b onclick=&#34;x(&#39;y&#39;)&#34;&#62;&#38;</p>`,
  );
  expect(String(html`<ul>${['a', '<'].map((text) => html`<li>${text}</li>`)}</ul>`)).toBe(
    '<ul><li>a</li><li>&#60;</li></ul>',
  );
});

test('nothing stands for nothing, a number for itself', () => {
  expect(String(html`${false}${null}${undefined}${[]}|${0}|${12n}|${''}|`)).toBe('|0|12||');
});
