// The queue of files, and the words between two points of a page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { around, words_between } from "../../server/web/geometry.js";
import { Queue } from "../../server/web/queue.js";

const turn = () => new Promise((done) => setTimeout(done, 1));

test("no more than the width run at a time, and all are done", async () => {
  let [running, most, done] = [0, 0, 0];
  const queue = new Queue(
    async () => {
      most = Math.max(most, ++running);
      await turn();
      --running;
      ++done;
      return "";
    },
    () => assert.fail("nothing stops it"),
    3,
  );
  queue.add([...Array(20).keys()]);
  while (queue.left > 0) await turn();
  assert.equal(most, 3);
  assert.equal(done, 20);
});

test("what stops for one stops all, loses nothing, says so once, and goes on", async () => {
  const [done, said] = [/** @type {number[]} */ ([]), /** @type {string[]} */ ([])];
  let there = false;
  const queue = new Queue(
    async (/** @type {number} */ item) => {
      await turn();
      if (item > 4 && !there) return "gone";
      done.push(item);
      return "";
    },
    (why) => said.push(why),
    3,
  );
  queue.add([...Array(12).keys()]);
  while (!queue.stopped) await turn();
  for (let wait = 0; wait < 10; ++wait) await turn();
  assert.deepEqual(said, ["gone"]);
  assert.equal(done.length + queue.left, 12);
  there = true;
  queue.resume();
  while (queue.left > 0) await turn();
  assert.deepEqual(
    done.sort((a, b) => a - b),
    [...Array(12).keys()],
  );
});

test("a file taken off the desk is not read any more", async () => {
  const done = /** @type {number[]} */ ([]);
  const queue = new Queue(
    async (/** @type {number} */ item) => (await turn(), done.push(item), ""),
    () => {},
    1,
  );
  queue.add([1, 2, 3]);
  queue.drop((item) => item === 2);
  while (queue.left > 0) await turn();
  assert.deepEqual(done, [1, 3]);
});

/** @type {import("../../server/web/api.js").Word[]} */
const WORDS = [
  { text: "Total", box: [10, 10, 40, 20] },
  { text: "HT", box: [45, 10, 60, 20] },
  { text: "100,00", box: [200, 10, 240, 20] },
  { text: "Total", box: [10, 24, 40, 34] },
  { text: "TTC", box: [45, 24, 60, 34] },
  { text: "120,00", box: [200, 24, 240, 34] },
];
const text_of = (/** @type {import("../../server/web/api.js").Word[]} */ words) =>
  words.map(({ text }) => text).join(" ");

test("a stroke along a line takes its words and none of the next line", () => {
  assert.equal(text_of(words_between(WORDS, [12, 15], [50, 17])), "Total HT");
  assert.equal(text_of(words_between(WORDS, [230, 26], [12, 30])), "Total TTC 120,00");
});

test("a stroke down a column takes the column", () => {
  assert.equal(text_of(words_between(WORDS, [195, 8], [245, 36])), "100,00 120,00");
});

test("a click takes the word under it, and nothing beside", () => {
  assert.equal(text_of(words_between(WORDS, [50, 30], [50, 30])), "TTC");
  assert.equal(text_of(words_between(WORDS, [120, 15], [120, 15])), "");
});

test("the box around words holds them all", () => {
  assert.deepEqual(around(WORDS.map(({ box }) => box)), [10, 10, 240, 34]);
});
