/**
 * Keeps the page up to date: fetches what stands in `#live` anew and puts it in place, with the branches of the tree
 * as the reader left them. Without an answer the page says that it is old.
 */
const refreshMs = 5000;
const live = () => document.getElementById('live');

async function refresh(): Promise<void> {
  const address = new URL(location.href);
  address.searchParams.set('part', 'live');
  const reply = await fetch(address, { signal: AbortSignal.timeout(refreshMs) });
  // The session is over: the sign-in page says so.
  if (reply.redirected || reply.status === 401) {
    location.reload();
    return;
  }
  if (!reply.ok) throw new Error(String(reply.status));
  replace(await reply.text());
}

function replace(text: string): void {
  const old = live();
  const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('live');
  if (!old || !fresh) throw new Error('no content');
  for (const branch of old.querySelectorAll('details')) {
    const same = fresh.querySelector<HTMLDetailsElement>(`#${CSS.escape(branch.id)}`);
    if (same) same.open = branch.open;
  }
  const focused = document.activeElement instanceof HTMLElement ? pathTo(document.activeElement, old) : undefined;
  old.replaceWith(document.adoptNode(fresh));
  if (focused !== undefined) (follow(focused, fresh) as HTMLElement | undefined)?.focus({ preventScroll: true });
}

/** Where an element stands below another one; undefined where it does not. */
function pathTo(element: Element, top: Element): number[] | undefined {
  if (!top.contains(element) || element === top) return undefined;
  const path: number[] = [];
  for (let at: Element = element; at !== top && at.parentElement; at = at.parentElement) {
    path.unshift([...at.parentElement.children].indexOf(at));
  }
  return path;
}

function follow(path: readonly number[], top: Element): Element | undefined {
  return path.reduce<Element | undefined>((at, index) => at?.children[index], top);
}

function markOld(isOld: boolean): void {
  live()?.querySelector<HTMLElement>('.stale')?.toggleAttribute('hidden', !isOld);
}

async function turn(): Promise<void> {
  if (!document.hidden) {
    await refresh().then(
      () => markOld(false),
      () => markOld(true),
    );
  }
  setTimeout(() => void turn(), refreshMs);
}

setTimeout(() => void turn(), refreshMs);
