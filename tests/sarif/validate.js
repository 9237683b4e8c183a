// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// validate.js DIRECTORY FILE…
// Holds files against the SARIF 2.1.0 schema that prepare.sh put into DIRECTORY. Exit codes: 0 valid,
// 1 not valid, with every violation on stderr.
"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const [directory, ...files] = process.argv.slice(2);
const installed = createRequire(path.resolve(directory, "node_modules/@microsoft/jest-sarif/package.json"));
const Ajv = installed("ajv");
const read = file => JSON.parse(fs.readFileSync(file, "utf8"));

// The schema is written in draft 4 of JSON Schema.
const ajv = new Ajv({ schemaId: "auto", allErrors: true, meta: false });
ajv.addMetaSchema(installed("ajv/lib/refs/json-schema-draft-04.json"));
const validate = ajv.compile(read(installed.resolve("./lib/schemas/sarif-2.1.0-rtm.5.json")));

let valid = files.length > 0;
for (const file of files) {
  if (validate(read(file))) {
    console.log(file + ": valid SARIF 2.1.0");
    continue;
  }
  valid = false;
  for (const error of validate.errors)
    console.error(file + ": " + (error.dataPath || "/") + " " + error.message + " " + JSON.stringify(error.params));
}
process.exit(valid ? 0 : 1);
