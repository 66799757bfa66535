/** A list of whole numbers that grows; smaller and faster than a plain array. */

export class Numbers {
  length = 0;
  private held = new Uint32Array(1024);

  push(value: number): void {
    if (this.length === this.held.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.held);
      this.held = larger;
    }
    this.held[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.held[index] as number;
  }

  set(index: number, value: number): void {
    this.held[index] = value;
  }
}

/** The number of each printed word, found by a hash and its place, without cutting it out. */
export class WordTable {
  /** Places of the words in `words`, counted from 1; 0: free. At least half of them are. */
  private slots = new Uint32Array(1 << 13);
  private readonly words: string[] = [];
  private readonly hashes: number[] = [];
  private readonly ids: number[] = [];

  find(text: string, start: number, stop: number, hash: number): number | undefined {
    const mask = this.slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const place = this.slots[slot] as number;
      if (!place) return undefined;
      const word = this.words[place - 1] as string;
      if (this.hashes[place - 1] === hash && word.length === stop - start && text.startsWith(word, start)) {
        return this.ids[place - 1];
      }
    }
  }

  add(word: string, hash: number, id: number): void {
    this.words.push(word);
    this.hashes.push(hash);
    this.ids.push(id);
    if (2 * this.words.length <= this.slots.length) return this.place(this.words.length);
    this.slots = new Uint32Array(2 * this.slots.length);
    for (let place = 1; place <= this.words.length; place++) this.place(place);
  }

  private place(place: number): void {
    const mask = this.slots.length - 1;
    let slot = spread(this.hashes[place - 1] as number) & mask;
    while (this.slots[slot]) slot = (slot + 1) & mask;
    this.slots[slot] = place;
  }
}

/** Numbers that differ little get slots that are far apart. */
function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 8;
}
