// A hundred files, a few at a time. What fails for one file is that file's; what fails for all (no server, no
// sign-in) stops the queue with the file put back, so that nothing is lost and the rest goes on later.

/**
 * @template T
 */
export class Queue {
  /** @type {T[]} */
  #waiting = [];
  #running = 0;
  #width;
  #work;
  #on_stop;
  #stopped = "";

  /**
   * @param {(item: T) => Promise<string>} work answers "" when the item is done with, well or badly, or why the queue
   *   must stop
   * @param {(why: string) => void} on_stop called once for each stop
   * @param {number} width how many at a time
   */
  constructor(work, on_stop, width = 3) {
    this.#work = work;
    this.#on_stop = on_stop;
    this.#width = width;
  }

  /** Why nothing moves; "" while it does. */
  get stopped() {
    return this.#stopped;
  }

  /** How many are not done with. */
  get left() {
    return this.#waiting.length + this.#running;
  }

  /** @param {T[]} items */
  add(items) {
    this.#waiting.push(...items);
    this.#fill();
  }

  /** Takes items out that have not been begun. @param {(item: T) => boolean} which */
  drop(which) {
    this.#waiting = this.#waiting.filter((item) => !which(item));
  }

  resume() {
    this.#stopped = "";
    this.#fill();
  }

  #fill() {
    while (!this.#stopped && this.#running < this.#width && this.#waiting.length > 0) {
      void this.#run(/** @type {T} */ (this.#waiting.shift()));
    }
  }

  /** @param {T} item */
  async #run(item) {
    ++this.#running;
    const why = await this.#work(item);
    --this.#running;
    if (why) {
      this.#waiting.unshift(item);
      const first = !this.#stopped;
      this.#stopped = why;
      if (first) this.#on_stop(why);
    }
    this.#fill();
  }
}
