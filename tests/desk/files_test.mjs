// The files of the desk among themselves: what a browser is told to fetch at once, and what must stay as it is
// elsewhere.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const web = new URL("../../server/web/", import.meta.url);
const names = readdirSync(web);
const page = readFileSync(new URL("index.html", web), "utf8");

test("the page names every script, so that a slow network fetches them at once and not one behind the other", () => {
  const named = [...page.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual(named, names.filter((name) => name.endsWith(".js")).sort());
});

test("nothing is asked of another host", () => {
  const allowed = /http:\/\/www\.w3\.org\/(2000\/svg|1999\/xlink)/g; // names of vocabularies, never fetched
  for (const name of names.filter((one) => /\.(js|css|svg|html)$/.test(one))) {
    const text = readFileSync(new URL(name, web), "utf8").replace(allowed, "");
    assert.ok(!/https?:\/\/|\/\/[a-z0-9-]+\.[a-z]{2,}/.test(text), name);
  }
});

test("the example is a sample of the corpus", () => {
  assert.deepEqual(
    readFileSync(new URL("exemple.pdf", web)),
    readFileSync(new URL("../../corpus/samples/header_row.pdf", import.meta.url)),
  );
});

test("every script begins with what it is for", () => {
  for (const name of names.filter((one) => one.endsWith(".js")))
    assert.match(readFileSync(new URL(name, web), "utf8"), /^\/\/ \S/, name);
});

test("every text and its ground have names in both light and dark", () => {
  const style = readFileSync(new URL("desk.css", web), "utf8");
  const defined = new Set([...style.matchAll(/^\s+(--[a-z-]+):/gm)].map(([, name]) => name));
  for (const sheet of names.filter((name) => name.endsWith(".css"))) {
    for (const [, name] of readFileSync(new URL(sheet, web), "utf8").matchAll(/var\((--[a-z-]+)\)/g))
      assert.ok(defined.has(name), `${name} in ${sheet}`);
  }
});
