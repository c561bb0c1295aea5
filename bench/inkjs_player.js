// Plays a compiled ink story on request: the other side of engine_vs_inkjs.py, which starts it as
// `node inkjs_player.js FOLDER_WITH_INKJS STORY.ink` and speaks with it in lines of JSON.

"use strict";
const { createRequire } = require("node:module");
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");

const [folder, storyFile] = process.argv.slice(2);
const inkjs = createRequire(path.join(path.resolve(folder), "package.json"))("inkjs/full");

// Through JSON, as a game ships its story: without the compiler's notes about lines.
const story = new inkjs.Story(new inkjs.Compiler(fs.readFileSync(storyFile, "utf-8")).Compile().ToJson());

// The generator of engine_vs_inkjs.py: 31 bits, the upper of them used.
function nextNumber(number) {
  return (Math.imul(number, 1103515245) + 12345) & 0x7fffffff;
}

// One play from the beginning to an ending. Returns how many decisions it took.
function play(seed) {
  let number = seed, decisions = 0, read = 0;
  story.ResetState();
  for (;;) {
    read += story.ContinueMaximally().length;
    const choices = story.currentChoices;
    if (choices.length === 0) return [decisions, read];
    number = nextNumber(number);
    const choice = choices[(number >>> 16) % choices.length];
    read += choice.text.length;
    story.ChooseChoiceIndex(choice.index);
    decisions += 1;
  }
}

// The same play told moment by moment, to be compared with the other side.
function trace(seed, meters) {
  let number = seed;
  const moments = [];
  story.ResetState();
  for (;;) {
    const text = story.ContinueMaximally();
    const choices = story.currentChoices;
    moments.push({
      node: choices.length === 0 ? "" : choices[0].sourcePath.split(".")[0],
      text: text.split(/\s+/).join(" ").trim(),
      choices: choices.map((choice) => choice.text),
      meters: meters.map((name) => story.variablesState[name]),
    });
    if (choices.length === 0) return moments;
    number = nextNumber(number);
    story.ChooseChoiceIndex((number >>> 16) % choices.length);
  }
}

function answer(request) {
  if (request.trace) return trace(request.seed, request.meters);
  if (global.gc) global.gc();
  let decisions = 0;
  const begun = process.hrtime.bigint();
  for (let count = 0; count < request.plays; count += 1) decisions += play(request.seed + count)[0];
  return { seconds: Number(process.hrtime.bigint() - begun) / 1e9, decisions };
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + "\n");
});
process.stdout.write(JSON.stringify({ node: process.version }) + "\n");
