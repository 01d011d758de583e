/** The last `limit` items in order of arrival. */
export class Ring<T> {
  private readonly items: T[] = [];
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  push(item: T): void {
    this.items.push(item);
    if (this.items.length > this.limit) this.items.shift();
  }

  all(): readonly T[] {
    return this.items;
  }
}
