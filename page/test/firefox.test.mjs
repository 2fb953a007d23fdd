// The offline page in a real Firefox, driven over WebDriver BiDi, which Firefox speaks by itself: choose a draft, see its findings, take the copy home.
// PAGE, REPORT_LINT and FIREFOX say where these are; SHOTS is a folder for pictures.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import bundle from 'playwright-core/lib/utilsBundle';

const top = fileURLToPath(new URL('../..', import.meta.url));
const { PAGE = join(top, 'target/report-lint.html'), REPORT_LINT = join(top, 'target/release/report-lint'), FIREFOX = '/usr/bin/firefox-esr', SHOTS } = process.env;
const draft = join(top, 'examples/du-thao.docx');
const folder = mkdtempSync(join(tmpdir(), 'report-lint-firefox-'));
const downloads = join(folder, 'tai-ve');
mkdirSync(downloads);
const lint = (...options) => {
  // Findings make the exit status 1.
  try { return execFileSync(REPORT_LINT, ['--isolated', ...options], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }); } catch (error) {
    if (error.status !== 1) throw error;
    return error.stdout;
  }
};
const pause = ms => new Promise(done => setTimeout(done, ms));

// A profile of its own that asks nothing and downloads without a word.
const profile = join(folder, 'profile');
mkdirSync(profile);
const settings = {
  'browser.download.folderList': 2, 'browser.download.dir': downloads, 'browser.download.useDownloadDir': true,
  'browser.download.always_ask_before_handling_new_types': false, 'browser.shell.checkDefaultBrowser': false, 'datareporting.policy.dataSubmissionEnabled': false,
};
writeFileSync(join(profile, 'user.js'), Object.entries(settings).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
const browser = spawn(FIREFOX, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', '--width', '1280', '--height', '900'], { stdio: ['ignore', 'ignore', 'pipe'] });
const listening = new Promise((found, failed) => {
  let heard = '';
  browser.stderr.on('data', data => {
    heard += data;
    const at = heard.match(/WebDriver BiDi listening on (ws:\/\/\S+)/);
    if (at) found(at[1]);
  });
  browser.on('exit', () => failed(new Error(`Firefox ended: ${heard}`)));
  setTimeout(() => failed(new Error(`Firefox does not start: ${heard}`)), 120_000).unref();
});

const asked = new Map();
const requests = [];
let socket;
let id = 0;
const send = (method, params) => new Promise((done, failed) => {
  asked.set(++id, { done, failed, method });
  socket.send(JSON.stringify({ id, method, params }));
});
const step = async (name, work) => {
  const begun = Date.now();
  await work();
  console.log(`ok Firefox: ${name} (${Date.now() - begun} ms)`);
};

try {
  socket = new bundle.ws(await listening + '/session');
  await new Promise((open, failed) => socket.on('open', open).on('error', failed));
  socket.on('message', data => {
    const said = JSON.parse(data);
    if (said.method === 'network.beforeRequestSent') requests.push(said.params.request.url);
    const { done, failed, method } = asked.get(said.id) ?? {};
    if (done) said.type === 'error' ? failed(new Error(`${method}: ${said.message}`)) : done(said.result);
  });
  const { capabilities } = await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['network.beforeRequestSent'] });
  const context = (await send('browsingContext.getTree', {})).contexts[0].context;
  const run = async expression => {
    const { result, exceptionDetails } = await send('script.evaluate', { expression: `Promise.resolve(${expression}).then(value => JSON.stringify(value))`, target: { context }, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value === undefined ? undefined : JSON.parse(result.value);
  };
  const until = async expression => {
    for (const end = Date.now() + 60_000; !await run(expression); await pause(50)) assert.ok(Date.now() < end, `in vain: ${expression}`);
  };
  const choose = async path => {
    const { nodes } = await send('browsingContext.locateNodes', { context, locator: { type: 'css', value: '#choose' } });
    await send('input.setFiles', { context, element: { sharedId: nodes[0].sharedId }, files: [path] });
  };
  const shoot = async name => {
    if (SHOTS) writeFileSync(join(SHOTS, name + '.png'), Buffer.from((await send('browsingContext.captureScreenshot', { context })).data, 'base64'));
  };
  const address = pathToFileURL(resolve(PAGE)).href;

  await step(`version ${capabilities.browserVersion} opens the page in Vietnamese`, async () => {
    await send('browsingContext.navigate', { context, url: address, wait: 'complete' });
    assert.equal(await run('document.documentElement.lang'), 'vi');
  });

  await step('a chosen draft shows the findings of the command line', async () => {
    await choose(draft);
    await until("document.title.startsWith('du-thao.docx') && document.getElementById('progress').hidden");
    const known = JSON.parse(lint('--output-format', 'json', draft)).files[0].findings;
    assert.deepEqual(await run("[...document.querySelectorAll('.card .message')].map(m => m.textContent)"), known.map(f => f.message));
    await shoot('firefox');
  });

  await step('the Word copy is that of the command line, byte for byte', async () => {
    await run("document.getElementById('word').click()");
    const copy = join(downloads, 'du-thao (đã đối chiếu).docx');
    for (const end = Date.now() + 60_000; !existsSync(copy) || existsSync(copy + '.part') || !readFileSync(copy).length; await pause(50)) assert.ok(Date.now() < end, 'no copy');
    lint(draft, '--annotate', 'copy.docx');
    assert.ok(readFileSync(copy).equals(readFileSync(join(folder, 'copy.docx'))), 'the copies differ');
  });

  await step('a broken file is told in a sentence', async () => {
    const broken = join(folder, 'hong.docx');
    writeFileSync(broken, readFileSync(draft).subarray(0, 2000));
    await choose(broken);
    await until("document.getElementById('content').textContent.includes('Tệp bị hỏng')");
  });

  await step('a packet is compared as the command line does it, and leads to the other document', async () => {
    const packet = ['bao-cao-thang-5.md', 'tom-tat-thang-5.md'];
    for (const name of ['du-thao.docx', ...packet]) writeFileSync(join(folder, name), readFileSync(join(top, 'examples', packet.includes(name) ? 'goi' : '', name)));
    for (const name of packet) {
      await choose(join(folder, name));
      await until(`document.title.startsWith('${name}') && document.getElementById('progress').hidden`);
    }
    await run("document.getElementById('together').click()");
    await until("document.getElementById('packet-say').textContent.startsWith('Đã đối chiếu 3 văn bản với nhau. Không đọc được hong.docx')");
    const found = JSON.parse(lint('--packet', 'du-thao.docx', ...packet, '--output-format', 'json')).files.flatMap(f => f.findings).filter(f => f.related.some(r => r.span.file));
    assert.ok(found.length > 0, 'nothing between them');
    assert.deepEqual(await run("[...document.querySelectorAll('#between a')].map(a => a.textContent)"), found.map(f => f.message));
    await run("document.querySelector('#between a').click()");
    await until("document.title.startsWith('bao-cao-thang-5.md')");
    await run("document.querySelector('.card.active .pair a').click()");
    await until("document.title.startsWith('tom-tat-thang-5.md')");
    assert.equal(await run("document.querySelector('.lit').textContent"), found[0].related.find(r => r.span.file).span.text);
    await shoot('firefox-packet');
  });

  await step('nothing was sent', async () => {
    assert.deepEqual(requests.filter(url => url !== address && !/^(blob|data|about):/.test(url)), []);
    assert.equal(await run("fetch('https://example.org/').then(() => 'sent', () => 'refused')"), 'refused');
  });
  await send('browser.close', {}).catch(() => {});
} finally {
  browser.kill();
  await pause(500);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
