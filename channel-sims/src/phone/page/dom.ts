/** The little that a page without a framework needs. */

type Child = Node | string;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function button(label: string, className: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className }, label);
  made.addEventListener('click', onClick);
  return made;
}

export function field(label: string, control: HTMLElement): HTMLLabelElement {
  return element('label', { class: 'field' }, element('span', {}, label), control);
}

export function choice<V extends string>(
  options: ReadonlyArray<{ value: V; label: string }>,
  onChange: (value: V) => void,
): HTMLSelectElement {
  const made = element('select', {}, ...options.map(({ value, label }) => element('option', { value }, label)));
  made.addEventListener('change', () => onChange(made.value as V));
  return made;
}

/** Changes the text only where it differs, so that a selection and a screen reader are left alone. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

export interface Row<Item> {
  root: HTMLElement;
  update(item: Item): void;
}

/** Children that follow a list: an item keeps its node while it is there, so focus and selections stay. */
export class RowList<Item> {
  private readonly parent: HTMLElement;
  private readonly keyOf: (item: Item) => string;
  private readonly make: (item: Item) => Row<Item>;
  private rows = new Map<string, Row<Item>>();

  constructor(options: { parent: HTMLElement; keyOf: (item: Item) => string; make: (item: Item) => Row<Item> }) {
    this.parent = options.parent;
    this.keyOf = options.keyOf;
    this.make = options.make;
  }

  show(items: readonly Item[]): void {
    const next = new Map<string, Row<Item>>();
    for (const item of items) {
      const key = this.keyOf(item);
      const row = this.rows.get(key) ?? this.make(item);
      row.update(item);
      next.set(key, row);
    }
    for (const [key, row] of this.rows) if (!next.has(key)) row.root.remove();
    [...next.values()].forEach(({ root }, index) => {
      const there = this.parent.children[index];
      if (there !== root) this.parent.insertBefore(root, there ?? null);
    });
    this.rows = next;
  }
}
