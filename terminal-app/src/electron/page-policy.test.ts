import { expect, test } from 'vitest';
import { contentPolicy, mayNavigate, pageFile } from './page-policy.ts';

test('the policy names no source of the network and no inline script', () => {
  expect(contentPolicy).toContain("default-src 'none'");
  expect(contentPolicy).not.toMatch(/https?:|\*|unsafe-eval/);
  expect(contentPolicy.split('; ').find((part) => part.startsWith('script-src'))).toBe("script-src 'self'");
});

test('pages and their assets are found, with the policy on them', () => {
  const page = pageFile('/pages', 'qiantai://till/assets/index-1a.js');
  expect(page).toMatchObject({ kind: 'file', path: '/pages/assets/index-1a.js' });
  expect(page.kind === 'file' && page.headers['content-security-policy']).toBe(contentPolicy);
});

test.each([
  'qiantai://till/../../etc/passwd.html',
  'qiantai://till/%2e%2e%2f%2e%2e%2fsecret.html',
  'qiantai://till/..%5c..%5csecret%00.html',
  'qiantai://till/%E0%A4%A.html',
  'qiantai://till/',
  'qiantai://till/readme.md',
  'qiantai://elsewhere/index.html',
  'file:///pages/index.html',
])('%s is no file of the shell', (address) => {
  const found = pageFile('/pages', address);
  if (found.kind === 'file') expect(found.path.startsWith('/pages/')).toBe(true);
  else expect(found.kind).toBe('none');
});

test('a window stays on its page', () => {
  const page = 'qiantai://till/index.html';
  expect(mayNavigate(page, `${page}#somewhere`)).toBe(true);
  expect(mayNavigate(page, 'qiantai://till/customer.html')).toBe(false);
  expect(mayNavigate(page, 'https://example.com/')).toBe(false);
});
