// Starts `report-lint lsp` for Markdown and plain text, and hands it the settings.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration("report-lint");
  const server = { command: settings.get("path", "report-lint"), args: ["lsp", ...settings.get("args", [])] };
  const own = new LanguageClient("report-lint", "report-lint", server, {
    documentSelector: [{ language: "markdown" }, { language: "plaintext" }],
    initializationOptions: Object.fromEntries(["lang", "select", "ignore", "severity"].map((key) => [key, settings.get(key)])),
    synchronize: { configurationSection: "report-lint" },
  });
  client = own;
  try {
    await own.start();
  } catch (error) {
    vscode.window.showErrorMessage(`report-lint: \`${server.command} lsp\` did not start (${error}). The setting report-lint.path says where the program is.`);
  }
}

async function stop() {
  const own = client;
  client = undefined;
  if (own && own.isRunning()) {
    await own.stop();
  }
}

async function activate(context) {
  const restart = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(vscode.commands.registerCommand("report-lint.restart", restart));
  await start();
}

module.exports = { activate, deactivate: stop };
