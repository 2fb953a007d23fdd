// Lints the files of a folder with Harper as its npm package has it: node harper.mjs FOLDER (harper.js beside it in node_modules).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalLinter } from 'harper.js';
import { binaryInlined as binary } from 'harper.js/binaryInlined';

const linter = new LocalLinter({ binary });
const folder = process.argv[2];
let found = 0;
for (const name of readdirSync(folder)) found += (await linter.lint(readFileSync(join(folder, name), 'utf8'))).length;
console.log(found);
