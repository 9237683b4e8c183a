// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// click_path.js CHROMEDRIVER CHROMIUM REPORT.html SCREENSHOTS
// What a reader does with the HTML report of the bundled sample, in a real browser, from a file:
// look, filter, sort, open a finding, narrow by the map, go back. Nothing may be loaded. Leaves
// pictures of the page in the folder SCREENSHOTS.
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const { Browser } = require("./webdriver.js");

const [chromedriver, chromium, report, screenshots] = process.argv.slice(2);
const address = pathToFileURL(path.resolve(report)).href;
const findings = ".finding td:nth-child(3)";

async function shownCount(browser) {
  return Number((await browser.text("#shown")).split(" ")[0]);
}
/// The page draws anew when its address has changed, some time after the click.
async function expectCount(browser, count, why) {
  for (let tries = 0; tries < 100 && await shownCount(browser) !== count; tries++)
    await new Promise(resolve => setTimeout(resolve, 50));
  assert.strictEqual(await shownCount(browser), count, why);
  assert.strictEqual((await browser.all(".finding")).length, count);
}
async function picture(browser, name) {
  fs.writeFileSync(path.join(screenshots, name + ".png"), await browser.screenshot());
}
function isSorted(values) {
  return values.every((value, i) => i === 0 || values[i - 1] <= value);
}

const steps = {
  async "the page shows what the report holds"(browser) {
    assert.match(await browser.text("h1"), /Blocking calls coax \d/);
    const tiles = await browser.texts(".tile");
    assert.match(tiles[0], /^\d+\nerrors$/);
    assert.ok(await shownCount(browser) > 10, "the sample blocks in more than ten places");
    assert.strictEqual((await browser.all(".finding")).length, await shownCount(browser));
    await picture(browser, "start");
  },

  async "a filter leaves what it names"(browser) {
    const all = await shownCount(browser);
    await browser.type("#search", "recv");
    const left = await browser.texts(findings);
    assert.ok(left.length > 0 && left.length < all);
    for (const text of left) assert.match(text, /recv/);
    await browser.type("#search", " nothing-is-called-so");
    await expectCount(browser, 0);
    await browser.clear("#search");
    await expectCount(browser, all);
    await browser.click("#severity option[value=note]");
    for (const text of await browser.texts(".finding td:first-child")) assert.strictEqual(text, "note");
    await browser.click("#severity option[value='']");
    await expectCount(browser, all);
  },

  async "a column sorts, and sorts the other way"(browser) {
    const places = async () => (await browser.texts(".finding td:nth-child(2)")).map(text => text.split(":")[0]);
    await browser.click("th:nth-child(2) button");
    assert.ok(isSorted(await places()));
    assert.deepStrictEqual(await browser.all("th[aria-sort=ascending]"), [await browser.one("th:nth-child(2)")]);
    await browser.click("th:nth-child(2) button");
    assert.ok(isSorted((await places()).reverse()));
    await browser.click("th:nth-child(1) button");
  },

  async "a finding opens to its chain and its source"(browser) {
    await browser.type("#search", "connect blocks");
    await browser.click(".finding");
    assert.ok((await browser.all(".details ol.chain > li")).length > 2, "the way from main is long");
    assert.match(await browser.text(".details ol.chain > li:first-child code"), /main/);
    assert.match(await browser.text(".details ol.chain > li:last-child code"), /connect/);
    assert.match(await browser.text(".details pre .hit"), /connect\(/);
    assert.ok((await browser.all(".details pre .k")).length > 0, "keywords are highlighted");
    const color = await browser.run("return getComputedStyle(document.querySelector('.details pre .k')).color");
    const plain = await browser.run("return getComputedStyle(document.querySelector('.details pre')).color");
    assert.notStrictEqual(color, plain);
    await picture(browser, "finding");
    await browser.click(".finding");
    assert.strictEqual((await browser.all(".details")).length, 0, "it closes again");
    await browser.clear("#search");
  },

  async "the map narrows, and Back leads out again"(browser) {
    const all = await shownCount(browser), boxes = await browser.texts("#map button");
    const [name, count] = boxes[0].split("\n");
    await browser.click("#map button");
    await expectCount(browser, Number(count));
    for (const place of await browser.texts(".finding code")) assert.ok(place.startsWith(name + "/"), place);
    assert.match(await browser.text("#shown"), new RegExp(" in " + name));
    await picture(browser, "narrowed");
    const [, inFile] = (await browser.texts("#map button"))[0].split("\n");
    await browser.click("#map button");
    await expectCount(browser, Number(inFile));
    const file = (await browser.text("#crumbs")).split(" / ").slice(1).join("/");
    for (const place of await browser.texts(".finding code")) assert.ok(place.startsWith(file + ":"), place);
    await browser.back();
    await expectCount(browser, Number(count));
    await browser.back();
    await expectCount(browser, all);
    await browser.click("#map button");
    await expectCount(browser, Number(count));
    await browser.click("#crumbs button");
    await expectCount(browser, all, "the first step of the path leads out, too");
  },

  async "keys do what clicks do"(browser) {
    await browser.run("document.querySelector('.finding').focus()");
    await browser.type(".finding", "\uE007"); // Enter
    assert.strictEqual((await browser.all(".details")).length, 1);
    await browser.type(".finding", "\uE007");
  },

  async "nothing was loaded and nothing went wrong"(browser) {
    const requests = (await browser.log("performance")).map(entry => JSON.parse(entry.message).message)
      .filter(message => message.method === "Network.requestWillBeSent").map(message => message.params.request.url);
    assert.ok(requests.includes(address), "the log holds what the page loads");
    assert.deepStrictEqual(requests.filter(url => url.split("#")[0] !== address), []);
    assert.deepStrictEqual(await browser.log("browser"), []);
  },
};

async function main() {
  fs.mkdirSync(screenshots, { recursive: true });
  const browser = await Browser.start(chromedriver, chromium);
  let failed = 0;
  try {
    await browser.open(address);
    for (const [name, step] of Object.entries(steps)) {
      try {
        await step(browser);
        console.log("ok: " + name);
      } catch (error) {
        failed = 1;
        console.error("FAILED: " + name + "\n" + error.stack);
        await picture(browser, "failed").catch(() => {});
      }
    }
  } finally {
    await browser.stop();
  }
  process.exit(failed);
}
main().catch(error => { console.error(error); process.exit(1); });
