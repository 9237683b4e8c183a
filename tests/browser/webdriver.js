// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// As much of WebDriver as a click path needs: a headless Chromium that is driven through
// chromedriver, without a package of its own. Source: W3C WebDriver, the commands named below.
"use strict";
const { spawn } = require("child_process");

const elementKey = "element-6066-11e4-a52e-4f735466cecf"; // WebDriver, 12.1

class Browser {
  /// Starts chromedriver on a free port and a browser that resolves no host name.
  static async start(chromedriver, chromium) {
    const driver = spawn(chromedriver, ["--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
    const port = await new Promise((resolve, reject) => {
      let said = "";
      driver.stdout.on("data", text => {
        said += text;
        const match = /started successfully on port (\d+)/.exec(said);
        if (match) resolve(match[1]);
      });
      driver.on("exit", () => reject(new Error("chromedriver ended: " + said)));
    });
    const browser = new Browser(driver, "http://127.0.0.1:" + port + "/session");
    const answer = await browser.send("POST", "", { capabilities: { alwaysMatch: {
      "goog:loggingPrefs": { performance: "ALL", browser: "ALL" },
      "goog:chromeOptions": { binary: chromium, args: ["--headless=new", "--no-sandbox", "--disable-gpu",
        "--disable-dev-shm-usage", "--window-size=1300,1000", "--host-resolver-rules=MAP * ~NOTFOUND"] } } } });
    browser.base += "/" + answer.sessionId;
    return browser;
  }

  constructor(driver, base) { this.driver = driver; this.base = base; }

  async send(method, command, body) {
    const response = await fetch(this.base + command, { method,
      body: method === "POST" ? JSON.stringify(body || {}) : undefined });
    const { value } = await response.json();
    if (value && value.error) throw new Error(command + ": " + value.error + ": " + value.message);
    return value;
  }

  open(url) { return this.send("POST", "/url", { url }); }
  back() { return this.send("POST", "/back"); }
  run(script, ...args) { return this.send("POST", "/execute/sync", { script, args }); }
  log(type) { return this.send("POST", "/se/log", { type }); }
  async screenshot() { return Buffer.from(await this.send("GET", "/screenshot"), "base64"); }

  async all(css) {
    const found = await this.send("POST", "/elements", { using: "css selector", value: css });
    return found.map(element => element[elementKey]);
  }
  async one(css) {
    const [first] = await this.all(css);
    if (!first) throw new Error("nothing on the page is " + css);
    return first;
  }
  async click(css) { await this.send("POST", "/element/" + await this.one(css) + "/click"); }
  async type(css, text) { await this.send("POST", "/element/" + await this.one(css) + "/value", { text }); }
  /// As a user does: Control-A, Backspace.
  async clear(css) { await this.type(css, "\uE009a\uE000\uE003"); }
  async text(css) { return this.send("GET", "/element/" + await this.one(css) + "/text"); }
  async texts(css) {
    const ids = await this.all(css);
    return Promise.all(ids.map(id => this.send("GET", "/element/" + id + "/text")));
  }

  async stop() {
    await this.send("DELETE", "").catch(() => {});
    this.driver.kill();
  }
}

module.exports = { Browser };
